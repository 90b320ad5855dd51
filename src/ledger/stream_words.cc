#include "ledger/stream_words.h"

#include <algorithm>
#include <limits>

namespace entente {
namespace {

std::string KeyOf(const StreamActorName& a) { return a.name + '\t' + a.code + '\t' + a.sectors + '\t' + a.country; }
std::string KeyOf(const StreamActEntry& a) { return a.cameo + '\t' + a.type + '\t' + a.mode; }

constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

void Put(std::vector<uint32_t>& to, int64_t number, uint32_t word) {
  if (number < 0 || number > std::numeric_limits<int32_t>::max()) return;
  if (to.size() <= static_cast<size_t>(number)) to.resize(static_cast<size_t>(number) + 1, kNone);
  to[static_cast<size_t>(number)] = word;
}

std::string Cell(const Query& query, int column) { return std::string(query.Text(column)); }

// Numbers by name; the next free one.
template <typename Word>
int64_t Numbers(const std::vector<uint32_t>& word_of, const std::vector<Word>& words, TextMap<int64_t>& out) {
  out.clear();
  for (size_t number = 0; number < word_of.size(); ++number) {
    if (word_of[number] < words.size()) out[KeyOf(words[word_of[number]])] = static_cast<int64_t>(number);
  }
  return static_cast<int64_t>(std::max<size_t>(word_of.size(), 1));
}

}  // namespace

bool LoadStreamWords(sqlite3* database, StreamVocabulary& words, std::vector<uint32_t>& actors,
                     std::vector<uint32_t>& acts) {
  Query actor(database, "SELECT number, name, code, sectors, country FROM stream_actor ORDER BY number");
  while (actor.Next()) {
    Put(actors, actor.Int(0),
        words.Add(StreamActorName{Cell(actor, 1), Cell(actor, 2), Cell(actor, 3), Cell(actor, 4)}));
  }
  Query act(database, "SELECT number, cameo, name, type, mode, goldstein, quad FROM stream_act ORDER BY number");
  while (!actor.failed() && act.Next()) {
    Put(acts, act.Int(0),
        words.Add(StreamActEntry{Cell(act, 1), Cell(act, 2), Cell(act, 3), Cell(act, 4), act.Number(5),
                                 static_cast<int>(act.Int(6))}));
  }
  return !actor.failed() && !act.failed();
}

StreamWordWriter::StreamWordWriter(sqlite3* database)
    : database_(database),
      insert_actor_(database, "INSERT INTO stream_actor VALUES (?,?,?,?,?)"),
      insert_act_(database, "INSERT INTO stream_act VALUES (?,?,?,?,?,?,?)") {}

bool StreamWordWriter::Begin(const StreamVocabulary& words) {
  words_ = &words;
  actors_.clear();
  acts_.clear();
  StreamVocabulary known;
  std::vector<uint32_t> actors, acts;
  if (!insert_actor_.ok() || !insert_act_.ok() || !LoadStreamWords(database_, known, actors, acts)) return false;
  next_actor_ = Numbers(actors, known.actors(), actor_numbers_);
  next_act_ = Numbers(acts, known.acts(), act_numbers_);
  return true;
}

int64_t StreamWordWriter::Actor(uint32_t word) {
  if (actors_.size() <= word) actors_.resize(words_->actors().size(), 0);
  if (actors_[word] != 0) return actors_[word];
  const StreamActorName& actor = words_->actors()[word];
  const auto [at, fresh] = actor_numbers_.try_emplace(KeyOf(actor), next_actor_);
  if (fresh) {
    insert_actor_.Bind(1, next_actor_).BindHeld(2, actor.name).BindHeld(3, actor.code);
    if (!insert_actor_.BindHeld(4, actor.sectors).BindHeld(5, actor.country).Run()) return 0;
    ++next_actor_;
  }
  return actors_[word] = at->second;
}

int64_t StreamWordWriter::Act(uint32_t word) {
  if (acts_.size() <= word) acts_.resize(words_->acts().size(), 0);
  if (acts_[word] != 0) return acts_[word];
  const StreamActEntry& act = words_->acts()[word];
  const auto [at, fresh] = act_numbers_.try_emplace(KeyOf(act), next_act_);
  if (fresh) {
    insert_act_.Bind(1, next_act_).BindHeld(2, act.cameo).BindHeld(3, act.name).BindHeld(4, act.type);
    if (!insert_act_.BindHeld(5, act.mode).Bind(6, act.goldstein).Bind(7, int64_t{act.quad}).Run()) return 0;
    ++next_act_;
  }
  return acts_[word] = at->second;
}

}  // namespace entente
