#include "answer/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "answer/words.h"
#include "base/ascii.h"

namespace entente {
namespace {

constexpr size_t kQuotationBytes = 180;

// Facts that read the same, in order of first appearance.
struct Group {
  std::string words;
  std::vector<std::string> subjects;
  std::vector<FactId> facts;
  int order = 0;
};

Group& GroupOf(std::vector<Group>& groups, const std::string& words) {
  for (Group& group : groups) {
    if (group.words == words) return group;
  }
  groups.push_back({.words = words});
  return groups.back();
}

void AddOnce(std::vector<std::string>& list, const std::string& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

}  // namespace

std::string PluralPredicate(std::string predicate) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kForms = {
      {{"has ", "have "}, {"is ", "are "}, {"was ", "were "}, {"helps ", "help "}, {"hurts ", "hurt "}}};
  for (const auto& [singular, plural] : kForms) {
    if (predicate.starts_with(singular)) return predicate.replace(0, singular.size(), plural);
  }
  return predicate;
}

std::string Wording::Name(std::string_view key) const { return phrases_.WithArticle(input_.names.Display(key)); }

std::string Wording::NameOf(const ActorRef& actor) const {
  // "Turkey", "Ankara" and "Türkiye" all are Turkey in prose; people keep their names.
  const bool own = !actor.code.empty() && input_.names.IsOwnName(actor.name);
  return own ? phrases_.WithArticle(actor.name) : Name(ActorKey(actor));
}

std::string Wording::PairName(std::string_view a, std::string_view b) const { return Name(a) + " and " + Name(b); }

bool Wording::IsPlural(std::string_view key) const {
  const bool is_name = std::any_of(key.begin(), key.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return is_name && key.ends_with("s") && !key.ends_with("ss");
}

std::string Wording::Circumstances(const Statement& s) const {
  const std::string text = LowerAscii(s.evidence_text);
  for (const Circumstance& c : phrases_.circumstances()) {
    const bool counts = std::find(c.statuses.begin(), c.statuses.end(), ToString(s.status)) != c.statuses.end();
    const size_t at = text.find(c.cue);
    if (!counts || at == std::string::npos) continue;
    // A person keeps the pronoun of the sentence; a state is "its".
    std::string own = "its";
    for (const char* pronoun : {"his", "her", "their"}) {
      const bool before = std::string_view(text).substr(0, at).ends_with(std::string(" ") + pronoun + " ");
      if (before && input_.names.IsOwnName(s.agent.name)) own = pronoun;
    }
    return " " + Fill(c.words, {{"own", own}});
  }
  return {};
}

std::string Wording::InfluencePredicate(const Statement& s, bool plural) const {
  const MeansWords& means = phrases_.Means(s.means, s.effect);
  const std::string& form = phrases_.Influence(s.status).predicate;
  if (form.empty()) return {};
  const std::string help_base = means.base.starts_with("help ") ? means.base : "help " + means.base;
  std::string predicate =
      Fill(form, {{"base", means.base}, {"help_base", help_base}, {"past", means.past}, {"gerund", means.gerund}});
  const std::string when = s.event_date ? When(s) : std::string();
  predicate += Circumstances(s) + (when.empty() ? "" : " " + when);
  return plural ? PluralPredicate(predicate) : predicate;
}

std::string Wording::InfluenceSentence(const Statement& s) const {
  const MeansWords& means = phrases_.Means(s.means, s.effect);
  return Fill(phrases_.Influence(s.status).sentence,
              {{"base", means.base}, {"past", means.past}, {"gerund", means.gerund}, {"agent", NameOf(s.agent)}});
}

std::vector<std::string> Wording::InfluencePredicates(std::span<const FactId> facts, bool plural) {
  std::vector<Group> groups;
  for (const FactId fact : facts) {
    const Statement& s = this->facts().Representative(fact);
    const std::string words = InfluencePredicate(s, plural);
    if (words.empty()) continue;
    Group& group = GroupOf(groups, words);
    group.facts.push_back(fact);
    group.order = phrases_.Influence(s.status).order;
  }
  std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.order < b.order; });
  std::vector<std::string> predicates;
  for (const Group& group : groups) {
    predicates.push_back(group.words + " " + evidence_.Marks(group.facts) + SaysOf(group.facts));
  }
  return predicates;
}

std::vector<std::string> Wording::InfluenceSentences(std::span<const FactId> facts) {
  std::vector<Group> groups;
  for (const FactId fact : facts) {
    const std::string words = InfluenceSentence(this->facts().Representative(fact));
    if (!words.empty()) GroupOf(groups, words).facts.push_back(fact);
  }
  std::vector<std::string> sentences;
  for (const Group& group : groups) {
    sentences.push_back(group.words + " " + evidence_.Marks(group.facts) + SaysOf(group.facts));
  }
  return sentences;
}

bool Wording::EvidenceHasCue(const Statement& s, const std::string& cue) const {
  const std::string text = LowerAscii(s.evidence_text);
  std::vector<std::string> targets = input_.names.NamesOf(ActorKey(s.target));
  if (!s.target.name.empty()) targets.push_back(s.target.name);
  for (const std::string& target : targets) {
    for (const char* article : {"", "the "}) {
      if (text.find(Fill(cue, {{"target", article + LowerAscii(target)}})) != std::string::npos) return true;
    }
  }
  return false;
}

// "aided {target}" or "may aid {target}", by the first row whose cue the evidence has.
std::string Wording::EventForm(const Statement& s) const {
  for (const EventWords& words : phrases_.Events(s.type)) {
    if (!words.cue.empty() && !EvidenceHasCue(s, words.cue)) continue;
    return Fill(phrases_.Event(s.status).predicate, {{"past", words.past}, {"base", words.base}});
  }
  return {};
}

std::string Wording::EventPredicate(const Statement& s) const {
  const bool has_target = !s.target.empty();
  std::string words = Fill(EventForm(s), {{"target", has_target ? NameOf(s.target) : phrases_.Say("target.none")}});
  std::vector<std::string> contexts;  // some are given by the verb alone; prose repeats what the sentence says
  const std::string text = LowerAscii(s.evidence_text);
  std::copy_if(s.context.begin(), s.context.end(), std::back_inserter(contexts),
               [&](const std::string& context) { return text.find(context) != std::string::npos; });
  if (!contexts.empty()) words += fmt::format(" ({})", fmt::join(contexts, ", "));
  const std::string when = When(s);
  return when.empty() ? words : words + " " + when;
}

std::vector<std::string> Wording::EventPredicates(std::span<const FactId> facts) {
  std::vector<Group> groups;
  for (const FactId fact : facts) {
    GroupOf(groups, EventPredicate(this->facts().Representative(fact))).facts.push_back(fact);
  }
  std::vector<std::string> predicates;
  for (const Group& group : groups) {
    predicates.push_back(group.words + " " + evidence_.Marks(group.facts) + SaysOf(group.facts));
  }
  return predicates;
}

std::vector<std::string> Wording::EventClauses(std::span<const FactId> facts) {
  std::vector<Group> groups;
  for (const FactId fact : facts) {
    const Statement& s = this->facts().Representative(fact);
    Group& group = GroupOf(groups, EventPredicate(s));
    AddOnce(group.subjects, s.source.empty() ? phrases_.Say("source.none") : NameOf(s.source));
    group.facts.push_back(fact);
  }
  std::vector<std::string> clauses;
  for (const Group& group : groups) {
    const bool plural = group.subjects.size() > 1;
    clauses.push_back(ListOf(group.subjects) + " " + (plural ? PluralPredicate(group.words) : group.words) + " " +
                      evidence_.Marks(group.facts) + SaysOf(group.facts));
  }
  return clauses;
}

std::string Wording::QuotedTie(FactId fact) {
  const Statement& s = facts().Representative(fact);
  const std::vector<FactId> one = {fact};
  const std::string key = s.speaker ? "relation.quote" : "relation.written";
  return phrases_.Say(
      key, {{"speaker", s.speaker ? NameOf(*s.speaker) : ""}, {"text", Quotable(s)}, {"cites", evidence_.Marks(one)}});
}

std::vector<std::string> Wording::TieClauses(std::span<const FactId> facts) {
  std::vector<Group> groups;
  std::vector<std::string> clauses;
  for (const FactId fact : facts) {
    const Statement& s = this->facts().Representative(fact);
    std::string words;
    if (s.amount) {
      const std::string what = s.tie.empty() ? phrases_.Say("tie.none") : s.tie;
      words = phrases_.Say("relation.amount", {{"words", what}, {"amount", AmountWords(*s.amount)}});
    } else if (s.tie.empty() && s.evidence_text.size() <= kQuotationBytes) {
      words = std::string(1, '\n') + std::to_string(fact);  // told in the text's own words below
    } else {
      const FactTable& table = this->facts();
      words =
          PairName(table.Key(table.First(fact)), table.Key(table.Second(fact))) + " " + phrases_.Tie(s.tie, s.effect);
    }
    GroupOf(groups, words).facts.push_back(fact);
  }
  for (const Group& group : groups) {
    if (group.words.starts_with('\n')) {
      clauses.push_back(QuotedTie(group.facts.front()));
    } else {
      clauses.push_back(group.words + " " + evidence_.Marks(group.facts) + SaysOf(group.facts));
    }
  }
  return clauses;
}

std::string Wording::SaysOf(std::span<const FactId> facts) const {
  std::vector<std::string> speakers;
  bool own = true;
  for (const FactId fact : facts) {
    const Statement& s = this->facts().Representative(fact);
    if (!s.speaker || s.speaker->empty()) return {};
    AddOnce(speakers, NameOf(*s.speaker));
    const ActorRef& doer = s.kind == StatementKind::kEvent ? s.source : s.agent;
    own = own && s.kind != StatementKind::kTie && NameOf(doer) == speakers.front();
  }
  if (speakers.empty()) return {};
  if (own) return " (" + phrases_.Say("says.own") + ")";
  return " (" + phrases_.Say("says", {{"speaker", ListOf(speakers)}}) + ")";
}

std::string Wording::Quotable(const Statement& s) const {
  std::string text;
  for (const char c : s.evidence_text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) text += c;
    if (space && !text.empty() && text.back() != ' ') text += ' ';
  }
  for (const std::string_view quote : {"\xE2\x80\x9C", "\xE2\x80\x9D", "\""}) {
    if (text.starts_with(quote)) text.erase(0, quote.size());
    if (text.ends_with(quote)) text.erase(text.size() - quote.size());
  }
  return text;
}

}  // namespace entente
