#include "evaluate/duplicates_score.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "evaluate/b_cubed.h"
#include "event/lexicon.h"

namespace entente {
namespace {

// The token of the mention that governs its others.
uint32_t HeadOf(const EcbMention& mention, const ParsedDocument& parsed) {
  const auto inside = [&](uint32_t token) {
    const Span span = parsed.tokens[token].span;
    return std::any_of(mention.tokens.begin(), mention.tokens.end(),
                       [&](Span own) { return own.begin < span.end && span.begin < own.end; });
  };
  const Span first = mention.tokens.front();
  auto at = std::upper_bound(parsed.tokens.begin(), parsed.tokens.end(), first.begin,
                             [](uint32_t begin, const Token& token) { return begin < token.span.end; });
  if (at == parsed.tokens.end()) --at;
  const auto start = static_cast<uint32_t>(at - parsed.tokens.begin());
  for (uint32_t t = start; t < parsed.tokens.size() && parsed.tokens[t].span.begin < mention.tokens.back().end; ++t) {
    if (inside(t) && (parsed.tokens[t].head == t || !inside(parsed.tokens[t].head))) return t;
  }
  return start;
}

// What its word may name by data/patterns: types, and rows by their first lemmas.
void AddActs(const Lexicon& lexicon, bool verb, GoldReport& out) {
  const auto add = [&](const std::string& type, std::string_view id) {
    if (type.empty()) return;
    out.political = true;
    out.report.types.push_back(type);
    out.report.senses.emplace_back(id.substr(id.find(':') + 1));
  };
  if (verb) {
    for (const EventVerb* frame : lexicon.Verbs(out.report.word)) add(frame->type, frame->id);
  } else if (const EventNoun* noun = lexicon.Noun(out.report.word); noun != nullptr) {
    add(noun->type, noun->id);
  }
}

GoldReport ReportOf(const EcbDocument& document, const EcbMention& mention, const ParsedDocument& parsed,
                    const Coder& coder) {
  const Token& head = parsed.tokens[HeadOf(mention, parsed)];
  GoldReport out;
  out.document = &document;
  out.report.word = LowerAscii(head.lemma);
  const bool verb = head.pos == "VERB" || head.pos == "AUX";
  const bool noun = head.pos == "NOUN" || head.pos == "PROPN";
  if (verb || noun) {
    AddActs(coder.lexicon(), verb, out);
  }
  const auto sentence =
      std::upper_bound(document.sentences.begin(), document.sentences.end(), mention.tokens.front().begin,
                       [](uint32_t begin, Span span) { return begin < span.begin; });
  out.report.position = std::prev(sentence)->begin;
  out.report.sentence = Slice(document.text, *std::prev(sentence));
  return out;
}

void AddFigures(EvalReport& report, const std::string& name, const std::vector<uint32_t>& gold,
                const std::vector<uint32_t>& predicted) {
  const BCubed score = ScoreBCubed(gold, predicted);
  report.figures.push_back({name + "b3_f1", score.f1(), gold.size()});
  report.figures.push_back({name + "b3_precision", score.precision});
  report.figures.push_back({name + "b3_recall", score.recall});
  const PairScore pairs = ScorePairs(gold, predicted);
  report.figures.push_back({name + "pair_precision", pairs.precision(), pairs.together});
  report.figures.push_back({name + "pair_recall", pairs.recall(), pairs.gold});
}

struct Grouped {
  std::vector<const GoldReport*> reports;
  std::vector<uint32_t> gold, predicted;
};

Grouped Group(const std::vector<GoldReport>& all, bool political_only, const EventGrouper& grouper) {
  Grouped out;
  std::vector<EventReport> reports;
  for (const GoldReport& one : all) {
    if (political_only && !one.political) continue;
    out.reports.push_back(&one);
    out.gold.push_back(one.gold);
    reports.push_back(one.report);
  }
  out.predicted = grouper.Group(reports, nullptr);
  return out;
}

// Events told once are easy to get right by doing nothing; these are the others.
Grouped ToldTwice(const Grouped& grouped) {
  std::map<uint32_t, int> told;
  for (const uint32_t event : grouped.gold) ++told[event];
  Grouped out;
  for (size_t i = 0; i < grouped.gold.size(); ++i) {
    if (told[grouped.gold[i]] < 2) continue;
    out.gold.push_back(grouped.gold[i]);
    out.predicted.push_back(grouped.predicted[i]);
  }
  return out;
}

// One line for each two mentions that stand together and should not, or the other way round; neighbours only.
void ListErrors(const Grouped& grouped, EvalReport& report) {
  const auto told = [&](size_t i) {
    const GoldReport& one = *grouped.reports[i];
    return fmt::format("{}:{} {}", one.document->path, one.report.position, one.report.word);
  };
  std::map<uint32_t, size_t> last_gold, last_predicted;
  for (size_t i = 0; i < grouped.gold.size(); ++i) {
    const auto gold = last_gold.find(grouped.gold[i]);
    const auto predicted = last_predicted.find(grouped.predicted[i]);
    if (gold != last_gold.end() && grouped.predicted[gold->second] != grouped.predicted[i]) {
      report.errors.push_back(fmt::format("apart but one event: {} | {}", told(gold->second), told(i)));
    }
    if (predicted != last_predicted.end() && grouped.gold[predicted->second] != grouped.gold[i]) {
      report.errors.push_back(fmt::format("together but two events: {} | {}", told(predicted->second), told(i)));
    }
    last_gold[grouped.gold[i]] = i;
    last_predicted[grouped.predicted[i]] = i;
  }
}

}  // namespace

std::vector<GoldReport> GoldReportsOf(const std::vector<EcbDocument>& documents, const LanguageModel& model,
                                      const Coder& coder) {
  std::vector<GoldReport> out;
  std::map<std::string, uint32_t> events;
  for (uint32_t d = 0; d < documents.size(); ++d) {
    const EcbDocument& document = documents[d];
    const ParsedDocument parsed = model.ParseBlocks(document.text, document.sentences);
    for (size_t m = 0; m < document.mentions.size(); ++m) {
      const EcbMention& mention = document.mentions[m];
      GoldReport one = ReportOf(document, mention, parsed, coder);
      one.report.document = d;
      const std::string event = mention.event.empty() ? fmt::format("{}#{}", document.path, m) : mention.event;
      one.gold = events.emplace(event, static_cast<uint32_t>(events.size())).first->second;
      out.push_back(std::move(one));
    }
  }
  return out;
}

Result<EvalReport> ScoreDuplicates(const std::string& path, const EvalTools& tools) {
  Result<std::vector<EcbDocument>> documents = ReadEcbFolder(path);
  if (!documents.ok()) return documents.status();
  const std::vector<GoldReport> all = GoldReportsOf(*documents, tools.model, tools.coder);
  EvalReport report;
  const Grouped political = Group(all, true, tools.grouper);
  AddFigures(report, "", political.gold, political.predicted);
  const Grouped twice = ToldTwice(political);
  AddFigures(report, "told_twice_", twice.gold, twice.predicted);
  const Grouped any = Group(all, false, tools.grouper);
  AddFigures(report, "all_", any.gold, any.predicted);
  report.figures.push_back({"documents", static_cast<double>(documents->size())});
  ListErrors(political, report);
  return report;
}

}  // namespace entente
