// Engine: the whole chain behind one face. Apps use this and the plain values beside it, nothing else.
//
// bytes → documents → statements → (ledger) → facts → answers. Immutable after Open; any number of threads may call its
// const members. The same input, model and data give the same output, on one thread or many.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/answer.h"
#include "entente/document.h"
#include "entente/evaluation.h"
#include "entente/input.h"
#include "entente/ledger_tools.h"
#include "entente/statement.h"
#include "entente/status.h"

namespace entente {

struct EngineOptions {
  std::string model_path;  // file made by ConvertModel; empty: answers from a ledger only
  std::string data_dir;    // empty: the tables in the binary
  unsigned threads = 1;
};

// What is known of a document once it is coded.
struct DocumentNote {
  std::string id;
  std::string outlet;
  std::optional<Date> published_date;
  uint32_t story = 0;  // documents of one number are copies of one text (wire copies, trimmed, updated)
  // What a later version of a story is: "updated", "corrected", "retracted"; empty for the first and for copies.
  std::string revision;
};

// Statements with their documents: what answers are made from.
struct Corpus {
  std::vector<Statement> statements;
  std::vector<DocumentNote> documents;
  std::string where;  // how answers name it: "article.txt", "these 3 documents", "the ledger"
};

// Called in input order, on the calling thread. `coded` returns false to stop.
struct CodeSink {
  std::function<bool(const Document&, std::vector<Statement>)> coded;
  std::function<void(const InputProblem&)> problem;
};

struct ReadSummary {
  uint64_t documents = 0;  // read and coded
  uint64_t known = 0;      // already in the ledger
  uint64_t refused = 0;
  uint64_t skipped = 0;  // left out as they should be: requests in a crawl, hidden files
  uint64_t statements = 0;
  InputProgress progress;
  std::vector<std::pair<std::string, uint64_t>> refused_by_reason;  // stable code and count, sorted
  std::vector<std::pair<std::string, uint64_t>> skipped_by_reason;
};

// Seconds of one thread, and what they bought.
struct StageTimes {
  uint64_t tokens = 0;
  uint64_t statements = 0;
  double parse_seconds = 0;
  double actor_seconds = 0;
  double value_seconds = 0;
  double event_seconds = 0;
};

// What other event data call things: data/ontology.
enum class NameList { kCameo, kFips, kIcewsSector };

class Engine {
 public:
  // Errors: model.*, data.*.
  static Result<std::unique_ptr<Engine>> Open(const EngineOptions& options);
  ~Engine();

  // REQUIRES: opened with a model.
  std::vector<Statement> Code(const Document& document) const;
  std::vector<Statement> Code(const Document& document, StageTimes& times) const;
  std::string Conllu(const Document& document) const;
  // Sentence by sentence: parse, actors, times, places, every candidate statement and what decided on it. For people.
  std::string ExplainCoding(const Document& document) const;
  // Codes every document of the inputs on `threads`. Memory: a batch of documents. Errors: io.*.
  Status CodeInputs(const std::vector<std::string>& paths, const InputOptions& options, const CodeSink& sink) const;
  // All of it in memory; problems go to `problem`.
  Result<Corpus> CodeCorpus(const std::vector<std::string>& paths, const InputOptions& options,
                            const std::function<void(const InputProblem&)>& problem) const;

  // Reads inputs into the ledger at `ledger_path` (made where there is none). A document already there is not coded
  // again. `progress` is called after each batch; when it returns false, reading stops with all that came before kept.
  // Errors: io.*, ledger.*.
  Result<ReadSummary> ReadIntoLedger(const std::vector<std::string>& paths, const InputOptions& options,
                                     const std::string& ledger_path,
                                     const std::function<void(const InputProblem&)>& problem,
                                     const std::function<bool(const ReadSummary&)>& progress) const;
  // Each document by its newest complete coding, or by the newest up to number `coding` (0: whatever is newest).
  // Errors: ledger.*.
  Result<Corpus> LoadCorpus(const std::string& ledger_path, int64_t coding = 0) const;

  // Errors: actor.unknown, actor.same.
  Result<Answer> Explain(const Corpus& corpus, std::string_view a, std::string_view b, const TimeWindow& window) const;
  Result<Answer> Relation(const Corpus& corpus, std::string_view a, std::string_view b, const TimeWindow& window) const;
  Result<Answer> Brokers(const Corpus& corpus, std::string_view a, std::string_view b, const TimeWindow& window) const;
  Result<Answer> Actors(const Corpus& corpus, const TimeWindow& window) const;
  // Events in the order of the corpus. `actor`: a code or any name of their source or target; empty: all of them.
  // Errors: actor.unknown. Cost: linear; a window costs a few microseconds more an event.
  Result<std::vector<Statement>> Events(const Corpus& corpus, std::string_view actor, const TimeWindow& window) const;
  Result<Answer> Ask(const Corpus& corpus, std::string_view question, const TimeWindow& window) const;

  // What a ledger notes beside statements this engine makes. Cost: reads model and tables once, about 3 ms.
  CodingKey coding_key() const;
  unsigned threads() const;

  // "Turkey" for TUR; the code itself where it is unknown.
  std::string NameOf(std::string_view code) const;
  bool IsState(std::string_view code) const;
  // "Consult" for 040, "TU" for TUR, "Military,Government" for MIL; empty where there is none.
  std::string_view NameIn(NameList list, std::string_view code) const;

  // Scores the engine with one of EvalMeasures() on a file (or folder) of gold; `labels`: its second file,
  // where the measure takes one. REQUIRES: opened with a model.
  // Errors: eval.unknown_measure, eval.bad_gold, io.*. Cost: that of coding its texts.
  Result<EvalReport> Evaluate(std::string_view measure, const std::string& path, std::string_view labels = {}) const;

 private:
  struct Rooms;
  explicit Engine(std::unique_ptr<const Rooms> rooms);
  std::unique_ptr<const Rooms> rooms_;
};

// How well predicted statements match gold ones (docs/format/eval.md).
struct ArticleScore {
  size_t gold = 0, predicted = 0, matched = 0;  // lenient: kind, slots, evidence near by, equal types
  size_t strict = 0;                            // also overlapping evidence and the same status
  std::vector<Statement> missed;                // gold without a match
  std::vector<Statement> false_ones;            // predicted without a match
  // 0 where there is nothing to divide by.
  double precision() const { return Share(matched, predicted); }
  double recall() const { return Share(matched, gold); }
  double f1() const { return Share(2 * matched, gold + predicted); }
  double strict_precision() const { return Share(strict, predicted); }
  double strict_recall() const { return Share(strict, gold); }
  double strict_f1() const { return Share(2 * strict, gold + predicted); }

 private:
  static double Share(size_t part, size_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
  }
};

// One-to-one matching, best first. Cost: gold times predicted.
ArticleScore ScoreArticle(std::span<const Statement> gold, std::span<const Statement> predicted);

}  // namespace entente
