#include "parse/value_tree.h"

#include <gtest/gtest.h>

namespace entente::parse {
namespace {

TEST(JsonTest, ReadsEveryKind) {
  auto value = ReadJson(R"( {"a": [1, -2, 2.5, true, false, null], "b": "x\"\u00e9\ud83d\ude42\n", "c": {}} )", "t");
  ASSERT_TRUE(value.ok()) << value.status().ToString();
  const auto& list = value->Find("a")->list;
  ASSERT_EQ(list.size(), 6u);
  EXPECT_EQ(list[0].integer, 1u);
  EXPECT_EQ(static_cast<int64_t>(list[1].integer), -2);
  EXPECT_EQ(list[2].AsDouble(), 2.5);
  EXPECT_TRUE(list[3].boolean);
  EXPECT_EQ(list[5].kind, Value::Kind::kNull);
  EXPECT_EQ(value->TextAt("b"), "x\"\u00e9\U0001f642\n");
  EXPECT_TRUE(value->Find("c")->is_map());
  EXPECT_EQ(value->Find("d"), nullptr);
  EXPECT_EQ(value->TextAt("d", "none"), "none");
}

TEST(JsonTest, DamageIsAnErrorWithItsPlace) {
  for (const char* text : {"", "{", "[1,", "\"abc", "{\"a\" 1}", "[1] 2", "tru", "\"\\u12\"", "\"\\ud83d x\"", "nul"}) {
    auto value = ReadJson(text, "file.json");
    ASSERT_FALSE(value.ok()) << text;
    EXPECT_EQ(value.status().id(), "model.not_a_pipeline");
    EXPECT_NE(value.status().message().find("file.json"), std::string::npos);
  }
  EXPECT_FALSE(ReadJson(std::string(10000, '['), "deep").ok());
}

TEST(MsgpackTest, ReadsEveryKind) {
  // {"a": [1, -1, 300, 1.5, true, null], "b": bytes}
  const std::string packed = std::string(
                                 "\x82\xA1"
                                 "a\x96\x01\xFF\xCD\x01\x2C\xCB\x3F\xF8",
                                 12) +
                             std::string(
                                 "\0\0\0\0\0\0\xC3\xC0\xA1"
                                 "b\xC4\x02\x00\x01",
                                 14);
  auto value = ReadMsgpack(packed, "t");
  ASSERT_TRUE(value.ok()) << value.status().ToString();
  const auto& list = value->Find("a")->list;
  ASSERT_EQ(list.size(), 6u);
  EXPECT_EQ(list[0].integer, 1u);
  EXPECT_EQ(static_cast<int64_t>(list[1].integer), -1);
  EXPECT_EQ(list[2].integer, 300u);
  EXPECT_EQ(list[3].AsDouble(), 1.5);
  EXPECT_TRUE(list[4].boolean);
  EXPECT_EQ(value->Find("b")->text, std::string("\0\1", 2));
}

TEST(MsgpackTest, HugeCountsAndCutsAreRefused) {
  for (const std::string& packed : {std::string("\xDD\xFF\xFF\xFF\xFF", 5), std::string("\xDF\xFF\xFF\xFF\xFF", 5),
                                    std::string("\xDB\xFF\xFF\xFF\xFF", 5), std::string("\x92\x01", 2),
                                    std::string("\xC1", 1), std::string(10000, '\x91'), std::string()}) {
    EXPECT_FALSE(ReadMsgpack(packed, "t").ok());
  }
}

}  // namespace
}  // namespace entente::parse
