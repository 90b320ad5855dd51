#include "evaluate/speech_score.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "actor/speech_view.h"
#include "evaluate/found_counts.h"
#include "evaluate/speech_gold.h"
#include "text/blocks.h"

namespace entente {
namespace {

// One attribution, found or gold, in words that can be compared.
struct Said {
  Tokens cue, heads, content;  // content: words only
  bool clause = false;         // what is said has a verb
};

struct Pairing {
  std::vector<int32_t> gold_of;  // by found
  size_t matched = 0;
};

struct Tally {
  FoundCounts speaker, content, cue;
};

size_t Common(const Tokens& a, const Tokens& b) {
  Tokens out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out.size();
}

// How well two match; 0: not at all. A shared cue weighs more than any share of content.
double Likeness(const Said& found, const Said& gold) {
  const size_t common = Common(found.content, gold.content);
  const bool cue = Common(found.cue, gold.cue) > 0;
  const size_t both = found.content.size() + gold.content.size();
  return (cue ? 2.0 : 0.0) + (common == 0 ? 0.0 : 2.0 * static_cast<double>(common) / static_cast<double>(both));
}

// One to one, the best first.
Pairing Paired(std::span<const Said> found, std::span<const Said> gold, bool same_speaker) {
  struct Candidate {
    double likeness;
    size_t found, gold;
  };
  std::vector<Candidate> candidates;
  for (size_t f = 0; f < found.size(); ++f) {
    for (size_t g = 0; g < gold.size(); ++g) {
      if (same_speaker && Common(found[f].heads, gold[g].heads) == 0) continue;
      const double likeness = Likeness(found[f], gold[g]);
      if (likeness > 0) candidates.push_back({likeness, f, g});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.likeness > b.likeness; });
  Pairing out{std::vector<int32_t>(found.size(), -1), 0};
  std::vector<bool> taken(gold.size());
  for (const Candidate& candidate : candidates) {
    if (out.gold_of[candidate.found] >= 0 || taken[candidate.gold]) continue;
    out.gold_of[candidate.found] = static_cast<int32_t>(candidate.gold);
    taken[candidate.gold] = true;
    ++out.matched;
  }
  return out;
}

void Count(std::span<const Said> found, std::span<const Said> gold, Tally& tally) {
  const auto sourced = [](const Said& said) { return !said.heads.empty(); };
  tally.speaker.right += Paired(found, gold, true).matched;
  tally.speaker.told += static_cast<size_t>(std::count_if(found.begin(), found.end(), sourced));
  tally.speaker.gold += static_cast<size_t>(std::count_if(gold.begin(), gold.end(), sourced));
  const Pairing pairing = Paired(found, gold, false);
  for (size_t f = 0; f < found.size(); ++f) {
    tally.content.told += found[f].content.size();
    if (pairing.gold_of[f] < 0) continue;
    const Said& match = gold[static_cast<size_t>(pairing.gold_of[f])];
    tally.content.right += Common(found[f].content, match.content);
    tally.cue.right += Common(found[f].cue, match.cue) > 0 ? 1 : 0;
  }
  for (const Said& said : gold) tally.content.gold += said.content.size();
  tally.cue.told += found.size();
  tally.cue.gold += gold.size();
}

// Only what has a clause in it. What was found for a gold attribution without one is neither right nor wrong.
void CountClauses(std::span<const Said> found, std::span<const Said> gold, Tally& tally) {
  const Pairing pairing = Paired(found, gold, false);
  std::vector<Said> kept, wanted;
  for (size_t f = 0; f < found.size(); ++f) {
    const int32_t match = pairing.gold_of[f];
    if (match < 0 ? found[f].clause : gold[static_cast<size_t>(match)].clause) kept.push_back(found[f]);
  }
  std::copy_if(gold.begin(), gold.end(), std::back_inserter(wanted), [](const Said& said) { return said.clause; });
  Count(kept, wanted, tally);
}

Said SaidOf(const SpeechView& view, Tokens cue, Tokens heads, const Tokens& content) {
  Said out{std::move(cue), std::move(heads), {}, false};
  for (const uint32_t t : content) {
    if (!view.IsWord(t)) continue;
    out.content.push_back(t);
    out.clause |= view.tree().tag(t).starts_with('V') || view.tree().tag(t) == "MD";
  }
  return out;
}

std::vector<Said> FoundIn(const SpeechView& view, const ActorAnnotation& annotation) {
  std::vector<Said> out;
  for (const Attribution& attribution : annotation.attributions) {
    Tokens heads, content;
    if (attribution.source >= 0) heads.push_back(static_cast<uint32_t>(attribution.source));
    for (const TokenRange& range : attribution.content) {
      for (uint32_t t = range.begin; t < range.end; ++t) content.push_back(t);
    }
    out.push_back(SaidOf(view, {attribution.cue}, std::move(heads), content));
  }
  return out;
}

std::vector<Said> GoldIn(const SpeechView& view, const GoldArticle& article) {
  std::vector<Said> out;
  for (TokenAttribution& gold : AlignedTo(view.tree(), article)) {
    out.push_back(SaidOf(view, std::move(gold.cue), std::move(gold.source_heads), gold.content));
  }
  return out;
}

std::string Words(const SpeechView& view, const Tokens& tokens) {
  std::string out;
  for (size_t i = 0; i < std::min<size_t>(tokens.size(), 12); ++i) {
    if (i > 0) out += ' ';
    out += view.tree().text(tokens[i]);
  }
  return out;
}

void ListErrors(const SpeechView& view, const std::string& id, std::span<const Said> found, std::span<const Said> gold,
                std::vector<std::string>& errors) {
  const auto told = [&](std::string_view what, const Said& said) {
    errors.push_back(fmt::format("{}: {}: {} | {} | {}", id, what, Words(view, said.heads), Words(view, said.cue),
                                 Words(view, said.content)));
  };
  const Pairing pairing = Paired(found, gold, false);
  std::vector<bool> matched(gold.size());
  for (size_t f = 0; f < found.size(); ++f) {
    if (pairing.gold_of[f] < 0) {
      told("false", found[f]);
      continue;
    }
    const Said& match = gold[static_cast<size_t>(pairing.gold_of[f])];
    matched[static_cast<size_t>(pairing.gold_of[f])] = true;
    if (Common(found[f].heads, match.heads) == 0 && !(found[f].heads.empty() && match.heads.empty())) {
      told(fmt::format("speaker is {}, not", Words(view, match.heads)), found[f]);
    }
  }
  for (size_t g = 0; g < gold.size(); ++g) {
    if (!matched[g]) told("missed", gold[g]);
  }
}

void AddFigures(const std::string& prefix, const Tally& tally, std::vector<EvalFigure>& out) {
  tally.speaker.AddFigures(prefix + "speaker", out);
  tally.content.AddFigures(prefix + "content", out);
  tally.cue.AddFigures(prefix + "cue", out);
}

}  // namespace

Result<EvalReport> ScoreSpeech(const std::string& path, const EvalTools& tools) {
  Tally all, clauses;
  EvalReport report;
  const Status status = ForEachArticle(path, [&](const GoldArticle& article) {
    const ParsedDocument parsed = tools.model.ParseBlocks(article.text, BlocksOf(article.text));
    const Tree tree(parsed);
    const ActorAnnotation annotation = tools.actors.Find(tree, std::nullopt);
    const SpeechView view(tree);
    const std::vector<Said> found = FoundIn(view, annotation);
    const std::vector<Said> gold = GoldIn(view, article);
    Count(found, gold, all);
    CountClauses(found, gold, clauses);
    ListErrors(view, article.id, found, gold, report.errors);
    return Status::Ok();
  });
  if (!status.ok()) return status;
  AddFigures("", all, report.figures);
  AddFigures("said_", clauses, report.figures);
  return report;
}

}  // namespace entente
