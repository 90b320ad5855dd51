#include "event/status_reader.h"

#include <gtest/gtest.h>

#include <vector>

#include "support/hand_parse.h"

namespace entente {
namespace {

class StatusReaderTest : public ::testing::Test {
 protected:
  StatementStatus StatusOf(const std::vector<HandWord>& words, uint32_t predicate) {
    const auto files = DataFiles::FromDirectory(ENTENTE_SOURCE_DIR "/data");
    const auto lexicon = Lexicon::Load(*files);
    const HandParse hand(words);
    const Tree tree(hand.parsed());
    return StatusReader(tree, *lexicon).Of(predicate).status;
  }
};

TEST_F(StatusReaderTest, AnOfferIsNoAct) {
  const std::vector<HandWord> words = {{"Oslo", "Oslo", "NNP", "nsubj", 1},
                                       {"offered", "offer", "VBD", "ROOT", 1},
                                       {"to", "to", "TO", "aux", 3},
                                       {"help", "help", "VB", "xcomp", 1}};
  EXPECT_EQ(StatusOf(words, 3), StatementStatus::kOffered);
  EXPECT_EQ(StatusOf(words, 1), StatementStatus::kActual);
}

TEST_F(StatusReaderTest, APhraseDecidesByAllItsWords) {
  // "Lima turned down talks" rejects them; "Lima turned talks" does not.
  std::vector<HandWord> words = {{"Lima", "Lima", "NNP", "nsubj", 1},
                                 {"turned", "turn", "VBD", "ROOT", 1},
                                 {"down", "down", "RP", "prt", 1},
                                 {"talks", "talk", "NNS", "dobj", 1}};
  EXPECT_EQ(StatusOf(words, 3), StatementStatus::kRejected);
  words[2].lemma = "up";
  EXPECT_EQ(StatusOf(words, 3), StatementStatus::kActual);
}

TEST_F(StatusReaderTest, WhatHangsOnAnotherClauseIsConditional) {
  const std::vector<HandWord> words = {{"Bern", "Bern", "NNP", "nsubj", 2}, {"will", "will", "MD", "aux", 2},
                                       {"help", "help", "VB", "ROOT", 2},   {"if", "if", "IN", "mark", 5},
                                       {"they", "they", "PRP", "nsubj", 5}, {"agree", "agree", "VBP", "advcl", 2}};
  EXPECT_EQ(StatusOf(words, 2), StatementStatus::kConditional);
  EXPECT_EQ(StatusOf(words, 5), StatementStatus::kPossible);
}

TEST_F(StatusReaderTest, AnActNamedInAGovernedClauseIsAFact) {
  // "Accra threatened to avenge the raid": the raid took place.
  const std::vector<HandWord> words = {
      {"Accra", "Accra", "NNP", "nsubj", 1}, {"threatened", "threaten", "VBD", "ROOT", 1},
      {"to", "to", "TO", "aux", 3},          {"avenge", "avenge", "VB", "xcomp", 1},
      {"the", "the", "DT", "det", 5},        {"raid", "raid", "NN", "dobj", 3}};
  EXPECT_EQ(StatusOf(words, 3), StatementStatus::kPossible);
  EXPECT_EQ(StatusOf(words, 5), StatementStatus::kActual);
}

TEST_F(StatusReaderTest, ADeniedClaimDeniesWhatItSays) {
  const std::vector<HandWord> words = {
      {"Reports", "report", "NNS", "nsubjpass", 5}, {"that", "that", "IN", "mark", 3},
      {"Riga", "Riga", "NNP", "nsubj", 3},          {"paid", "pay", "VBD", "acl", 0},
      {"were", "be", "VBD", "auxpass", 5},          {"dismissed", "dismiss", "VBN", "ROOT", 5}};
  EXPECT_EQ(StatusOf(words, 3), StatementStatus::kDenied);
}

}  // namespace
}  // namespace entente
