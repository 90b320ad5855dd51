#include "html/charset.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

using namespace std::string_literals;

TEST(Charset, ByteOrderMarkBeatsAll) {
  const DecodedText text = DecodeToUtf8(
      "\xEF\xBB\xBF"
      "Genf",
      {"text/html; charset=utf-16"});
  EXPECT_EQ(text.text, "Genf");
  EXPECT_EQ(text.source, CharsetSource::kByteOrderMark);
  EXPECT_EQ(DecodeToUtf8("\xFF\xFE"
                         "O\0s\0"s)
                .text,
            "Os");
  EXPECT_EQ(DecodeToUtf8("\xFE\xFF\0O\0s"s).text, "Os");
  EXPECT_EQ(DecodeToUtf8("\xFF\xFE\0\0O\0\0\0"s).text, "O");
}

TEST(Charset, TransportBeatsDeclaration) {
  const std::string_view page = "<meta charset=windows-1251>\xE9";
  EXPECT_TRUE(DecodeToUtf8(page, {"text/html; charset=\"ISO-8859-1\""}).text.ends_with("é"));
  EXPECT_TRUE(DecodeToUtf8(page, {"text/html"}).text.ends_with("й"));
  EXPECT_TRUE(DecodeToUtf8(page, {"text/html; charset=nonsense"}).text.ends_with("й"));
  EXPECT_EQ(DecodeToUtf8(page).charset, "windows-1251");
}

TEST(Charset, XmlDeclarations) {
  EXPECT_TRUE(DecodeToUtf8("<?xml version='1.0' encoding='koi8-r'?><a>\xCD\xC9\xD2").text.ends_with("мир"));
  EXPECT_TRUE(DecodeToUtf8("\0<\0?\0x\0m\0l\0?\0>"s).text.starts_with("<?xml"));
  EXPECT_EQ(DecodeToUtf8("<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>").charset, "UTF-8");
}

TEST(Charset, MetaContentType) {
  const auto text =
      DecodeToUtf8("<html><head><meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>\x93\xFA\x96\x7B");
  EXPECT_TRUE(text.text.ends_with("日本"));
  EXPECT_EQ(text.source, CharsetSource::kDeclaration);
  EXPECT_EQ(text.replaced, 0U);
}

TEST(Charset, UndeclaredIsUtf8OrWindows1252) {
  EXPECT_EQ(DecodeToUtf8("Türkiye").source, CharsetSource::kValidUtf8);
  const DecodedText text = DecodeToUtf8("\x93T\xFCrkiye\x94");
  EXPECT_EQ(text.text, "“Türkiye”");
  EXPECT_EQ(text.charset, "windows-1252");
}

TEST(Charset, WrongUtf8LabelOnSingleBytes) {
  EXPECT_EQ(DecodeToUtf8("Gen\xE8ve", {"text/html; charset=utf-8"}).text, "Genève");
  // One good sequence is enough to believe the label; faults are replaced and counted.
  const DecodedText text = DecodeToUtf8("Zürich, Gen\xE8ve, \xF0\x9F\x98.", {"text/html; charset=utf-8"});
  EXPECT_EQ(text.text, "Zürich, Gen\xEF\xBF\xBDve, \xEF\xBF\xBD.");
  EXPECT_EQ(text.replaced, 2U);
}

TEST(Charset, SetsOutsideTheStandardByIconv) {
  EXPECT_EQ(DecodeToUtf8("\xC8\x85\x93\x93\x96", {"text/plain; charset=cp037"}).text, "Hello");
  EXPECT_EQ(DecodeToUtf8("a", {"text/plain; charset=utf-8//IGNORE"}).source, CharsetSource::kValidUtf8);
}

TEST(Charset, EndsOfSequencesAreFaults) {
  EXPECT_EQ(DecodeToUtf8("\x93", {"text/html; charset=shift_jis"}).replaced, 1U);
  EXPECT_EQ(DecodeToUtf8("ab\xD8"s, {"text/html; charset=utf-16le"}).replaced, 1U);
  EXPECT_EQ(DecodeToUtf8("", {}).text, "");
}

}  // namespace
}  // namespace entente
