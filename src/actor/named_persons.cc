#include "actor/named_persons.h"

#include <algorithm>
#include <array>

namespace entente {
namespace {

// Labels of entities that are never a person's name, however the parser errs.
constexpr std::array<std::string_view, 11> kNoNames = {
    "DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "LANGUAGE", "NORP", "LAW", "EVENT"};
// Small words inside a name.
constexpr std::array<std::string_view, 19> kParticles = {"de",  "van", "von", "der", "la", "al",  "bin",
                                                         "ibn", "den", "du",  "di",  "da", "del", "le",
                                                         "el",  "-",   "y",   "dos", "of"};
constexpr size_t kMostAlike = 16;  // persons sharing a word that are looked at
constexpr uint32_t kTitleWords = 3;

template <size_t n>
bool In(std::string_view word, const std::array<std::string_view, n>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsUpper(char c) { return (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0; }

bool IsWord(std::string_view text) {
  const auto c = static_cast<unsigned char>(text.front());
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
}

using Words = std::vector<std::string_view>;

bool Holds(const Words& all, std::string_view word) { return std::find(all.begin(), all.end(), word) != all.end(); }

bool HoldsAll(const Words& all, const Words& some) {
  return std::all_of(some.begin(), some.end(), [&](std::string_view word) { return Holds(all, word); });
}

// Whether two names may be one person's: one within the other, or "J. Smith" and "John Smith".
bool AreAlike(const Words& a, const Words& b) {
  if (a.size() == 1 && b.size() == 1) return a == b;
  if (a.size() == 1) return Holds(b, a.front());
  if (b.size() == 1) return b.front() == a.back() || b.front() == a.front();
  if (HoldsAll(a, b) || HoldsAll(b, a)) return true;
  const bool initial = a.front().size() <= 2 || b.front().size() <= 2;
  return a.back() == b.back() && (a.front() == b.front() || (initial && a.front()[0] == b.front()[0]));
}

}  // namespace

NamedPersons::NamedPersons(const Dictionary& dictionary, MentionBook& book)
    : dictionary_(dictionary), book_(book), tree_(book.tree()) {
  FindNames();
  for (uint32_t i = 0; i < names_.size(); ++i) {
    names_[i].person = PersonFor(names_[i], WordsOf(names_[i].tokens));
    persons_[names_[i].person].names.push_back(i);
  }
  for (Person& person : persons_) TellGender(person);
}

// Persons first, then what proper nouns they leave.
void NamedPersons::FindNames() {
  std::vector<bool> used(tree_.size(), false);
  auto use = [&](TokenRange range) { std::fill(used.begin() + range.begin, used.begin() + range.end, true); };
  for (const Entity& entity : tree_.document().entities) {
    if (entity.label != "PERSON") continue;
    const TokenRange range = Trimmed(entity.tokens);
    AddName(range, entity.label);
    if (!range.empty()) use(range);
  }
  const std::vector<Token>& tokens = tree_.document().tokens;
  auto proper = [&](uint32_t t) { return t < tree_.size() && !used[t] && tree_.tag(t).starts_with("NNP"); };
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    if (!proper(t)) continue;
    uint32_t end = t + 1;
    while (end < tree_.size() && !used[end] && tree_.sentence(end) == tree_.sentence(t) &&
           tokens[end].entity_iob != 'B' && (proper(end) || (In(tree_.text(end), kParticles) && proper(end + 1)))) {
      ++end;
    }
    use({t, end});
    const std::string_view label = tokens[t].entity_type;
    if (!In(label, kNoNames)) AddName(Trimmed({t, end}), label.empty() ? "NONE" : label);
    t = end - 1;
  }
  std::sort(names_.begin(), names_.end(), [](const Name& a, const Name& b) { return a.head < b.head; });
}

TokenRange NamedPersons::Trimmed(TokenRange range) const {
  auto not_part = [&](uint32_t t) { return tree_.tag(t) == "POS" || tree_.tag(t) == "CC" || !IsWord(tree_.text(t)); };
  while (!range.empty() && (tree_.tag(range.begin) == "DT" ||
                            (!tree_.tag(range.begin).starts_with("NNP") && !IsUpper(tree_.text(range.begin)[0])))) {
    ++range.begin;
  }
  while (!range.empty() && not_part(range.end - 1)) --range.end;
  while (range.end - range.begin > 1 && dictionary_.FemaleTitle(tree_.text(range.begin))) ++range.begin;
  return range;
}

// What the dictionaries know to be a state, a body, a group or a people.
bool NamedPersons::IsOther(uint32_t head) const {
  const Actor* actor = book_.ActorOfToken(head);
  if (actor == nullptr || actor->kind == ActorKind::kPerson) return false;
  return actor->kind != ActorKind::kOrganisation || !actor->code.empty();
}

void NamedPersons::AddName(TokenRange range, std::string_view label) {
  if (range.empty()) return;
  const uint32_t head = book_.HeadOf(range);
  if (!IsOther(head)) names_.push_back({range, head, label, 0});
}

NamedPersons::Words NamedPersons::WordsOf(TokenRange range) const {
  Words words;
  for (uint32_t t = range.begin; t < range.end; ++t) {
    if (IsWord(tree_.text(t))) words.push_back(tree_.text(t));
  }
  return words;
}

int32_t NamedPersons::PersonActorAt(uint32_t head) const {
  const Mention* mention = book_.Get(head);
  if (mention == nullptr || book_.ActorAt(mention->actors.front()).kind != ActorKind::kPerson) return -1;
  return static_cast<int32_t>(mention->actors.front());
}

// The latest with the same name, else the latest with one alike.
std::optional<uint32_t> NamedPersons::Alike(const Words& words, bool has_actor) const {
  std::optional<uint32_t> best;
  bool best_same = false;
  for (const std::string_view word : words) {
    const auto at = by_word_.find(word);
    if (at == by_word_.end()) continue;
    const std::vector<uint32_t>& list = at->second;
    for (size_t i = list.size(); i-- > 0 && list.size() - i <= kMostAlike;) {
      const uint32_t person = list[i];
      if (has_actor && persons_[person].actor >= 0) continue;  // the book holds them for two
      for (const Words& form : forms_[person]) {
        const bool same = form == words;
        if (!same && !AreAlike(words, form)) continue;
        if (!best || same > best_same || (same == best_same && person > *best)) best = person;
        best_same = best_same || same;
      }
    }
  }
  return best;
}

uint32_t NamedPersons::PersonFor(const Name& name, const Words& words) {
  const int32_t actor = PersonActorAt(name.head);
  std::optional<uint32_t> person;
  if (const auto at = by_actor_.find(actor); actor >= 0 && at != by_actor_.end()) person = at->second;
  if (!person) person = Alike(words, actor >= 0);
  if (!person) {
    person = static_cast<uint32_t>(persons_.size());
    persons_.emplace_back();
    forms_.emplace_back();
  }
  Person& found = persons_[*person];
  if (actor >= 0) {
    by_actor_[actor] = *person;
    if (found.actor < 0) found.actor = actor;
  }
  if (words.size() > found.fullest.size()) found.fullest = words;
  if (std::find(forms_[*person].begin(), forms_[*person].end(), words) == forms_[*person].end()) {
    forms_[*person].push_back(words);
    for (const std::string_view word : words) by_word_[word].push_back(*person);
  }
  return *person;
}

// "Queen Margrethe", "his wife Ada", "Ada, the actress", "Ada is an actress".
std::optional<bool> NamedPersons::TitleOf(const Name& name) const {
  std::optional<bool> female;
  const uint32_t begin = name.tokens.begin;
  for (uint32_t t = begin > kTitleWords ? begin - kTitleWords : 0; t < begin; ++t) {
    const auto told = dictionary_.FemaleTitle(tree_.text(t));
    const bool joined = t + 1 == begin || tree_.head(t) == name.head || tree_.head(name.head) == t;
    if (told && joined && tree_.sentence(t) == tree_.sentence(begin)) female = told;
  }
  auto take = [&](int32_t noun) {
    if (noun < 0) return;
    if (const auto told = dictionary_.FemaleTitle(tree_.text(static_cast<uint32_t>(noun)))) female = told;
  };
  take(tree_.ChildOf(name.head, Dep::kAppos));
  const uint32_t governor = tree_.head(name.head);
  if (tree_.dep(name.head) == Dep::kAppos) take(static_cast<int32_t>(governor));
  if (tree_.dep(name.head) == Dep::kNsubj && tree_.lemma(governor) == "be") take(tree_.ChildOf(governor, Dep::kAttr));
  return female;
}

void NamedPersons::TellGender(Person& person) const {
  for (const uint32_t name : person.names) {
    if (const auto told = TitleOf(names_[name])) {
      person.female = told;
      person.told_by = "title";
      return;
    }
  }
  if (person.fullest.empty()) return;
  person.female = dictionary_.BorneByWomen(person.fullest.front());
  if (person.female) {
    person.told_by = person.fullest.size() > 1 ? "full" : "lone";
  } else if (person.fullest.size() > 2) {
    person.female = dictionary_.BorneByWomen(person.fullest[1]);
    if (person.female) person.told_by = "second";
  }
}

std::optional<uint32_t> NamedPersons::PersonOf(uint32_t actor) const {
  const auto at = by_actor_.find(static_cast<int32_t>(actor));
  return at == by_actor_.end() ? std::nullopt : std::optional<uint32_t>(at->second);
}

uint32_t NamedPersons::ActorOf(uint32_t index) {
  Person& person = persons_[index];
  if (person.actor >= 0) return static_cast<uint32_t>(person.actor);
  std::string text;
  for (const std::string_view word : person.fullest) text += (text.empty() ? "" : " ") + std::string(word);
  const uint32_t actor = book_.ActorOf({"", text, "", ActorKind::kPerson, "", ""});
  for (const uint32_t at : person.names) {
    const Name& name = names_[at];
    if (const int32_t mention = book_.MentionAt(name.head); mention >= 0) {
      book_.annotation().mentions[mention].actors = {actor};  // taken for a body before
      continue;
    }
    Mention mention;
    mention.head = name.head;
    mention.tokens = name.tokens;
    mention.actors = {actor};
    book_.Add(std::move(mention));
  }
  person.actor = static_cast<int32_t>(actor);
  by_actor_[person.actor] = index;
  return actor;
}

}  // namespace entente
