// What can be asked of a ledger file besides answers: what it holds, whether it is whole, its texts, its tables.
//
// Plain values, and functions that open the file, do one thing and close it: any thread may call them, any number of
// processes at once. Rows and problems are handed on as they come; a caller that has seen enough returns false.
#pragma once

#include <cstdint>
#include <string>

namespace entente {

// What a document was coded with. Equal keys give equal statements.
struct CodingKey {
  std::string program;     // "entente 0.1.0"
  std::string model;       // "core_web_sm 3.8.0"
  std::string model_hash;  // XXH3-128 of the model file, 32 hexadecimal digits; empty where unknown
  std::string data_hash;   // the same of all tables
  friend bool operator==(const CodingKey&, const CodingKey&) = default;
};

// One generation of statements. Answers use, for each document, the newest complete coding it has.
struct LedgerCoding {
  int64_t number = 0;
  std::string purpose;  // "read" or "rebuild"
  CodingKey key;
  std::string begun;      // "2026-01-31T12:00:00Z"; empty where unknown
  bool complete = false;  // false: a rebuild that was stopped, or is under way
  uint64_t documents = 0;
  uint64_t statements = 0;
};

}  // namespace entente
