#include "console.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace entente::cli {
namespace {

// A signal handler can reach nothing else.
std::atomic<bool> interrupted{false};

Result<std::optional<Date>> DateGiven(const std::string& option, const std::string& text) {
  if (text.empty()) return std::optional<Date>();
  Date date;
  const char* end = text.data() + text.size();
  auto number = [&](size_t at, size_t length, auto& into) {
    int value = 0;
    if (text.size() < at + length) return false;
    const auto [rest, error] = std::from_chars(text.data() + at, text.data() + at + length, value);
    into = static_cast<std::remove_reference_t<decltype(into)>>(value);
    return error == std::errc() && rest == text.data() + at + length && rest <= end;
  };
  const bool year = number(0, 4, date.year) && (text.size() == 4 || text[4] == '-');
  const bool month = text.size() < 7 || (number(5, 2, date.month) && date.month >= 1 && date.month <= 12);
  const bool day = text.size() < 10 || (text[7] == '-' && number(8, 2, date.day) && date.day >= 1 && date.day <= 31);
  const bool length = text.size() == 4 || text.size() == 7 || text.size() == 10;
  if (year && month && day && length) return std::optional<Date>(date);
  return Status(StatusCode::kInvalidInput, "usage.bad_date", option + " " + text + ": write YYYY-MM-DD");
}

}  // namespace

void Tell(const InputProblem& problem) {
  std::string where = PrintableName(problem.input);
  if (problem.record > 0) where += fmt::format(": record {}", problem.record);
  if (problem.byte > 0 || problem.record > 0)
    where += fmt::format("{} byte {}", problem.record > 0 ? "," : ":", problem.byte);
  // Errors of opening already begin with the name.
  const std::string message = PrintableName(problem.status.message());
  const bool named = message.starts_with(PrintableName(problem.input) + ":");
  fmt::print(stderr, "entente: {}{}{} [{}]\n", named ? "" : where, named ? "" : ": ", message, problem.status.id());
}

void Tell(const Status& status) {
  fmt::print(stderr, "entente: {} [{}]\n", PrintableName(status.message()), status.id());
}

int Fail(const Status& status) {
  Tell(status);
  return status.id().starts_with("usage.") || status.id().starts_with("actor.") ? kUsage : kFailed;
}

int Misuse(const std::string& message) {
  fmt::print(stderr, "entente: {} [usage]\n", message);
  return kUsage;
}

int Finish(int exit_status) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return Interrupted() ? kStopped : exit_status;
  // A reader that has seen enough ("| head") is no failure of ours.
  if (errno == EPIPE) return exit_status;
  Tell(Status(StatusCode::kIo, "io.unwritable", std::string("standard output: ") + std::strerror(errno)));
  return kFailed;
}

std::string JsonText(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

bool IsTerminal(int file_descriptor) { return isatty(file_descriptor) != 0; }
bool Interrupted() { return interrupted; }

void CatchInterrupts() {
  std::signal(SIGINT, [](int) {
    // A second Ctrl-C ends at once.
    if (interrupted.exchange(true)) std::_Exit(130);
  });
  std::signal(SIGPIPE, SIG_IGN);
  // A file that may not grow is an error to be told, not the end.
  std::signal(SIGXFSZ, SIG_IGN);
}

Result<std::string> FindModel(const std::string& given) {
  namespace fs = std::filesystem;
  if (!given.empty()) return given;
  if (const char* variable = std::getenv("ENTENTE_MODEL"); variable != nullptr && *variable != '\0') {
    return std::string(variable);
  }
  std::error_code error;
  const fs::path binary = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& folder :
       {binary / "models", binary.parent_path() / "models", binary.parent_path() / "share" / "entente" / "models"}) {
    const fs::path model = folder / "en_core_web_sm.entente";
    if (fs::exists(model, error)) return model.string();
  }
  return Status(StatusCode::kNotFound, "model.missing",
                "no language model found; make one with 'make model', or name it by --model or ENTENTE_MODEL");
}

Result<std::unique_ptr<Engine>> OpenEngine(const Common& common, bool needs_model) {
  EngineOptions options;
  options.data_dir = common.data;
  options.threads = common.threads;
  Result<std::string> model = FindModel(common.model);
  if (model.ok()) {
    options.model_path = *model;
  } else if (needs_model) {
    return model.status();
  }
  return Engine::Open(options);
}

Result<InputOptions> InputOf(const Common& common) {
  const std::optional<InputKind> kind = InputKindOf(common.input);
  if (!kind) {
    return Status(StatusCode::kInvalidInput, "usage.bad_input",
                  "--input " + common.input + ": one of " + std::string(kInputWords));
  }
  InputOptions options(*kind);
  Result<std::vector<ColumnName>> columns = ColumnNamesOf(common.columns);
  if (!columns.ok()) return columns.status();
  options.columns = std::move(*columns);
  options.supply = common.supply;
  return options;
}

Result<TimeWindow> WindowOf(const Common& common) {
  TimeWindow window;
  for (auto [option, text, into] :
       {std::tuple{"--from", &common.from, &window.from}, std::tuple{"--to", &common.to, &window.to},
        std::tuple{"--as-of", &common.as_of, &window.as_of}}) {
    Result<std::optional<Date>> date = DateGiven(option, *text);
    if (!date.ok()) return date.status();
    *into = *date;
  }
  return window;
}

Result<Corpus> CorpusOf(const Engine& engine, const Common& common, uint64_t& refused) {
  Result<InputOptions> input = InputOf(common);
  if (!input.ok()) return input.status();
  const auto tell = [&](const InputProblem& problem) {
    ++refused;
    Tell(problem);
  };
  Result<Corpus> corpus = common.paths.empty() ? engine.LoadCorpus(common.ledger, common.coding)
                                               : engine.CodeCorpus(common.paths, *input, tell);
  if (!corpus.ok()) return corpus.status();
  std::erase_if(corpus->statements, [&](const Statement& s) { return s.confidence < common.least; });
  return corpus;
}

}  // namespace entente::cli
