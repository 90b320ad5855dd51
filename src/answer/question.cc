#include "answer/question.h"

#include <algorithm>
#include <map>

#include "answer/question_window.h"
#include "answer/words.h"
#include "base/ascii.h"

namespace entente {
namespace {

const std::set<std::string, std::less<>> kQuestionWords = {"who", "which", "what", "how", "why", "when", "where"};
const std::set<std::string, std::less<>> kAuxiliaries = {"is",  "are",   "was",  "were",  "do",    "does",
                                                         "did", "has",   "have", "had",   "will",  "would",
                                                         "can", "could", "may",  "might", "should"};
const std::set<std::string, std::less<>> kImperatives = {"list", "show", "name", "give"};

// An actor at words [begin, end) of the question.
struct Place {
  size_t begin = 0;
  size_t end = 0;
  std::string key;
  bool adjective = false;
};

// One reading of one question.
class Reader {
 public:
  Reader(std::string_view text, const QuestionParse& parse, const NameBook& names, const QuestionTables& tables)
      : words_(WordsOf(text)), parse_(parse), tables_(tables) {
    FindActors(names);
    FindClasses();
    FindVerb();
  }

  Question Read(const TimeWindow& window) {
    Question question;
    question.window = NarrowedBy(words_, window);
    for (const Place& place : places_) {
      const auto known = std::find(question.actors.begin(), question.actors.end(), place.key);
      if (known == question.actors.end()) question.actors.push_back(place.key);
    }
    FillSlots(question);
    const bool pair = HasPair();
    for (const QuestionRule& rule : tables_.rules) {
      if (!Fits(rule, question.actors.size(), pair)) continue;
      question.kind = rule.kind;
      break;
    }
    if (question.kind.empty()) ReadStatements(question);
    if (question.kind.empty()) question.reason = ReasonFor(question);
    return question;
  }

 private:
  // The engine's actors first; the NameBook in the words they leave free.
  void FindActors(const NameBook& names) {
    std::vector<bool> taken(words_.size());
    for (const QuestionParse::FoundActor& found : parse_.actors) {
      Place place{words_.size(), 0, found.key, found.adjective};
      for (size_t i = 0; i < words_.size(); ++i) {
        if (words_[i].span.begin >= found.span.end || words_[i].span.end <= found.span.begin) continue;
        place.begin = std::min(place.begin, i);
        place.end = i + 1;
        taken[i] = true;
      }
      if (place.begin < place.end) places_.push_back(place);
    }
    std::vector<std::string> texts;
    for (const Word& word : words_) texts.push_back(word.text);
    for (const NamedWords& named : names.FindIn(texts)) {
      const bool free = std::none_of(taken.begin() + static_cast<std::ptrdiff_t>(named.begin),
                                     taken.begin() + static_cast<std::ptrdiff_t>(named.end), [](bool t) { return t; });
      if (free) places_.push_back({named.begin, named.end, named.key, named.adjective});
    }
    std::sort(places_.begin(), places_.end(), [](const Place& a, const Place& b) { return a.begin < b.begin; });
    MergeTitles();
  }

  // "Azerbaijani President Ilham Aliyev" is one place: neighbours with the same key, at most two words apart.
  void MergeTitles() {
    std::vector<Place> merged;
    for (const Place& place : places_) {
      const bool same = !merged.empty() && merged.back().key == place.key && place.begin <= merged.back().end + 2;
      if (same) {
        merged.back().end = place.end;
      } else {
        merged.push_back(place);
      }
    }
    places_ = std::move(merged);
  }

  bool IsActorWord(size_t word) const {
    return std::any_of(places_.begin(), places_.end(), [&](const Place& p) { return word >= p.begin && word < p.end; });
  }

  bool Matches(size_t word, std::string_view lemma) const {
    if (IsFormOf(words_[word].lower, lemma)) return true;
    return std::any_of(parse_.lemmas.begin(), parse_.lemmas.end(), [&](const auto& entry) {
      return entry.first.begin == words_[word].span.begin && LowerAscii(entry.second) == lemma;
    });
  }

  void FindClasses() {
    for (size_t i = 0; i < words_.size(); ++i) {
      if (IsActorWord(i)) continue;
      bool known = false;
      for (const auto& [name, lemmas] : tables_.classes) {
        const auto matches = [&](const std::string& lemma) { return Matches(i, lemma); };
        if (std::none_of(lemmas.begin(), lemmas.end(), matches)) continue;
        known = true;
        // "do" as an auxiliary asks for no deed: "How do Chad and Niger stand?"
        if (name != "do" || !IsAuxiliaryDo(i)) classes_.insert(name);
      }
      const bool number = words_[i].lower[0] >= '0' && words_[i].lower[0] <= '9';
      if (!known && !number) classes_.insert("content");
    }
  }

  // do, does, did before the actor it belongs to, with another verb still to come; "What did Chad do" has its own "do".
  bool IsAuxiliaryDo(size_t word) const {
    const std::string& form = words_[word].lower;
    if (form != "do" && form != "does" && form != "did") return false;
    return std::any_of(places_.begin(), places_.end(), [&](const Place& p) {
      return p.begin == word + 1 || (p.begin == word + 2 && words_[word + 1].lower == "the");
    });
  }

  bool PhraseAt(size_t at, std::string_view phrase) const {
    const std::vector<Word> parts = WordsOf(phrase);
    if (at + parts.size() > words_.size()) return false;
    for (size_t i = 0; i < parts.size(); ++i) {
      if (IsActorWord(at + i) || !Matches(at + i, parts[i].lower)) return false;
    }
    return true;
  }

  // The verb with the longest phrase, the first in the question among equals.
  void FindVerb() {
    size_t longest = 0;
    for (size_t at = 0; at < words_.size(); ++at) {
      for (const QuestionVerb& verb : tables_.verbs) {
        for (const std::string& phrase : verb.verbs) {
          if (phrase.size() <= longest || !PhraseAt(at, phrase)) continue;
          const bool later_word = verb_ != nullptr && verb_ != &verb && phrase.find(' ') == std::string::npos;
          if (later_word) continue;
          longest = phrase.size();
          verb_word_ = phrase.substr(phrase.rfind(' ') + 1);
          verb_ = &verb;
        }
      }
    }
    if (verb_ != nullptr) classes_.insert("verb");
  }

  std::string QuestionWord() const {
    for (const Word& word : words_) {
      if (word.lower == "whom" || word.lower == "whose") return "who";
      if (kQuestionWords.contains(word.lower)) return word.lower;
    }
    if (words_.empty()) return "none";
    if (kImperatives.contains(words_[0].lower)) return "which";
    return kAuxiliaries.contains(words_[0].lower) ? "yes" : "none";
  }

  bool Fits(const QuestionRule& rule, size_t actors, bool pair) const {
    if (!rule.wh.contains(QuestionWord()) || rule.actors != actors) return false;
    if (!rule.pair.empty() && (rule.pair == "yes") != pair) return false;
    for (const auto& need : rule.needs) {
      if (std::none_of(need.begin(), need.end(), [&](const auto& name) { return classes_.contains(name); }))
        return false;
    }
    return std::none_of(rule.lacks.begin(), rule.lacks.end(),
                        [&](const auto& name) { return classes_.contains(name); });
  }

  // Do places i and i + 1 stand as a pair: "A and B", "A-B", "A's relations with B", "between A … B"?
  bool IsPair(size_t i) const {
    const Place &a = places_[i], &b = places_[i + 1];
    if (a.key == b.key) return false;
    if (a.begin > 0 && words_[a.begin - 1].lower == "between") return true;
    bool bond = false, only_joiners = true;
    for (size_t w = a.end; w < b.begin; ++w) {
      const std::string& word = words_[w].lower;
      if (word == "between") return false;  // b stands in a pair of its own
      bond = bond || IsBond(w);
      only_joiners =
          only_joiners && (word == "and" || word == "or" || word == "versus" || word == "vs" || word == "the");
    }
    if (a.end == b.begin) return a.adjective || words_[b.begin].hyphen_before;
    return only_joiners || (bond && (Follows(b, "with") || Follows(b, "to") || Follows(b, "towards")));
  }

  bool IsBond(size_t word) const {
    const auto found = tables_.classes.find("bond");
    if (found == tables_.classes.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const auto& l) { return Matches(word, l); });
  }

  bool HasPair() const {
    for (size_t i = 0; i + 1 < places_.size(); ++i) {
      if (IsPair(i)) return true;
    }
    return false;
  }

  bool Follows(const Place& place, std::string_view word) const {
    if (place.begin > 0 && words_[place.begin - 1].lower == word) return true;
    return place.begin > 1 && words_[place.begin - 1].lower == "the" && words_[place.begin - 2].lower == word;
  }

  void FillSlots(Question& question) const {
    question.hurts = classes_.contains("hurt") && !classes_.contains("help");
    if (verb_ != nullptr) {
      question.types = verb_->types;
      question.base = verb_->base;
      question.verb = verb_word_;
    }
    if (classes_.contains("for") || (!question.hurts && classes_.contains("help"))) question.group = "good";
    if (classes_.contains("against") || question.hurts) question.group = "bad";
    if (question.actors.size() == 1) FillOne(question);
    if (question.actors.size() == 2) FillTwo(question);
    if (question.actors.size() == 3) FillThree(question);
  }

  // Asked for the other side of a deed: "Who did Chad help?" has Chad as its source, "Who helped Chad?" as its target.
  void FillOne(Question& question) const {
    const Place& place = places_.front();
    const bool after_auxiliary = place.begin > 0 && kAuxiliaries.contains(words_[place.begin - 1].lower);
    const bool source = after_auxiliary || Follows(place, "by");
    (source ? question.source : question.target) = place.key;
  }

  void FillTwo(Question& question) const {
    question.pair = {question.actors[0], question.actors[1]};
    question.source = question.actors[0];
    question.target = question.actors[1];
    const auto second =
        std::find_if(places_.begin(), places_.end(), [&](const Place& p) { return p.key == question.target; });
    if (Follows(*second, "by") || Follows(*second, "from")) std::swap(question.source, question.target);
  }

  // The third party is the one that does not stand in the pair; without a pair, whom "by" names, or the first.
  void FillThree(Question& question) const {
    question.agent = question.actors[0];
    bool found = false;
    for (size_t i = 0; i + 1 < places_.size() && !found; ++i) {
      if (!IsPair(i)) continue;
      found = true;
      for (const std::string& key : question.actors) {
        if (key != places_[i].key && key != places_[i + 1].key) question.agent = key;
      }
    }
    for (const Place& place : places_) {
      if (!found && Follows(place, "by")) question.agent = place.key;
    }
    size_t slot = 0;
    for (const std::string& key : question.actors) {
      if (key != question.agent) question.pair[slot++] = key;
    }
  }

  // What no rule reads may still code as a statement.
  void ReadStatements(Question& question) const {
    if (classes_.contains("content") && QuestionWord() == "where") return;
    for (const Statement& s : parse_.statements) {
      const std::string first = ActorKey(s.pair[0]), second = ActorKey(s.pair[1]), agent = ActorKey(s.agent);
      if (s.kind != StatementKind::kInfluence || first.empty() || second.empty()) continue;
      question.pair = {first, second};
      question.agent = agent;
      question.hurts = s.effect == '-';
      question.kind = !agent.empty() ? "influence" : question.hurts ? "brokers_hurt" : "brokers";
      return;
    }
  }

  std::string ReasonFor(const Question& question) const {
    if (question.actors.empty()) return "no_actor";
    const auto fits_otherwise = [&](const QuestionRule& rule) {
      return rule.actors != question.actors.size() && !rule.needs.empty() &&
             Fits(rule, rule.actors, rule.pair == "yes");
    };
    const bool other = std::any_of(tables_.rules.begin(), tables_.rules.end(), fits_otherwise);
    return other ? "actors" : "no_kind";
  }

  std::vector<Word> words_;
  const QuestionParse& parse_;
  const QuestionTables& tables_;
  std::vector<Place> places_;
  std::set<std::string, std::less<>> classes_;
  const QuestionVerb* verb_ = nullptr;
  std::string verb_word_;
};

}  // namespace

Question ReadQuestion(std::string_view text, const QuestionParse& parse, const NameBook& names,
                      const QuestionTables& tables, const TimeWindow& window) {
  return Reader(text, parse, names, tables).Read(window);
}

}  // namespace entente
