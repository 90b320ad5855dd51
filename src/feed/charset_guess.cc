#include "feed/charset_guess.h"

#include <iconv.h>

#include <algorithm>
#include <bit>
#include <cctype>
#include <cerrno>
#include <cstdint>
#include <vector>

namespace entente {
namespace {

constexpr size_t kMostBytes = 8192;

enum class Writing : uint8_t { kLetters, kLatin, kCharacters, kKana };

struct Candidate {
  const char* name;   // as it is reported
  const char* iconv;  // as iconv knows it
  Writing writing;
  char32_t begin, end;     // the script
  const char32_t* common;  // what running text has most of; a wrong decoding does not hit it
  // Of two-byte sets: the first bytes of the usual characters; below are signs and kana.
  uint8_t usual_begin = 0, usual_end = 0;
};

constexpr char32_t kChinese[] =
    U"的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年业专系发会新部题示表总统体育京面者长两家外交"
    U"將這來國個說們為時業會與新聞題灣總統表示歡迎記者協台港日報";
constexpr char32_t kKana[] = U"のにはをたがでてとしれさいるなもっかーンスルトリラクッアイ";
constexpr char32_t kCyrillic[] = U"оеаинтсрвлкмдп";

// The commonest letters of running text in each script (any frequency table of the language lists them first).
constexpr Candidate kCandidates[] = {
    {"EUC-JP", "EUC-JP", Writing::kKana, 0x3040, 0x9FFF, kKana, 0xB0, 0xCF},
    {"SHIFT_JIS", "CP932", Writing::kKana, 0x3040, 0x9FFF, kKana, 0x88, 0x98},
    {"GB2312", "EUC-CN", Writing::kCharacters, 0x4E00, 0x9FFF, kChinese, 0xB0, 0xD7},
    {"Big5", "BIG5", Writing::kCharacters, 0x4E00, 0x9FFF, kChinese, 0xA4, 0xC6},
    {"EUC-KR", "EUC-KR", Writing::kCharacters, 0xAC00, 0xD7A3,
     U"이다는에의가을고하지한로사은를도자인어기나서리그시스대정일국", 0xB0, 0xC8},
    {"GB18030", "GB18030", Writing::kCharacters, 0x4E00, 0x9FFF, kChinese, 0xB0, 0xD7},
    {"windows-1255", "CP1255", Writing::kLetters, 0x05D0, 0x05EB, U"יוהלאתרמבשנםדח"},
    {"windows-1256", "CP1256", Writing::kLetters, 0x0621, 0x064B, U"ايلمنتورهبةسعفخ"},
    {"KOI8-R", "KOI8-R", Writing::kLetters, 0x0410, 0x0450, kCyrillic},
    {"windows-1251", "CP1251", Writing::kLetters, 0x0410, 0x0450, kCyrillic},
    {"ISO-8859-5", "ISO-8859-5", Writing::kLetters, 0x0410, 0x0450, kCyrillic},
    {"IBM866", "CP866", Writing::kLetters, 0x0410, 0x0450, kCyrillic},
    {"ISO-8859-7", "ISO-8859-7", Writing::kLetters, 0x0386, 0x03CF, U"αοιετσνηρπκυόίάλ"},
    {"TIS-620", "TIS-620", Writing::kLetters, 0x0E01, 0x0E4F, U"านรอกเงมยลวดท่ส้ัี"},
    {"windows-1250", "CP1250", Writing::kLatin, 0x0100, 0x0180, U"ěščřžůąęłńśźżőű"},
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

bool IsAsciiLetter(uint32_t c) { return c < 0x80 && std::isalpha(static_cast<int>(c)); }

// The share of two-byte characters that are usual ones, by their first bytes.
double UsualPairs(std::string_view bytes, const Candidate& candidate) {
  size_t pairs = 0, usual = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<uint8_t>(bytes[i]);
    if (byte < 0x80) continue;
    ++i;
    if (byte < candidate.usual_begin) continue;  // signs and kana are no evidence for it
    ++pairs;
    usual += byte <= candidate.usual_end;
  }
  return pairs == 0 ? 1 : static_cast<double>(usual) / static_cast<double>(pairs);
}

// 0 to 1: how far the text beyond ASCII is of the candidate's script, and of its commonest letters. Letters of a script
// of its own do not stand among Latin ones.
double LikenessOf(const std::vector<uint32_t>& text, std::string_view bytes, const Candidate& candidate) {
  const std::u32string_view common(candidate.common);
  size_t foreign = 0, own = 0, usual = 0, among_latin = 0;
  uint32_t kinds = 0;  // of the commonest letters
  for (size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c < 0x80) continue;
    ++foreign;
    own += (c >= candidate.begin && c < candidate.end) || (c >= 0x3000 && c < 0x3010);
    const size_t which = common.find(c);
    usual += which != std::u32string_view::npos;
    if (which < 32) kinds |= uint32_t{1} << which;
    among_latin += (i > 0 && IsAsciiLetter(text[i - 1])) || (i + 1 < text.size() && IsAsciiLetter(text[i + 1]));
  }
  if (foreign == 0) return 0;
  const auto share = [&](size_t count) { return static_cast<double>(count) / static_cast<double>(foreign); };
  switch (candidate.writing) {
    case Writing::kLetters:
      return (0.5 * share(own) + 0.5 * std::min(1.0, share(usual) / 0.8)) * (1 - share(among_latin));
    case Writing::kLatin:
      // A letter or two of it may be others of windows-1252.
      return std::popcount(kinds) < 3 ? 0 : 0.5 * share(own) + 0.5 * std::min(1.0, share(usual) / 0.8);
    default:
      return 0.5 * share(own) + 0.25 * UsualPairs(bytes, candidate) + 0.25 * std::min(1.0, share(usual) * 2.5);
  }
}

}  // namespace

std::string GuessCharset(std::string_view bytes) {
  bytes = bytes.substr(0, kMostBytes);
  // Latin text has few letters beyond ASCII; a script of its own has many in a row.
  double best = 0.55;
  std::string name = "windows-1252";
  for (const Candidate& candidate : kCandidates) {
    const std::vector<uint32_t> text = Decoded(bytes, candidate.iconv);
    const double likeness = LikenessOf(text, bytes, candidate);
    if (likeness > best + 1e-9) {
      best = likeness;
      name = candidate.name;
    }
  }
  return name;
}

}  // namespace entente
