#include "entente/engine.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <thread>
#include <utility>

#include "actor/actor_finder.h"
#include "answer/answerer.h"
#include "base/data_files.h"
#include "engine/coding_explainer.h"
#include "engine/coding_key.h"
#include "engine/corpus_facts.h"
#include "engine/foreign_names.h"
#include "engine/ledger_corpus.h"
#include "engine/stories.h"
#include "entente/language.h"
#include "evaluate/scorers.h"
#include "event/coder.h"
#include "input/input.h"
#include "ledger/ledger.h"
#include "relation/fact_table.h"
#include "syntax/tree.h"
#include "text/blocks.h"
#include "value/value_finder.h"

namespace entente {
namespace {

// Documents coded together: enough to keep every thread busy, little enough to hold in memory.
constexpr size_t kBatchDocumentsPerThread = 16;
constexpr size_t kBatchBytes = size_t{32} << 20;

double Seconds(std::chrono::steady_clock::time_point from, std::chrono::steady_clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

}  // namespace

struct Engine::Rooms {
  std::shared_ptr<const LanguageModel> model;
  ValueFinder values;
  ActorFinder actors;
  Coder coder;
  Answerer answerer;
  NameBook names;
  ForeignNames foreign;
  RevisionCues revisions;
  DataFiles files;
  std::string model_path;
  unsigned threads = 1;
};

Engine::Engine(std::unique_ptr<const Rooms> rooms) : rooms_(std::move(rooms)) {}
Engine::~Engine() = default;

Result<std::unique_ptr<Engine>> Engine::Open(const EngineOptions& options) {
  Result<DataFiles> files =
      options.data_dir.empty() ? Result<DataFiles>(DataFiles::Embedded()) : DataFiles::FromDirectory(options.data_dir);
  if (!files.ok()) return files.status();
  std::shared_ptr<const LanguageModel> model;
  if (!options.model_path.empty()) {
    Result<std::shared_ptr<const LanguageModel>> loaded = LanguageModel::Load(options.model_path);
    if (!loaded.ok()) return loaded.status();
    model = *loaded;
  }
  Result<ValueFinder> values = ValueFinder::Load(*files);
  if (!values.ok()) return values.status();
  Result<ActorFinder> actors = ActorFinder::Load(*files);
  if (!actors.ok()) return actors.status();
  Result<Coder> coder = Coder::Load(*files);
  if (!coder.ok()) return coder.status();
  Result<Answerer> answerer = Answerer::Load(*files);
  if (!answerer.ok()) return answerer.status();
  Result<NameBook> names = NameBook::Load(*files);
  if (!names.ok()) return names.status();
  Result<ForeignNames> foreign = ForeignNames::Load(*files);
  if (!foreign.ok()) return foreign.status();
  Result<RevisionCues> revisions = RevisionCues::Load(*files);
  if (!revisions.ok()) return revisions.status();
  auto rooms =
      std::make_unique<Rooms>(Rooms{model, std::move(*values), std::move(*actors), std::move(*coder),
                                    std::move(*answerer), std::move(*names), std::move(*foreign), std::move(*revisions),
                                    std::move(*files), options.model_path, std::max(options.threads, 1U)});
  return std::unique_ptr<Engine>(new Engine(std::move(rooms)));
}

std::vector<Statement> Engine::Code(const Document& document) const {
  StageTimes times;
  return Code(document, times);
}

std::vector<Statement> Engine::Code(const Document& document, StageTimes& times) const {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  const std::vector<Span> blocks = BlocksOf(document.text);
  const ParsedDocument parsed = rooms_->model->ParseBlocks(document.text, blocks);
  const auto after_parse = Clock::now();
  const Tree tree(parsed);  // one for all rooms
  const ActorAnnotation actors = rooms_->actors.Find(tree, document.published_date);
  const auto after_actors = Clock::now();
  const ValueAnnotation values = rooms_->values.Find(tree, document.published_date);
  const auto after_values = Clock::now();
  std::vector<Statement> statements = rooms_->coder.Code(document, tree, actors, values);
  times.tokens += parsed.tokens.size();
  times.statements += statements.size();
  times.parse_seconds += Seconds(start, after_parse);
  times.actor_seconds += Seconds(after_parse, after_actors);
  times.value_seconds += Seconds(after_actors, after_values);
  times.event_seconds += Seconds(after_values, Clock::now());
  return statements;
}

Result<EvalReport> Engine::Evaluate(std::string_view measure, const std::string& path, std::string_view labels) const {
  return RunScorer(measure, path,
                   {*rooms_->model, rooms_->actors, rooms_->values, rooms_->coder,
                    *rooms_->answerer.relation_weights().duplicate_rules().grouper, labels});
}

std::string Engine::ExplainCoding(const Document& document) const {
  const ParsedDocument parsed = rooms_->model->ParseBlocks(document.text, BlocksOf(document.text));
  const Tree tree(parsed);
  const ActorAnnotation actors = rooms_->actors.Find(tree, document.published_date);
  const ValueAnnotation values = rooms_->values.Find(tree, document.published_date);
  return entente::ExplainCoding(parsed, actors, values, rooms_->coder.Explain(document, tree, actors, values));
}

Result<Corpus> Engine::LoadCorpus(const std::string& ledger_path, int64_t coding) const {
  return LoadLedgerCorpus(ledger_path, coding, rooms_->revisions);
}

CodingKey Engine::coding_key() const {
  return CodingKeyOf(rooms_->files, rooms_->model_path, rooms_->model == nullptr ? "" : rooms_->model->Description());
}
unsigned Engine::threads() const { return rooms_->threads; }

std::string Engine::NameOf(std::string_view code) const { return rooms_->names.Display(code); }
bool Engine::IsState(std::string_view code) const { return rooms_->foreign.IsState(code); }
std::string_view Engine::NameIn(NameList list, std::string_view code) const { return rooms_->foreign.Find(list, code); }

std::string Engine::Conllu(const Document& document) const {
  return ToConllu(rooms_->model->ParseBlocks(document.text, BlocksOf(document.text)));
}

namespace {

// Documents in, coded documents out in the same order, several at a time on several threads.
class Batch {
 public:
  Batch(const Engine& engine, unsigned threads, const CodeSink& sink)
      : engine_(engine), threads_(threads), sink_(sink) {}

  // False where the sink wants no more.
  bool Add(Document document) {
    bytes_ += document.text.size();
    documents_.push_back(std::move(document));
    return documents_.size() < kBatchDocumentsPerThread * threads_ && bytes_ < kBatchBytes ? true : Flush();
  }

  bool Flush() {
    std::vector<std::vector<Statement>> coded(documents_.size());
    std::atomic<size_t> next{0};
    auto work = [&] {
      for (size_t i = next++; i < documents_.size(); i = next++) coded[i] = engine_.Code(documents_[i]);
    };
    std::vector<std::thread> helpers;
    for (unsigned t = 1; t < std::min<size_t>(threads_, documents_.size()); ++t) helpers.emplace_back(work);
    work();
    for (std::thread& helper : helpers) helper.join();
    bool go_on = true;
    for (size_t i = 0; i < documents_.size() && go_on; ++i) go_on = sink_.coded(documents_[i], std::move(coded[i]));
    documents_.clear();
    bytes_ = 0;
    return go_on;
  }

 private:
  const Engine& engine_;
  unsigned threads_;
  const CodeSink& sink_;
  std::vector<Document> documents_;
  size_t bytes_ = 0;
};

}  // namespace

Status Engine::CodeInputs(const std::vector<std::string>& paths, const InputOptions& options,
                          const CodeSink& sink) const {
  Batch batch(*this, rooms_->threads, sink);
  bool go_on = true;
  const DocumentSink documents{[&](Document document) { return go_on = batch.Add(std::move(document)); }, sink.problem};
  ReadInputs(paths, options, documents);
  if (go_on) batch.Flush();
  return Status::Ok();
}

Result<Corpus> Engine::CodeCorpus(const std::vector<std::string>& paths, const InputOptions& options,
                                  const std::function<void(const InputProblem&)>& problem) const {
  Corpus corpus;
  std::vector<DocumentSketch> sketches;
  std::vector<std::string> texts, titles;
  const CodeSink sink{[&](const Document& document, std::vector<Statement> statements) {
                        corpus.documents.push_back({document.id, document.outlet, document.published_date});
                        sketches.push_back(SketchOf(document.text));
                        texts.push_back(document.text);
                        titles.push_back(document.title);
                        std::move(statements.begin(), statements.end(), std::back_inserter(corpus.statements));
                        return true;
                      },
                      problem};
  if (Status status = CodeInputs(paths, options, sink); !status.ok()) return status;
  SetStories(sketches, [&](uint32_t i) { return texts[i]; }, corpus.documents);
  SetRevisions(rooms_->revisions, [&](uint32_t i) { return StoryText{titles[i], texts[i]}; }, corpus.documents);
  corpus.where = corpus.documents.size() == 1 ? std::filesystem::path(corpus.documents.front().id).filename().string()
                                              : "these " + std::to_string(corpus.documents.size()) + " documents";
  return corpus;
}

Result<ReadSummary> Engine::ReadIntoLedger(const std::vector<std::string>& paths, const InputOptions& options,
                                           const std::string& ledger_path,
                                           const std::function<void(const InputProblem&)>& problem,
                                           const std::function<bool(const ReadSummary&)>& progress) const {
  Result<std::unique_ptr<Ledger>> ledger = OpenSqliteLedger(ledger_path, LedgerMode::kWrite, coding_key());
  if (!ledger.ok()) return ledger.status();
  ReadSummary summary;
  std::map<std::string, uint64_t> reasons;
  std::map<std::string, uint64_t> left_out;
  Status failed;
  const CodeSink sink{[&](const Document& document, std::vector<Statement> statements) {
                        Result<bool> added = (*ledger)->Add(document, statements);
                        failed = added.status();
                        if (!failed.ok()) return false;
                        if (!*added) {
                          ++summary.known;
                          return true;
                        }
                        ++summary.documents;
                        summary.statements += statements.size();
                        return true;
                      },
                      [&](const InputProblem& found) {
                        ++summary.refused;
                        ++reasons[found.status.id()];
                        problem(found);
                      }};
  Batch batch(*this, rooms_->threads, sink);
  // Each batch is committed before the next is read, so that stopping loses nothing already told of.
  auto flush = [&] {
    if (!batch.Flush() || !failed.ok()) return false;
    failed = (*ledger)->Commit();
    return failed.ok() && progress(summary);
  };
  auto skipped = [&](std::string_view reason) {
    ++summary.skipped;
    ++left_out[std::string(reason)];
  };
  size_t pending = 0;
  bool go_on = true;
  auto take = [&](Document document) {
    Result<bool> known = (*ledger)->Contains(document);
    if (!known.ok()) {
      failed = known.status();
      return go_on = false;
    }
    if (*known) {
      ++summary.known;
      // Thousands may be known in a row; whoever waits is told, and may stop.
      if (summary.known % 64 == 0) go_on = flush();
      return go_on;
    }
    if (!batch.Add(std::move(document))) return go_on = false;
    if (++pending % (kBatchDocumentsPerThread * rooms_->threads) == 0) return go_on = flush();
    return true;
  };
  ReadInputs(paths, options, {take, sink.problem, skipped}, [&](const InputProgress& now) { summary.progress = now; });
  if (go_on) flush();
  if (!failed.ok()) return failed;
  summary.refused_by_reason.assign(reasons.begin(), reasons.end());
  summary.skipped_by_reason.assign(left_out.begin(), left_out.end());
  return summary;
}

namespace {

// A corpus ready to be asked: facts counted once, names learnt from it.
struct Facts {
  FactTable table;
  NameBook names;
};

Facts FactsOf(const Corpus& corpus, const NameBook& names, const Answerer& answerer) {
  Facts facts{FactsOf(corpus, answerer.relation_weights().duplicate_rules()), names};
  facts.names.Learn(corpus.statements);
  return facts;
}

}  // namespace

Result<Answer> Engine::Explain(const Corpus& corpus, std::string_view a, std::string_view b,
                               const TimeWindow& window) const {
  const Facts facts = FactsOf(corpus, rooms_->names, rooms_->answerer);
  return rooms_->answerer.Explain({facts.table, facts.names, corpus.where}, a, b, window);
}

Result<Answer> Engine::Relation(const Corpus& corpus, std::string_view a, std::string_view b,
                                const TimeWindow& window) const {
  const Facts facts = FactsOf(corpus, rooms_->names, rooms_->answerer);
  return rooms_->answerer.RelationOf({facts.table, facts.names, corpus.where}, a, b, window);
}

Result<Answer> Engine::Brokers(const Corpus& corpus, std::string_view a, std::string_view b,
                               const TimeWindow& window) const {
  const Facts facts = FactsOf(corpus, rooms_->names, rooms_->answerer);
  return rooms_->answerer.BrokersOf({facts.table, facts.names, corpus.where}, a, b, window);
}

Result<Answer> Engine::Actors(const Corpus& corpus, const TimeWindow& window) const {
  const Facts facts = FactsOf(corpus, rooms_->names, rooms_->answerer);
  return rooms_->answerer.Actors({facts.table, facts.names, corpus.where}, window);
}

Result<std::vector<Statement>> Engine::Events(const Corpus& corpus, std::string_view actor,
                                              const TimeWindow& window) const {
  std::string key;
  if (!actor.empty()) {
    NameBook names = rooms_->names;
    names.Learn(corpus.statements);
    Result<std::string> resolved = names.Resolve(actor);
    if (!resolved.ok()) return resolved.status();
    key = *resolved;
  }
  std::map<std::string_view, const DocumentNote*> notes;
  for (const DocumentNote& note : corpus.documents) notes.emplace(note.id, &note);
  // Each event by itself: whether a day counts is for the relation room to say, and merging would lose the order.
  auto counts = [&](const Statement& s) {
    if (!window.bounded() && !window.as_of) return true;
    const auto note = notes.find(s.document);
    std::vector<DocumentInfo> documents;
    if (note != notes.end()) documents.push_back({s.document, note->second->outlet, note->second->published_date});
    const FactTable one =
        FactTable::Build({s}, std::move(documents), rooms_->answerer.relation_weights().duplicate_rules());
    return one.size() == 1 && one.InWindow(0, window);
  };
  std::vector<Statement> events;
  for (const Statement& s : corpus.statements) {
    if (s.kind != StatementKind::kEvent) continue;
    if (!key.empty() && ActorKey(s.source) != key && ActorKey(s.target) != key) continue;
    if (counts(s)) events.push_back(s);
  }
  return events;
}

Result<Answer> Engine::Ask(const Corpus& corpus, std::string_view question, const TimeWindow& window) const {
  const Facts facts = FactsOf(corpus, rooms_->names, rooms_->answerer);
  QuestionParse parse;
  Document document;
  document.id = "question";
  document.text = question;
  if (rooms_->model != nullptr) {
    const ParsedDocument parsed = rooms_->model->Parse(document.text);
    const Tree tree(parsed);
    const ActorAnnotation actors = rooms_->actors.Find(tree, std::nullopt);
    for (const Mention& mention : actors.mentions) {
      const Actor& actor = actors.actors[mention.actors.front()];
      if (mention.actors.size() != 1 || mention.kind == MentionKind::kPronoun) continue;
      const Span span{parsed.tokens[mention.tokens.begin].span.begin, parsed.tokens[mention.tokens.end - 1].span.end};
      parse.actors.push_back(
          {span, ActorKey({actor.code, actor.name, actor.sector, {}}), mention.kind == MentionKind::kAdjective});
    }
    for (const Token& token : parsed.tokens) parse.lemmas.emplace_back(token.span, std::string(token.lemma));
    parse.statements = rooms_->coder.Code(document, tree, actors, rooms_->values.Find(tree, std::nullopt));
  }
  return rooms_->answerer.Ask({facts.table, facts.names, corpus.where}, question, parse, window);
}

}  // namespace entente
