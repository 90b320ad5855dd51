#include "syntax/tree.h"

#include <gtest/gtest.h>

#include "support/hand_parse.h"

namespace entente {
namespace {

TEST(TreeTest, LabelsGoThereAndBack) {
  EXPECT_EQ(ToString(Dep::kNsubjpass), "nsubjpass");
  EXPECT_EQ(ToString(Dep::kRoot), "ROOT");
  EXPECT_EQ(ToString(Dep::kOther), "other");
}

TEST(TreeTest, NoInSubjectOrObjectDeniesTheVerb) {
  const HandParse subject(
      {{"No", "no", "DT", "det", 1}, {"envoy", "envoy", "NN", "nsubj", 2}, {"left", "leave", "VBD", "ROOT", 2}});
  EXPECT_TRUE(Tree(subject.parsed()).IsNegated(2));
  const HandParse object({{"Lima", "Lima", "NNP", "nsubj", 1},
                          {"took", "take", "VBD", "ROOT", 1},
                          {"no", "no", "DT", "det", 3},
                          {"part", "part", "NN", "dobj", 1}});
  EXPECT_TRUE(Tree(object.parsed()).IsNegated(1));
  const HandParse plain(
      {{"Lima", "Lima", "NNP", "nsubj", 1}, {"took", "take", "VBD", "ROOT", 1}, {"part", "part", "NN", "dobj", 1}});
  EXPECT_FALSE(Tree(plain.parsed()).IsNegated(1));
}

TEST(TreeTest, AnInfinitiveHasItsTo) {
  const HandParse hand({{"Lima", "Lima", "NNP", "nsubj", 2},
                        {"may", "may", "MD", "aux", 2},
                        {"try", "try", "VB", "ROOT", 2},
                        {"to", "to", "TO", "aux", 4},
                        {"help", "help", "VB", "xcomp", 2}});
  const Tree tree(hand.parsed());
  EXPECT_TRUE(tree.IsInfinitive(4));
  EXPECT_FALSE(tree.IsInfinitive(2));
  EXPECT_TRUE(tree.HasLemma(2, Dep::kAux, "may"));
}

}  // namespace
}  // namespace entente
