// search: full text over the ledger's documents.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "commands.h"
#include "entente/ledger_tools.h"

namespace entente::cli {
namespace {

// Found words between `begin` and `end`; white space and control characters become spaces.
std::string Marked(const std::string& snippet, std::string_view begin, std::string_view end) {
  std::string out;
  for (const char c : snippet) {
    if (c == kHitBegin) {
      out += begin;
    } else if (c == kHitEnd) {
      out += end;
    } else {
      out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
  }
  return out;
}

void PrintText(const SearchHit& hit, bool colours) {
  fmt::print("{}", Marked(hit.document, "", ""));
  for (const std::string& part : {hit.published_date, hit.outlet, hit.title}) {
    if (!part.empty()) fmt::print(", {}", Marked(part, "", ""));
  }
  fmt::print("\n    {}\n", Marked(hit.snippet, colours ? "\033[1m" : "[", colours ? "\033[0m" : "]"));
}

void PrintJson(const SearchHit& hit) {
  std::string line;
  const auto text = [&](std::string_view key, const std::string& value) {
    line += line.empty() ? "{" : ",";
    line += JsonText(key) + ":" + JsonText(value);
  };
  text("document", hit.document);
  text("published_date", hit.published_date);
  text("outlet", hit.outlet);
  text("title", hit.title);
  text("snippet", Marked(hit.snippet, "[", "]"));
  fmt::print("{},\"rank\":{:.4f}}}\n", line, hit.rank);
}

int Search(const Common& common, const std::string& words, size_t most) {
  const std::string format = common.format.empty() ? "text" : common.format;
  if (format != "text" && format != "ndjson") return Misuse("--format " + format + ": one of text, ndjson");
  const Result<std::vector<SearchHit>> hits = SearchLedger(common.ledger, words, most);
  if (!hits.ok()) return Fail(hits.status());
  const bool colours = IsTerminal(STDOUT_FILENO);
  for (const SearchHit& hit : *hits) {
    if (format == "text") {
      PrintText(hit, colours);
    } else {
      PrintJson(hit);
    }
  }
  if (hits->empty() && format == "text") fmt::print("nothing found\n");
  return Finish(kDone);
}

}  // namespace

void AddSearchCommand(CLI::App& app, Common& common, int& exit_status) {
  struct Given {
    std::string words;
    size_t most = 20;
  };
  const auto given = std::make_shared<Given>();
  CLI::App* search = app.add_subcommand("search", "find texts in the ledger by their words");
  search->footer("example: entente search \"prisoner exchange\" --ledger talks.db");
  search->add_option("WORDS", given->words, "all must occur; \"a phrase\", begin*")->required();
  search->add_option("--most", given->most, "so many hits")->capture_default_str();
  search->add_option("--format", common.format, "text, ndjson");
  search->callback([&common, &exit_status, given] { exit_status = Search(common, given->words, given->most); });
}

}  // namespace entente::cli
