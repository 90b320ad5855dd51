// Lexicon: the patterns of data/patterns and data/ontology, loaded and indexed by lemma.
//
// Comes before every coder of this room. Immutable after Load; any thread may read. What each column means, with a
// reason and an example a row, stands in data/patterns/README.md: the political knowledge is there, not here.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/data_files.h"
#include "entente/statement.h"
#include "entente/status.h"

namespace entente {

using Words = std::vector<std::string>;
bool Contains(const Words& words, std::string_view word);

// One of the 16 PLOVER types.
struct EventType {
  std::string name;
  int quad = 0;
  int also_quad = -1;   // another quad class it may stand in; -1: none
  bool mutual = false;  // both sides do it
  std::string cameo;
  double goldstein = 0;
  bool Fits(int other) const { return other == quad || other == also_quad; }
  bool cooperative() const { return quad == 1 || quad == 2; }
};

// "condemn", "meet with", "send aid to": what a verb must have beside it, and where source and target stand.
struct EventVerb {
  std::string id;
  bool needs_object = false;
  bool direct_object = false;  // the object must be an actor itself, not something of one
  bool no_object = false;
  bool needs_clause = false;  // "asked him to", "warned that"
  Words object_words;         // the object's lemma must be one of these
  Words prepositions;         // one of these must be there
  Words governed_words;       // and what it governs must be one of these, where any is named
  std::string particle;
  std::string type;
  Words source;  // slots in order of preference: "subj", "obj", or a preposition
  Words target;
  std::string mode;
  Words context;
  std::string cameo;
};

// "aid", "attack", "talks": acts named by nouns.
struct EventNoun {
  std::string id;
  std::string type;
  Words source;  // prepositions that give the source ("by", "of")
  Words target;  // prepositions that give the target ("on", "against")
  bool reciprocal = false;
  bool bare = true;  // may be an event without a verb that performs it
  std::string stop_type;
  Words context;
  std::string cameo;
};

enum class LightOp { kDo, kStop, kReceive, kDemand, kReject };

// What a verb, noun or adjective does to the clause it governs.
struct Control {
  std::string id;
  Words beside;  // further words of the lemma, below it in the tree: "down" of "turn down"
  Words forms;   // how the act hangs from it: "xcomp", "noun" …; the table's head tells them all
  StatementStatus status = StatementStatus::kActual;
  StatementStatus negated_status = StatementStatus::kDenied;
  std::string cooperative_type;  // what it makes of a cooperative act: "offer to help" is AGREE
  std::string conflict_type;
  std::string negated_type;      // "did not want to cooperate" is REJECT
  bool speaks = false;           // its subject holds the view: "many hope that …"
  bool subject_control = false;  // the subject, not the object, does the act: "promised him to …"
};

// Verbs and nouns that change a relation: "improve", "strain", "work on", "improvement in".
struct Operator {
  std::string id;
  Words forms;  // "obj", "self", "noun", "by", or a preposition that leads to the relation
  int sign = 0;
  std::string means;
  bool always =
      false;  // the sign stands whatever the relation is: "mediated the war" helps as "mediated the talks" does
  bool facilitates = false;  // its object is helped or pushed to do it: "help Israel improve"
};

struct RelationNoun {
  int polarity = 0;  // "peace" +1, "war" −1, "relations" 0 (takes the colour of its adjectives)
  std::string tie;
  bool inherent = false;  // says a tie by being named: "alliance between"
};

// "ally", "rival": nouns for what one actor is to another.
struct RelationRole {
  std::string tie;
  char effect = '0';
};

// "mediate between", "mediator", "-brokered".
struct ThirdParty {
  std::string id;
  Words forms;  // "verb", "noun", "role", "adjective"
  Words pair;   // slots that give the pair: "between", "obj", "obj+with"
  Words needs;  // one of these words must be the object: "host talks"
  char effect = '+';
  std::string means;
  std::string strength;  // "sure", "likely", "weak"
};

class Lexicon {
 public:
  // Errors: data.missing, data.bad_table, data.bad_pattern with table and line.
  static Result<Lexicon> Load(const DataFiles& files);

  const EventType* Type(std::string_view name) const;
  double Goldstein(std::string_view cameo) const;  // 0 where the code is unknown

  // In file order.
  std::vector<const EventVerb*> Verbs(std::string_view lemma) const { return Find(verbs_, lemma); }
  std::vector<const Control*> Controls(std::string_view lemma) const { return Find(controls_, lemma); }
  std::vector<const Operator*> Operators(std::string_view lemma) const { return Find(operators_, lemma); }
  std::vector<const ThirdParty*> ThirdParties(std::string_view lemma) const { return Find(third_parties_, lemma); }
  const EventNoun* Noun(std::string_view lemma) const { return One(nouns_, lemma); }
  const RelationNoun* Relation(std::string_view lemma) const { return One(relations_, lemma); }
  const RelationRole* Role(std::string_view lemma) const { return One(roles_, lemma); }
  const LightOp* Light(std::string_view lemma) const { return One(lights_, lemma); }
  // '+', '-' or 0: what an adjective, adverb or noun says of a relation's quality.
  char Quality(std::string_view lemma) const;
  std::string_view TieOfQuality(std::string_view lemma) const;  // "strategic" → "strategic"; empty
  // "humanitarian" → "humanitarian", "arms" → "military"; empty where none.
  std::string_view Context(std::string_view lemma) const;
  // Word lists of data/patterns/words.tsv by name: "modal_possible", "deputy", "gratitude" …
  bool Is(std::string_view list, std::string_view lemma) const;

 private:
  template <typename T>
  using Table = std::unordered_map<std::string_view, std::vector<T>>;
  template <typename T>
  static std::vector<const T*> Find(const Table<T>& table, std::string_view lemma) {
    std::vector<const T*> out;
    if (auto at = table.find(lemma); at != table.end()) {
      for (const T& entry : at->second) out.push_back(&entry);
    }
    return out;
  }
  template <typename T>
  static const T* One(const Table<T>& table, std::string_view lemma) {
    auto at = table.find(lemma);
    return at == table.end() ? nullptr : &at->second.front();
  }
  friend class LexiconLoader;

  // Keys are views into the DataFiles' bytes or into `keys_`; lemmas are stored once.
  std::vector<std::unique_ptr<std::string>> keys_;
  std::unordered_map<std::string_view, EventType> types_;
  std::unordered_map<std::string_view, double> goldstein_;
  Table<EventVerb> verbs_;
  Table<EventNoun> nouns_;
  Table<LightOp> lights_;
  Table<Control> controls_;
  Table<Operator> operators_;
  Table<RelationNoun> relations_;
  Table<RelationRole> roles_;
  Table<ThirdParty> third_parties_;
  Table<RelationRole> qualities_;
  Table<std::string> contexts_;
  std::unordered_map<std::string_view, std::unordered_map<std::string_view, bool>> lists_;
};

}  // namespace entente
