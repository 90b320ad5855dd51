// ActView, features and models of acts, on sentences parsed by hand.
#include <gtest/gtest.h>

#include "event/act_features.h"
#include "event/act_model.h"

namespace entente {
namespace {

struct Row {
  std::string_view text, lemma, pos, tag, dep;
  uint32_t head;
  std::string_view entity;
};

// A document of one sentence, from rows as a treebank has them.
class ParsedRows {
 public:
  explicit ParsedRows(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
      if (!text_.empty()) text_ += ' ';
      begins_.push_back(static_cast<uint32_t>(text_.size()));
      text_ += row.text;
    }
    parsed_.text = text_;
    for (size_t i = 0; i < rows.size(); ++i) {
      Token token;
      token.span = {begins_[i], begins_[i] + static_cast<uint32_t>(rows[i].text.size())};
      token.head = rows[i].head;
      token.lemma = rows[i].lemma;
      token.pos = rows[i].pos;
      token.tag = rows[i].tag;
      token.dep = rows[i].dep;
      token.entity_type = rows[i].entity;
      token.entity_iob = rows[i].entity.empty() ? 'O' : 'B';
      parsed_.tokens.push_back(token);
    }
    parsed_.sentences = {{0, static_cast<uint32_t>(rows.size())}};
  }
  const ParsedDocument& parsed() const { return parsed_; }

 private:
  std::string text_;
  std::vector<uint32_t> begins_;
  ParsedDocument parsed_;
};

// "Kenya will send food to Somalia ."
std::vector<Row> FoodForSomalia() {
  return {{"Kenya", "Kenya", "PROPN", "NNP", "nsubj", 2, "GPE"},
          {"will", "will", "AUX", "MD", "aux", 2, ""},
          {"send", "send", "VERB", "VB", "ROOT", 2, ""},
          {"food", "food", "NOUN", "NN", "dobj", 2, ""},
          {"to", "to", "ADP", "IN", "prep", 2, ""},
          {"Somalia", "Somalia", "PROPN", "NNP", "pobj", 4, "GPE"},
          {".", ".", "PUNCT", ".", "punct", 2, ""}};
}

class ActTest : public testing::Test {
 protected:
  ActTest()
      : rows_(FoodForSomalia()),
        tree_(rows_.parsed()),
        lexicon_(Lexicon::Load(DataFiles::Embedded()).value()),
        view_(tree_, lexicon_, {0, 7}) {}

  static bool Has(const Features& features, std::string_view name) {
    const std::span<const std::string> names = features.names();
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  ParsedRows rows_;
  Tree tree_;
  Lexicon lexicon_;
  ActView view_;
};

TEST_F(ActTest, ViewMasksNamesAndFindsWays) {
  EXPECT_EQ(view_.word(0), "@GPE");
  EXPECT_EQ(view_.word(3), "food");
  EXPECT_EQ(view_.left(2), 0U);
  EXPECT_EQ(view_.right(2), 7U);
  EXPECT_EQ(view_.VerbAbove(5), 2U);
  const auto [up, down] = view_.Path(0, 5);
  EXPECT_EQ(up, (Tokens{0, 2}));
  EXPECT_EQ(down, (Tokens{5, 4}));
}

TEST_F(ActTest, PairFeaturesTellTenseFrameAndPathButNoNames) {
  Features features(Features::Names::kKeep);
  AddPairFeatures(view_, ActPhrase{{0, 1}, 0}, ActPhrase{{5, 6}, 5}, features);
  for (const std::string_view name :
       {"path=nsubj|vprepvpobj", "lca=send", "mo=fut", "frv=send=dobj=food", "tr=send=prep_to<pobj", "ord=ST"}) {
    EXPECT_TRUE(Has(features, name)) << name;
  }
  double squares = 0;
  for (const Feature& feature : features.all()) squares += static_cast<double>(feature.value) * feature.value;
  EXPECT_NEAR(squares, 1, 1e-5);
  for (const std::string& name : features.names()) {
    EXPECT_EQ(name.find("Kenya"), std::string::npos) << name;
    EXPECT_EQ(name.find("somalia"), std::string::npos) << name;
  }
}

TEST_F(ActTest, CandidatesAreNounsAndTheirPhrasesNest) {
  EXPECT_EQ(RoleCandidates(view_), (Tokens{0, 3, 5}));
  for (const TokenRange& tokens : PhraseCandidates(view_, 2)) {
    EXPECT_LE(tokens.begin, 2U);
    EXPECT_GT(tokens.end, 2U);
  }
}

TEST_F(ActTest, ModelsTellWhoPromisesWhatToWhom) {
  const Result<ActModel> model = ActModel::Load(DataFiles::Embedded());
  ASSERT_TRUE(model.ok()) << model.status().ToString();
  const std::vector<ActRole> roles = model->Roles(view_, model->Shares(view_));
  ASSERT_EQ(roles.size(), 2U);
  EXPECT_EQ(roles[0].role, 'S');
  EXPECT_EQ(roles[0].phrase.head, 0U);
  EXPECT_EQ(roles[1].role, 'T');
  EXPECT_EQ(roles[1].phrase.head, 5U);
  const std::vector<ActClass> classes = model->Classes(view_, roles[0].phrase, roles[1].phrase);
  EXPECT_EQ(classes.front().type, "AGREE");
  double sum = 0;
  for (const ActClass& one : classes) sum += one.probability;
  EXPECT_NEAR(sum, 1, 1e-4);
}

}  // namespace
}  // namespace entente
