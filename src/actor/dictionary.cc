#include "actor/dictionary.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/date.h"
#include "base/table_rows.h"
#include "base/tsv.h"

namespace entente {

std::vector<std::string> WordsOfPhrase(std::string_view phrase) {
  std::vector<std::string> words;
  std::string word;
  auto flush = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (size_t i = 0; i < phrase.size(); ++i) {
    const char c = phrase[i];
    if (c == ' ') {
      flush();
    } else if (c == '-' && !word.empty() && i + 1 < phrase.size() && phrase[i + 1] != ' ') {
      flush();
      words.emplace_back("-");
    } else if (phrase.substr(i).starts_with("'s") && (i + 2 == phrase.size() || phrase[i + 2] == ' ')) {
      flush();
      word += c;
    } else if (phrase.substr(i).starts_with("’s") && (i + 4 == phrase.size() || phrase[i + 4] == ' ')) {
      flush();
      word += c;
    } else {
      word += c;
    }
  }
  flush();
  return words;
}

std::string SoundOf(std::string_view name) {
  std::string out;
  bool start = true;
  for (size_t i = 0; i < name.size(); ++i) {
    char c = name[i];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == ' ' || c == '-') {
      if (out.ends_with("al") && (out.size() == 2 || out[out.size() - 3] == ' ')) out.resize(out.size() - 2);
      if (!out.empty() && out.back() != ' ') out += ' ';
      start = true;
      continue;
    }
    if (c < 'a' || c > 'z') continue;  // apostrophes; the bytes of marked letters
    const bool vowel = c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
    if (c == 'q' || c == 'c' || (c == 'g' && start)) c = 'k';
    if (c == 'w') c = 'v';
    if (c == 'h' && !start) continue;  // "kh", "gh", "th" as they come
    if (vowel && !start) continue;
    if (vowel) c = 'a';
    if (out.empty() || out.back() != c || start) out += c;
    start = false;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

class DictionaryLoader {
 public:
  DictionaryLoader(const DataFiles& files, Dictionary& out) : files_(files), out_(out) {}

  Status Load() {
    for (auto step :
         {&DictionaryLoader::LoadStates, &DictionaryLoader::LoadOrganisations, &DictionaryLoader::LoadGroups,
          &DictionaryLoader::LoadCommunities, &DictionaryLoader::LoadLeaders, &DictionaryLoader::LoadRoles,
          &DictionaryLoader::LoadTitles, &DictionaryLoader::LoadCues, &DictionaryLoader::LoadDescriptions,
          &DictionaryLoader::LoadGivenNames, &DictionaryLoader::LoadNameGenders}) {
      if (Status status = (this->*step)(); !status.ok()) return status;
    }
    SetOrigins();
    for (auto& [first, phrases] : out_.phrases_) {
      std::stable_sort(phrases.begin(), phrases.end(),
                       [](const auto& a, const auto& b) { return a.words.size() > b.words.size(); });
    }
    return Status::Ok();
  }

 private:
  template <typename Add>
  Status Rows(std::string_view name, std::span<const std::string_view> required, Add add) {
    return ForEachRow(files_, name, required, [&](uint32_t, auto cell) {
      add(cell);
      return Status::Ok();
    });
  }

  uint32_t NewActor(Actor actor) {
    out_.actors_.push_back(std::move(actor));
    return static_cast<uint32_t>(out_.actors_.size() - 1);
  }

  // Longest phrases come first once all are there.
  void AddPhrase(std::string_view phrase, const Name& name) {
    // Newspapers print either apostrophe.
    if (phrase.find('\'') != std::string_view::npos) {
      std::string curly;
      for (const char c : phrase) curly += c == '\'' ? std::string("’") : std::string(1, c);
      AddPhrase(curly, name);
    }
    std::vector<std::string> words = WordsOfPhrase(phrase);
    if (words.empty()) return;
    std::vector<Dictionary::Phrase>& list = out_.phrases_[words.front()];
    for (Dictionary::Phrase& known : list) {
      if (known.words == words) {
        known.names.push_back(name);
        return;
      }
    }
    list.push_back({std::move(words), {name}});
  }

  void AddAll(std::string_view cell, const Name& name) {
    for (std::string_view phrase : SplitList(cell)) AddPhrase(phrase, name);
  }

  // What a kind of organisation or group counts as among sectors.
  static std::string SectorOf(std::string_view kind, std::string_view otherwise) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kSectors = {{{"court", "JUD"},
                                                                                                {"ngo", "NGO"},
                                                                                                {"church", "REL"},
                                                                                                {"company", "BUS"},
                                                                                                {"media", "MED"},
                                                                                                {"party", "PTY"},
                                                                                                {"movement", "OPP"},
                                                                                                {"gang", "CRM"},
                                                                                                {"government", "GOV"},
                                                                                                {"army", "MIL"}}};
    for (const auto& [name, sector] : kSectors) {
      if (name == kind) return std::string(sector);
    }
    return std::string(otherwise);
  }

  static Date DateIn(std::string_view cell) { return DateOf(cell).value_or(Date{}); }

  Status LoadStates() {
    static constexpr std::array<std::string_view, 4> kColumns = {"code", "name", "adjectives", "capital"};
    return Rows("actors/states.tsv", kColumns, [&](auto cell) {
      Actor state{std::string(cell("code")),   std::string(cell("name")), "", ActorKind::kState, "",
                  std::string(cell("regions"))};
      const uint32_t plain = NewActor(state);
      state.sector = "GOV";
      const uint32_t government = NewActor(state);
      out_.state_by_code_.emplace(state.code, plain);
      AddPhrase(state.name, {NameKind::kState, plain, {}, {}});
      AddAll(cell("aliases"), {NameKind::kState, plain, {}, {}});
      AddAll(cell("adjectives"), {NameKind::kAdjective, plain, {}, {}});
      AddAll(cell("people"), {NameKind::kPeople, plain, {}, {}});
      AddAll(cell("capital"), {NameKind::kCapital, government, {}, {}});
      AddAll(cell("cities"), {NameKind::kCity, plain, {}, {}});
      AddAll(cell("government"), {NameKind::kGovernment, government, {}, {}});
      for (std::string_view word : SplitList(cell("combining"))) out_.combining_.emplace(word, plain);
    });
  }

  Status LoadOrganisations() {
    static constexpr std::array<std::string_view, 2> kColumns = {"code", "name"};
    auto add = [&](auto cell) {
      const uint32_t actor = NewActor({std::string(cell("code")), std::string(cell("name")),
                                       SectorOf(cell("kind"), "IGO"), ActorKind::kOrganisation, "", ""});
      out_.organisation_by_code_.emplace(cell("code"), actor);
      AddPhrase(cell("name"), {NameKind::kOrganisation, actor, {}, {}});
      AddAll(cell("aliases"), {NameKind::kOrganisation, actor, {}, {}});
    };
    if (Status status = Rows("actors/organisations.tsv", kColumns, add); !status.ok()) return status;
    return Rows("actors/organs.tsv", kColumns, add);
  }

  Status LoadGroups() {
    static constexpr std::array<std::string_view, 2> kColumns = {"code", "name"};
    return Rows("actors/groups.tsv", kColumns, [&](auto cell) {
      const uint32_t actor = NewActor({std::string(cell("code")), std::string(cell("name")),
                                       SectorOf(cell("kind"), "REB"), ActorKind::kGroup, "", ""});
      const Name name{NameKind::kGroup, actor, DateIn(cell("from")), DateIn(cell("to"))};
      AddPhrase(cell("name"), name);
      AddAll(cell("aliases"), name);
    });
  }

  Status LoadCommunities() {
    static constexpr std::array<std::string_view, 2> kColumns = {"name", "adjectives"};
    return Rows("actors/communities.tsv", kColumns, [&](auto cell) {
      const uint32_t actor =
          NewActor({"", std::string(cell("name")), "", ActorKind::kCommunity, "", std::string(cell("regions"))});
      AddPhrase(cell("name"), {NameKind::kCommunity, actor, {}, {}});
      AddAll(cell("people"), {NameKind::kCommunity, actor, {}, {}});
      AddAll(cell("adjectives"), {NameKind::kCommunityAdjective, actor, {}, {}});
    });
  }

  Status LoadLeaders() {
    static constexpr std::array<std::string_view, 2> kColumns = {"code", "name"};
    auto add = [&](auto cell) {
      std::string sector(cell("sector"));
      if (sector.empty()) sector = "GOV";
      const uint32_t actor = NewActor({std::string(cell("code")), std::string(cell("name")), sector, ActorKind::kPerson,
                                       std::string(cell("code")), ""});
      const Name name{NameKind::kLeader, actor, DateIn(cell("from")), DateIn(cell("to"))};
      const std::string_view full = cell("name");
      if (const size_t space = full.find_last_of(' '); space != std::string_view::npos) {
        out_.by_sound_[SoundOf(full)].push_back(actor);
        out_.by_surname_[std::string(full.substr(space + 1))].push_back(name);
        // "De Mistura", "al-Sudani": with the particle before it.
        const size_t before = full.find_last_of(' ', space - 1);
        const std::string_view particle = full.substr(before + 1, space - before - 1);
        if (before != std::string_view::npos && particle.size() <= 3) {
          std::string with(full.substr(before + 1));
          out_.by_surname_[with].push_back(name);
          with[0] = static_cast<char>(with[0] >= 'a' && with[0] <= 'z' ? with[0] - 'a' + 'A' : with[0]);
          if (with != full.substr(before + 1)) out_.by_surname_[with].push_back(name);
        }
      }
      AddPhrase(cell("name"), name);
      AddAll(cell("aliases"), name);
    };
    if (Status status = Rows("actors/leaders.tsv", kColumns, add); !status.ok()) return status;
    return Rows("actors/past_leaders.tsv", kColumns, add);
  }

  // A former president who leads a body now still comes from his state: one row of his names it.
  void SetOrigins() {
    std::unordered_map<std::string, std::string> state_of;
    for (const Actor& actor : out_.actors_) {
      const bool of_state = actor.kind == ActorKind::kPerson && out_.State(actor.code) != nullptr;
      if (of_state) state_of.emplace(actor.name, actor.code);
    }
    for (Actor& actor : out_.actors_) {
      const auto at = actor.kind == ActorKind::kPerson ? state_of.find(actor.name) : state_of.end();
      if (at != state_of.end()) actor.origin = at->second;
    }
  }

  Status LoadRoles() {
    static constexpr std::array<std::string_view, 3> kColumns = {"noun", "sector", "kind"};
    return Rows("actors/roles.tsv", kColumns, [&](auto cell) {
      for (std::string_view noun : SplitList(cell("noun"))) {
        out_.roles_.emplace(noun, Role{std::string(cell("sector")), std::string(cell("kind"))});
      }
    });
  }

  Status LoadTitles() {
    static constexpr std::array<std::string_view, 3> kColumns = {"noun", "state", "sector"};
    return Rows("actors/titles.tsv", kColumns, [&](auto cell) {
      // "European Parliament": a body of an organisation, whose code stands where a state's would.
      const auto body_of = out_.organisation_by_code_.find(std::string(cell("state")));
      const Actor* state =
          body_of != out_.organisation_by_code_.end() ? &out_.actors_[body_of->second] : out_.State(cell("state"));
      if (state == nullptr) return;
      Actor body = *state;
      body.sector = cell("sector");
      AddPhrase(cell("noun"), {NameKind::kTitle, NewActor(body), {}, {}});
    });
  }

  Status LoadForms(std::string_view name, std::string_view column,
                   std::unordered_map<std::string, std::vector<std::string>>& into) {
    const std::array<std::string_view, 2> columns = {"lemmas", column};
    return Rows(name, columns, [&](auto cell) {
      for (std::string_view lemma : SplitList(cell("lemmas"))) {
        for (std::string_view form : SplitList(cell(column))) into[std::string(lemma)].emplace_back(form);
      }
    });
  }

  Status LoadCues() { return LoadForms("actors/speech_cues.tsv", "forms", out_.cues_); }
  Status LoadDescriptions() { return LoadForms("actors/descriptions.tsv", "kind", out_.descriptions_); }

  Status LoadGivenNames() {
    static constexpr std::array<std::string_view, 3> kColumns = {"gender", "kind", "words"};
    return Rows("actors/given_names.tsv", kColumns, [&](auto cell) {
      auto& into = cell("kind") == "title" ? out_.female_titles_ : out_.female_names_;
      for (std::string_view word : SplitList(cell("words"))) into.emplace(word, cell("gender") == "female");
    });
  }

  Status LoadNameGenders() {
    static constexpr std::array<std::string_view, 2> kColumns = {"gender", "names"};
    return Rows("actors/name_genders.tsv", kColumns, [&](auto cell) {
      const bool female = cell("gender") == "female";
      for (std::string_view name : SplitList(cell("names"))) out_.borne_by_women_.emplace(name, female);
    });
  }

  const DataFiles& files_;
  Dictionary& out_;
};

Result<Dictionary> Dictionary::Load(const DataFiles& files) {
  Dictionary dictionary;
  if (Status status = DictionaryLoader(files, dictionary).Load(); !status.ok()) return status;
  return dictionary;
}

NameMatch Dictionary::Longest(const std::vector<std::string_view>& words, size_t begin) const {
  const auto at = phrases_.find(std::string(words[begin]));
  if (at == phrases_.end()) return {};
  for (const Phrase& phrase : at->second) {
    if (begin + phrase.words.size() > words.size()) continue;
    if (std::equal(phrase.words.begin(), phrase.words.end(), words.begin() + static_cast<std::ptrdiff_t>(begin))) {
      return {static_cast<uint32_t>(phrase.words.size()), &phrase.names};
    }
  }
  return {};
}

const std::vector<Name>* Dictionary::Exact(std::string_view phrase) const {
  const std::vector<std::string> words = WordsOfPhrase(phrase);
  if (words.empty()) return nullptr;
  const auto at = phrases_.find(words.front());
  if (at == phrases_.end()) return nullptr;
  for (const Phrase& known : at->second) {
    if (known.words == words) return &known.names;
  }
  return nullptr;
}

const Actor* Dictionary::SoundsLike(std::string_view name) const {
  constexpr size_t kMinSound = 7;  // shorter ones are too often somebody else's
  const std::string sound = SoundOf(name);
  if (sound.size() < kMinSound || sound.find(' ') == std::string::npos) return nullptr;
  const auto at = by_sound_.find(sound);
  if (at == by_sound_.end()) return nullptr;
  const Actor* first = &actors_[at->second.front()];
  const bool one_state = std::all_of(at->second.begin(), at->second.end(),
                                     [&](uint32_t actor) { return actors_[actor].code == first->code; });
  return one_state ? first : nullptr;
}

const Actor* Dictionary::BySurname(std::string_view surname, const std::optional<Date>& date) const {
  constexpr size_t kMinLetters = 4;
  constexpr int kYears = 10;
  const auto at = by_surname_.find(std::string(surname));
  if (at == by_surname_.end() || surname.size() < kMinLetters) return nullptr;
  auto only = [&](bool near) -> const Actor* {
    const Actor* found = nullptr;
    for (const Name& name : at->second) {
      const int from = name.from.year == 0 ? 0 : name.from.year - kYears;
      const int to = name.to.year == 0 ? 9999 : name.to.year + kYears;
      if (near && (date->year < from || to < date->year)) continue;
      if (found != nullptr && (found->code != actors_[name.actor].code || found->name != actors_[name.actor].name)) {
        return nullptr;
      }
      found = &actors_[name.actor];
    }
    return found;
  };
  return only(date.has_value());
}

const Role* Dictionary::RoleOf(std::string_view lemma) const {
  const auto at = roles_.find(std::string(lemma));
  return at == roles_.end() ? nullptr : &at->second;
}

bool Dictionary::Speaks(std::string_view lemma, std::string_view form) const {
  const auto at = cues_.find(std::string(lemma));
  return at != cues_.end() && std::find(at->second.begin(), at->second.end(), form) != at->second.end();
}

bool Dictionary::Describes(std::string_view lemma, std::string_view kind) const {
  const auto at = descriptions_.find(std::string(lemma));
  return at != descriptions_.end() && std::find(at->second.begin(), at->second.end(), kind) != at->second.end();
}

std::optional<bool> Dictionary::FemaleName(std::string_view word) const {
  const auto at = female_names_.find(std::string(word));
  return at == female_names_.end() ? std::nullopt : std::optional<bool>(at->second);
}

std::optional<bool> Dictionary::FemaleTitle(std::string_view word) const {
  const auto at = female_titles_.find(std::string(word));
  return at == female_titles_.end() ? std::nullopt : std::optional<bool>(at->second);
}

std::optional<bool> Dictionary::BorneByWomen(std::string_view name) const {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto at = borne_by_women_.find(lower);
  return at == borne_by_women_.end() ? std::nullopt : std::optional<bool>(at->second);
}

const Actor* Dictionary::State(std::string_view code) const {
  const auto at = state_by_code_.find(std::string(code));
  return at == state_by_code_.end() ? nullptr : &actors_[at->second];
}

const Actor* Dictionary::OfficeOf(std::string_view lemma) const {
  if (!Describes(lemma, "office")) return nullptr;
  const std::vector<Name>* names = Exact("United Nations");
  return names == nullptr ? nullptr : &actors_[names->front().actor];
}

const Actor* Dictionary::Combining(std::string_view word) const {
  const auto at = combining_.find(std::string(word));
  return at == combining_.end() ? nullptr : &actors_[at->second];
}

}  // namespace entente
