#include "base/utf8.h"

#include <gtest/gtest.h>

#include <string>

#include "base/ascii.h"

namespace entente {
namespace {

TEST(Utf8Test, TakesEveryWellFormedLength) {
  for (const std::string text :
       {"", "a", "\xC3\xA9", "\xE2\x80\x99", "\xF0\x9F\x95\x8A", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(FirstInvalidUtf8(text), text.size()) << text;
  }
}

TEST(Utf8Test, WritesEveryLength) {
  std::string out;
  for (const uint32_t point : {0x41U, 0xE9U, 0x2019U, 0x1F54AU}) AppendUtf8(point, out);
  EXPECT_EQ(out, "A\xC3\xA9\xE2\x80\x99\xF0\x9F\x95\x8A");
}

TEST(AsciiTest, LowersLettersAndTrimsEdges) {
  EXPECT_EQ(LowerAscii("G\xC3\x9CL 7 Az"), "g\xC3\x9Cl 7 az");
  EXPECT_EQ(TrimmedOf(" \ta b\t", " \t"), "a b");
  EXPECT_EQ(TrimmedOf(" \t", " \t"), "");
}

TEST(Utf8Test, SaysWhereTheFirstBadByteIs) {
  const std::string kBad[] = {"\x80",
                              "\xC0\xAF",
                              "\xC3",
                              "\xE0\x80\x80",
                              "\xED\xA0\x80",
                              "\xF0\x80\x80\x80",
                              "\xF4\x90\x80\x80",
                              "\xF5\x80\x80\x80",
                              "\xE2\x80"};
  for (const std::string& bad : kBad) {
    EXPECT_EQ(FirstInvalidUtf8(bad), 0U);
    EXPECT_EQ(FirstInvalidUtf8("caf\xC3\xA9" + bad + "x"), 5U);
  }
}

}  // namespace
}  // namespace entente
