#include "event/lexicon.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <span>

#include "base/table_rows.h"
#include "base/tsv.h"

namespace entente {
namespace {

Words WordsOf(std::string_view cell) {
  Words out;
  for (std::string_view part : SplitList(cell)) out.emplace_back(part);
  return out;
}

char EffectOf(std::string_view cell) { return cell.empty() ? '0' : cell.front(); }

int SignOf(std::string_view cell) {
  if (cell == "+") return 1;
  return cell == "-" ? -1 : 0;
}

bool Yes(std::string_view cell) { return cell == "yes"; }

Status BadPattern(std::string_view table, uint32_t line, const std::string& what) {
  return {StatusCode::kInvalidInput, "data.bad_pattern",
          std::string(table) + ": line " + std::to_string(line) + ": " + what};
}

// "obj=talk|meeting prep=with prt=up no-obj": what the verb must have beside it.
Status ParseNeeds(std::string_view table, uint32_t line, std::string_view cell, EventVerb& verb) {
  size_t at = 0;
  while (at < cell.size()) {
    const size_t end = std::min(cell.find(' ', at), cell.size());
    const std::string_view need = cell.substr(at, end - at);
    at = end + 1;
    if (need.empty()) continue;
    if (need == "obj") {
      verb.needs_object = true;
    } else if (need == "direct") {
      verb.direct_object = true;
    } else if (need == "clause") {
      verb.needs_clause = true;
    } else if (need == "no-obj") {
      verb.no_object = true;
    } else if (need.starts_with("obj=")) {
      verb.needs_object = true;
      verb.object_words = WordsOf(need.substr(4));
    } else if (need.starts_with("prep=")) {
      verb.prepositions = WordsOf(need.substr(5));
    } else if (need.starts_with("pobj=")) {
      verb.governed_words = WordsOf(need.substr(5));
    } else if (need.starts_with("prt=")) {
      verb.particle = need.substr(4);
    } else {
      return BadPattern(table, line, "'" + std::string(need) + "' is no condition; see data/patterns/README.md");
    }
  }
  return Status::Ok();
}

}  // namespace

bool Contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Reads one table after the other; the first error ends it.
class LexiconLoader {
 public:
  LexiconLoader(const DataFiles& files, Lexicon& lexicon) : files_(files), lexicon_(lexicon) {}

  Status Load() {
    for (auto step :
         {&LexiconLoader::LoadTypes, &LexiconLoader::LoadCameo, &LexiconLoader::LoadVerbs, &LexiconLoader::LoadNouns,
          &LexiconLoader::LoadLights, &LexiconLoader::LoadControls, &LexiconLoader::LoadOperators,
          &LexiconLoader::LoadRelations, &LexiconLoader::LoadRoles, &LexiconLoader::LoadThirdParties,
          &LexiconLoader::LoadQualities, &LexiconLoader::LoadContexts, &LexiconLoader::LoadLists}) {
      if (Status status = (this->*step)(); !status.ok()) return status;
    }
    return Status::Ok();
  }

 private:
  // Calls `add(row, cell)` for each row, where cell(column) is its text.
  template <typename Add>
  Status Rows(std::string_view name, std::span<const std::string_view> required, Add add) {
    return ForEachRow(files_, name, required, add);
  }

  std::string_view Key(std::string_view text) {
    return *lexicon_.keys_.emplace_back(std::make_unique<std::string>(text));
  }

  // The name of a row in messages and in Statement::pattern: its table and first lemma.
  static std::string Id(std::string_view table, std::string_view lemmas) {
    return std::string(table) + ":" + std::string(lemmas.substr(0, lemmas.find('|')));
  }

  template <typename T>
  void AddAll(Lexicon::Table<T>& table, std::string_view lemmas, const T& value) {
    for (std::string_view lemma : SplitList(lemmas)) table[Key(lemma)].push_back(value);
  }

  Status CheckType(std::string_view table, uint32_t line, std::string_view type) {
    if (type.empty() || lexicon_.Type(type) != nullptr) return Status::Ok();
    return BadPattern(table, line, "'" + std::string(type) + "' is no type of ontology/types.tsv");
  }

  Status LoadTypes() {
    static constexpr std::array<std::string_view, 6> kColumns = {"type",   "quad",  "also",
                                                                 "mutual", "cameo", "goldstein"};
    return Rows("ontology/types.tsv", kColumns, [&](uint32_t, auto cell) {
      const std::string also(cell("also"));
      EventType type{std::string(cell("type")),
                     std::atoi(std::string(cell("quad")).c_str()),
                     also.empty() ? -1 : std::atoi(also.c_str()),
                     Yes(cell("mutual")),
                     std::string(cell("cameo")),
                     std::atof(std::string(cell("goldstein")).c_str())};
      lexicon_.types_.emplace(Key(type.name), type);
      return Status::Ok();
    });
  }

  Status LoadCameo() {
    static constexpr std::array<std::string_view, 2> kColumns = {"cameo", "goldstein"};
    return Rows("ontology/cameo.tsv", kColumns, [&](uint32_t, auto cell) {
      lexicon_.goldstein_.emplace(Key(cell("cameo")), std::atof(std::string(cell("goldstein")).c_str()));
      return Status::Ok();
    });
  }

  Status LoadVerbs() {
    static constexpr std::array<std::string_view, 5> kColumns = {"lemmas", "needs", "type", "source", "target"};
    constexpr std::string_view kName = "patterns/event_verbs.tsv";
    return Rows(kName, kColumns, [&](uint32_t line, auto cell) {
      EventVerb verb;
      verb.id = Id("event_verbs", cell("lemmas"));
      verb.type = cell("type");
      if (Status status = CheckType(kName, line, verb.type); !status.ok()) return status;
      if (Status status = ParseNeeds(kName, line, cell("needs"), verb); !status.ok()) return status;
      verb.source = WordsOf(cell("source"));
      verb.target = WordsOf(cell("target"));
      verb.mode = cell("mode");
      verb.context = WordsOf(cell("context"));
      verb.cameo = cell("cameo");
      AddAll(lexicon_.verbs_, cell("lemmas"), verb);
      return Status::Ok();
    });
  }

  Status LoadNouns() {
    static constexpr std::array<std::string_view, 4> kColumns = {"lemmas", "type", "source", "target"};
    constexpr std::string_view kName = "patterns/event_nouns.tsv";
    return Rows(kName, kColumns, [&](uint32_t line, auto cell) {
      EventNoun noun;
      noun.id = Id("event_nouns", cell("lemmas"));
      noun.type = cell("type");
      noun.stop_type = cell("stop");
      if (Status status = CheckType(kName, line, noun.type); !status.ok()) return status;
      if (Status status = CheckType(kName, line, noun.stop_type); !status.ok()) return status;
      noun.source = WordsOf(cell("source"));
      noun.target = WordsOf(cell("target"));
      noun.reciprocal = Yes(cell("reciprocal"));
      noun.bare = cell("bare") != "no";
      noun.context = WordsOf(cell("context"));
      noun.cameo = cell("cameo");
      AddAll(lexicon_.nouns_, cell("lemmas"), noun);
      return Status::Ok();
    });
  }

  Status LoadLights() {
    static constexpr std::array<std::string_view, 2> kColumns = {"lemmas", "op"};
    static const std::unordered_map<std::string_view, LightOp> kOps = {{"do", LightOp::kDo},
                                                                       {"stop", LightOp::kStop},
                                                                       {"receive", LightOp::kReceive},
                                                                       {"demand", LightOp::kDemand},
                                                                       {"reject", LightOp::kReject}};
    constexpr std::string_view kName = "patterns/light_verbs.tsv";
    return Rows(kName, kColumns, [&](uint32_t line, auto cell) {
      auto op = kOps.find(cell("op"));
      if (op == kOps.end()) return BadPattern(kName, line, "unknown op");
      AddAll(lexicon_.lights_, cell("lemmas"), op->second);
      return Status::Ok();
    });
  }

  Status LoadControls() {
    static constexpr std::array<std::string_view, 3> kColumns = {"lemmas", "forms", "status"};
    constexpr std::string_view kName = "patterns/control.tsv";
    return Rows(kName, kColumns, [&](uint32_t line, auto cell) {
      Control control;
      control.id = Id("control", cell("lemmas"));
      control.forms = WordsOf(cell("forms"));
      std::optional<StatementStatus> status = StatementStatusOf(cell("status"));
      if (!status) return BadPattern(kName, line, "unknown status");
      control.status = *status;
      if (auto negated = StatementStatusOf(cell("negated_status"))) control.negated_status = *negated;
      control.cooperative_type = cell("cooperative_type");
      control.conflict_type = cell("conflict_type");
      control.negated_type = cell("negated_type");
      control.speaks = Yes(cell("speaks"));
      control.subject_control = Yes(cell("subject_control"));
      for (std::string_view lemma : SplitList(cell("lemmas"))) AddPhrase(lemma, control);
      return Status::Ok();
    });
  }

  // "come to end": under its first word.
  void AddPhrase(std::string_view lemma, Control control) {
    const size_t first = std::min(lemma.find(' '), lemma.size());
    for (size_t at = first; at < lemma.size();) {
      const size_t end = std::min(lemma.find(' ', at + 1), lemma.size());
      control.beside.emplace_back(lemma.substr(at + 1, end - at - 1));
      at = end;
    }
    lexicon_.controls_[Key(lemma.substr(0, first))].push_back(std::move(control));
  }

  Status LoadOperators() {
    static constexpr std::array<std::string_view, 4> kColumns = {"lemmas", "forms", "sign", "means"};
    return Rows("patterns/operators.tsv", kColumns, [&](uint32_t, auto cell) {
      Operator entry;
      entry.id = Id("operators", cell("lemmas"));
      entry.forms = WordsOf(cell("forms"));
      entry.sign = SignOf(cell("sign"));
      entry.means = cell("means");
      entry.facilitates = Yes(cell("facilitates"));
      entry.always = Yes(cell("always"));
      AddAll(lexicon_.operators_, cell("lemmas"), entry);
      return Status::Ok();
    });
  }

  Status LoadRelations() {
    static constexpr std::array<std::string_view, 3> kColumns = {"lemmas", "polarity", "tie"};
    return Rows("patterns/relation_nouns.tsv", kColumns, [&](uint32_t, auto cell) {
      RelationNoun noun{SignOf(cell("polarity")), std::string(cell("tie")), Yes(cell("inherent"))};
      AddAll(lexicon_.relations_, cell("lemmas"), noun);
      return Status::Ok();
    });
  }

  Status LoadRoles() {
    static constexpr std::array<std::string_view, 3> kColumns = {"lemmas", "tie", "effect"};
    return Rows("patterns/relation_roles.tsv", kColumns, [&](uint32_t, auto cell) {
      AddAll(lexicon_.roles_, cell("lemmas"), RelationRole{std::string(cell("tie")), EffectOf(cell("effect"))});
      return Status::Ok();
    });
  }

  Status LoadThirdParties() {
    static constexpr std::array<std::string_view, 4> kColumns = {"lemmas", "forms", "effect", "means"};
    return Rows("patterns/third_party.tsv", kColumns, [&](uint32_t, auto cell) {
      ThirdParty entry;
      entry.id = Id("third_party", cell("lemmas"));
      entry.forms = WordsOf(cell("forms"));
      entry.pair = WordsOf(cell("pair"));
      entry.needs = WordsOf(cell("needs"));
      entry.effect = EffectOf(cell("effect"));
      entry.means = cell("means");
      entry.strength = cell("strength");
      AddAll(lexicon_.third_parties_, cell("lemmas"), entry);
      return Status::Ok();
    });
  }

  Status LoadQualities() {
    static constexpr std::array<std::string_view, 2> kColumns = {"lemmas", "effect"};
    return Rows("patterns/qualities.tsv", kColumns, [&](uint32_t, auto cell) {
      AddAll(lexicon_.qualities_, cell("lemmas"), RelationRole{std::string(cell("tie")), EffectOf(cell("effect"))});
      return Status::Ok();
    });
  }

  Status LoadContexts() {
    static constexpr std::array<std::string_view, 2> kColumns = {"lemmas", "context"};
    return Rows("patterns/contexts.tsv", kColumns, [&](uint32_t, auto cell) {
      AddAll(lexicon_.contexts_, cell("lemmas"), std::string(cell("context")));
      return Status::Ok();
    });
  }

  Status LoadLists() {
    static constexpr std::array<std::string_view, 2> kColumns = {"list", "lemmas"};
    return Rows("patterns/words.tsv", kColumns, [&](uint32_t, auto cell) {
      auto& list = lexicon_.lists_[Key(cell("list"))];
      for (std::string_view lemma : SplitList(cell("lemmas"))) list.emplace(Key(lemma), true);
      return Status::Ok();
    });
  }

  const DataFiles& files_;
  Lexicon& lexicon_;
};

Result<Lexicon> Lexicon::Load(const DataFiles& files) {
  Lexicon lexicon;
  if (Status status = LexiconLoader(files, lexicon).Load(); !status.ok()) return status;
  return lexicon;
}

const EventType* Lexicon::Type(std::string_view name) const {
  auto at = types_.find(name);
  return at == types_.end() ? nullptr : &at->second;
}

double Lexicon::Goldstein(std::string_view cameo) const {
  auto at = goldstein_.find(cameo);
  return at == goldstein_.end() ? 0 : at->second;
}

char Lexicon::Quality(std::string_view lemma) const {
  const RelationRole* found = One(qualities_, lemma);
  return found == nullptr ? 0 : found->effect;
}

std::string_view Lexicon::TieOfQuality(std::string_view lemma) const {
  const RelationRole* found = One(qualities_, lemma);
  return found == nullptr ? std::string_view() : found->tie;
}

std::string_view Lexicon::Context(std::string_view lemma) const {
  const std::string* found = One(contexts_, lemma);
  return found == nullptr ? std::string_view() : *found;
}

bool Lexicon::Is(std::string_view list, std::string_view lemma) const {
  auto at = lists_.find(list);
  return at != lists_.end() && at->second.contains(lemma);
}

}  // namespace entente
