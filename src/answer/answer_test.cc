#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "answer/answerer.h"
#include "answer/words.h"

namespace entente {
namespace {

const DataFiles& Data() {
  static const DataFiles data = DataFiles::FromDirectory(ENTENTE_SOURCE_DIR "/data").value();
  return data;
}

const Answerer& TheAnswerer() {
  static const Answerer answerer = Answerer::Load(Data()).value();
  return answerer;
}

// Statements of one made-up report, with the sentences they would be read from.
std::vector<Statement> Report() {
  std::vector<Statement> statements;
  uint32_t at = 0;
  const auto add = [&](Statement s, const std::string& text) {
    s.document = "report.txt";
    s.evidence = {at, at + static_cast<uint32_t>(text.size())};
    s.evidence_text = text;
    s.confidence = 0.9;
    at += static_cast<uint32_t>(text.size()) + 1;
    statements.push_back(s);
  };
  const auto influence = [](const std::string& agent, const std::string& name, StatementStatus status) {
    Statement s;
    s.kind = StatementKind::kInfluence;
    s.agent = {agent, name, "", {}};
    s.pair[0].code = "NER";
    s.pair[1].code = "TCD";
    s.effect = '+';
    s.means = "mediation";
    s.status = status;
    return s;
  };
  const auto event = [](const std::string& source, const std::string& target, const std::string& type,
                        StatementStatus status) {
    Statement s;
    s.source.code = source;
    s.target.code = target;
    s.type = type;
    s.status = status;
    return s;
  };
  add(influence("GAB", "", StatementStatus::kActual), "Gabon mediates between Chad and Niger.");
  add(influence("GAB", "Marie Obame", StatementStatus::kOffered),
      "On her own initiative Marie Obame of Gabon offered to mediate between Chad and Niger.");
  add(influence("TGO", "", StatementStatus::kHoped), "Many hope that Togo will mediate between Chad and Niger.");
  add(event("TCD", "GAB", "AID", StatementStatus::kActual), "Chad sent Gabon doctors during the flood.");
  add(event("NER", "TCD", "ACCUSE", StatementStatus::kActual), "Niger accused Chad of theft.");
  Statement trade;
  trade.kind = StatementKind::kTie;
  trade.pair[0].code = "NER";
  trade.pair[1].code = "TCD";
  trade.tie = "trade";
  trade.effect = '+';
  trade.amount = Amount{2.5e9, "USD/year"};
  trade.speaker = ActorRef{"NER", "Issa Maiga", "", {}};
  add(trade, "Trade between Chad and Niger is worth 2.5 billion dollars a year, says Issa Maiga.");
  add(event("MLI", "TCD", "AGREE", StatementStatus::kActual),
      "Mali and Benin made peace with Chad, and Ghana may follow.");
  Statement benin = event("BEN", "TCD", "AGREE", StatementStatus::kActual);
  Statement ghana = event("GHA", "TCD", "AGREE", StatementStatus::kPossible);
  for (Statement* s : {&benin, &ghana}) {
    s->document = "report.txt";
    s->evidence = statements.back().evidence;
    s->evidence_text = statements.back().evidence_text;
    s->confidence = 0.9;
    statements.push_back(*s);
  }
  return statements;
}

struct World {
  explicit World(const std::vector<Statement>& statements)
      : names(NameBook::Load(Data()).value()),
        facts(FactTable::Build(statements, {{"report.txt", "The Post", Date{2021, 3, 4}}},
                               TheAnswerer().relation_weights().duplicate_rules())) {
    names.Learn(statements);
  }
  AnswerInput input() const { return {facts, names, "report.txt"}; }
  Answer Ask(const std::string& question) const { return TheAnswerer().Ask(input(), question, {}, {}); }

  NameBook names;
  FactTable facts;
};

std::string TextOf(const Answer& answer) {
  std::string text;
  for (const AnswerParagraph& paragraph : answer.paragraphs) text += paragraph.text + "\n";
  return text;
}

bool Says(const Answer& answer, const std::string& words) { return TextOf(answer).find(words) != std::string::npos; }

// Every number in the prose has its sentence, every sentence is cited, and no template has a hole.
void ExpectSound(const Answer& answer) {
  const std::string text = TextOf(answer);
  for (size_t i = 0; i < answer.evidence.size(); ++i) {
    EXPECT_EQ(answer.evidence[i].number, static_cast<int>(i) + 1);
    EXPECT_NE(text.find("[" + std::to_string(i + 1) + "]"), std::string::npos) << text;
  }
  EXPECT_EQ(text.find("[" + std::to_string(answer.evidence.size() + 1) + "]"), std::string::npos) << text;
  for (const char* flaw : {"{", "}", "  ", " .", "\x01", "\x02", "..", "help help"}) {
    EXPECT_EQ(text.find(flaw), std::string::npos) << "\"" << flaw << "\" in: " << text;
  }
}

TEST(ExplainTest, TellsWhoHowWhyAndHowTheyStand) {
  const World world(Report());
  const auto answer = TheAnswerer().Explain(world.input(), "chad", "Niger", {});
  ASSERT_TRUE(answer.ok()) << answer.status().ToString();
  ExpectSound(*answer);
  EXPECT_TRUE(answer->answered);
  for (const char* words :
       {"Gabon (Marie Obame) helps the relation of Chad and Niger [1]", "offered to help mediate on her own initiative",
        "may be why: Chad aided Gabon", "hope that Togo will mediate", "Niger accused Chad",
        "trade is put at 2.5 billion dollars a year", "(says Issa Maiga)", "Benin and Mali made peace with Chad",
        "Ghana may make peace with Chad"}) {
    EXPECT_TRUE(Says(*answer, words)) << words << " is not in:\n" << TextOf(*answer);
  }
  EXPECT_EQ(answer->evidence[0].outlet, "The Post");
}

TEST(ExplainTest, SaysPlainlyThatNothingWasFound) {
  const World world(Report());
  const auto answer = TheAnswerer().Explain(world.input(), "Gabon", "Mali", {});
  ASSERT_TRUE(answer.ok());
  EXPECT_FALSE(answer->answered);
  EXPECT_TRUE(Says(*answer, "No statement in report.txt says that anyone works on the relation of Gabon and Mali."));
}

TEST(ExplainTest, UnknownAndEqualActorsAreErrors) {
  const World world(Report());
  const auto unknown = TheAnswerer().Explain(world.input(), "Chadd", "Niger", {});
  EXPECT_EQ(unknown.status().id(), "actor.unknown");
  EXPECT_EQ(unknown.status().code(), StatusCode::kNotFound);
  EXPECT_NE(unknown.status().message().find("Chad"), std::string::npos);
  EXPECT_EQ(TheAnswerer().Explain(world.input(), "TCD", "Chad", {}).status().id(), "actor.same");
}

TEST(ExplainTest, TheSameBytesInWhateverOrderStatementsCome) {
  std::vector<Statement> statements = Report();
  std::mt19937 random(3);
  const World before(statements);
  for (int round = 0; round < 10; ++round) {
    std::shuffle(statements.begin(), statements.end(), random);
    const World after(statements);
    for (const AnswerFormat format : {AnswerFormat::kText, AnswerFormat::kJson, AnswerFormat::kMarkdown}) {
      EXPECT_EQ(Render(TheAnswerer().Explain(before.input(), "TCD", "NER", {}).value(), format),
                Render(TheAnswerer().Explain(after.input(), "TCD", "NER", {}).value(), format));
    }
  }
}

TEST(RenderTest, BrokersPrintTheirArrayAndEvidenceCannotDriveATerminal) {
  std::vector<Statement> statements = Report();
  statements[0].evidence_text = "Gabon \x1b[31mmediates\nbetween Chad and Niger.";
  const World world(statements);
  const Answer answer = TheAnswerer().BrokersOf(world.input(), "Chad", "Niger", {}).value();
  const std::string json = Render(answer, AnswerFormat::kJson);
  EXPECT_TRUE(json.starts_with("[{\"broker\":{\"code\":\"GAB\",\"name\":\"Gabon\"},\"direction\":\"helps\",\"score\":"))
      << json;
  for (const char* key : {"\"parts\":{\"direct\":", "\"behavioural\":", "\"structural\":",
                          "\"document\":\"report.txt\"", "\"begin\":0", "\"status\":\"actual\""}) {
    EXPECT_NE(json.find(key), std::string::npos) << key;
  }
  EXPECT_EQ(Render(answer, AnswerFormat::kText).find('\x1b'), std::string::npos);
  EXPECT_NE(Render(answer, AnswerFormat::kAnsi).find('\x1b'), std::string::npos);
}

struct Asked {
  const char* question;
  const char* kind;
  const char* words;
};

TEST(AskTest, ReadsQuestionsAndParaphrases) {
  const World world(Report());
  const std::vector<Asked> cases = {
      {"Who helps Chad and Niger?", "ask.brokers", "Gabon (Marie Obame) helps"},
      {"Which countries are mediating between Niger and Chad?", "ask.brokers", "Gabon"},
      {"Is anyone helping Chad improve its relationship with Niger?", "ask.brokers", "Gabon"},
      {"How is Gabon helping improve ties between Chad and Niger?", "influence", "Gabon"},
      {"How does Obame work to mend relations between Chad and Niger?", "influence", "Gabon"},
      {"Is Mali mediating between Chad and Niger?", "influence", "No statement in report.txt says that Mali works"},
      {"Who harms relations between Chad and Niger?", "brokers_hurt", "No statement"},
      {"What did Chad do for Gabon?", "did", "Chad aided Gabon"},
      {"How did Chad help Gabon?", "did", "Chad aided Gabon"},
      {"What did Gabon get from Chad?", "did", "Chad aided Gabon"},
      {"What was done against Chad by Niger?", "did", "Niger accused Chad"},
      {"Who may make peace with Chad next?", "may", "Ghana may make peace with Chad"},
      {"Which nations could normalise ties with Chad?", "may", "Already done: Benin and Mali made peace"},
      {"Who made peace with Chad?", "did_one", "Benin and Mali made peace with Chad"},
      {"Whom did Niger accuse?", "did_one", "Niger accused Chad"},
      {"How do Chad and Niger stand?", "relation", "Niger accused Chad"},
      {"What is the relationship between Chad and Niger like?", "relation", "mixed"},
      {"How much trade is there between Chad and Niger?", "trade", "2.5 billion dollars a year"},
      {"Who says that Chad and Niger trade?", "says", "Issa Maiga"},
      {"Since when has Gabon been mediating between Chad and Niger?", "since_influence", "4 March 2021"},
      {"When did Chad help Gabon?", "when", "reported on 4 March 2021"},
      {"Why is Gabon mediating between Chad and Niger?", "why_influence", "Chad aided Gabon"},
      {"Who may help Chad and Niger next?", "brokers_next", "Marie Obame"},
      {"What did Mali do?", "deeds", "Mali made peace with Chad"},
      {"Which actors appear?", "actors", "Chad (TCD)"},
      {"Chad and Niger", "explain", "Gabon"},
      {"Who helped Chad and Niger in 2019?", "ask.brokers", "No statement"},
  };
  for (const Asked& asked : cases) {
    const Answer answer = world.Ask(asked.question);
    EXPECT_EQ(answer.kind, asked.kind) << asked.question;
    EXPECT_TRUE(Says(answer, asked.words)) << asked.question << "\n" << TextOf(answer);
    ExpectSound(answer);
  }
}

TEST(AskTest, SaysWhatItCannotAnswer) {
  const World world(Report());
  for (const char* question : {"What is the capital of Chad?", "Who is the president of Niger?", "Where is Gabon?", "",
                               "What will the weather be?", "How will the economy of Chad grow?", "??",
                               "How many people live in Chad and Niger?", "Who won the 1998 World Cup?"}) {
    const Answer answer = world.Ask(question);
    EXPECT_FALSE(answer.answered) << question;
    EXPECT_EQ(answer.kind, "cannot") << question;
    EXPECT_TRUE(Says(answer, "What can be asked")) << question;
  }
}

TEST(AskTest, TakesActorsAndStatementsOfTheEngine) {
  const World world(Report());
  const std::string question = "How is the lady from Libreville patching things up for Chad and Niger?";
  QuestionParse parse;
  parse.actors.push_back({{7, 15}, "GAB", false});
  Statement coded;
  coded.kind = StatementKind::kInfluence;
  coded.agent.code = "GAB";
  coded.pair[0].code = "TCD";
  coded.pair[1].code = "NER";
  parse.statements.push_back(coded);
  const Answer answer = TheAnswerer().Ask(world.input(), question, parse, {});
  EXPECT_EQ(answer.kind, "influence");
  EXPECT_TRUE(Says(answer, "Gabon (Marie Obame) helps"));
}

TEST(NameBookTest, ResolvesCodesNamesCapitalsAdjectivesAndPeople) {
  const World world(Report());
  for (const char* name : {"TCD", "tcd", "Chad", "the Chad", "N'Djamena", "Chadian"}) {
    EXPECT_EQ(world.names.Resolve(name).ok() ? *world.names.Resolve(name) : "", "TCD") << name;
  }
  EXPECT_EQ(world.names.Resolve("Marie Obame").value(), "GAB");
  EXPECT_EQ(world.names.Resolve("obame").value(), "GAB");
  EXPECT_TRUE(world.names.IsOwnName("Marie Obame"));
  EXPECT_FALSE(world.names.IsOwnName("Gabon"));
  EXPECT_EQ(world.names.Resolve("").status().id(), "actor.empty");
}

TEST(NameBookTest, CodesInSentencesCountOnlyInCapitals) {
  const NameBook names = NameBook::Load(Data()).value();
  const std::vector<std::string> words = {"who", "are", "they", "ARE", "Israeli"};
  const std::vector<NamedWords> found = names.FindIn(words);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].key, "ARE");
  EXPECT_EQ(found[0].begin, 3u);
  EXPECT_TRUE(found[1].adjective);
}

TEST(WordsTest, FormsListsAndNames) {
  EXPECT_TRUE(IsFormOf("helping", "help"));
  EXPECT_TRUE(IsFormOf("improved", "improve"));
  EXPECT_TRUE(IsFormOf("allies", "ally"));
  EXPECT_TRUE(IsFormOf("stopped", "stop"));
  EXPECT_FALSE(IsFormOf("helper", "help"));
  EXPECT_EQ(ListOf(std::vector<std::string>{"A", "B", "C"}), "A, B and C");
  EXPECT_EQ(NormalName("The U.S."), "us");
  const std::vector<Word> words = WordsOf("Turkish-Israeli ties, Azerbaijan\xE2\x80\x99s aim");
  ASSERT_EQ(words.size(), 5u);
  EXPECT_TRUE(words[1].hyphen_before);
  EXPECT_TRUE(words[3].possessive);
  EXPECT_EQ(words[3].text, "Azerbaijan");
  EXPECT_EQ(EditDistance("trukey", "turkey"), 1);
}

TEST(ArticleTest, ExplainsTheSharedArticleFromItsGold) {
  const std::filesystem::path file = std::filesystem::path(ENTENTE_SOURCE_DIR) / "../shared/gold/article.gold.jsonl";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "the shared article is not here";
  std::vector<Statement> statements;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    statements.push_back(StatementOf(line).value());
    statements.back().document = "report.txt";
    statements.back().confidence = 0.9;
  }
  const World world(statements);
  const Answer answer = TheAnswerer().Explain(world.input(), "Israel", "Turkey", {}).value();
  ExpectSound(answer);
  for (const char* words : {"Azerbaijan (Ilham Aliyev) helps", "on his own initiative", "both allies of Azerbaijan",
                            "From the side of Israel, Ayoob Kara", "6 billion dollars a year", "extraordinarily strong",
                            "made peace with Israel", "may make peace with Israel", "the Mavi Marmara affair"}) {
    EXPECT_TRUE(Says(answer, words)) << words;
  }
  EXPECT_FALSE(Says(answer, "Germany"));
  EXPECT_TRUE(Says(world.Ask("How is Azerbaijan helping improve Turkish-Israeli relations?"), "Ilham Aliyev offered"));
  EXPECT_TRUE(Says(world.Ask("What did Israel do for Azerbaijan?"), "Israel aided Azerbaijan"));
}

}  // namespace
}  // namespace entente
