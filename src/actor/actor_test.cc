#include <gtest/gtest.h>

#include <memory>

#include "actor/actor_finder.h"
#include "actor/dictionary.h"
#include "actor/person_finder.h"
#include "support/model_test.h"

namespace entente {
namespace {

TEST(WordsOfPhraseTest, SplitsAsTheTokenizerDoes) {
  EXPECT_EQ(WordsOfPhrase("Al-Qaeda"), (std::vector<std::string>{"Al", "-", "Qaeda"}));
  EXPECT_EQ(WordsOfPhrase("Kurdistan Workers' Party").size(), 3U);
  EXPECT_EQ(WordsOfPhrase("People's Protection Units"),
            (std::vector<std::string>{"People", "'s", "Protection", "Units"}));
}

TEST(OneEditApartTest, CountsInsertionChangeAndSwap) {
  EXPECT_TRUE(OneEditApart("Ilham", "Ilhm"));
  EXPECT_TRUE(OneEditApart("Erdogan", "Erdogna"));
  EXPECT_TRUE(OneEditApart("Aliyev", "Aliyew"));
  EXPECT_FALSE(OneEditApart("Aliyev", "Aliyev"));
  EXPECT_FALSE(OneEditApart("Aliyev", "Alijew"));
}

class ActorFinderTest : public ModelTest {
 protected:
  void OpenRooms() override {
    auto files = DataFiles::FromDirectory(ENTENTE_SOURCE_DIR "/data");
    ASSERT_TRUE(files.ok());
    finder_ = Opened(ActorFinder::Load(*files));
  }

  // "he=AZE/Ilham Aliyev" for the first mention that covers the word.
  std::string WhoIs(const std::string& text, std::string_view word) {
    const ParsedDocument parsed = model_->Parse(text);
    const ActorAnnotation found = finder_->Find(Tree(parsed), Date{2020, 12, 29});
    for (const Mention& mention : found.mentions) {
      const bool heads = found.mention_of_token[mention.head] >= 0;
      if (!heads || parsed.TextOf(mention.head) != word) continue;
      std::string out;
      for (uint32_t index : mention.actors) {
        const Actor& actor = found.actors[index];
        out += (out.empty() ? "" : "+") + (actor.code.empty() ? actor.name : actor.code);
      }
      return out;
    }
    return "nobody";
  }

  std::string SpeakerOf(const std::string& text, std::string_view said) {
    const ParsedDocument parsed = model_->Parse(text);
    const ActorAnnotation found = finder_->Find(Tree(parsed), std::nullopt);
    std::string speaker = "the author";
    for (const Utterance& utterance : found.utterances) {
      for (uint32_t t = utterance.content.begin; t < utterance.content.end; ++t) {
        if (parsed.TextOf(t) != said) continue;
        speaker = utterance.speaker < 0 ? "somebody" : found.actors[found.mentions[utterance.speaker].actors[0]].name;
      }
    }
    return speaker;
  }

  std::unique_ptr<ActorFinder> finder_;
};

TEST_F(ActorFinderTest, NamesAdjectivesAndPeoples) {
  EXPECT_EQ(WhoIs("Turkey sent tents to Greece.", "Turkey"), "TUR");
  EXPECT_EQ(WhoIs("Israeli soldiers left Lebanon.", "soldiers"), "ISR");
  EXPECT_EQ(WhoIs("The Turks agreed with Greece.", "Turks"), "TUR");
  EXPECT_EQ(WhoIs("The Kremlin denied it.", "Kremlin"), "RUS");
  EXPECT_EQ(WhoIs("The government of Sudan signed.", "government"), "SDN");
}

TEST_F(ActorFinderTest, RolesAreLearntFromTheText) {
  EXPECT_EQ(WhoIs("Norwegian envoy Kari Nordmann met the rebels.", "Nordmann"), "NOR");
  EXPECT_EQ(WhoIs("Kari Nordmann, the director of a museum in Norway, met the rebels.", "Nordmann"), "NOR");
}

TEST_F(ActorFinderTest, PronounsAndDescriptions) {
  EXPECT_EQ(WhoIs("Qatar hosted the talks. It paid for them.", "It"), "QAT");
  EXPECT_EQ(WhoIs("Relations between Greece and Turkey are tense. Both countries sent ships.", "countries"), "GRC+TUR");
  EXPECT_EQ(WhoIs("It is possible that Qatar will pay.", "It"), "nobody");
}

TEST_F(ActorFinderTest, AnActorOfTheWrongPlaceIsNone) {
  EXPECT_EQ(WhoIs("The two presidents met in Geneva.", "Geneva"), "nobody");
}

TEST_F(ActorFinderTest, Speakers) {
  EXPECT_EQ(SpeakerOf("Angela Merkel said that trade had grown.", "grown"), "Angela Merkel");
  EXPECT_EQ(
      SpeakerOf("“Trade with the neighbours has grown,” Angela Merkel said. “It will grow again next year.”", "again"),
      "Angela Merkel");
  EXPECT_EQ(SpeakerOf("Trade has grown.", "grown"), "the author");
}

TEST_F(ActorFinderTest, PersonsBySalienceAndGender) {
  EXPECT_EQ(WhoIs("Angela Merkel met David Cameron in Berlin. She praised the talks.", "She"), "DEU");
  EXPECT_EQ(WhoIs("Shimon Peres told Yasser Arafat that he would sign.", "he"), "ISR");
  EXPECT_EQ(WhoIs("Norway's envoy Erik Solheim flew to Colombo. After his return, Solheim met the press.", "his"),
            "NOR");
  EXPECT_EQ(WhoIs("Ban Ki-moon called Kofi Annan. Narendra Modi, who had himself asked for it, agreed.", "himself"),
            "IND");
}

TEST_F(ActorFinderTest, PersonsAcrossClausesAndSentences) {
  const std::string talks = "Madeleine Berg flew to Kiev with Oscar Lund. When the talks failed, ";
  EXPECT_EQ(WhoIs(talks + "she left.", "she"), "Madeleine Berg");
  EXPECT_EQ(WhoIs(talks + "he stayed.", "he"), "Oscar Lund");
  // Two arguments of one verb are two persons.
  EXPECT_NE(WhoIs("Egon Bahr flew home. In Oslo Egon Bahr met Willy Brandt and thanked him.", "him"), "Egon Bahr");
  // One who is asked answers.
  EXPECT_EQ(WhoIs("A businessman, Juha Holm, invited Kofi Annan to the talks. He accepted.", "He"), "UN");
  EXPECT_EQ(WhoIs("The price of rice rose. Nobody said why he paid it.", "he"), "nobody");
}

TEST_F(ActorFinderTest, ChoicesForTraining) {
  const std::string text = "J. Carter wrote to Anwar Sadat. Carter said he would come.";
  const ParsedDocument parsed = model_->Parse(text);
  const std::vector<PersonChoice> choices = finder_->PersonChoices(Tree(parsed));
  ASSERT_EQ(choices.size(), 1U);
  EXPECT_FALSE(choices[0].female);
  EXPECT_EQ(choices[0].role, "subj");
  ASSERT_EQ(choices[0].options.size(), 3U);
  EXPECT_EQ(choices[0].options[0].names.size(), 2U) << "J. Carter and Carter are one";
  EXPECT_TRUE(choices[0].options[2].names.empty()) << "nobody stands last";
  EXPECT_EQ(choices[0].options[0].features.names().front(), "gender=u=none");
}

TEST_F(ActorFinderTest, ThoseWhoOnlySpeakAreVoicesNotActors) {
  const std::string text = "Two company executives said that Iran had bought the ships.";
  EXPECT_EQ(SpeakerOf(text, "bought"), "Two company executives");
  EXPECT_EQ(WhoIs(text, "executives"), "nobody");
  EXPECT_EQ(SpeakerOf("Trade grew, according to the report.", "grew"), "report");
  EXPECT_EQ(WhoIs("“I want to vote in Greece one day,” a farmer said.", "I"), "nobody");
  EXPECT_EQ(SpeakerOf("He read “The Guardians of the Galaxy,” Angela Merkel said.", "Guardians"), "Angela Merkel");
}

TEST_F(ActorFinderTest, WordsAroundTheirCue) {
  EXPECT_EQ(SpeakerOf("The talks in Oslo, Angela Merkel said, had failed.", "failed"), "Angela Merkel");
  EXPECT_EQ(SpeakerOf("Greece rejected Turkey's claim that the islands were armed.", "armed"), "Turkey");
}

}  // namespace
}  // namespace entente
