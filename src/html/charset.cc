#include "html/charset.h"

#include <iconv.h>
#include <lexbor/encoding/encoding.h>
#include <lexbor/html/encoding.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>

#include "base/ascii.h"
#include "base/utf8.h"

namespace entente {
namespace {

constexpr size_t kDeclarationBytes = size_t{64} << 10;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// A character set by its name; `data` is null where only iconv knows it.
struct Charset {
  std::string name;
  const lxb_encoding_data_t* data = nullptr;
};

struct Mark {
  std::string_view bytes;
  std::string_view name;
};

// UTF-32 before UTF-16: its little-endian mark begins with the other's.
constexpr std::array<Mark, 5> kMarks = {{{{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                                         {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                                         {"\xEF\xBB\xBF", "UTF-8"},
                                         {"\xFF\xFE", "UTF-16LE"},
                                         {"\xFE\xFF", "UTF-16BE"}}};

// "<?xm" or "<?" in families of character sets (XML 1.0, appendix F).
constexpr std::array<Mark, 5> kXmlBeginnings = {{{{"\0\0\0<\0\0\0?", 8}, "UTF-32BE"},
                                                 {{"<\0\0\0?\0\0\0", 8}, "UTF-32LE"},
                                                 {{"\0<\0?", 4}, "UTF-16BE"},
                                                 {{"<\0?\0", 4}, "UTF-16LE"},
                                                 {"\x4C\x6F\xA7\x94", "IBM037"}}};

const lxb_char_t* Chars(std::string_view text) { return reinterpret_cast<const lxb_char_t*>(text.data()); }

std::string_view Trimmed(std::string_view text) { return TrimmedOf(text, " \t\r\n\f\"\'"); }

bool IconvKnows(const std::string& name) {
  const iconv_t converter = iconv_open("UTF-8", name.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return false;
  iconv_close(converter);
  return true;
}

// A name that iconv may be asked for: no control of its behaviour ("//IGNORE"), no nonsense.
bool IsPlainName(std::string_view label) {
  constexpr size_t kLongest = 40;
  return !label.empty() && label.size() <= kLongest && std::all_of(label.begin(), label.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || std::string_view("-_.:+()").find(static_cast<char>(c)) != std::string_view::npos;
  });
}

std::optional<Charset> CharsetOfLabel(std::string_view label) {
  label = Trimmed(label);
  if (label.empty()) return std::nullopt;
  const lxb_encoding_data_t* data = lxb_encoding_data_by_name(Chars(label), label.size());
  // The standard's "replacement" stands for sets that are dangerous to a browser; iconv reads some of them.
  if (data != nullptr && data->encoding > LXB_ENCODING_UNDEFINED && data->encoding != LXB_ENCODING_REPLACEMENT) {
    return Charset{reinterpret_cast<const char*>(data->name), data};
  }
  std::string name(label);
  if (!IsPlainName(label) || !IconvKnows(name)) return std::nullopt;
  return Charset{std::move(name), nullptr};
}

bool IsUtf8(const Charset& charset) { return charset.data != nullptr && charset.data->encoding == LXB_ENCODING_UTF_8; }

bool IsUtf16(const Charset& charset) {
  return charset.data != nullptr &&
         (charset.data->encoding == LXB_ENCODING_UTF_16LE || charset.data->encoding == LXB_ENCODING_UTF_16BE);
}

// What no UTF-8 can hold becomes the replacement too, whichever table it came from.
void AppendDecoded(std::string& out, lxb_codepoint_t code, uint64_t& replaced) {
  const bool bad = code > LXB_ENCODING_MAX_CODEPOINT || (code >= 0xD800 && code <= 0xDFFF) ||
                   code == LXB_ENCODING_REPLACEMENT_CODEPOINT;
  replaced += bad ? 1 : 0;
  AppendUtf8(bad ? lxb_codepoint_t{LXB_ENCODING_REPLACEMENT_CODEPOINT} : code, out);
}

std::string DecodeByTable(std::string_view bytes, const lxb_encoding_data_t* data, uint64_t& replaced) {
  std::array<lxb_codepoint_t, 4096> codes{};
  static constexpr lxb_codepoint_t kInstead = LXB_ENCODING_REPLACEMENT_CODEPOINT;
  lxb_encoding_decode_t decode{};
  lxb_encoding_decode_init(&decode, data, codes.data(), codes.size());
  lxb_encoding_decode_replace_set(&decode, &kInstead, 1);
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  const lxb_char_t* at = Chars(bytes);
  const lxb_char_t* const end = at + bytes.size();
  const auto take = [&] {
    for (size_t i = 0; i < lxb_encoding_decode_buf_used(&decode); ++i) AppendDecoded(out, codes[i], replaced);
    lxb_encoding_decode_buf_used_set(&decode, 0);
  };
  lxb_status_t status = LXB_STATUS_SMALL_BUFFER;
  while (status == LXB_STATUS_SMALL_BUFFER) {
    status = data->decode(&decode, &at, end);
    take();
  }
  lxb_encoding_decode_finish(&decode);
  take();
  return out;
}

std::string DecodeByIconv(std::string_view bytes, const std::string& name, uint64_t& replaced) {
  const iconv_t converter = iconv_open("UTF-8", name.c_str());
  std::string out;
  if (converter == reinterpret_cast<iconv_t>(-1)) return out;
  std::array<char, 16384> buffer{};
  char* in = const_cast<char*>(bytes.data());
  size_t left = bytes.size();
  while (left > 0) {
    char* to = buffer.data();
    size_t room = buffer.size();
    const size_t result = iconv(converter, &in, &left, &to, &room);
    const int error = errno;
    out.append(buffer.data(), buffer.size() - room);
    if (result != static_cast<size_t>(-1) || error == E2BIG) continue;
    out += kReplacement;
    ++replaced;
    if (error == EINVAL) break;  // the end cuts a sequence
    ++in;
    --left;
  }
  iconv_close(converter);
  // An old converter may let surrogates through.
  return MendUtf8(out, replaced);
}

std::optional<Charset> DeclaredByXml(std::string_view bytes) {
  for (const Mark& beginning : kXmlBeginnings) {
    if (!bytes.starts_with(beginning.bytes)) continue;
    if (beginning.name != "IBM037") return CharsetOfLabel(beginning.name);
    uint64_t ignored = 0;
    const std::string head = DecodeByIconv(bytes.substr(0, 256), "IBM037", ignored);
    const size_t at = head.find("encoding=");
    if (at == std::string::npos) return CharsetOfLabel("IBM037");
    const size_t begin = at + 10;
    return CharsetOfLabel(std::string_view(head)
                              .substr(std::min(begin, head.size()))
                              .substr(0, head.find_first_of("\"'", begin) - begin));
  }
  constexpr std::string_view kSpace = " \t\r\n";
  bytes.remove_prefix(std::min(bytes.find_first_not_of(kSpace), bytes.size()));
  if (!bytes.starts_with("<?xml")) return std::nullopt;
  std::string_view declaration = bytes.substr(0, std::min<size_t>(bytes.find('>'), 1024));
  const size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return std::nullopt;
  declaration.remove_prefix(at + 8);
  const size_t open = declaration.find_first_of("\"'");
  if (open == std::string_view::npos) return std::nullopt;
  const size_t close = declaration.find(declaration[open], open + 1);
  return CharsetOfLabel(declaration.substr(open + 1, close == std::string_view::npos ? close : close - open - 1));
}

std::optional<Charset> DeclaredByMeta(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kDeclarationBytes);
  lxb_html_encoding_t prescan;
  if (lxb_html_encoding_init(&prescan) != LXB_STATUS_OK) return std::nullopt;
  size_t length = 0;
  const lxb_char_t* name = lxb_html_encoding_prescan(&prescan, Chars(head), Chars(head) + head.size(), &length);
  std::optional<Charset> found;
  if (name != nullptr) found = CharsetOfLabel({reinterpret_cast<const char*>(name), length});
  lxb_html_encoding_destroy(&prescan, false);
  return found;
}

// A declaration that could be read as ASCII was not written in UTF-16.
std::optional<Charset> Declared(std::string_view bytes) {
  std::optional<Charset> found = DeclaredByXml(bytes);
  if (!found) found = DeclaredByMeta(bytes);
  if (found && IsUtf16(*found) && bytes.substr(0, 4).find('\0') == std::string_view::npos)
    return CharsetOfLabel("UTF-8");
  return found;
}

// The longest beginning of a sequence that another end would have made well-formed is one fault, else one byte is.
// REQUIRES: the bytes do not begin with a well-formed sequence.
size_t FaultLength(std::string_view bytes) {
  const auto byte = [&](size_t i) { return i < bytes.size() ? static_cast<uint8_t>(bytes[i]) : uint8_t{0}; };
  const uint8_t first = byte(0);
  if (first < 0xC2 || first > 0xF4) return 1;
  const uint8_t low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const uint8_t high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (first < 0xE0 || byte(1) < low || byte(1) > high) return 1;
  return first >= 0xF0 && (byte(2) & 0xC0U) == 0x80U ? 3 : 2;
}

bool HasWellFormedBeyondAscii(std::string_view bytes) {
  while (!bytes.empty()) {
    const size_t valid = FirstInvalidUtf8(bytes);
    const std::string_view good = bytes.substr(0, valid);
    if (std::any_of(good.begin(), good.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
      return true;
    bytes.remove_prefix(std::min(valid + 1, bytes.size()));
  }
  return false;
}

DecodedText Decoded(std::string_view bytes, const Charset& charset, CharsetSource source) {
  DecodedText out;
  out.charset = charset.name;
  out.source = source;
  if (charset.data == nullptr) {
    out.text = DecodeByIconv(bytes, charset.name, out.replaced);
  } else if (IsUtf8(charset)) {
    out.text = MendUtf8(bytes, out.replaced);
  } else {
    out.text = DecodeByTable(bytes, charset.data, out.replaced);
  }
  return out;
}

DecodedText DecodedUndeclared(std::string_view bytes) {
  const bool valid = FirstInvalidUtf8(bytes) == bytes.size();
  return Decoded(bytes, *CharsetOfLabel(valid ? "UTF-8" : "windows-1252"),
                 valid ? CharsetSource::kValidUtf8 : CharsetSource::kFallback);
}

}  // namespace

std::string_view CharsetOfContentType(std::string_view content_type) {
  if (content_type.empty()) return {};
  const lxb_char_t* end = nullptr;
  const lxb_char_t* begin =
      lxb_html_encoding_content(Chars(content_type), Chars(content_type) + content_type.size(), &end);
  if (begin == nullptr || end == nullptr || end < begin) return {};
  return Trimmed({reinterpret_cast<const char*>(begin), static_cast<size_t>(end - begin)});
}

std::string MendUtf8(std::string_view bytes, uint64_t& replaced) {
  std::string out;
  out.reserve(bytes.size());
  while (!bytes.empty()) {
    const size_t valid = FirstInvalidUtf8(bytes);
    out.append(bytes.substr(0, valid));
    bytes.remove_prefix(valid);
    if (bytes.empty()) break;
    out += kReplacement;
    ++replaced;
    bytes.remove_prefix(FaultLength(bytes));
  }
  return out;
}

DecodedText DecodeToUtf8(std::string_view bytes, const CharsetHints& hints) {
  for (const Mark& mark : kMarks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    return Decoded(bytes.substr(mark.bytes.size()), *CharsetOfLabel(mark.name), CharsetSource::kByteOrderMark);
  }
  CharsetSource source = CharsetSource::kTransport;
  std::optional<Charset> charset = CharsetOfLabel(CharsetOfContentType(hints.content_type));
  if (!charset) {
    source = CharsetSource::kDeclaration;
    charset = Declared(bytes);
  }
  if (!charset) return DecodedUndeclared(bytes);
  const bool wrongly = IsUtf8(*charset) && FirstInvalidUtf8(bytes) < bytes.size() && !HasWellFormedBeyondAscii(bytes);
  return wrongly ? DecodedUndeclared(bytes) : Decoded(bytes, *charset, source);
}

}  // namespace entente
