// The whole engine on the real weights. Skips, saying so, where the model has not been set up.
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>

#include "entente/language.h"
#include "nn/checksum.h"
#include "support/scratch_folder.h"

namespace entente {
namespace {

constexpr std::string_view kText =
    "Azerbaijan's president offered to mediate between Turkey and Israel in 2020. They didn't answer at once, but "
    "talks began in Ankara on 9 March 2022.\n\n\"We value the ties,\" Isaac Herzog said; he flew home the next day.";

std::string ModelPath() {
  const char* path = std::getenv("ENTENTE_MODEL");
  return path != nullptr ? path : ENTENTE_SOURCE_DIR "/models/en_core_web_sm.entente";
}

std::string Dump(const ParsedDocument& document) {
  std::string out;
  for (uint32_t i = 0; i < document.tokens.size(); ++i) {
    const Token& token = document.tokens[i];
    for (std::string_view field :
         {document.TextOf(i), token.tag, token.pos, token.dep, token.lemma, token.entity_type}) {
      out.append(field).append(" ");
    }
    out.append(std::to_string(token.head)).append(" ").append(std::to_string(token.sentence)).append("\n");
  }
  return out;
}

class LanguageModelTest : public testing::Test {
 protected:
  void SetUp() override {
    auto model = LanguageModel::Load(ModelPath());
    if (!model.ok() && model.status().code() == StatusCode::kNotFound) {
      GTEST_SKIP() << "no model: " << model.status().ToString();
    }
    ASSERT_TRUE(model.ok()) << model.status().ToString();
    model_ = *model;
  }

  std::shared_ptr<const LanguageModel> model_;
};

TEST_F(LanguageModelTest, ParsesAsTheWeightsSay) {
  auto document = model_->Parse("Qatar has offered to host talks between Israel and Hamas.");
  ASSERT_EQ(document.tokens.size(), 11u);
  EXPECT_EQ(document.tokens[0].dep, "nsubj");
  EXPECT_EQ(document.tokens[0].head, 2u);
  EXPECT_EQ(document.tokens[2].dep, "ROOT");
  EXPECT_EQ(document.tokens[2].head, 2u);
  EXPECT_EQ(document.tokens[2].lemma, "offer");
  EXPECT_EQ(document.tokens[2].tag, "VBN");
  EXPECT_EQ(document.tokens[4].dep, "xcomp");
  EXPECT_EQ(document.tokens[7].entity_type, "GPE");
  EXPECT_EQ(document.tokens[7].entity_iob, 'B');
  EXPECT_EQ(document.tokens[10].pos, "PUNCT");
  EXPECT_FALSE(document.tokens[9].space_after);
}

TEST_F(LanguageModelTest, TokensTileTheTextAndSentencesTileTheTokens) {
  auto document = model_->Parse(kText);
  std::string rebuilt;
  for (uint32_t i = 0; i < document.tokens.size(); ++i) {
    rebuilt.append(document.TextOf(i)).append(document.tokens[i].space_after ? " " : "");
  }
  EXPECT_EQ(rebuilt, kText);
  uint32_t next = 0;
  for (const TokenRange& sentence : document.sentences) {
    EXPECT_EQ(sentence.begin, next);
    EXPECT_FALSE(sentence.empty());
    next = sentence.end;
    uint32_t roots = 0;
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      roots += document.tokens[i].head == i ? 1 : 0;
      EXPECT_GE(document.tokens[i].head, sentence.begin);
      EXPECT_LT(document.tokens[i].head, sentence.end);
    }
    EXPECT_EQ(roots, 1u);
  }
  EXPECT_EQ(next, document.tokens.size());
  for (const Entity& entity : document.entities) {
    EXPECT_EQ(document.tokens[entity.tokens.begin].entity_iob, 'B');
    EXPECT_EQ(document.tokens[entity.tokens.begin].entity_type, entity.label);
  }
}

TEST_F(LanguageModelTest, BlocksAreDocumentsOfTheirOwn) {
  const size_t cut = kText.find("\n\n");
  const Span blocks[] = {{0, static_cast<uint32_t>(cut)},
                         {static_cast<uint32_t>(cut + 2), static_cast<uint32_t>(kText.size())}};
  auto joined = model_->ParseBlocks(kText, blocks);
  auto first = model_->Parse(kText.substr(0, cut));
  auto second = model_->Parse(kText.substr(cut + 2));
  ASSERT_EQ(joined.tokens.size(), first.tokens.size() + second.tokens.size());
  for (uint32_t i = 0; i < joined.tokens.size(); ++i) {
    bool in_second = i >= first.tokens.size();
    const uint32_t base = in_second ? static_cast<uint32_t>(first.tokens.size()) : 0;
    const Token& alone = in_second ? second.tokens[i - base] : first.tokens[i];
    EXPECT_EQ(joined.tokens[i].head, alone.head + base);
    EXPECT_EQ(joined.tokens[i].tag, alone.tag);
    EXPECT_EQ(joined.tokens[i].span.begin, alone.span.begin + blocks[in_second ? 1 : 0].begin);
  }
  EXPECT_EQ(joined.sentences.size(), first.sentences.size() + second.sentences.size());
}

TEST_F(LanguageModelTest, NothingAndBlanksParse) {
  EXPECT_TRUE(model_->Parse("").tokens.empty());
  EXPECT_TRUE(model_->ParseBlocks("abc", {}).tokens.empty());
  auto blank = model_->Parse(" \n ");
  ASSERT_EQ(blank.tokens.size(), 1u);
  EXPECT_EQ(blank.tokens[0].tag, "_SP");
}

// Caches, batches and threads must not show in the result.
TEST_F(LanguageModelTest, TheSameBytesOnManyThreadsAndAgain) {
  const std::string expected = Dump(model_->Parse(kText));
  std::vector<std::string> results(8);
  std::vector<std::thread> threads;
  for (size_t t = 0; t < results.size(); ++t) {
    threads.emplace_back([&, t] {
      for (size_t i = 0; i <= t; ++i) model_->Parse("Warm up number " + std::to_string(i * t) + " is other text.");
      results[t] = Dump(model_->Parse(kText));
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& result : results) EXPECT_EQ(result, expected);
}

TEST_F(LanguageModelTest, AMovedDocumentKeepsItsStrings) {
  const std::string expected = Dump(model_->Parse(kText));
  std::vector<ParsedDocument> kept;
  for (int i = 0; i < 20; ++i) kept.push_back(model_->Parse(kText));
  for (const auto& document : kept) EXPECT_EQ(Dump(document), expected);
}

TEST_F(LanguageModelTest, ALongTextEqualsItself) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "Envoy number " + std::to_string(i) + " met both sides in Doha. ";
  auto document = model_->Parse(text);
  EXPECT_EQ(document.tokens.size(), 2700u);
  EXPECT_EQ(Dump(document), Dump(model_->Parse(text)));
}

TEST_F(LanguageModelTest, TheLicenceIsInside) { EXPECT_NE(model_->Description().find("MIT"), std::string::npos); }

TEST_F(LanguageModelTest, ConlluHasTenColumnsAndRootsAtZero) {
  std::string conllu = ToConllu(model_->Parse("Israel hosts them.\tYes."));
  EXPECT_EQ(conllu.find("# sent_id = 1\n# text = Israel hosts them."), 0u);
  EXPECT_NE(conllu.find("\n2\thosts\thost\tVERB\tVBZ\t_\t0\troot\t_\t_\n"), std::string::npos) << conllu;
  EXPECT_NE(conllu.find("1\tIsrael\tIsrael\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=B-GPE\n"), std::string::npos) << conllu;
  EXPECT_NE(conllu.find("\n5\t_\t_\tSPACE\t_SP\t"), std::string::npos) << conllu;
  EXPECT_NE(conllu.find("SpaceAfter=No"), std::string::npos);
}

TEST_F(LanguageModelTest, DamagedAndForgedFilesGiveErrorsOrParse) {
  std::ifstream in(ModelPath(), std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  const ScratchFolder scratch;
  const std::string path = scratch.File("model.entente");
  auto load = [&](const std::string& content) {
    std::ofstream(path, std::ios::binary) << content;
    return LanguageModel::Load(path);
  };
  EXPECT_EQ(load(bytes.substr(0, bytes.size() / 2)).status().id(), "model.corrupt");
  std::string changed = bytes;
  changed[bytes.size() / 3] ^= 1;
  EXPECT_EQ(load(changed).status().id(), "model.corrupt");
  changed = bytes;
  changed[8] = 77;
  EXPECT_EQ(load(changed).status().id(), "model.version");
  // A forger makes the checksum right. Sections of text and tables stand outside the big tensors; hit the table of
  // contents and random places.
  std::mt19937 random(1);
  uint32_t sections = 0;
  std::memcpy(&sections, bytes.data() + 12, 4);
  for (int round = 0; round < 40; ++round) {
    changed = bytes;
    size_t limit = round % 2 == 0 ? sections * 80 : bytes.size() - 64;
    for (int i = 0; i < 3; ++i) changed[64 + random() % limit] = static_cast<char>(random());
    uint64_t seed = (uint64_t{1} << 32) | sections;
    uint64_t checksum = nn::Checksum(std::string_view(changed).substr(64), seed);
    std::memcpy(changed.data() + 24, &checksum, 8);
    auto model = load(changed);
    if (model.ok()) {
      EXPECT_FALSE((*model)->Parse(kText).tokens.empty());
    } else {
      EXPECT_EQ(model.status().code(), StatusCode::kCorrupt);
    }
  }
}

TEST(LanguageModelLoadTest, AMissingFileIsNamed) {
  auto model = LanguageModel::Load("/nonexistent.entente");
  EXPECT_EQ(model.status().id(), "model.missing");
  EXPECT_NE(model.status().message().find("/nonexistent.entente"), std::string::npos);
}

}  // namespace
}  // namespace entente
