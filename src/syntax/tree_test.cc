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

TEST(TreeTest, AVerbTakenForAnAdjectiveIsTheVerb) {
  // "Albania hosted talks that failed", read as talks hosted by nobody.
  const HandParse hand({{"Albania", "Albania", "NNP", "nsubj", 1},
                        {"hosted", "host", "VBN", "amod", 2},
                        {"talks", "talk", "NNS", "ROOT", 2},
                        {"that", "that", "WDT", "nsubj", 4},
                        {"failed", "fail", "VBD", "relcl", 2}});
  const Tree tree(hand.parsed());
  EXPECT_EQ(tree.dep(1), Dep::kRoot);
  EXPECT_EQ(tree.head(0), 1U);
  EXPECT_EQ(tree.ChildOf(1, Dep::kNsubj), 0);
  EXPECT_EQ(tree.ChildOf(1, Dep::kDobj), 2);
  EXPECT_EQ(tree.ChildOf(2, Dep::kRelcl), 4);
}

TEST(TreeTest, AFiniteVerbElsewhereLeavesTheAdjective) {
  // "Rebel held towns fell": fell is the verb.
  const HandParse hand({{"Rebel", "rebel", "NN", "npadvmod", 1},
                        {"held", "hold", "VBN", "amod", 2},
                        {"towns", "town", "NNS", "nsubj", 3},
                        {"fell", "fall", "VBD", "ROOT", 3}});
  const Tree tree(hand.parsed());
  EXPECT_EQ(tree.dep(1), Dep::kAmod);
  EXPECT_EQ(tree.dep(3), Dep::kRoot);
}

TEST(TreeTest, ANameBeforeAVerbWithoutSubjectIsItsSubject) {
  const HandParse hand({{"Cyprus", "Cyprus", "NNP", "npadvmod", 1},
                        {"hosted", "host", "VBD", "ROOT", 1},
                        {"talks", "talk", "NNS", "dobj", 1}});
  EXPECT_EQ(Tree(hand.parsed()).dep(0), Dep::kNsubj);
  const HandParse other({{"Cyprus", "Cyprus", "NNP", "nsubj", 2},
                         {"Sunday", "Sunday", "NNP", "npadvmod", 2},
                         {"hosted", "host", "VBD", "ROOT", 2},
                         {"talks", "talk", "NNS", "dobj", 2}});
  EXPECT_EQ(Tree(other.parsed()).dep(1), Dep::kNpadvmod);
}

}  // namespace
}  // namespace entente
