#include "evaluate/gum_gold.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

std::string Row(std::string_view id, std::string_view form, std::string_view tag, std::string_view features,
                std::string_view head, std::string_view misc) {
  std::string row;
  for (const std::string_view cell : {id, form, form, std::string_view("X"), tag, features, head,
                                      std::string_view("dep"), std::string_view("_"), misc}) {
    if (!row.empty()) row += '\t';
    row += cell;
  }
  return row + "\n";
}

// "Finland joined NATO. / The country doesn't regret it."
std::string Article() {
  return "# newdoc id = own\n# newpar\n# sent_id = own-1\n" +
         Row("1", "Finland", "NNP", "_", "2", "Entity=(1-place-new-cf1-1-coref-Finland)") +
         Row("2", "joined", "VBD", "_", "0", "_") +
         Row("3", "NATO", "NNP", "_", "2", "Entity=(2-organization-new-cf2-1-sgl)|SpaceAfter=No") +
         Row("4", ".", ".", "_", "2", "_") + "\n# newpar\n# newpar_block = p\n# sent_id = own-2\n" +
         Row("1", "The", "DT", "_", "2", "Entity=(1-place-giv-cf1-2-coref-Finland") +
         Row("2", "country", "NN", "_", "5", "Entity=1)") + Row("3-4", "doesn't", "_", "_", "_", "_") +
         Row("3", "does", "VBZ", "_", "5", "_") + Row("4", "n't", "RB", "_", "5", "_") +
         Row("5", "regret", "VB", "_", "0", "_") +
         Row("6", "it", "PRP", "Number=Sing|Person=3", "5", "Entity=(3-abstract-new-cf2-1-sgl)|SpaceAfter=No") +
         Row("7", ".", ".", "_", "5", "_");
}

TEST(GumTest, TextIsMadeAgainAndMentionsSliceIt) {
  const Result<GumDocument> document = ReadGum(Article(), "own.conllu");
  ASSERT_TRUE(document.ok()) << document.status().ToString();
  EXPECT_EQ(document->text, "Finland joined NATO.\n\nThe country doesn't regret it. ");
  ASSERT_EQ(document->mentions.size(), 4U);
  const GumMention& country = document->mentions[2];
  EXPECT_EQ(Slice(document->text, country.span), "The country");
  EXPECT_EQ(Slice(document->text, country.head), "country");
  EXPECT_EQ(country.entity, document->mentions[0].entity);
  EXPECT_EQ(document->mentions[0].kind, GumMentionKind::kName);
  EXPECT_EQ(country.kind, GumMentionKind::kDefinite);
  EXPECT_EQ(document->mentions[3].kind, GumMentionKind::kPronoun);
  ASSERT_EQ(document->pronouns.size(), 1U);
  EXPECT_EQ(Slice(document->text, document->pronouns[0]), "it");
}

TEST(GumTest, WhatDoesNotFitIsNamed) {
  EXPECT_EQ(ReadGum("1\tword\n", "x").status().message(), "x: line 1: expected the ten columns of CoNLL-U");
  EXPECT_EQ(ReadGum(Row("1", "a", "DT", "_", "0", "Entity=4)"), "x").status().id(), "eval.bad_gold");
  EXPECT_EQ(ReadGum(Row("1", "a", "DT", "_", "9", "_"), "x").status().message(),
            "x: line 1: a head outside its sentence");
  EXPECT_EQ(ReadGum(Row("1", "a", "DT", "_", "0", "Entity=(4-place-new"), "x").status().message(),
            "x: line 1: entity 4 is never closed");
}

}  // namespace
}  // namespace entente
