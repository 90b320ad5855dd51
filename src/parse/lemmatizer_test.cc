#include "parse/lemmatizer.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "parse/byte_stream.h"
#include "parse/string_hash.h"

namespace entente::parse {
namespace {

std::string Rules(const std::vector<std::pair<std::string, std::string>>& rules) {
  ByteWriter writer;
  writer.U32(static_cast<uint32_t>(rules.size()));
  for (const auto& [from, to] : rules) {
    writer.Text(from);
    writer.Text(to);
  }
  return writer.bytes();
}

class LemmatizerTest : public testing::Test {
 protected:
  void SetUp() override {
    nn::ModelFileWriter writer;
    writer.AddBytes("lemma/mode", "rule");
    std::vector<uint64_t> known;
    for (const char* word : {"tie", "mend", "use", "us"}) known.push_back(MurmurHash64A(word, 1));
    std::sort(known.begin(), known.end());
    writer.AddUint64s("lemma/verb/index", known);
    writer.AddUint64s("lemma/verb/exc_keys", std::vector<uint64_t>{MurmurHash64A("sought", 1)});
    ByteWriter exception;
    exception.Text("seek");
    writer.AddUint32s("lemma/verb/exc_ends", std::vector<uint32_t>{static_cast<uint32_t>(exception.bytes().size())});
    writer.AddBytes("lemma/verb/exc", exception.bytes());
    writer.AddBytes("lemma/verb/rules", Rules({{"s", ""}, {"ed", "e"}, {"ed", ""}, {"ing", "e"}, {"ing", ""}}));
    auto file = nn::ModelFile::FromBytes(writer.Build(), "test");
    ASSERT_TRUE(file.ok());
    file_ = *file;
    auto lemmatizer = Lemmatizer::Load(*file_, {"", "VERB", "PROPN", "ADP"});
    ASSERT_TRUE(lemmatizer.ok()) << lemmatizer.status().ToString();
    lemmatizer_ = std::move(*lemmatizer);
  }

  std::string Verb(std::string_view word, const Morphology& morph = {}) {
    return lemmatizer_.Lemma(word, word, 1, morph);
  }

  std::shared_ptr<const nn::ModelFile> file_;
  Lemmatizer lemmatizer_;
};

TEST_F(LemmatizerTest, ExceptionsThenKnownFormsThenGuesses) {
  EXPECT_EQ(Verb("sought"), "seek");
  EXPECT_EQ(Verb("ties"), "tie");
  EXPECT_EQ(Verb("mended"), "mend");   // "mende" is unknown, "mend" is known
  EXPECT_EQ(Verb("using"), "us");      // both known: the later rule wins, as in spaCy
  EXPECT_EQ(Verb("zorbed"), "zorbe");  // neither known: the first guess
  EXPECT_EQ(Verb("brought"), "brought");
}

TEST_F(LemmatizerTest, BaseFormsAndOtherTagsAreLeft) {
  Morphology infinitive;
  infinitive.verb_inf = true;
  EXPECT_EQ(Verb("ties", infinitive), "ties");
  EXPECT_EQ(lemmatizer_.Lemma("Baku", "baku", 2, {}), "Baku");
  EXPECT_EQ(lemmatizer_.Lemma("Between", "between", 3, {}), "between");
  EXPECT_EQ(lemmatizer_.Lemma("Odd", "odd", 0, {}), "odd");
}

}  // namespace
}  // namespace entente::parse
