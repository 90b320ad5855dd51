#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "evaluate/b_cubed.h"
#include "evaluate/ecb_plus.h"
#include "support/scratch_folder.h"

namespace entente {
namespace {

// Two sentences; "expelled" and "left" are events, the first also told elsewhere.
constexpr std::string_view kArticle = R"(<?xml version="1.0" encoding="UTF-8"?>
<Document doc_name="7_1.xml" doc_id="D1">
<token t_id="1" sentence="0" number="0">Ankara</token>
<token t_id="2" sentence="0" number="1">expelled</token>
<token t_id="3" sentence="0" number="2">Levy</token>
<token t_id="4" sentence="1" number="0">He</token>
<token t_id="5" sentence="1" number="1">left</token>
<Markables>
<ACTION_OCCURRENCE m_id="11"><token_anchor t_id="2"/></ACTION_OCCURRENCE>
<HUMAN_PART_PER m_id="12"><token_anchor t_id="3"/></HUMAN_PART_PER>
<NEG_ACTION_OCCURRENCE m_id="13"><token_anchor t_id="5"/></NEG_ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="14" RELATED_TO="" TAG_DESCRIPTOR="t7_expel" instance_id="ACT1"/>
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="1" note="ACT1"><source m_id="11"/><target m_id="14"/></CROSS_DOC_COREF>
</Relations>
</Document>
)";

class EcbPlusTest : public ::testing::Test {
 protected:
  std::string Write(std::string text, const std::string& from = "", const std::string& to = "") {
    if (!from.empty()) text.replace(text.find(from), from.size(), to);
    std::filesystem::create_directories(folder_.File("7"));
    const std::filesystem::path path = std::filesystem::path(folder_.File("7")) / "7_1.xml";
    std::ofstream(path) << text;
    return path.string();
  }
  ScratchFolder folder_;
};

TEST_F(EcbPlusTest, ReadsSentencesAndEvents) {
  Write(std::string(kArticle));
  const auto documents = ReadEcbFolder(folder_.path());
  ASSERT_TRUE(documents.ok()) << documents.status().ToString();
  const EcbDocument& document = documents->front();
  EXPECT_EQ(document.topic, "7");
  EXPECT_EQ(document.text, "Ankara expelled Levy\nHe left");
  ASSERT_EQ(document.sentences.size(), 2u);
  ASSERT_EQ(document.mentions.size(), 2u);
  EXPECT_EQ(Slice(document.text, document.mentions[0].tokens[0]), "expelled");
  EXPECT_EQ(document.mentions[0].event, "7/ACT1");
  EXPECT_EQ(document.mentions[1].event, "");
}

TEST_F(EcbPlusTest, MalformedFilesAreNamedWithTheirLine) {
  const auto error = [&](const std::string& from, const std::string& to) {
    const Status status = ReadEcbDocument(Write(std::string(kArticle), from, to)).status();
    EXPECT_EQ(status.id(), "eval.bad_gold");
    return status.message();
  };
  EXPECT_NE(error("</Markables>", "").find("line 17"), std::string::npos);
  EXPECT_NE(error("token_anchor t_id=\"5\"", "token_anchor t_id=\"9\"").find("line 11: an anchor"), std::string::npos);
  EXPECT_NE(error("t_id=\"3\" sentence=\"0\"", "t_id=\"3\"").find("line 5: a token"), std::string::npos);
  EXPECT_EQ(ReadEcbFolder(folder_.File("none")).status().id(), "io.unreadable");
  std::filesystem::remove_all(folder_.File("7"));
  EXPECT_EQ(ReadEcbFolder(folder_.path()).status().id(), "eval.bad_gold");
}

TEST(PairScoreTest, CountsPairsPutTogether) {
  // Gold: {0 1 2} {3 4}; predicted: {0 1} {2 3 4}.
  const PairScore score = ScorePairs(std::vector<uint32_t>{1, 1, 1, 2, 2}, std::vector<uint32_t>{7, 7, 8, 8, 8});
  EXPECT_EQ(score.gold, 4U);
  EXPECT_EQ(score.together, 4U);
  EXPECT_EQ(score.right, 2U);
  EXPECT_DOUBLE_EQ(score.precision(), 0.5);
  EXPECT_EQ(ScorePairs({}, {}).recall(), 0);
}

TEST(BCubedTest, IsTheMeanOverItems) {
  const std::vector<uint32_t> gold = {1, 1, 1, 2, 2, 3};
  EXPECT_DOUBLE_EQ(ScoreBCubed(gold, gold).f1(), 1);
  // All in one: every item's group holds 3, 3, 3, 2, 2, 1 of 6.
  const BCubed one = ScoreBCubed(gold, std::vector<uint32_t>(6, 9));
  EXPECT_DOUBLE_EQ(one.recall, 1);
  EXPECT_DOUBLE_EQ(one.precision, (3 * 3 + 2 * 2 + 1) / 36.0);
  const BCubed apart = ScoreBCubed(gold, std::vector<uint32_t>{1, 2, 3, 4, 5, 6});
  EXPECT_DOUBLE_EQ(apart.precision, 1);
  EXPECT_DOUBLE_EQ(apart.recall, (3 * (1.0 / 3) + 2 * 0.5 + 1) / 6);
  EXPECT_DOUBLE_EQ(ScoreBCubed({}, {}).f1(), 0);
}

}  // namespace
}  // namespace entente
