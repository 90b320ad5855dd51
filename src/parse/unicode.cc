#include "parse/unicode.h"

#include <utf8proc.h>

#include <algorithm>

namespace entente::parse {
namespace {

struct Range {
  uint32_t first;
  uint32_t last;
};

// Characters of Numeric_Type=Digit outside category Nd (UnicodeData.txt, 14.0).
constexpr Range kDigitsOutsideNd[] = {
    {0xB2, 0xB3},     {0xB9, 0xB9},       {0x1369, 0x1371},   {0x19DA, 0x19DA},   {0x2070, 0x2070},
    {0x2074, 0x2079}, {0x2080, 0x2089},   {0x2460, 0x2468},   {0x2474, 0x247C},   {0x2488, 0x2490},
    {0x24EA, 0x24EA}, {0x24F5, 0x24FD},   {0x24FF, 0x24FF},   {0x2776, 0x277E},   {0x2780, 0x2788},
    {0x278A, 0x2792}, {0x10A40, 0x10A43}, {0x10E60, 0x10E68}, {0x11052, 0x1105A}, {0x1F100, 0x1F10A},
};

constexpr uint32_t kReplacement = 0xFFFD;
constexpr uint32_t kCapitalSigma = 0x3A3;
constexpr uint32_t kFinalSigma = 0x3C2;
constexpr uint32_t kCapitalIWithDot = 0x130;
constexpr size_t kLongWordCharacters = 100;
constexpr int kLongestRun = 4;

void Append(uint32_t c, std::string* out) {
  utf8proc_uint8_t bytes[4];
  out->append(reinterpret_cast<char*>(bytes), utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes));
}

utf8proc_category_t Category(uint32_t c) { return utf8proc_category(static_cast<utf8proc_int32_t>(c)); }

bool IsContinuation(char c) { return (static_cast<uint8_t>(c) & 0xC0) == 0x80; }

bool IsCased(uint32_t c) {
  auto category = Category(c);
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL || category == UTF8PROC_CATEGORY_LT;
}

// Unicode's Case_Ignorable: marks, format and modifier characters, and the punctuation that stands inside words.
bool IsCaseIgnorable(uint32_t c) {
  static constexpr uint32_t kInsideWords[] = {'\'',   '.',    ':',    0xB7,   0x387,  0x55F,  0x5F4,  0x2018, 0x2019,
                                              0x2024, 0x2027, 0xFE13, 0xFE52, 0xFE55, 0xFF07, 0xFF0E, 0xFF1A};
  switch (Category(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
      return true;
    default:
      return std::find(std::begin(kInsideWords), std::end(kInsideWords), c) != std::end(kInsideWords);
  }
}

// Unicode's Final_Sigma: a cased letter before [begin, end) and none after, case-ignorable characters aside.
bool IsFinalSigma(std::string_view text, size_t begin, size_t end) {
  uint32_t c = 0;
  do {
    if (begin == 0) return false;
    do --begin;
    while (begin > 0 && IsContinuation(text[begin]));
    size_t at = begin;
    c = DecodeUtf8(text, &at);
  } while (IsCaseIgnorable(c));
  if (!IsCased(c)) return false;
  while (end < text.size()) {
    c = DecodeUtf8(text, &end);
    if (!IsCaseIgnorable(c)) return !IsCased(c);
  }
  return true;
}

size_t CountCharacters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return !IsContinuation(c); });
}

uint32_t ShapeOf(uint32_t c) {
  if (IsAlpha(c)) return IsUpper(c) ? 'X' : 'x';
  return IsDigit(c) ? 'd' : c;
}

}  // namespace

uint32_t DecodeUtf8(std::string_view text, size_t* at) {
  uint8_t lead = static_cast<uint8_t>(text[*at]);
  ++*at;
  if (lead < 0x80) return lead;
  int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : -1;
  if (more < 0 || *at + more > text.size()) return kReplacement;
  uint32_t c = lead & (0x3F >> more);
  for (int i = 0; i < more; ++i) {
    if (!IsContinuation(text[*at + i])) return kReplacement;
    c = c << 6 | (static_cast<uint8_t>(text[*at + i]) & 0x3F);
  }
  *at += more;
  return c;
}

bool IsSpace(uint32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool IsAlpha(uint32_t c) {
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  auto category = Category(c);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool IsUpper(uint32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return Category(c) == UTF8PROC_CATEGORY_LU;
}

bool IsDigit(uint32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  if (Category(c) == UTF8PROC_CATEGORY_ND) return true;
  return std::any_of(std::begin(kDigitsOutsideNd), std::end(kDigitsOutsideNd),
                     [c](const Range& range) { return c >= range.first && c <= range.last; });
}

bool AllSpace(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (!IsSpace(DecodeUtf8(text, &at))) return false;
  }
  return !text.empty();
}

bool AllAlpha(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (!IsAlpha(DecodeUtf8(text, &at))) return false;
  }
  return !text.empty();
}

std::string Lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    size_t begin = at;
    uint32_t c = DecodeUtf8(text, &at);
    if (c < 0x80) {
      out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    } else if (c == kCapitalSigma && IsFinalSigma(text, begin, at)) {
      Append(kFinalSigma, &out);
    } else if (c == kCapitalIWithDot) {
      out += "i\xCC\x87";
    } else {
      Append(static_cast<uint32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))), &out);
    }
  }
  return out;
}

std::string_view FirstCharacters(std::string_view text, size_t count) {
  size_t at = 0;
  for (; count > 0 && at < text.size(); --count) DecodeUtf8(text, &at);
  return text.substr(0, at);
}

std::string_view LastCharacters(std::string_view text, size_t count) {
  size_t at = text.size();
  for (; count > 0 && at > 0; --count) {
    --at;
    while (at > 0 && IsContinuation(text[at])) --at;
  }
  return text.substr(at);
}

std::string WordShape(std::string_view text) {
  if (CountCharacters(text) >= kLongWordCharacters) return "LONG";
  std::string shape;
  uint32_t last = 0;
  int run = 0;
  for (size_t at = 0; at < text.size();) {
    uint32_t c = ShapeOf(DecodeUtf8(text, &at));
    run = c == last ? run + 1 : 0;
    last = c;
    if (run < kLongestRun) Append(c, &shape);
  }
  return shape;
}

}  // namespace entente::parse
