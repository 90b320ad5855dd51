#include "evaluate/mediation_score.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "base/ascii.h"
#include "evaluate/coding.h"
#include "evaluate/found_counts.h"
#include "evaluate/gold_lines.h"

namespace entente {
namespace {

using simdjson::dom::element;
using Names = std::vector<std::string>;

// What the gold and the engine call by different codes.
std::string_view Common(std::string_view code) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kSame = {
      {{"ARAB_LEAGUE", "LAS"}, {"NORDIC_COUNCIL", "NORDIC"}, {"UNSC", "UN"}}};
  for (const auto& [ours, theirs] : kSame) {
    if (code == ours) return theirs;
  }
  return code;
}

struct Party {
  std::string code;
  Names names;
  std::string helped;  // "true", "false", "unknown"
};

struct Narrative {
  std::string id, text;
  std::array<std::vector<Party>, 2> sides;
  std::vector<Party> mediators, open;
};

// By code; where the text's actor has none, by name, one name within the other.
bool IsParty(const ActorRef& actor, const Party& party) {
  if (!actor.code.empty()) return Common(actor.code) == Common(party.code);
  const std::string own = LowerAscii(actor.name);
  return !own.empty() && std::any_of(party.names.begin(), party.names.end(), [&](const std::string& name) {
    const std::string other = LowerAscii(name);
    return other.find(own) != std::string::npos || own.find(other) != std::string::npos;
  });
}

const Party* Find(const ActorRef& actor, const std::vector<Party>& parties) {
  const auto at =
      std::find_if(parties.begin(), parties.end(), [&](const Party& party) { return IsParty(actor, party); });
  return at == parties.end() ? nullptr : &*at;
}

bool IsPair(const Statement& s, const Narrative& narrative) {
  const auto& [first, second] = narrative.sides;
  return (Find(s.pair[0], first) != nullptr && Find(s.pair[1], second) != nullptr) ||
         (Find(s.pair[1], first) != nullptr && Find(s.pair[0], second) != nullptr);
}

std::string Text(const element& from, std::string_view key) {
  std::string_view value;
  return from[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

Names List(const element& from, std::string_view key) {
  Names out;
  simdjson::dom::array values;
  if (from[key].get(values) != simdjson::SUCCESS) return out;
  for (const element value : values) {
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) out.emplace_back(text);
  }
  return out;
}

// [["COL"], ["PER"]] beside [["Colombia"], ["Peru"]].
bool ReadSides(const element& from, Narrative& out) {
  simdjson::dom::array codes, names;
  if (from["pair_codes"].get(codes) != simdjson::SUCCESS || codes.size() != 2) return false;
  if (from["pair"].get(names) != simdjson::SUCCESS || names.size() != 2) return false;
  for (size_t side = 0; side < 2; ++side) {
    simdjson::dom::array of_side, called;
    if (codes.at(side).get(of_side) != simdjson::SUCCESS || names.at(side).get(called) != simdjson::SUCCESS)
      return false;
    Names all;
    for (const element name : called) {
      std::string_view text;
      if (name.get(text) == simdjson::SUCCESS) all.emplace_back(text);
    }
    for (const element code : of_side) {
      std::string_view text;
      if (code.get(text) == simdjson::SUCCESS) out.sides[side].push_back({std::string(text), all, ""});
    }
    if (out.sides[side].empty()) return false;
  }
  return true;
}

bool ReadNarrative(const element& from, Narrative& out) {
  out.id = Text(from, "id");
  out.text = Text(from, "text");
  simdjson::dom::array mediators;
  if (out.text.empty() || !ReadSides(from, out) || from["mediators"].get(mediators) != simdjson::SUCCESS) return false;
  for (const element one : mediators) {
    Party party{Text(one, "code"), List(one, "surfaces"), Text(one, "helped")};
    if (std::string name = Text(one, "name"); !name.empty()) party.names.push_back(std::move(name));
    if (party.code.empty()) return false;
    out.mediators.push_back(std::move(party));
  }
  for (std::string_view key : {"ambiguous", "offer_only"}) {
    for (std::string& code : List(from, key)) out.open.push_back({std::move(code), {}, ""});
  }
  return true;
}

// What `brokers` would count: done, under way, over, offered, meant or asked for; not what is denied, refused or hoped.
bool Counts(StatementStatus status) {
  return status == StatementStatus::kActual || status == StatementStatus::kOngoing ||
         status == StatementStatus::kEnded || status == StatementStatus::kOffered ||
         status == StatementStatus::kIntended || status == StatementStatus::kRequested;
}

struct Tally {
  uint64_t right = 0, wrong = 0, missed = 0;
  uint64_t outcomes = 0, outcomes_right = 0;  // of those found, whether it is said to have helped
};

void Judge(const Narrative& narrative, const std::vector<Statement>& statements, Tally& tally, EvalReport& report) {
  std::map<const Party*, bool> found;  // helped
  std::map<std::string, const Statement*> wrong;
  for (const Statement& s : statements) {
    if (s.kind != StatementKind::kInfluence || s.effect != '+' || !Counts(s.status) || !IsPair(s, narrative)) continue;
    if (const Party* mediator = Find(s.agent, narrative.mediators); mediator != nullptr) {
      found[mediator] |= s.status != StatementStatus::kEnded;
    } else if (Find(s.agent, narrative.open) == nullptr) {
      wrong.emplace(ActorKey(s.agent), &s);
    }
  }
  for (const Party& mediator : narrative.mediators) {
    const auto at = found.find(&mediator);
    if (at == found.end()) {
      report.errors.push_back(fmt::format("{}: missed {}", narrative.id, mediator.code));
      continue;
    }
    if (mediator.helped != "true" && mediator.helped != "false") continue;
    ++tally.outcomes;
    const bool right = at->second == (mediator.helped == "true");
    tally.outcomes_right += right ? 1 : 0;
    if (!right) report.errors.push_back(fmt::format("{}: {} helped: {}", narrative.id, mediator.code, mediator.helped));
  }
  for (const auto& [key, s] : wrong) {
    report.errors.push_back(fmt::format("{}: false {} ({}): {}", narrative.id, key, s->pattern, s->evidence_text));
  }
  tally.right += found.size();
  tally.wrong += wrong.size();
  tally.missed += narrative.mediators.size() - found.size();
}

}  // namespace

Result<EvalReport> ScoreMediation(const std::string& path, const EvalTools& tools) {
  Result<std::string> bytes = ReadGoldFile(path);
  if (!bytes.ok()) return bytes.status();
  Tally tally;
  EvalReport report;
  simdjson::dom::parser parser;
  const Status status = ForEachLine(*bytes, [&](std::string_view line, size_t number) {
    element from;
    Narrative narrative;
    if (parser.parse(simdjson::padded_string(line)).get(from) != simdjson::SUCCESS || !ReadNarrative(from, narrative)) {
      return BadGold(path, number, "expected an object with text, pair, pair_codes and mediators");
    }
    Judge(narrative, CodeArticle(narrative.text, tools), tally, report);
    return Status::Ok();
  });
  if (!status.ok()) return status;
  const FoundCounts counts{tally.right, tally.right + tally.wrong, tally.right + tally.missed};
  report.figures = {{"precision", counts.Precision(), counts.told},
                    {"recall", counts.Recall(), counts.gold},
                    {"f1", counts.F1(), 0},
                    {"helped_accuracy", Proportion(tally.outcomes_right, tally.outcomes), tally.outcomes}};
  return report;
}

Result<EvalReport> ScoreOrdinary(const std::string& path, const EvalTools& tools) {
  Result<std::string> bytes = ReadGoldFile(path);
  if (!bytes.ok()) return bytes.status();
  EvalReport report;
  uint64_t texts = 0;
  uint64_t wrong = 0;
  const Status status = ForEachLine(*bytes, [&](std::string_view line, size_t number) {
    ++texts;
    bool here = false;
    for (const Statement& s : CodeArticle(SplitTabs(line).front(), tools)) {
      if (s.kind != StatementKind::kInfluence) continue;
      here = true;
      report.errors.push_back(fmt::format("{}:{}: {} for {} and {}: {}", path, number, ActorKey(s.agent),
                                          ActorKey(s.pair[0]), ActorKey(s.pair[1]), s.evidence_text));
    }
    wrong += here ? 1 : 0;
    return Status::Ok();
  });
  if (!status.ok()) return status;
  report.figures = {{"false_texts", static_cast<double>(wrong), texts},
                    {"false_per_500", 500 * Proportion(wrong, texts), texts}};
  return report;
}

}  // namespace entente
