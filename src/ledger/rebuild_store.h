// RebuildStore: a new coding of all documents, beside the old ones. It survives being stopped at any point: each batch
// is committed with the note of what it coded, and the coding counts for answers only once it is complete.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "entente/document.h"
#include "entente/ledger_tools.h"
#include "entente/statement.h"
#include "ledger/database.h"

namespace entente {

class RebuildStore {
 public:
  // Errors: those of OpenDatabase.
  static Result<RebuildStore> Open(const std::string& path, const CodingKey& key);

  // Are all documents coded, newest, by this key?
  Result<bool> UpToDate();
  // Goes on with a coding by this key that is not complete, or begins one. Its number.
  Result<int64_t> Begin();
  // How many documents there are, and how many this coding has.
  Result<uint64_t> Documents();
  Result<uint64_t> Done();
  // Those that this coding lacks, from the first on, at most `most`, and about `bytes` of text.
  Result<std::vector<std::pair<int64_t, Document>>> Next(size_t most, size_t bytes);
  struct Coded {
    int64_t document = 0;  // number
    std::vector<Statement> statements;
  };
  // Makes them durable together. What another rebuild has done meanwhile stays as it is.
  Status Keep(const std::vector<Coded>& batch);
  // True once it has every document and is complete; false where documents were added meanwhile.
  Result<bool> Finish();

 private:
  RebuildStore(Database database, std::string path, CodingKey key)
      : database_(std::move(database)), path_(std::move(path)), key_(std::move(key)) {}
  Status WriteBatch(const std::vector<Coded>& batch);
  Result<uint64_t> Count(const char* sql);

  Database database_;
  std::string path_;
  CodingKey key_;
  int64_t coding_ = 0;
};

}  // namespace entente
