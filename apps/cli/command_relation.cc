#include "command_relation.h"

#include <unistd.h>

#include <cstdio>

#include "entente/relations.h"

namespace entente::cli {
namespace {

constexpr int kShownActors = 10, kShownWaves = 20;

// Opens the events, asks, prints.
template <typename Question>
int Respond(const Common& common, const EventArguments& events, Question question) {
  std::string word = common.format.empty() ? "text" : common.format;
  if (word == "text" && IsTerminal(STDOUT_FILENO)) word = "ansi";
  const std::optional<ReportFormat> format = ReportFormatOf(word);
  if (!format) return Misuse("--format " + common.format + ": one of text, json, markdown, html");
  const Result<TimeWindow> window = WindowOf(common);
  if (!window.ok()) return Fail(window.status());
  uint64_t refused = 0;
  const auto problem = [&](const InputProblem& told) {
    if (refused++ < 5) Tell(told);
  };
  const EventBookOptions options{.data_dir = common.data, .goldstein = events.goldstein};
  const Result<std::unique_ptr<EventBook>> book = events.files.empty()
                                                      ? EventBook::OpenLedger(common.ledger, options)
                                                      : EventBook::Open(events.files, options, problem);
  if (!book.ok()) return Fail(book.status());
  const Result<std::string> text = question(**book, *window, *format);
  if (!text.ok()) return Fail(text.status());
  std::fwrite(text->data(), 1, text->size(), stdout);
  return Finish(refused > 0 ? kSomeRefused : kDone);
}

int Compare(const Common& common, const EventArguments& events) {
  std::vector<std::string> names = events.pair;
  names.insert(names.end(), events.with.begin(), events.with.end());
  if (names.size() < 2 || names.size() % 2 != 0) return Misuse("compare takes pairs: A B C D, or A B --with C D");
  std::vector<std::pair<std::string, std::string>> pairs;
  for (size_t i = 0; i + 1 < names.size(); i += 2) pairs.emplace_back(names[i], names[i + 1]);
  return Respond(common, events, [&](const EventBook& book, const TimeWindow& window, ReportFormat format) {
    return book.Compare(pairs, window, format);
  });
}

int Pairs(const Common& common, const EventArguments& events) {
  return Respond(common, events, [&](const EventBook& book, const TimeWindow& window, ReportFormat) {
    return Result<std::string>(events.hidden ? book.HiddenTies(window)
                                             : book.Pairs(window, static_cast<size_t>(events.limit), events.changes));
  });
}

void AddWindowTo(CLI::App* command, Common& common) {
  command->add_option("--from", common.from, "only what happened from this day on (YYYY-MM-DD)");
  command->add_option("--to", common.to, "only what happened up to this day");
  command->add_option("--as-of", common.as_of, "as it stood on this day");
}

void AddFormatTo(CLI::App* command, Common& common) {
  command->add_option("--format", common.format, "text, json, markdown");
}

}  // namespace

bool AsksEvents(const Common& common, const EventArguments& events) {
  return !events.files.empty() || (common.paths.empty() && EventBook::HasStreams(common.ledger));
}

void AddEventOptions(CLI::App* command, EventArguments& events) {
  command->add_option("--events", events.files, "files of events (ICEWS, GDELT, … plain or gzip), without a ledger");
  command->add_flag("--goldstein", events.goldstein, "weigh acts by Goldstein's scale instead of our own");
}

void AddEventCommands(CLI::App& app, Common& common, EventArguments& events, int& exit_status) {
  CLI::App* compare = app.add_subcommand("compare", "pairs side by side");
  compare->footer("example: entente compare Israel Turkey --with Russia Turkey --events Events.tsv.gz");
  compare->add_option("PAIRS", events.pair, "A B, or A B C D …: codes or names")->required();
  compare->add_option("--with", events.with, "another pair")->expected(2);
  compare->callback([&] { exit_status = Compare(common, events); });

  CLI::App* camps = app.add_subcommand("camps", "who stands together, and who changed camp");
  camps->footer("example: entente camps --years 2 --events Events.tsv.gz");
  camps->add_option("--years", events.years, "length of the stretches; 0: the whole window")->check(CLI::Range(0, 100));
  camps->callback([&] {
    exit_status = Respond(common, events, [&](const EventBook& book, const TimeWindow& window, ReportFormat format) {
      return book.Camps(window, events.years, format);
    });
  });

  CLI::App* waves = app.add_subcommand("waves", "acts that spread over several actors within days");
  waves->footer("example: entente waves --towards \"South Sudan\" --events Events.tsv.gz");
  waves->add_option("--towards", events.actor, "only those towards this one, by code or name");
  waves->add_option("--limit", events.limit, "at most so many")->check(CLI::PositiveNumber);
  waves->callback([&] {
    exit_status = Respond(common, events, [&](const EventBook& book, const TimeWindow& window, ReportFormat format) {
      return book.Waves(events.actor, window, static_cast<size_t>(events.limit > 0 ? events.limit : kShownWaves),
                        format);
    });
  });

  CLI::App* pairs = app.add_subcommand("pairs", "level of every pair, one JSON object a line");
  pairs->footer("example: entente pairs --as-of 2010-12-31 --at-least 10 --events Events.tsv.gz");
  pairs->add_option("--at-least", events.limit, "only pairs with so many events")->check(CLI::NonNegativeNumber);
  pairs->add_flag("--changes", events.changes, "with their change points");
  pairs->add_flag("--hidden", events.hidden, "instead: known ties, hidden, beside what is inferred of them");
  pairs->callback([&] { exit_status = Pairs(common, events); });

  for (CLI::App* command : {compare, camps, waves, pairs}) {
    AddEventOptions(command, events);
    AddWindowTo(command, common);
    if (command != pairs) AddFormatTo(command, common);
  }
}

int RelationOfEvents(const Common& common, const EventArguments& events, const std::string& a, const std::string& b) {
  return Respond(common, events, [&](const EventBook& book, const TimeWindow& window, ReportFormat format) {
    return book.Relation(a, b, window, !events.no_inferred, format);
  });
}

int ActorsOfEvents(const Common& common, const EventArguments& events) {
  return Respond(common, events, [&](const EventBook& book, const TimeWindow& window, ReportFormat format) {
    return book.Actors(events.actor, window, static_cast<size_t>(events.limit > 0 ? events.limit : kShownActors),
                       format);
  });
}

}  // namespace entente::cli
