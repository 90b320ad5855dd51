#include "evaluate/coverage_score.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "actor/phrase_actors.h"
#include "evaluate/found_counts.h"
#include "input/input.h"
#include "syntax/tree.h"
#include "text/blocks.h"

namespace entente {
namespace {

constexpr std::array<std::string_view, 5> kLabels = {"PERSON", "ORG", "GPE", "NORP", "LOC"};

struct Unresolved {
  uint64_t times = 0;
  std::set<std::string> documents;
  std::map<std::string, uint64_t> reasons;
};

struct Coverage {
  std::map<std::string, FoundShare, std::less<>> shares;                 // by label
  std::map<std::pair<std::string, std::string>, Unresolved> unresolved;  // by name and label
};

// The words of an entity without its article and genitive.
TokenRange NameOf(const Tree& tree, TokenRange range) {
  while (!range.empty() && (tree.tag(range.begin) == "DT" || tree.dep(range.begin) == Dep::kPunct)) ++range.begin;
  while (!range.empty() && (tree.tag(range.end - 1) == "POS" || tree.dep(range.end - 1) == Dep::kPunct)) --range.end;
  return range;
}

bool HasPlace(const ActorAnnotation& found, TokenRange range) {
  return std::ranges::any_of(found.places, [&](const PlaceMention& place) {
    return place.tokens.begin < range.end && range.begin < place.tokens.end;
  });
}

// Why a name has no code; empty where it has one.
std::string Reason(const Tree& tree, const ActorAnnotation& found, TokenRange range, std::string_view label) {
  if (HasPlace(found, range)) return {};
  const std::vector<uint32_t> actors = ActorsOfPhrase(tree, found, range);
  for (const uint32_t actor : actors) {
    if (!found.actors[actor].code.empty() || found.actors[actor].kind == ActorKind::kCommunity) return {};
  }
  if (label == "LOC") return "a region of several states, or no such place in places.tsv";
  if (label == "GPE") return "no such place in states.tsv, places.tsv";
  if (label == "NORP") return "no such people, faith or party";
  if (label == "ORG")
    return actors.empty() ? "taken for no body" : "no entry, and no state or organisation in its name";
  if (actors.empty()) return "taken for no person";
  const Actor& person = found.actors[actors.front()];
  return person.sector.empty() ? "no entry, and the text does not say whose" : "no entry; a role, but not whose";
}

void Count(const Document& document, const EvalTools& tools, Coverage& out) {
  const ParsedDocument parsed = tools.model.ParseBlocks(document.text, BlocksOf(document.text));
  const Tree tree(parsed);
  const ActorAnnotation found = tools.actors.Find(tree, document.published_date);
  for (const Entity& entity : parsed.entities) {
    if (std::ranges::find(kLabels, entity.label) == kLabels.end()) continue;
    const TokenRange range = NameOf(tree, entity.tokens);
    if (range.empty()) continue;
    const std::string reason = Reason(tree, found, range, entity.label);
    out.shares[std::string(entity.label)].Add(reason.empty());
    if (reason.empty()) continue;
    std::string name(
        Slice(parsed.text, {parsed.tokens[range.begin].span.begin, parsed.tokens[range.end - 1].span.end}));
    std::ranges::replace(name, '\n', ' ');
    Unresolved& entry = out.unresolved[{std::move(name), std::string(entity.label)}];
    ++entry.times;
    entry.documents.insert(document.id);
    ++entry.reasons[reason];
  }
}

std::vector<std::string> Listed(const Coverage& coverage) {
  std::vector<std::pair<std::pair<uint64_t, uint64_t>, std::string>> lines;
  for (const auto& [name, entry] : coverage.unresolved) {
    const auto reason = std::ranges::max_element(entry.reasons, {}, [](const auto& one) { return one.second; });
    lines.push_back({{entry.documents.size(), entry.times},
                     fmt::format("{}\t{}\t{} times in {} documents\t{}", name.first, name.second, entry.times,
                                 entry.documents.size(), reason->first)});
  }
  std::ranges::stable_sort(lines, [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> out;
  out.reserve(lines.size());
  for (auto& [count, line] : lines) out.push_back(std::move(line));
  return out;
}

}  // namespace

Result<EvalReport> ScoreCoverage(const std::string& path, const EvalTools& tools) {
  Coverage coverage;
  Status unread;
  const DocumentSink sink{[&](const Document& document) {
                            Count(document, tools, coverage);
                            return true;
                          },
                          [&](const InputProblem& found) {
                            if (found.status.id().starts_with("io.")) unread = found.status;
                          }};
  ReadInputs({path}, InputKind::kAuto, sink);
  if (!unread.ok()) return unread;
  EvalReport report;
  for (const auto& [label, share] : coverage.shares) report.figures.push_back(share.Figure(label));
  report.errors = Listed(coverage);
  return report;
}

}  // namespace entente
