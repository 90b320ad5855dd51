// The names of imported events in the ledger: tables stream_actor and stream_act. What SQLite complained of stays with
// the connection (DatabaseStatus).
#pragma once

#include <cstdint>
#include <vector>

#include "ledger/database.h"
#include "stream/stream_names.h"

namespace entente {

// Fills `words`; actors[number] and acts[number] are the numbers there. False: ask the connection why.
bool LoadStreamWords(sqlite3* database, StreamVocabulary& words, std::vector<uint32_t>& actors,
                     std::vector<uint32_t>& acts);

// Gives the words of one import their numbers in the ledger, adding those that it has not yet.
class StreamWordWriter {
 public:
  explicit StreamWordWriter(sqlite3* database);
  // `words` must outlive what follows. REQUIRES: within a transaction.
  bool Begin(const StreamVocabulary& words);
  // 0 where it could not be added.
  int64_t Actor(uint32_t word);
  int64_t Act(uint32_t word);

 private:
  sqlite3* database_;
  Query insert_actor_, insert_act_;
  const StreamVocabulary* words_ = nullptr;
  std::vector<int64_t> actors_, acts_;  // of this import
  TextMap<int64_t> actor_numbers_, act_numbers_;
  int64_t next_actor_ = 1, next_act_ = 1;
};

}  // namespace entente
