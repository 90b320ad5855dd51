#include "parse/string_hash.h"

#include <gtest/gtest.h>

namespace entente::parse {
namespace {

// Values of spaCy: nlp.vocab.strings[text].
TEST(StringIdTest, AgreesWithSpacy) {
  EXPECT_EQ(StringId(""), 0u);
  EXPECT_EQ(StringId("ORG"), 383u);
  EXPECT_EQ(StringId("SYM"), 99u);
  EXPECT_EQ(StringId("case"), 8110129090154140942ull);
  EXPECT_EQ(StringId("The"), 5059648917813135842ull);
  EXPECT_EQ(StringId("hello world!"), 2250993713583282316ull);
}

}  // namespace
}  // namespace entente::parse
