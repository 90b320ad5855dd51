// The tokenizing algorithm on a small rule set written here; the real rules are compared with spaCy in tests/oracle.
#include "parse/tokenizer.h"

#include <gtest/gtest.h>

#include "parse/byte_stream.h"
#include "parse/string_hash.h"

namespace entente::parse {
namespace {

using Exceptions = std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>>;

std::string Pack(const Exceptions& exceptions) {
  ByteWriter writer;
  writer.U32(static_cast<uint32_t>(exceptions.size()));
  for (const auto& [chunk, tokens] : exceptions) {
    writer.Text(chunk);
    writer.U32(static_cast<uint32_t>(tokens.size()));
    for (const auto& [text, norm] : tokens) {
      writer.Text(text);
      writer.Text(norm);
    }
  }
  return writer.bytes();
}

nn::ModelFileWriter Rules() {
  nn::ModelFileWriter writer;
  writer.AddBytes("tokenizer/prefix", R"(^\(|^"|^\$)");
  writer.AddBytes("tokenizer/suffix", R"(\)$|"$|,$|\.$|'s$|(?<=[0-9])km$)");
  writer.AddBytes("tokenizer/infix", R"((?<=[a-z])-(?=[a-z])|\.\.\.)");
  writer.AddBytes("tokenizer/token_match", "");
  writer.AddBytes("tokenizer/url_match", R"(^https?://\S+$)");
  writer.AddBytes("tokenizer/exceptions",
                  Pack({{"don't", {{"do", ""}, {"n't", "not"}}}, {"U.S.", {{"U.S.", ""}}}, {"(:", {{"(:", ""}}}}));
  writer.AddUint64s("norms/keys", {});
  writer.AddUint64s("norms/values", {});
  return writer;
}

class TokenizerTest : public testing::Test {
 protected:
  void SetUp() override { Load(Rules()); }

  void Load(const nn::ModelFileWriter& writer) {
    auto file = nn::ModelFile::FromBytes(writer.Build(), "test");
    ASSERT_TRUE(file.ok());
    file_ = *file;
    auto tokenizer = Tokenizer::Load(*file_);
    ASSERT_TRUE(tokenizer.ok()) << tokenizer.status().ToString();
    tokenizer_ = std::move(*tokenizer);
    attributes_ = *LexemeAttributes::Load(*file_);
  }

  // Tokens joined by "|"; "_" after one with a space behind it.
  std::string Split(std::string_view text) {
    std::vector<RawToken> tokens;
    tokenizer_.Tokenize(text, &lexicon_, &cache_, &tokens);
    std::string out;
    size_t at = 0;
    for (const RawToken& token : tokens) {
      EXPECT_GE(token.begin, at);
      at = token.end;
      std::string_view form = text.substr(token.begin, token.end - token.begin);
      EXPECT_EQ(lexicon_.lexeme_of(token.type).text, form);
      out.append(out.empty() ? "" : "|").append(form).append(token.space_after ? "_" : "");
    }
    return out;
  }

  std::shared_ptr<const nn::ModelFile> file_;
  Tokenizer tokenizer_;
  LexemeAttributes attributes_;
  Lexicon lexicon_{&attributes_};
  ChunkCache cache_;
};

TEST_F(TokenizerTest, PeelsAffixesFromBothEnds) {
  EXPECT_EQ(Split("(\"Baku\")."), "(|\"|Baku|\"|)|.");
  EXPECT_EQ(Split("Aliyev's offer,"), "Aliyev|'s_|offer|,");
  EXPECT_EQ(Split("$5 for 10km"), "$|5_|for_|10|km");
}

TEST_F(TokenizerTest, ExceptionsHoldAgainstAffixes) {
  EXPECT_EQ(Split("don't (don't) U.S. U.S.,"), "do|n't_|(|do|n't|)_|U.S._|U.S.|,");
  std::vector<RawToken> tokens;
  tokenizer_.Tokenize("don't not", &lexicon_, &cache_, &tokens);
  EXPECT_EQ(lexicon_.type(tokens[1].type).norm, StringId("not"));
  EXPECT_EQ(lexicon_.type(tokens[0].type).norm, StringId("do"));
}

TEST_F(TokenizerTest, SplitsInfixesButNotAddresses) {
  EXPECT_EQ(Split("long-held...view a-B"), "long|-|held|...|view_|a-B");
  EXPECT_EQ(Split("(http://a-b.org/x...y)"), "(|http://a-b.org/x...y|)");
}

TEST_F(TokenizerTest, OnePlainSpaceBelongsToTheTokenBefore) {
  EXPECT_EQ(Split("a b  c\n\nd "), "a_|b_| |c|\n\n|d_");
  EXPECT_EQ(Split(" a"), " |a");
  EXPECT_EQ(Split("  "), "  ");
  EXPECT_EQ(Split(""), "");
  EXPECT_EQ(Split("a\u00a0b"), "a|\u00a0|b");
}

TEST_F(TokenizerTest, TheCacheChangesNothing) {
  std::string first = Split("don't say (so), U.S. don't say (so), U.S.");
  EXPECT_EQ(Split("don't say (so), U.S. don't say (so), U.S."), first);
  cache_.Clear();
  lexicon_.Clear();
  EXPECT_EQ(Split("don't say (so), U.S. don't say (so), U.S."), first);
}

TEST_F(TokenizerTest, BrokenExceptionsAreMended) {
  auto phrases = tokenizer_.BrokenExceptions();
  ASSERT_EQ(phrases.size(), 2u);
  EXPECT_EQ(phrases[0], (std::vector<std::string>{"(", ":"}));
  EXPECT_EQ(phrases[1], (std::vector<std::string>{"U.S", "."}));
  ByteWriter writer;
  writer.U32(1);
  writer.U32(2);
  writer.Text("(");
  writer.Text(":");
  nn::ModelFileWriter rules = Rules();
  rules.AddBytes("tokenizer/phrases", writer.bytes());
  EXPECT_EQ(Split("\"(:a"), "\"|(|:a");
  Load(rules);
  EXPECT_EQ(Split("x...(:...y ( :"), "x|...|(:|...|y_|(_|:");
}

TEST(TokenizerLoadTest, DamagedRulesAreRefused) {
  for (const char* section : {"prefix", "exceptions"}) {
    nn::ModelFileWriter writer;
    for (const char* name : {"prefix", "suffix", "infix", "token_match", "url_match", "exceptions"}) {
      bool damaged = std::string(section) == name;
      writer.AddBytes(std::string("tokenizer/") + name, damaged ? "(((\xFF\xFF" : Pack({}).substr(4));
    }
    auto file = nn::ModelFile::FromBytes(writer.Build(), "test");
    ASSERT_TRUE(file.ok());
    EXPECT_EQ(Tokenizer::Load(**file).status().id(), "model.corrupt") << section;
  }
}

}  // namespace
}  // namespace entente::parse
