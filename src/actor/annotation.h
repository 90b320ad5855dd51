// What the actor room adds to a parsed document: who is mentioned where, and who speaks where.
//
// Comes in: ParsedDocument, dictionaries. Goes out: ActorAnnotation. Plain values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "entente/language.h"

namespace entente {

enum class ActorKind { kState, kOrganisation, kGroup, kCommunity, kPerson, kUnknown };
// "state", "organisation" …, as the trained models name it.
std::string_view KindName(ActorKind kind);

// One entity of this document. A person who acts for a state has that state's code and their own name.
struct Actor {
  std::string code;    // "AZE"; empty for communities and unknowns
  std::string name;    // "Ilham Aliyev", "Azerbaijan", "Jewish community"
  std::string sector;  // "GOV", "MIL", …
  ActorKind kind = ActorKind::kUnknown;
  std::string origin;  // for persons: the state they come from, whatever they act for now
  std::string region;  // for states: "Caucasus|Caucasian"; used to resolve "the Caucasus nation"
};

enum class MentionKind {
  kName,       // "Turkey", "Ilham Aliyev", "the United Nations"
  kAdjective,  // "Turkish" in "Turkish troops", each half of "Turkish-Israeli": a modifier, not a phrase of its own
  kNominal,    // "the Israeli government", "both countries", "the Turks", "the Caucasus nation", "protesters"
  kPronoun,    // "he", "its", "we"
};

// Words that stand for one or more actors. `tokens` is the full noun phrase (for pronouns and adjectives, the word).
struct Mention {
  TokenRange tokens;
  uint32_t head = 0;  // the token that carries the mention in the dependency tree
  MentionKind kind = MentionKind::kName;
  std::vector<uint32_t> actors;  // into ActorAnnotation::actors; two for "both countries"; never empty
  double confidence = 1;         // of the resolution
};

// A stretch of text that somebody other than the author says.
struct Utterance {
  TokenRange content;  // tokens said, without the quotation marks
  // Index into mentions; -1 where the text does not name one. One who only speaks ("company executives said") has a
  // mention of his own that no token points to: a voice, not an actor.
  int32_t speaker = -1;
  int32_t cue = -1;     // token of the reporting verb ("said") or of "according"; -1 where none
  bool direct = false;  // inside quotation marks
};

// Words for a place, whether it acts ("Baku denied it") or tells where ("in Baku").
struct PlaceMention {
  TokenRange tokens;
  uint32_t head = 0;
  uint32_t actor = 0;   // its state, into ActorAnnotation::actors
  std::string name;     // as the gazetteer has it
  double latitude = 0;  // degrees, north and east positive
  double longitude = 0;
  double confidence = 0;  // that the words mean this place
};

// A cue with what it attributes, and to whom: speech, writing, thought, and also praise, demands, plans. What a
// hand-marked news corpus calls an attribution; of these, utterances are made.
struct Attribution {
  uint32_t cue = 0;                 // the token that carries it: "said", "according", "claim"
  int32_t source = -1;              // the head of the source's phrase; -1 where the text names none
  std::vector<TokenRange> content;  // in text order
  double confidence = 0;            // that it is one
};

struct ActorAnnotation {
  std::vector<Actor> actors;
  std::vector<Mention> mentions;          // in text order of head
  std::vector<PlaceMention> places;       // in text order
  std::vector<int32_t> mention_of_token;  // per token: the mention whose head it is, or -1
  std::vector<Utterance> utterances;      // in text order; the innermost one that covers a token is the last
  std::vector<Attribution> attributions;  // in text order of cues
};

}  // namespace entente
