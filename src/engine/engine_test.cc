// Laws of the whole chain on our own articles: what holds of every statement, whatever the article says.
#include "entente/engine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "base/utf8.h"

namespace entente {
namespace {

class EngineTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* given = std::getenv("ENTENTE_MODEL");
    model_ = given != nullptr ? given : ENTENTE_SOURCE_DIR "/models/en_core_web_sm.entente";
    if (!std::filesystem::exists(model_)) GTEST_SKIP() << "no language model at " << model_;
    engine_ = Open(1);
    for (const auto& entry : std::filesystem::directory_iterator(ENTENTE_SOURCE_DIR "/examples")) {
      if (entry.path().extension() == ".txt") paths_.push_back(entry.path().string());
    }
    std::sort(paths_.begin(), paths_.end());
    ASSERT_GE(paths_.size(), 8U);
  }

  std::unique_ptr<Engine> Open(unsigned threads) {
    auto engine = Engine::Open({model_, "", threads});
    EXPECT_TRUE(engine.ok()) << engine.status().ToString();
    return engine.ok() ? std::move(*engine) : nullptr;
  }

  static Corpus CorpusOf(const Engine& engine, const std::vector<std::string>& paths) {
    auto corpus = engine.CodeCorpus(paths, {}, [](const InputProblem& problem) {
      ADD_FAILURE() << problem.input << ": " << problem.status.ToString();
    });
    EXPECT_TRUE(corpus.ok());
    return corpus.ok() ? std::move(*corpus) : Corpus();
  }

  static std::string Lines(const std::vector<Statement>& statements) {
    std::string out;
    for (const Statement& s : statements) out += ToJson(s) + "\n";
    return out;
  }

  std::string model_;
  std::unique_ptr<Engine> engine_;
  std::vector<std::string> paths_;
};

void ExpectWithin(const Span& inner, const Span& outer, const std::string& line) {
  if (inner.begin == inner.end) return;
  EXPECT_LE(inner.begin, inner.end) << line;
  EXPECT_LE(inner.end, outer.end) << line;
}

TEST_F(EngineTest, EveryStatementIsProvedByTheBytesItCites) {
  size_t seen = 0;
  const Status status =
      engine_->CodeInputs(paths_, {},
                          {[&](const Document& document, std::vector<Statement> statements) {
                             const Span whole{0, static_cast<uint32_t>(document.text.size())};
                             for (const Statement& s : statements) {
                               const std::string line = ToJson(s);
                               ++seen;
                               EXPECT_EQ(s.document, document.id) << line;
                               EXPECT_LT(s.evidence.begin, s.evidence.end) << line;
                               EXPECT_LE(s.evidence.end, whole.end) << line;
                               EXPECT_EQ(s.evidence_text, Slice(document.text, s.evidence)) << line;
                               EXPECT_EQ(FirstInvalidUtf8(s.evidence_text), s.evidence_text.size()) << line;
                               for (const ActorRef* actor : {&s.source, &s.target, &s.agent, &s.pair[0], &s.pair[1]}) {
                                 ExpectWithin(actor->span, whole, line);
                               }
                               EXPECT_GE(s.confidence, 0.0) << line;
                               EXPECT_LE(s.confidence, 1.0) << line;
                             }
                             return true;
                           },
                           [](const InputProblem&) {}});
  ASSERT_TRUE(status.ok()) << status.ToString();
  EXPECT_GT(seen, 50U);
}

TEST_F(EngineTest, SlotsAreFilledAsTheKindAsks) {
  for (const Statement& s : CorpusOf(*engine_, paths_).statements) {
    const std::string line = ToJson(s);
    if (s.kind == StatementKind::kEvent) {
      EXPECT_FALSE(s.type.empty()) << line;
      EXPECT_TRUE(s.agent.empty()) << line;
      EXPECT_TRUE(s.quad >= 0 && s.quad <= 4) << line;
      continue;
    }
    EXPECT_NE(ActorKey(s.pair[0]), ActorKey(s.pair[1])) << line;
    EXPECT_LE(ActorKey(s.pair[0]), ActorKey(s.pair[1])) << line;
    if (s.kind == StatementKind::kInfluence) {
      EXPECT_TRUE(s.effect == '+' || s.effect == '-') << line;
      EXPECT_FALSE(s.agent.empty()) << line;
      EXPECT_NE(ActorKey(s.agent), ActorKey(s.pair[0])) << line;
      EXPECT_NE(ActorKey(s.agent), ActorKey(s.pair[1])) << line;
    }
  }
}

TEST_F(EngineTest, AStatementSurvivesBeingPrintedAndRead) {
  for (const Statement& s : CorpusOf(*engine_, paths_).statements) {
    const std::string line = ToJson(s);
    const Result<Statement> again = StatementOf(line);
    ASSERT_TRUE(again.ok()) << again.status().ToString() << "\n" << line;
    EXPECT_EQ(ToJson(*again), line);
  }
}

TEST_F(EngineTest, ThreadsAndOrderChangeNothingOfADocument) {
  const std::unique_ptr<Engine> four = Open(4);
  ASSERT_NE(four, nullptr);
  EXPECT_EQ(Lines(CorpusOf(*engine_, paths_).statements), Lines(CorpusOf(*four, paths_).statements));
  std::vector<std::string> reversed(paths_.rbegin(), paths_.rend());
  std::multiset<std::string> forward, backward;
  for (const Statement& s : CorpusOf(*engine_, paths_).statements) forward.insert(ToJson(s));
  for (const Statement& s : CorpusOf(*engine_, reversed).statements) backward.insert(ToJson(s));
  EXPECT_EQ(forward, backward);
}

TEST_F(EngineTest, QuestionsNameWhatIsWrongWithThem) {
  const Corpus corpus = CorpusOf(*engine_, {paths_.front()});
  EXPECT_EQ(engine_->Explain(corpus, "Iran", "Iran", {}).status().id(), "actor.same");
  const Result<Answer> unknown = engine_->Relation(corpus, "Iran", "Ruritania", {});
  EXPECT_EQ(unknown.status().id(), "actor.unknown");
  EXPECT_NE(unknown.status().message().find("Ruritania"), std::string::npos);
}

TEST_F(EngineTest, AnEngineWithoutAModelStillKnowsNames) {
  const auto engine = Engine::Open({"", "", 1});
  ASSERT_TRUE(engine.ok()) << engine.status().ToString();
  EXPECT_EQ((*engine)->NameOf("TUR"), "Turkey");
  EXPECT_EQ((*engine)->NameOf("XQZ"), "XQZ");
  EXPECT_TRUE((*engine)->IsState("AZE"));
  EXPECT_FALSE((*engine)->IsState("UN"));
}

TEST_F(EngineTest, AModelThatIsNoneIsRefusedByName) {
  const auto engine = Engine::Open({ENTENTE_SOURCE_DIR "/README.md", "", 1});
  ASSERT_FALSE(engine.ok());
  EXPECT_TRUE(engine.status().id().starts_with("model.")) << engine.status().ToString();
}

TEST_F(EngineTest, AReadingMatchesItself) {
  const std::vector<Statement> all = CorpusOf(*engine_, {paths_.front()}).statements;
  ASSERT_FALSE(all.empty());
  std::vector<Statement> reversed(all.rbegin(), all.rend());
  const ArticleScore same = ScoreArticle(all, reversed);
  EXPECT_EQ(same.matched, all.size());
  EXPECT_DOUBLE_EQ(same.f1(), 1.0);
  reversed.pop_back();
  const ArticleScore one_less = ScoreArticle(all, reversed);
  EXPECT_EQ(one_less.matched, all.size() - 1);
  EXPECT_EQ(one_less.missed.size(), 1U);
  EXPECT_DOUBLE_EQ(one_less.precision(), 1.0);
}

}  // namespace
}  // namespace entente
