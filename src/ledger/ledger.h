// Ledger: documents and statements, append-only.
//
// The seam for stores: everything above sees only this. A Ledger is used by one thread at a time; several processes may
// read one ledger while one writes.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "duplicate/document_sketch.h"
#include "entente/document.h"
#include "entente/ledger_tools.h"
#include "entente/statement.h"
#include "entente/status.h"
#include "ledger/database.h"

namespace entente {

struct LedgerDocument {
  int64_t number = 0;
  std::string id;
  std::string outlet;
  std::optional<Date> published_date;
  std::string title;
};

struct LedgerContent {
  std::vector<LedgerDocument> documents;  // in the order they were added
  std::vector<DocumentSketch> sketches;   // beside documents: what its copies are known by
  std::vector<Statement> statements;      // by document, then in text order
};

inline constexpr int64_t kNewestCoding = std::numeric_limits<int64_t>::max();

class Ledger {
 public:
  virtual ~Ledger() = default;

  // Is a document with this text and id already there? Errors: ledger.*.
  virtual Result<bool> Contains(const Document& document) = 0;
  // Adds one document and its statements. Kept only after Commit. A document already there changes nothing: false.
  virtual Result<bool> Add(const Document& document, const std::vector<Statement>& statements) = 0;
  // Makes all that was added since the last Commit durable, at once or not at all.
  virtual Status Commit() = 0;
  // The statements of each document by its newest complete coding, or by the newest up to number `coding`. Documents
  // without one are left out. Cost: linear in all that is stored.
  virtual Result<LedgerContent> Load(int64_t coding = kNewestCoding) = 0;
  // The text of the document of this number. Errors: ledger.corrupt where there is none.
  virtual Result<std::string> TextOf(int64_t number) = 0;
};

// Opens the SQLite ledger at `path`; kWrite makes it where there is none. `key`: what the statements it is given are
// coded with. Errors: those of OpenDatabase.
Result<std::unique_ptr<Ledger>> OpenSqliteLedger(const std::string& path, LedgerMode mode, const CodingKey& key = {});

// The name a document has by its content: 32 hexadecimal digits of XXH3-128 over id and text.
std::string ContentAddress(const Document& document);

}  // namespace entente
