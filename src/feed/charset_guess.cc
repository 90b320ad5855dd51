#include "feed/charset_guess.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <vector>

namespace entente {
namespace {

constexpr size_t kMostBytes = 8192;

struct Candidate {
  const char* name;   // as it is reported
  const char* iconv;  // as iconv knows it
  // What its text is made of, and how much of it is so in ordinary prose: code points in [begin, end), and among them
  // the commonest, which a wrong decoding does not hit.
  uint32_t begin, end;
  const char32_t* common;
};

// The commonest letters of running text in each script (any frequency table of the language lists them first).
constexpr Candidate kCandidates[] = {
    {"EUC-JP", "EUC-JP", 0x3040, 0x30FF, U"のにはをたがでてとしれさいるなもっかーンスルトリラクッアイ"},
    {"SHIFT_JIS", "CP932", 0x3040, 0x30FF, U"のにはをたがでてとしれさいるなもっかーンスルトリラクッアイ"},
    {"GB2312", "EUC-CN", 0x4E00, 0x9FFF, U"的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年业专系发会"},
    {"GB18030", "GB18030", 0x4E00, 0x9FFF, U"的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年业专系发会"},
    {"Big5", "BIG5", 0x4E00, 0x9FFF, U"的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年業會"},
    {"EUC-KR", "EUC-KR", 0xAC00, 0xD7A3, U"이다는에의가을고하지한로사은를도자인어기나서리그시"},
    {"windows-1255", "CP1255", 0x05D0, 0x05EA, U"יוהלאתרמבשנ"},
    {"windows-1256", "CP1256", 0x0621, 0x064A, U"ايلمنتورهبةسع"},
    {"KOI8-R", "KOI8-R", 0x0430, 0x044F, U"оеаинтсрвл"},
    {"windows-1251", "CP1251", 0x0430, 0x044F, U"оеаинтсрвл"},
    {"ISO-8859-5", "ISO-8859-5", 0x0430, 0x044F, U"оеаинтсрвл"},
    {"IBM866", "CP866", 0x0430, 0x044F, U"оеаинтсрвл"},
    {"ISO-8859-7", "ISO-8859-7", 0x03AC, 0x03CE, U"αοιετσνηρπκυ"},
    {"TIS-620", "TIS-620", 0x0E01, 0x0E4E, U"านรอกเงมยลวดท่ส"},
    {"windows-1250", "CP1250", 0x0100, 0x017F, U"ěščřžůąęłńśźżőű"},
};

// Code points of `bytes`; empty where they are not of that character set.
std::vector<uint32_t> Decoded(std::string_view bytes, const char* charset) {
  const iconv_t handle = iconv_open("UTF-32LE", charset);
  if (handle == reinterpret_cast<iconv_t>(-1)) return {};  // NOLINT: iconv reports failure as this pointer
  std::vector<uint32_t> out(bytes.size() + 1);
  char* in = const_cast<char*>(bytes.data());  // iconv's signature; it does not write
  size_t left = bytes.size();
  char* to = reinterpret_cast<char*>(out.data());
  size_t room = out.size() * sizeof(uint32_t);
  const size_t result = iconv(handle, &in, &left, &to, &room);
  const int error = errno;
  iconv_close(handle);
  // A character cut off at the end of the sample is none of its faults.
  if (result == static_cast<size_t>(-1) && error != EINVAL) return {};
  out.resize(out.size() - room / sizeof(uint32_t));
  return out;
}

// 0 to 1: the share of its own letters among all beyond ASCII, and half as much for the commonest of them.
double LikenessOf(const std::vector<uint32_t>& text, const Candidate& candidate) {
  const std::u32string_view common(candidate.common);
  size_t foreign = 0, own = 0, usual = 0;
  for (const uint32_t c : text) {
    if (c < 0x80) continue;
    ++foreign;
    own += c >= candidate.begin && c < candidate.end;
    usual += common.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
  }
  if (foreign == 0) return 0;
  // Japanese is kana among characters; a fifth of kana is enough to be it.
  const double share = static_cast<double>(own) / static_cast<double>(foreign);
  const bool kana = candidate.begin == 0x3040;
  return (kana ? std::min(1.0, share * 2) : share) * 0.5 +
         0.5 * std::min(1.0, static_cast<double>(usual) / static_cast<double>(foreign) * (kana ? 3 : 2));
}

}  // namespace

std::string GuessCharset(std::string_view bytes) {
  bytes = bytes.substr(0, kMostBytes);
  // Latin text has few letters beyond ASCII; a script of its own has many in a row.
  double best = 0.5;
  std::string name = "windows-1252";
  for (const Candidate& candidate : kCandidates) {
    const std::vector<uint32_t> text = Decoded(bytes, candidate.iconv);
    const double likeness = LikenessOf(text, candidate);
    if (likeness > best + 1e-9) {
      best = likeness;
      name = candidate.name;
    }
  }
  return name;
}

}  // namespace entente
