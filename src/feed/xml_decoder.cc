#include "feed/xml_decoder.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "feed/charset_guess.h"

namespace entente {
namespace {

constexpr size_t kSniffBytes = size_t{64} << 10;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Beginning {
  std::string_view bytes;
  std::string_view charset;
  size_t skip;  // length of the byte order mark
};

// Longest first: UTF-32LE begins like UTF-16LE. Without a mark, '<' tells by its zero bytes (XML 1.0 appendix F).
constexpr std::array<Beginning, 10> kBeginnings = {{{{"\x00\x00\xFE\xFF", 4}, "utf-32be", 4},
                                                    {{"\xFF\xFE\x00\x00", 4}, "utf-32le", 4},
                                                    {{"\x00\x00\x00<", 4}, "utf-32be", 0},
                                                    {{"<\x00\x00\x00", 4}, "utf-32le", 0},
                                                    {{"\x00<\x00", 3}, "utf-16be", 0},
                                                    {{"<\x00", 2}, "utf-16le", 0},
                                                    {{"\xEF\xBB\xBF", 3}, "utf-8", 3},
                                                    {{"\xFE\xFF", 2}, "utf-16be", 2},
                                                    {{"\xFF\xFE", 2}, "utf-16le", 2},
                                                    {{"Lo\xA7\x94", 4}, "cp037", 0}}};

// encoding="…" of <?xml …?>.
std::string DeclaredIn(std::string_view head) {
  const size_t begin = head.find("<?xml");
  if (begin == std::string_view::npos) return {};
  const std::string_view declaration = head.substr(begin, head.find("?>", begin) - begin);
  const size_t key = declaration.find("encoding");
  if (declaration.size() > 1024 || key == std::string_view::npos) return {};
  const size_t open = declaration.find_first_of("'\"", key);
  if (open == std::string_view::npos) return {};
  const size_t close = declaration.find(declaration[open], open + 1);
  if (close == std::string_view::npos) return {};
  return LowerAscii(declaration.substr(open + 1, close - open - 1));
}

// What the web means by a name (WHATWG Encoding): the larger set that real pages use.
std::string ReadAs(const std::string& charset) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kWider = {
      {{"iso-8859-1", "windows-1252"},
       {"iso8859-1", "windows-1252"},
       {"latin1", "windows-1252"},
       {"us-ascii", "windows-1252"},
       {"ascii", "windows-1252"},
       {"iso-8859-9", "windows-1254"},
       {"gb2312", "gb18030"},
       {"gbk", "gb18030"},
       {"shift_jis", "cp932"},
       {"euc-kr", "cp949"},
       {"tis-620", "cp874"},
       {"big5", "big5-hkscs"}}};
  for (const auto& [name, wider] : kWider) {
    if (name == charset) return std::string(wider);
  }
  return charset;
}

bool IsUtf8Name(const std::string& charset) { return charset == "utf-8" || charset == "utf8"; }

// Valid but for a character cut off at the end.
bool IsUtf8Head(std::string_view head) { return FirstInvalidUtf8(head) + 4 > head.size(); }

}  // namespace

class XmlDecoder::Converter {
 public:
  static std::unique_ptr<Converter> Make(const std::string& charset) {
    // The ends of names are commands to iconv ("//TRANSLIT").
    if (charset.empty() || charset.find('/') != std::string::npos) return nullptr;
    const iconv_t handle = iconv_open("UTF-8", ReadAs(charset).c_str());
    // NOLINTNEXTLINE: iconv reports failure as this pointer
    if (handle == reinterpret_cast<iconv_t>(-1)) return nullptr;
    return std::unique_ptr<Converter>(new Converter(handle));
  }
  ~Converter() { iconv_close(handle_); }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  // Returns how many bytes at the end are an unfinished character; `faults` counts bytes of no character.
  size_t Convert(std::string_view bytes, std::string& out, size_t& faults) {
    std::array<char, 8192> buffer;
    char* in = const_cast<char*>(bytes.data());  // iconv's signature; it does not write
    size_t left = bytes.size();
    while (left > 0) {
      char* to = buffer.data();
      size_t room = buffer.size();
      const size_t result = iconv(handle_, &in, &left, &to, &room);
      out.append(buffer.data(), buffer.size() - room);
      if (result != static_cast<size_t>(-1) || errno == E2BIG) continue;
      if (errno == EINVAL) return left;
      out += kReplacement;
      ++faults;
      ++in;
      --left;
    }
    return 0;
  }

 private:
  explicit Converter(iconv_t handle) : handle_(handle) {}
  iconv_t handle_;
};

XmlDecoder::XmlDecoder(std::string_view content_type) : declared_by_http_(LowerAscii(CharsetOf(content_type))) {}
XmlDecoder::~XmlDecoder() = default;

void XmlDecoder::Push(std::string_view bytes, std::string& out) {
  if (chosen_) return Decode(bytes, out);
  head_ += bytes;
  if (head_.size() < kSniffBytes) return;
  Choose();
  Decode(std::exchange(head_, {}), out);
}

void XmlDecoder::Finish(std::string& out) {
  if (!chosen_) {
    Choose();
    Decode(std::exchange(head_, {}), out);
  }
  if (!rest_.empty()) {
    out += kReplacement;
    faulty_ = true;
    rest_.clear();
  }
}

void XmlDecoder::Choose() {
  chosen_ = true;
  for (const Beginning& beginning : kBeginnings) {
    if (!std::string_view(head_).starts_with(beginning.bytes)) continue;
    encoding_ = beginning.charset;
    head_.erase(0, beginning.skip);
    if (!IsUtf8Name(encoding_)) converter_ = Converter::Make(encoding_);
    return;
  }
  const bool utf8 = IsUtf8Head(head_);
  for (const std::string& charset : {declared_by_http_, DeclaredIn(std::string_view(head_).substr(0, 2048))}) {
    if (charset.empty()) continue;
    if (IsUtf8Name(charset) ? utf8 : (converter_ = Converter::Make(charset)) != nullptr) {
      std::string ignored;
      size_t faults = 0;
      if (converter_) converter_->Convert(head_, ignored, faults);
      if (faults == 0) {
        encoding_ = charset;
        if (converter_) converter_ = Converter::Make(charset);  // afresh: it may have a state
        return;
      }
      converter_.reset();
    }
    faulty_ = true;
  }
  encoding_ = utf8 ? "utf-8" : GuessCharset(head_);
  faulty_ = faulty_ || !utf8;
  if (!utf8) converter_ = Converter::Make(LowerAscii(encoding_));
}

void XmlDecoder::Decode(std::string_view bytes, std::string& out) {
  if (!converter_) return DecodeUtf8(bytes, out);
  std::string joined;
  if (!rest_.empty()) {
    joined = rest_ + std::string(bytes);
    bytes = joined;
  }
  size_t faults = 0;
  const size_t left = converter_->Convert(bytes, out, faults);
  rest_ = std::string(bytes.substr(bytes.size() - left));
  faulty_ = faulty_ || faults > 0;
}

void XmlDecoder::DecodeUtf8(std::string_view bytes, std::string& out) {
  std::string joined;
  if (!rest_.empty()) {
    joined = std::exchange(rest_, {}) + std::string(bytes);
    bytes = joined;
  }
  while (!bytes.empty()) {
    const size_t bad = FirstInvalidUtf8(bytes);
    out += bytes.substr(0, bad);
    bytes.remove_prefix(bad);
    if (bytes.empty()) return;
    // The first three bytes of a four byte character may still be completed.
    const bool may_go_on = bytes.size() < 4 && static_cast<unsigned char>(bytes[0]) >= 0xC2 &&
                           std::all_of(bytes.begin() + 1, bytes.end(), [](char c) { return (c & 0xC0) == 0x80; });
    if (may_go_on) {
      rest_ = std::string(bytes);
      return;
    }
    out += kReplacement;
    faulty_ = true;
    bytes.remove_prefix(1);
  }
}

std::string CharsetOf(std::string_view content_type) {
  const size_t key = LowerAscii(content_type).find("charset=");
  if (key == std::string::npos) return {};
  content_type.remove_prefix(key + 8);
  const size_t begin = content_type.find_first_not_of(" \"'");
  if (begin == std::string_view::npos) return {};
  content_type.remove_prefix(begin);
  return std::string(content_type.substr(0, content_type.find_first_of(" \"';,")));
}

}  // namespace entente
