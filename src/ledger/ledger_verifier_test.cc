#include "ledger/ledger_verifier.h"

#include "ledger/ledger_fixture.h"

namespace entente {
namespace {

// One imported file of three events and a mention.
constexpr const char* kStream =
    "INSERT INTO stream VALUES (1, 'address', 'a.tsv', 'gdelt', 4, 0);"
    "INSERT INTO stream_actor VALUES (1, 'Oman', 'OMN', '', '');"
    "INSERT INTO stream_act VALUES (1, '036', 'Meet', 'CONSULT', '', 4, 1);"
    "INSERT INTO stream_event(number, stream, row, day, source, target, act, status, confidence) VALUES "
    "(1,1,2,9,1,1,1,0,1), (2,1,3,9,1,1,1,0,1), (3,1,5,9,1,1,1,0,1);"
    "INSERT INTO stream_mention VALUES (1, 1, '7', 9, 'Post', 'https://post.example', 1);";

class LedgerVerifierTest : public LedgerFixture {
 protected:
  // Two documents with a statement each; what `damage` does to it; what the check says then.
  std::vector<std::string> ProblemsAfter(const std::string& damage) {
    const std::string path = Path("l" + std::to_string(++ledgers_) + ".db");
    {
      auto ledger = OpenSqliteLedger(path, LedgerMode::kWrite);
      EXPECT_TRUE((*ledger)->Add(DocumentOf("a", "Oman helped."), {Influence("a")}).ok());
      EXPECT_TRUE((*ledger)->Add(DocumentOf("b", "Oman helped. It did."), {Influence("b")}).ok());
      EXPECT_TRUE((*ledger)->Commit().ok());
    }
    Sql(path, kStream);
    if (!damage.empty()) Sql(path, damage);
    std::vector<std::string> problems;
    Result<Database> database = OpenDatabase(path, LedgerMode::kWrite);
    const auto verdict = Verify(
        database->get(), path, [&](const std::string& problem) { problems.push_back(problem); }, [] { return true; });
    EXPECT_TRUE(verdict.ok()) << verdict.status().ToString();
    EXPECT_EQ(verdict->problems, problems.size());
    const Result<bool> words = FullTextAgrees(database->get(), path);
    EXPECT_TRUE(words.ok()) << words.status().ToString();
    if (!*words) problems.emplace_back("words");
    return problems;
  }
  static bool Contains(const std::vector<std::string>& problems, std::string_view what) {
    for (const std::string& problem : problems) {
      if (problem.find(what) != std::string::npos) return true;
    }
    return false;
  }

  int ledgers_ = 0;
};

TEST_F(LedgerVerifierTest, FindsNothingInAWholeLedger) {
  const auto problems = ProblemsAfter("");
  EXPECT_TRUE(problems.empty()) << problems.front();
}

TEST_F(LedgerVerifierTest, SaysWhatIsWrong) {
  const std::pair<const char*, const char*> kDamages[] = {
      {"UPDATE document SET text = 'Oman helped! It did.' WHERE id = 'b'", "its content is not what its address says"},
      {"UPDATE document SET text = 'Oman helped! It did.' WHERE id = 'b'",
       "its evidence is not what stands there in b"},
      {"UPDATE document SET text = 'Oman hindered.' WHERE id = 'b'", "its sketch is not that of its text"},
      {"UPDATE document SET text = 'Oman hindered.' WHERE id = 'b'", "words"},
      {"UPDATE document SET text = 'Oman' WHERE id = 'b'", "ends behind the text"},
      {"DELETE FROM statement WHERE number = 2", "document 2: its statements are not as many as were written"},
      {"INSERT INTO statement SELECT 9, document, kind, first, second, agent, word, effect, status, event_date, "
       "evidence_begin, evidence_end, confidence, json, coding FROM statement WHERE number = 1",
       "document 1: its statements are not as many"},
      {"UPDATE statement SET coding = 7 WHERE number = 2", "it has statements of a coding it never got"},
      {"UPDATE statement SET coding = 7 WHERE number = 2", "refers to a row of coding that is not there"},
      {"UPDATE coding SET complete = 0", "it has no complete coding"},
      {"DELETE FROM document WHERE number = 2", "refers to a row of document that is not there"},
      {"DELETE FROM document WHERE number = 2", "full text and documents disagree"},
      {"UPDATE statement SET first = 'YEM' WHERE number = 1", "statement 1: its columns do not say"},
      {"UPDATE statement SET json = '{' WHERE number = 1", "statement 1: "},
      {"UPDATE statement SET document = 2 WHERE number = 1", "of document a, kept under b"},
      {"INSERT INTO document_text(document_text, rowid, title, text) VALUES ('delete', 1, '', 'Oman helped.')",
       "words"},
      {"DELETE FROM stream_event WHERE number = 3", "stream 1: its rows are not as many as were imported"},
      {"DELETE FROM stream_mention", "stream 1: its rows are not as many as were imported"},
      {"DELETE FROM stream_actor", "refers to a row of stream_actor that is not there"},
      {"UPDATE stream_event SET row = 9 WHERE number = 2", "imported event 3: out of the order of its file"},
      {"UPDATE stream_event SET number = 9 WHERE number = 3", "imported event 9: out of the order of its file"},
  };
  for (const auto& [damage, says] : kDamages) {
    const auto problems = ProblemsAfter(damage);
    EXPECT_TRUE(Contains(problems, says)) << damage << ": " << (problems.empty() ? "nothing" : problems.front());
  }
}

}  // namespace
}  // namespace entente
