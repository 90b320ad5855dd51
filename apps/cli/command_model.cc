// model, eval, bench: the tools behind the answers.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <functional>

#include "commands.h"
#include "entente/language.h"

namespace entente::cli {
namespace {

Result<std::vector<Statement>> StatementsIn(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Status(StatusCode::kNotFound, "io.not_found", path + ": cannot be opened");
  std::vector<Statement> out;
  std::string line;
  for (uint64_t record = 1; std::getline(in, line); ++record) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    Result<Statement> statement = StatementOf(line);
    if (!statement.ok()) {
      return Status(StatusCode::kInvalidInput, statement.status().id(),
                    fmt::format("{}: record {}: {}", path, record, statement.status().message()));
    }
    out.push_back(std::move(*statement));
  }
  return out;
}

std::string Who(const ActorRef& actor) { return actor.code.empty() ? actor.name : actor.code; }

std::string OneLine(const Statement& s) {
  std::string what;
  switch (s.kind) {
    case StatementKind::kEvent:
      what = fmt::format("{} {} {}", Who(s.source), s.type, Who(s.target));
      break;
    case StatementKind::kTie:
      what = fmt::format("{}–{} {} {}", Who(s.pair[0]), Who(s.pair[1]), s.tie, s.effect);
      break;
    case StatementKind::kInfluence:
      what = fmt::format("{} on {}–{} {}", Who(s.agent), Who(s.pair[0]), Who(s.pair[1]), s.effect);
      break;
  }
  return fmt::format("{} {} [{}] {}", ToString(s.kind), what, ToString(s.status), s.evidence_text);
}

std::string ArrayOf(const std::vector<Statement>& statements) {
  std::string out = "[";
  for (const Statement& s : statements) out += (out.size() > 1 ? "," : "") + ToJson(s);
  return out + "]";
}

std::string ScoreJson(const ArticleScore& score) {
  return fmt::format(
      "{{\"gold\":{},\"predicted\":{},\"matched\":{},\"same_status\":{},\"precision\":{:.4f},\"recall\":{:.4f},"
      "\"f1\":{:.4f},\"strict_precision\":{:.4f},\"strict_recall\":{:.4f},\"strict_f1\":{:.4f},\"missed\":{},"
      "\"false\":{}}}",
      score.gold, score.predicted, score.matched, score.strict, score.precision(), score.recall(), score.f1(),
      score.strict_precision(), score.strict_recall(), score.strict_f1(), ArrayOf(score.missed),
      ArrayOf(score.false_ones));
}

}  // namespace

int ModelConvert(const std::string& pipeline_dir, const std::string& out_path) {
  if (Status status = ConvertModel(pipeline_dir, out_path); !status.ok()) return Fail(status);
  fmt::print("{}\n", out_path);
  return Finish(kDone);
}

int ModelInfo(const Common& common) {
  Result<std::string> path = FindModel(common.model);
  if (!path.ok()) return Fail(path.status());
  Result<std::shared_ptr<const LanguageModel>> model = LanguageModel::Load(*path);
  if (!model.ok()) return Fail(model.status());
  fmt::print("{}\n{}\n", *path, (*model)->Description());
  return Finish(kDone);
}

int EvalArticle(const Common& common, const std::string& gold_path, const std::string& predicted_path) {
  if (!common.format.empty() && common.format != "text" && common.format != "json") {
    return Misuse("--format " + common.format + ": one of text, json");
  }
  Result<std::vector<Statement>> gold = StatementsIn(gold_path);
  if (!gold.ok()) return Fail(gold.status());
  Result<std::vector<Statement>> predicted = StatementsIn(predicted_path);
  if (!predicted.ok()) return Fail(predicted.status());
  const ArticleScore score = ScoreArticle(*gold, *predicted);
  if (common.format == "json") {
    fmt::print("{}\n", ScoreJson(score));
    return Finish(kDone);
  }
  for (const Statement& s : score.missed) fmt::print("missed  {}\n", OneLine(s));
  for (const Statement& s : score.false_ones) fmt::print("false?  {}\n", OneLine(s));
  fmt::print("gold {}  predicted {}  matched {} (with the same status {})\n", score.gold, score.predicted,
             score.matched, score.strict);
  fmt::print("precision {:.3f}  recall {:.3f}  F1 {:.3f}\n", score.precision(), score.recall(), score.f1());
  fmt::print("strict: precision {:.3f}  recall {:.3f}  F1 {:.3f}\n", score.strict_precision(), score.strict_recall(),
             score.strict_f1());
  return Finish(kDone);
}

int Eval(const Common& common, const std::string& measure, const std::string& path, const std::string& labels,
         size_t errors) {
  if (!common.format.empty() && common.format != "text" && common.format != "json") {
    return Misuse("--format " + common.format + ": one of text, json");
  }
  Result<std::unique_ptr<Engine>> engine = OpenEngine(common, true);
  if (!engine.ok()) return Fail(engine.status());
  Result<EvalReport> report = (*engine)->Evaluate(measure, path, labels);
  if (!report.ok()) return Fail(report.status());
  for (size_t i = 0; i < std::min(errors, report->errors.size()); ++i) fmt::print("{}\n", report->errors[i]);
  if (common.format == "json") {
    std::string out = "{";
    for (const EvalFigure& figure : report->figures) {
      out += fmt::format("{}\"{}\":{:.6f}", out.size() > 1 ? "," : "", figure.name, figure.value);
    }
    fmt::print("{}}}\n", out);
    return Finish(kDone);
  }
  for (const EvalFigure& figure : report->figures) {
    const std::string count = figure.count == 0 ? "" : fmt::format("  of {}", figure.count);
    fmt::print("{:<28} {:>8.4f}{}\n", figure.name, figure.value, count);
  }
  return Finish(kDone);
}

int Bench(const Common& common, int repeats) {
  Result<InputOptions> input = InputOf(common);
  if (!input.ok()) return Fail(input.status());
  Result<std::unique_ptr<Engine>> engine = OpenEngine(common, true);
  if (!engine.ok()) return Fail(engine.status());
  std::vector<Document> documents;
  const CodeSink sink{[&](const Document& document, const std::vector<Statement>&) {
                        documents.push_back(document);
                        return true;
                      },
                      [](const InputProblem& problem) { Tell(problem); }};
  if (Status status = (*engine)->CodeInputs(common.paths, *input, sink); !status.ok()) return Fail(status);
  StageTimes times;
  size_t hash = 0;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    hash = 0;
    for (const Document& document : documents) {
      for (const Statement& statement : (*engine)->Code(document, times)) {
        hash = hash * 1099511628211ULL + std::hash<std::string>{}(ToJson(statement));
      }
    }
  }
  const double total = times.parse_seconds + times.actor_seconds + times.value_seconds + times.event_seconds;
  const auto tokens = static_cast<double>(times.tokens);
  fmt::print("{} documents, {} tokens, {} statements; hash {:016x}\n", documents.size(),
             times.tokens / static_cast<uint64_t>(repeats), times.statements / static_cast<uint64_t>(repeats), hash);
  for (const auto& [name, seconds] : {std::pair<const char*, double>{"parse", times.parse_seconds},
                                      {"actor", times.actor_seconds},
                                      {"value", times.value_seconds},
                                      {"event", times.event_seconds},
                                      {"whole chain", total}}) {
    fmt::print("  {:<12} {:>10.0f} tokens/s  {:>5.1f} %\n", name, seconds > 0 ? tokens / seconds : 0.0,
               total > 0 ? 100 * seconds / total : 0.0);
  }
  return Finish(kDone);
}

}  // namespace entente::cli
