#include "event/factuality.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "support/hand_parse.h"

namespace entente {
namespace {

class FactualityTest : public ::testing::Test {
 protected:
  const DataFiles files_ = *DataFiles::FromDirectory(ENTENTE_SOURCE_DIR "/data");
  const Result<Lexicon> lexicon_ = Lexicon::Load(files_);
  const Result<FactualityModel> model_ = FactualityModel::Load(files_);

  double FigureOf(const std::vector<HandWord>& words, uint32_t predicate) const {
    const HandParse hand(words);
    const Tree tree(hand.parsed());
    return model_->Of(tree, StatusReader(tree, *lexicon_), predicate);
  }
};

TEST_F(FactualityTest, WhatIsToldCountsForMoreThanWhatMayComeOrIsDenied) {
  const double told = FigureOf({{"Lima", "Lima", "NNP", "nsubj", 1}, {"left", "leave", "VBD", "ROOT", 1}}, 1);
  const double possible = FigureOf(
      {{"Lima", "Lima", "NNP", "nsubj", 2}, {"may", "may", "MD", "aux", 2}, {"leave", "leave", "VB", "ROOT", 2}}, 2);
  const double denied = FigureOf({{"Lima", "Lima", "NNP", "nsubj", 3},
                                  {"did", "do", "VBD", "aux", 3},
                                  {"not", "not", "RB", "neg", 3},
                                  {"leave", "leave", "VB", "ROOT", 3}},
                                 3);
  EXPECT_GT(told, 2.4);
  EXPECT_LT(possible, 2);
  EXPECT_LT(denied, 0);
  EXPECT_GE(denied, -3);
}

TEST_F(FactualityTest, EachFeatureIsAddedOnce) {
  const HandParse hand({{"No", "no", "DT", "det", 1},
                        {"envoy", "envoy", "NN", "nsubj", 2},
                        {"left", "leave", "VBD", "ROOT", 2},
                        {"the", "the", "DT", "det", 4},
                        {"talks", "talk", "NNS", "dobj", 2}});
  const Tree tree(hand.parsed());
  Features features(Features::Names::kKeep);
  AddFactualityFeatures(tree, StatusReader(tree, *lexicon_), 4, features);
  const std::set<std::string> names(features.names().begin(), features.names().end());
  EXPECT_EQ(names.size(), features.names().size());
  EXPECT_TRUE(names.count("denied=leave=dobj"));
  EXPECT_TRUE(names.count("lemma=talk"));
}

TEST_F(FactualityTest, PatternsDecideWhereTheySpeak) {
  const HandParse hand({{"Lima", "Lima", "NNP", "nsubj", 1}, {"left", "leave", "VBD", "ROOT", 1}});
  const Tree tree(hand.parsed());
  const StatusReader status(tree, *lexicon_);
  Modality modality;
  modality.status = StatementStatus::kOffered;
  EXPECT_EQ(model_->Settle(tree, status, 1, modality), StatementStatus::kOffered);
  EXPECT_EQ(model_->Settle(tree, status, 1, Modality{}), StatementStatus::kActual);
}

}  // namespace
}  // namespace entente
