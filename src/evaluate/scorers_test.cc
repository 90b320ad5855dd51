// Each scorer on a gold of a few lines whose figures can be counted by hand.
#include "evaluate/scorers.h"

#include <fstream>

#include "support/model_test.h"
#include "support/scratch_folder.h"

namespace entente {
namespace {

class ScorersTest : public ModelTest {
 protected:
  void OpenRooms() override {
    const DataFiles files = DataFiles::Embedded();
    actors_ = Opened(ActorFinder::Load(files));
    values_ = Opened(ValueFinder::Load(files));
    coder_ = Opened(Coder::Load(files));
    grouper_ = Opened(EventGrouper::Load(files));
  }

  std::string Write(const std::string& name, const std::string& bytes) {
    const std::string path = folder_.path() + "/" + name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  Result<EvalReport> Run(std::string_view measure, const std::string& gold, std::string_view labels = {}) {
    return RunScorer(measure, Write("gold", gold), {*model_, *actors_, *values_, *coder_, *grouper_, labels});
  }

  double Figure(const Result<EvalReport>& report, std::string_view name) {
    EXPECT_TRUE(report.ok()) << report.status().ToString();
    if (!report.ok()) return -1;
    for (const EvalFigure& figure : report->figures) {
      if (figure.name == name) return figure.value;
    }
    ADD_FAILURE() << "no figure " << name;
    return -1;
  }

  ScratchFolder folder_;
  std::unique_ptr<ActorFinder> actors_;
  std::unique_ptr<ValueFinder> values_;
  std::unique_ptr<Coder> coder_;
  std::unique_ptr<EventGrouper> grouper_;
};

constexpr std::string_view kShelling = "Ukraine accused Russia on Sunday of shelling a market in Donetsk.";
constexpr std::string_view kBread = "A baker in the old town sells bread on Sundays.";

TEST_F(ScorersTest, UnknownMeasuresAreNamed) {
  const Result<EvalReport> report = Run("weather", "");
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.status().id(), "eval.unknown_measure");
}

TEST_F(ScorersTest, QuadCountsASentenceWithoutAnEventAsAMiss) {
  const std::string gold = std::string(kShelling) + "\t3\n" + std::string(kBread) + "\t1\n";
  const Result<EvalReport> report = Run("quad", gold);
  EXPECT_DOUBLE_EQ(Figure(report, "accuracy"), 0.5);
  EXPECT_DOUBLE_EQ(Figure(report, "f1_3"), 1.0);
  EXPECT_DOUBLE_EQ(Figure(report, "f1_1"), 0.0);
  ASSERT_TRUE(report.ok());
  ASSERT_EQ(report->errors.size(), 1U);
  EXPECT_NE(report->errors.front().find(":2:  not 1"), std::string::npos) << report->errors.front();
}

TEST_F(ScorersTest, QuadNamesTheLineThatIsNone) {
  const Result<EvalReport> report = Run("quad", std::string(kShelling) + "\t3\nno class here\n");
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.status().id(), "eval.bad_gold");
  EXPECT_NE(report.status().message().find("line 2"), std::string::npos) << report.status().message();
}

TEST_F(ScorersTest, RolesAskForBothEndsOfASpan) {
  const auto words = [](std::string_view target) {
    return "Ukraine B-S\naccused O\nRussia " + std::string(target) + "\nof O\nshelling O\na O\nmarket O\n. O\n\n";
  };
  EXPECT_DOUBLE_EQ(Figure(Run("roles", words("B-T")), "exact_f1"), 1.0);
  const Result<EvalReport> longer = Run("roles", "Ukraine B-S\naccused O\nRussia B-T\nof I-T\nshelling O\n. O\n\n");
  EXPECT_DOUBLE_EQ(Figure(longer, "exact_f1"), 0.5);
}

TEST_F(ScorersTest, PloverJudgesTheMarkedPair) {
  const std::string gold =
      "marked_sentence\tgold_root\n"
      "<s>Ukraine</s> accused <t>Russia</t> on Sunday of shelling a market in Donetsk.\tACCUSE\n"
      "<s>Norway</s> sent food and tents to <t>Pakistan</t> after the floods.\tASSAULT\n";
  const Result<EvalReport> report = Run("plover", gold);
  EXPECT_DOUBLE_EQ(Figure(report, "accuracy"), 0.5);
  EXPECT_DOUBLE_EQ(Figure(report, "f1_ACCUSE"), 1.0);
}

TEST_F(ScorersTest, StatusIsReadAtTheMarkedWord) {
  const std::string gold =
      "# STATUS, WORD, SOURCE, TARGET, SENTENCE\n"
      "rejected\tmeet\tIran\tthe United States\tIran refused to meet the United States in Geneva.\n"
      "actual\tattacked\tIran\tIraq\tIran attacked Iraq in January.\n";
  EXPECT_DOUBLE_EQ(Figure(Run("status", gold), "accuracy"), 1.0);
}

TEST_F(ScorersTest, OrdinaryCountsTextsWithAThirdParty) {
  const std::string gold =
      std::string(kBread) + "\nOman mediated between Iran and the United States, and the two agreed to talk.\n";
  EXPECT_DOUBLE_EQ(Figure(Run("ordinary", gold), "false_texts"), 1.0);
  EXPECT_DOUBLE_EQ(Figure(Run("ordinary", gold), "false_per_500"), 250.0);
}

TEST_F(ScorersTest, MediationCountsEachThirdPartyOnceAText) {
  const std::string gold =
      R"({"id":"a","text":"Oman mediated between Iran and the United States. Oman has long mediated between the two.",)"
      R"("pair":[["Iran"],["United States"]],"pair_codes":[["IRN"],["USA"]],)"
      R"("mediators":[{"code":"OMN","surfaces":["Oman"],"helped":"true"},)"
      R"({"code":"CHE","surfaces":["Switzerland"],"helped":"true"}],"ambiguous":[],"offer_only":[]})"
      "\n";
  const Result<EvalReport> report = Run("mediation", gold);
  EXPECT_DOUBLE_EQ(Figure(report, "precision"), 1.0);
  EXPECT_DOUBLE_EQ(Figure(report, "recall"), 0.5);
  EXPECT_NEAR(Figure(report, "f1"), 2.0 / 3.0, 1e-12);
}

TEST_F(ScorersTest, SpeechPairsWhatSharesACue) {
  const std::string text = "Lavrov said the talks had failed.";
  const auto line = [&](const std::string& source) {
    return R"({"id":"a","text":")" + text + R"(","attributions":[{"source":)" + source +
           R"(,"cue":[[7,11]],"content":[[12,32]]}]})" + "\n";
  };
  EXPECT_DOUBLE_EQ(Figure(Run("speech", line("[[0,6]]")), "speaker_f1"), 1.0);
  EXPECT_DOUBLE_EQ(Figure(Run("speech", line("[[0,6]]")), "cue_f1"), 1.0);
  EXPECT_DOUBLE_EQ(Figure(Run("speech", line("[[12,21]]")), "speaker_f1"), 0.0);
}

TEST_F(ScorersTest, ActorsTakeAnyOfTheReadingsThatAreAsGood) {
  const std::string gold =
      "sentence_id\tmarked_sentence\n1\t<s>Ukraine</s> accused <t>Russia</t> on Sunday of shelling a market.\n";
  const auto labels = [&](const std::string& source) {
    return Write("labels", "sentence_id\tsource\ttarget\ttype\n1\t" + source + "\tRUS\tACCUSE\n");
  };
  EXPECT_DOUBLE_EQ(Figure(Run("actors", gold, labels("POL|UKR")), "triple"), 1.0);
  EXPECT_DOUBLE_EQ(Figure(Run("actors", gold, labels("POL")), "source"), 0.0);
  EXPECT_DOUBLE_EQ(Figure(Run("actors", gold, labels("POL")), "target"), 1.0);
}

TEST_F(ScorersTest, CoverageCountsNamesThatHaveACode) {
  const std::string gold = R"({"id":"a","text":"Angela Merkel met Vladimir Putin in Moscow on Friday."})"
                           "\n";
  const std::string path = folder_.path() + "/texts.ndjson";
  std::ofstream(path) << gold;
  const Result<EvalReport> report = RunScorer("coverage", path, {*model_, *actors_, *values_, *coder_, *grouper_, {}});
  EXPECT_DOUBLE_EQ(Figure(report, "PERSON"), 1.0);
}

}  // namespace
}  // namespace entente
