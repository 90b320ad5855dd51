#include "base/json_text.h"

#include <gtest/gtest.h>

#include <limits>

namespace entente {
namespace {

std::string Quoted(std::string_view text) {
  std::string out;
  AppendJsonString(out, text);
  return out;
}

std::string Number(double value, int decimals = -1) {
  std::string out;
  AppendJsonNumber(out, value, decimals);
  return out;
}

TEST(JsonTextTest, EscapesWhatJsonForbidsAndNothingElse) {
  EXPECT_EQ(Quoted("a\"b\\c\n\r\t"), R"("a\"b\\c\n\r\t")");
  EXPECT_EQ(Quoted(std::string_view("\0\x1f", 2)), "\"\\u0000\\u001f\"");
  EXPECT_EQ(Quoted("caf\xC3\xA9/"), "\"caf\xC3\xA9/\"");
}

TEST(JsonTextTest, NumbersAreShortAndAlwaysJson) {
  EXPECT_EQ(Number(6e9), "6000000000");
  EXPECT_EQ(Number(0.8299999, 2), "0.83");
  EXPECT_EQ(Number(0.9, 2), "0.9");
  EXPECT_EQ(Number(-0.001, 2), "0");
  EXPECT_EQ(Number(std::numeric_limits<double>::infinity()), "null");
}

}  // namespace
}  // namespace entente
