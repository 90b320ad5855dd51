#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>

#include "actor/attribution_content.h"
#include "actor/attribution_finder.h"
#include "actor/quotes.h"
#include "support/model_test.h"

namespace entente {
namespace {

class AttributionTest : public ModelTest {
 protected:
  void OpenRooms() override {
    auto files = DataFiles::FromDirectory(ENTENTE_SOURCE_DIR "/data");
    ASSERT_TRUE(files.ok());
    finder_ = Opened(AttributionFinder::Load(*files));
  }

  // "Lavrov:said:The talks / had failed;" for each attribution.
  std::string Read(const std::string& text) {
    const ParsedDocument parsed = model_->Parse(text);
    const Tree tree(parsed);
    const SpeechView view(tree);
    std::string out;
    for (const Attribution& one : finder_->Find(view)) {
      out += one.source < 0 ? "?" : std::string(tree.text(static_cast<uint32_t>(one.source)));
      out.append(":").append(tree.text(one.cue)).append(":");
      for (const TokenRange& range : one.content) {
        if (&range != one.content.data()) out += " / ";
        out += Slice(text, {parsed.tokens[range.begin].span.begin, parsed.tokens[range.end - 1].span.end});
      }
      out += ";";
    }
    return out;
  }

  // The first quotation, without its marks.
  std::string FirstQuote(const std::string& text) {
    const ParsedDocument parsed = model_->Parse(text);
    const Tree tree(parsed);
    const std::vector<Quote> quotes = QuotesOf(tree);
    if (quotes.empty()) return "none";
    const TokenRange range = quotes.front().content;
    return std::string(Slice(text, {parsed.tokens[range.begin].span.begin, parsed.tokens[range.end - 1].span.end}));
  }

  std::unique_ptr<AttributionFinder> finder_;
};

TEST_F(AttributionTest, ClausesAroundTheirCue) {
  EXPECT_EQ(Read("Sergei Lavrov said that the talks in Geneva had failed."),
            "Lavrov:said:that the talks in Geneva had failed;");
  EXPECT_EQ(Read("The talks, Sergei Lavrov said, had failed."), "Lavrov:said:The talks / had failed;");
  EXPECT_EQ(Read("The port reopened in May, according to the harbour master."),
            "master:according:The port reopened in May;");
}

TEST_F(AttributionTest, QuotationsRunOnBeyondTheSentence) {
  EXPECT_EQ(Read("“The border is open,” Federica Mogherini told reporters. “It will stay open.”"),
            "Mogherini:told:The border is open / It will stay open;");
}

TEST_F(AttributionTest, NothingWhereNobodySpeaks) {
  EXPECT_EQ(Read("The river flooded the valley in spring."), "");
  EXPECT_EQ(Read(""), "");
}

TEST_F(AttributionTest, AMarkThatOpensAParagraphContinuesTheQuotation) {
  EXPECT_EQ(FirstQuote("“We waited.\n\n“Then we left.” It rained."), "We waited.\n\n“Then we left.");
  EXPECT_EQ(FirstQuote("“We waited.\n\nIt rained."), "We waited.\n\n");
  EXPECT_EQ(FirstQuote("It rained."), "none");
}

TEST_F(AttributionTest, TheJudgeSeesRivalsSourcesAndTheRestOfTheDocument) {
  const ParsedDocument parsed = model_->Parse(
      "Sergei Lavrov said that the talks had failed and warned that Moscow would wait. Lavrov said that he would "
      "call.");
  const Tree tree(parsed);
  const SpeechView view(tree);
  const std::vector<CueCandidate> candidates = finder_->Candidates(view);
  std::vector<std::string> cues;
  for (const CueCandidate& one : candidates) cues.emplace_back(tree.text(one.cue));
  ASSERT_EQ(cues, (std::vector<std::string>{"said", "warned", "said"}));
  EXPECT_LT(candidates[0].cue, candidates[1].cue);
  Features features(Features::Names::kKeep);
  const CandidateView together(view, candidates);
  const auto has = [&](size_t i, std::string_view start) {
    together.AddFeatures(i, features);
    return std::any_of(features.names().begin(), features.names().end(),
                       [&](const std::string& name) { return name.starts_with(start); });
  };
  EXPECT_TRUE(has(0, "around="));
  EXPECT_TRUE(has(1, "in="));
  EXPECT_TRUE(has(1, "best="));
  EXPECT_TRUE(has(2, "alone="));
  EXPECT_FALSE(has(2, "best="));
  EXPECT_TRUE(has(2, "before=1=1="));
}

TEST(AttributionFinder, NamesTheModelThatIsMissing) {
  const auto finder = AttributionFinder::Load(DataFiles::InMemory({}));
  ASSERT_FALSE(finder.ok());
  EXPECT_NE(finder.status().ToString().find("speech_cue"), std::string::npos);
}

}  // namespace
}  // namespace entente
