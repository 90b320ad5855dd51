#include "parse/unicode.h"

#include <gtest/gtest.h>

namespace entente::parse {
namespace {

TEST(UnicodeTest, LowersAsPython) {
  EXPECT_EQ(Lower("Ankara 2020"), "ankara 2020");
  EXPECT_EQ(Lower("ÉCOLE"), "école");
  EXPECT_EQ(Lower("İzmir"), "i\u0307zmir");
  EXPECT_EQ(Lower("ΟΔΟΣ"), "οδος");
  EXPECT_EQ(Lower("ΣΑΣ Σ"), "σας σ");
  EXPECT_EQ(Lower("ΑΣ'Α"), "ασ'α");  // a letter follows beyond the apostrophe
  EXPECT_EQ(Lower(""), "");
}

TEST(UnicodeTest, ShapesRunToFour) {
  EXPECT_EQ(WordShape("Azerbaijan"), "Xxxxx");
  EXPECT_EQ(WordShape("U.S."), "X.X.");
  EXPECT_EQ(WordShape("2020-12-29"), "dddd-dd-dd");
  EXPECT_EQ(WordShape("km²"), "xxd");
  EXPECT_EQ(WordShape("Ərdoğan"), "Xxxxx");
  EXPECT_EQ(WordShape("-----"), "----");
  EXPECT_EQ(WordShape(std::string(100, 'a')), "LONG");
  EXPECT_EQ(WordShape(std::string(99, 'a')), "xxxx");
}

TEST(UnicodeTest, CountsCharactersNotBytes) {
  EXPECT_EQ(FirstCharacters("Ərdoğan", 1), "Ə");
  EXPECT_EQ(LastCharacters("İlham Əliyev’i", 3), "v’i");
  EXPECT_EQ(LastCharacters("ab", 3), "ab");
}

TEST(UnicodeTest, KnowsSpacesLettersDigits) {
  EXPECT_TRUE(AllSpace(" \t\n\u00a0\u2003\u3000"));
  EXPECT_FALSE(AllSpace("\u200b"));
  EXPECT_FALSE(AllSpace(""));
  EXPECT_TRUE(AllAlpha("naïve中"));
  EXPECT_FALSE(AllAlpha("it's"));
  EXPECT_TRUE(IsDigit(0xB2));
  EXPECT_TRUE(IsDigit(0x0665));
  EXPECT_FALSE(IsDigit(0xBD));
}

TEST(UnicodeTest, DamagedBytesAreReplacedOneByOne) {
  size_t at = 0;
  EXPECT_EQ(DecodeUtf8("\xFFx", &at), 0xFFFDu);
  EXPECT_EQ(at, 1u);
  at = 0;
  EXPECT_EQ(DecodeUtf8("\xE2\x82", &at), 0xFFFDu);
}

}  // namespace
}  // namespace entente::parse
