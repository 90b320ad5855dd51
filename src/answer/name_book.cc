#include "answer/name_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "answer/words.h"
#include "base/ascii.h"
#include "base/tsv.h"

namespace entente {
namespace {

// In order of precedence: where two tables give the same name, the first one has it.
constexpr std::array<std::string_view, 5> kFiles = {"actors/states.tsv", "actors/organisations.tsv",
                                                    "actors/groups.tsv", "actors/leaders.tsv",
                                                    "actors/communities.tsv"};
constexpr std::array<std::string_view, 4> kNameColumns = {"aliases", "people", "capital", "government"};
constexpr std::array<std::string_view, 1> kRequired = {"name"};
constexpr size_t kSuggestions = 3;

bool IsAllCapital(std::string_view name) {
  const bool has_lower = std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  const bool has_upper = std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return has_upper && !has_lower;
}

bool IsCapitalised(const Word& word) { return word.text[0] >= 'A' && word.text[0] <= 'Z' && !IsAllCapital(word.text); }

std::string Joined(std::span<const std::string> words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + LowerAscii(word);
  return joined;
}

}  // namespace

Result<NameBook> NameBook::Load(const DataFiles& data) {
  NameBook book;
  if (const auto content = data.Read("actors/roles.tsv"); content.ok()) {
    constexpr std::array<std::string_view, 1> kNoun = {"noun"};
    const Result<TsvTable> table = TsvTable::Parse("actors/roles.tsv", *content, kNoun);
    if (!table.ok()) return table.status();
    for (const TsvRow& row : table->rows()) book.role_nouns_.insert(LowerAscii(table->Cell(row, "noun")));
  }
  for (const std::string_view file : kFiles) {
    if (Status status = book.LoadTable(data, file); !status.ok()) return status;
  }
  return book;
}

Status NameBook::LoadTable(const DataFiles& data, std::string_view file) {
  const Result<std::string_view> content = data.Read(file);
  if (!content.ok()) return Status::Ok();
  const Result<TsvTable> table = TsvTable::Parse(file, *content, kRequired);
  if (!table.ok()) return table.status();
  const bool people = file == "actors/leaders.tsv";
  for (const TsvRow& row : table->rows()) {
    const std::string_view name = table->Cell(row, "name");
    const std::string_view code = table->Cell(row, "code");
    const std::string key = code.empty() ? LowerAscii(name) : std::string(code);
    if (key.empty()) continue;
    if (!people) display_.try_emplace(key, name);
    const NameKind kind = people ? NameKind::kOwn : NameKind::kName;
    Add(name, key, kind);
    if (!people) Add(code, key, kind);
    // Before the nouns for its people: "Israeli" is both, and may be half of a pair.
    for (const std::string_view adjective : SplitList(table->Cell(row, "adjectives"))) {
      adjective_.try_emplace(key, adjective);
      Add(adjective, key, NameKind::kAdjective);
    }
    for (const std::string_view column : kNameColumns) {
      for (const std::string_view alias : SplitList(table->Cell(row, column))) Add(alias, key, kind);
    }
  }
  return Status::Ok();
}

void NameBook::Add(std::string_view name, std::string_view key, NameKind kind) {
  const std::string normal = NormalName(name);
  if (normal.empty() || key.empty()) return;
  const Entry entry{std::string(key), std::string(name), kind == NameKind::kAdjective, IsAllCapital(name),
                    kind == NameKind::kOwn};
  if (!entries_.try_emplace(normal, entry).second) return;
  names_[entry.key].push_back(entry.name);
  longest_words_ = std::max(longest_words_, static_cast<size_t>(std::count(normal.begin(), normal.end(), ' ')) + 1);
}

void NameBook::Learn(std::span<const Statement> statements) {
  // In an order of their own, so that the order of statements does not matter.
  std::map<std::tuple<std::string, std::string, std::string>, const ActorRef*> actors;
  const auto note = [&](const ActorRef& a) {
    if (!a.empty()) actors.try_emplace({a.code, a.sector, a.name}, &a);
  };
  for (const Statement& s : statements) {
    for (const ActorRef* a : {&s.source, &s.target, &s.agent, &s.pair[0], &s.pair[1]}) note(*a);
    if (s.speaker) note(*s.speaker);
  }
  // Coded ones first: who speaks is at times named without a code, and is then known already.
  for (const bool coded : {true, false}) {
    for (const auto& [order, actor] : actors) {
      if (actor->code.empty() != coded) LearnActor(*actor);
    }
  }
  for (const auto& [order, actor] : actors) LearnFamilyName(*actor);
}

void NameBook::LearnActor(const ActorRef& actor) {
  const std::string key = ActorKey(actor);
  // Which of several names is the code's own is for dictionaries to say; without one it goes by its code.
  display_.try_emplace(key, actor.code.empty() ? actor.name : actor.code);
  const bool own = !actor.code.empty() && display_.at(key) != actor.name;
  Add(actor.name, key, own ? NameKind::kOwn : NameKind::kName);
  Add(actor.code, key, NameKind::kName);
}

// "Ilham Aliyev" is also asked for as "Aliyev"; "Azerbaijan House" is not asked for as "House".
void NameBook::LearnFamilyName(const ActorRef& actor) {
  const std::vector<Word> words = WordsOf(actor.name);
  if (actor.code.empty() || words.size() < 2 || words.size() > 3) return;
  if (!std::all_of(words.begin(), words.end(), IsCapitalised)) return;
  for (const Word& word : words) {
    const auto known = entries_.find(word.lower);
    if (role_nouns_.contains(word.lower) || known != entries_.end()) return;
  }
  if (display_.at(ActorKey(actor)) != actor.name) Add(words.back().text, actor.code, NameKind::kOwn);
}

std::string NameBook::Display(std::string_view key) const {
  const auto found = display_.find(key);
  return found == display_.end() ? std::string(key) : found->second;
}

std::string NameBook::Adjective(std::string_view key) const {
  const auto found = adjective_.find(key);
  return found == adjective_.end() ? std::string() : found->second;
}

bool NameBook::IsOwnName(std::string_view name) const {
  const auto found = entries_.find(NormalName(name));
  return found != entries_.end() && found->second.own_name;
}

std::vector<std::string> NameBook::NamesOf(std::string_view key) const {
  const auto found = names_.find(key);
  if (found == names_.end()) return {};
  std::vector<std::string> names = found->second;
  std::stable_sort(names.begin(), names.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  return names;
}

Result<std::string> NameBook::Resolve(std::string_view name) const {
  const std::string normal = NormalName(name);
  if (normal.empty()) return Status(StatusCode::kInvalidInput, "actor.empty", "no actor was named");
  if (const auto found = entries_.find(normal); found != entries_.end()) return found->second.key;
  if (display_.contains(name)) return std::string(name);
  if (display_.contains(normal)) return normal;
  std::string message = fmt::format("\"{}\" is no actor that is known here", name);
  const std::vector<std::string> nearest = Nearest(normal);
  if (!nearest.empty()) message += fmt::format("; did you mean {}?", fmt::join(nearest, ", "));
  return Status(StatusCode::kNotFound, "actor.unknown", message);
}

std::vector<std::string> NameBook::Nearest(std::string_view normal) const {
  std::vector<std::tuple<int, std::string, std::string>> near;  // distance, name, key
  const int limit = std::max(1, static_cast<int>(normal.size()) / 3);
  for (const auto& [candidate, entry] : entries_) {
    const auto difference = static_cast<int>(candidate.size()) - static_cast<int>(normal.size());
    const bool prefix = normal.size() >= 3 && candidate.starts_with(normal);
    if (std::abs(difference) > limit && !prefix) continue;
    const int distance = prefix ? 0 : EditDistance(candidate, normal);
    if (distance <= limit) near.emplace_back(distance, entry.name, entry.key);
  }
  std::sort(near.begin(), near.end());
  std::vector<std::string> names;
  std::set<std::string> keys;
  for (const auto& [distance, name, key] : near) {
    if (names.size() < kSuggestions && keys.insert(key).second) names.push_back(name);
  }
  return names;
}

const NameBook::Entry* NameBook::FindWords(std::span<const std::string> words) const {
  const auto found = entries_.find(Joined(words));
  if (found == entries_.end()) return nullptr;
  const bool all_capital = std::all_of(words.begin(), words.end(), [](const auto& w) { return IsAllCapital(w); });
  return found->second.exact_case && !all_capital ? nullptr : &found->second;
}

std::vector<NamedWords> NameBook::FindIn(std::span<const std::string> words) const {
  std::vector<NamedWords> found;
  for (size_t i = 0; i < words.size();) {
    size_t length = std::min(longest_words_, words.size() - i);
    const Entry* entry = nullptr;
    for (; length > 0; --length) {
      if ((entry = FindWords(words.subspan(i, length))) != nullptr) break;
    }
    if (entry == nullptr) {
      ++i;
      continue;
    }
    found.push_back({i, i + length, entry->key, entry->adjective, entry->name});
    i += length;
  }
  return found;
}

}  // namespace entente
