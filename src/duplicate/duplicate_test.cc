#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "duplicate/copy_finder.h"
#include "duplicate/event_grouper.h"

namespace entente {
namespace {

const EventGrouper& Grouper() {
  static const EventGrouper grouper = [] {
    auto loaded = EventGrouper::Load(DataFiles::Embedded());
    EXPECT_TRUE(loaded.ok()) << loaded.status().ToString();
    return std::move(loaded).value();
  }();
  return grouper;
}

TEST(ContentWordsTest, FormsOfAWordAreOneAndFunctionWordsAreNone) {
  const ContentWords& words = Grouper().words();
  EXPECT_EQ(words.In("The negotiators negotiated."), words.In("negotiator NEGOTIATING"));
  EXPECT_TRUE(words.In("of the and with their").empty());
  EXPECT_EQ(words.StemsIn("Oman's talks, in 2013"), (std::vector<std::string>{"oman", "talk", "2013"}));
  EXPECT_EQ(ContentWords::NumbersIn("1,200 men and 1200 more"), ContentWords::NumbersIn("1200"));
}

TEST(ContentWordsTest, WhatIsSeldomSaidIsRarer) {
  const ContentWords& words = Grouper().words();
  const auto rarity = [&](std::string_view word) { return words.Rarity(words.In(word).front()); };
  EXPECT_LT(rarity("president"), rarity("envoy"));
  EXPECT_LE(rarity("envoy"), rarity("zzyzx"));
  EXPECT_GT(rarity("president"), 0);
}

TEST(AverageLinkTest, JoinsWhatFitsOnAverageAndNotByOneLinkAlone) {
  // 0-1 and 2-3 fit well; one good link between the two groups is outvoted by three bad ones.
  const std::vector<ScoredPair> pairs = {{0, 1, 3}, {2, 3, 3}, {1, 2, 1}};
  EXPECT_EQ(AverageLink(5, pairs, -4), (std::vector<uint32_t>{0, 0, 2, 2, 4}));
  EXPECT_EQ(AverageLink(4, std::vector<ScoredPair>{{0, 1, 3}, {2, 3, 3}, {1, 2, 3}}, -0.5F),
            (std::vector<uint32_t>{0, 0, 0, 0}));
  EXPECT_TRUE(AverageLink(0, {}, -4).empty());
}

TEST(AverageLinkTest, OrderOfPairsDoesNotMatter) {
  std::mt19937 random(7);
  std::vector<ScoredPair> pairs;
  for (uint32_t a = 0; a < 40; ++a) {
    for (uint32_t b = a + 1; b < 40; ++b) {
      if (random() % 4 == 0) pairs.push_back({a, b, static_cast<float>(static_cast<int>(random() % 9) - 4) / 2});
    }
  }
  const std::vector<uint32_t> groups = AverageLink(40, pairs, -1);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(pairs.begin(), pairs.end(), random);
    for (ScoredPair& pair : pairs) std::swap(pair.first, pair.second);
    EXPECT_EQ(AverageLink(40, pairs, -1), groups);
  }
}

EventReport ReportOf(uint32_t document, uint32_t position, const std::string& word, const std::string& type,
                     std::string_view sentence) {
  return {.document = document,
          .position = position,
          .word = word,
          .senses = {word},
          .types = {type},
          .sentence = sentence};
}

// The flotilla's aftermath of 2011 and the Swedish recognition of 2014, as three outlets might tell them.
std::vector<EventReport> Reports() {
  return {
      ReportOf(
          0, 0, "expel", "SANCTION",
          "Turkey expelled Israel's ambassador Gabby Levy after a UN report on the Gaza flotilla raid was leaked."),
      ReportOf(0, 120, "accuse", "ACCUSE",
               "Foreign minister Davutoglu accused Israel of being spoilt after the flotilla raid."),
      ReportOf(
          1, 0, "expel", "SANCTION",
          "Ankara has expelled the Israeli ambassador, Levy, over the raid on the Gaza flotilla, a day after the UN "
          "report leaked."),
      ReportOf(2, 0, "recognize", "SUPPORT",
               "Sweden recognised the state of Palestine, foreign minister Margot Wallstrom said in Stockholm."),
      ReportOf(3, 0, "recognize", "SUPPORT",
               "Stockholm became the first large EU capital to recognise Palestine as a state, Wallstrom announced."),
      ReportOf(3, 140, "expel", "SANCTION",
               "Venezuela expelled three American diplomats in Caracas for meeting opposition students."),
  };
}

TEST(EventGrouperTest, ReportsOfOneEventInOtherWordsAreOneAndOthersAreNot) {
  const std::vector<EventReport> reports = Reports();
  EXPECT_EQ(Grouper().Group(reports, nullptr), (std::vector<uint32_t>{0, 1, 0, 3, 3, 5}));
}

TEST(EventGrouperTest, BlocksAndContradictionsKeepApart) {
  std::vector<EventReport> reports = Reports();
  const auto never = [](uint32_t, uint32_t) { return false; };
  EXPECT_EQ(Grouper().Group(reports, never), (std::vector<uint32_t>{0, 1, 2, 3, 4, 5}));
  reports[2].block = 1;
  EXPECT_EQ(Grouper().Group(reports, nullptr)[2], 2u);
}

TEST(EventGrouperTest, ModelsThatAreNotThereOrNotOursAreNamed) {
  EXPECT_EQ(EventGrouper::Load(DataFiles::InMemory({})).status().id(), "data.missing");
  const DataFiles bad = DataFiles::InMemory({{"duplicate/words.tsv", "kind\twords\tr\te\nverb\tgo\t\t\n"}});
  EXPECT_EQ(EventGrouper::Load(bad).status().id(), "data.bad_table");
}

std::string Story(unsigned seed, int words) {
  std::mt19937 random(seed);
  std::ostringstream out;
  for (int i = 0; i < words; ++i) out << "w" << random() % 5000 << (i % 12 == 11 ? ".\n" : " ");
  return out.str();
}

TEST(CopyFinderTest, TrimmedAndUpdatedStoriesAreCopiesAndOthersAreNot) {
  const std::string story = Story(1, 400), other = Story(2, 400);
  const std::vector<std::string> texts = {story,
                                          other,
                                          story.substr(0, story.size() / 3),
                                          "Update: " + Story(3, 100) + story,
                                          other.substr(other.size() / 2) + Story(4, 60),
                                          "",
                                          "",
                                          "Too short to tell."};
  std::vector<DocumentSketch> sketches;
  for (const std::string& text : texts) sketches.push_back(SketchOf(text));
  int asked = 0;
  const auto text_of = [&](uint32_t i) {
    ++asked;
    return texts[i];
  };
  EXPECT_EQ(GroupCopies(sketches, text_of), (std::vector<uint32_t>{0, 1, 0, 0, 1, 5, 6, 7}));
  EXPECT_LE(asked, 6);
}

TEST(CopyFinderTest, AThousandCopiesAskForFewTexts) {
  const std::string story = Story(5, 200);
  std::vector<DocumentSketch> sketches(1000, SketchOf(story));
  int asked = 0;
  const std::vector<uint32_t> stories = GroupCopies(sketches, [&](uint32_t) {
    ++asked;
    return story;
  });
  EXPECT_EQ(std::count(stories.begin(), stories.end(), 0u), 1000);
  EXPECT_LE(asked, 2000);
}

TEST(DocumentSketchTest, IgnoresCaseAndPunctuationAndStaysSmall) {
  EXPECT_EQ(SketchOf("Oman, again, hosts TALKS."), SketchOf("oman again hosts talks"));
  EXPECT_EQ(sizeof(DocumentSketch), 132u);
  EXPECT_EQ(ShinglesOf("one two three four").size(), 2u);
  EXPECT_DOUBLE_EQ(Containment(ShinglesOf("one two three"), ShinglesOf("one two three four five")), 1);
}

}  // namespace
}  // namespace entente
