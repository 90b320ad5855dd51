// EventColumnsBuilder: rows in, in any order, EventColumns out.
//
// Not thread-safe. Cost: 26 bytes a row while rows come in, about 60 while Build sorts them; time linear in rows
// (counting sorts), 461,000 rows in about 60 ms.
#pragma once

#include <string>
#include <vector>

#include "stream/event_columns.h"
#include "stream/stream_names.h"

namespace entente {

// A file or a ledger's statements. Two of the same name and address are one.
struct StreamFile {
  std::string name;
  std::string form;     // "icews", …
  std::string address;  // hash of its content, or empty
};

class EventColumnsBuilder {
 public:
  // What the numbers of rows mean; add to it while rows come.
  StreamNames& names() { return names_; }
  uint32_t AddFile(StreamFile file);
  // REQUIRES: actors and act from names(), file from AddFile, row.row < 2^32 - 1.
  void Add(uint32_t file, const StreamRow& row);
  size_t size() const { return day_.size(); }

  // Empties the builder. Errors: stream.too_many (more than 2^32 - 2 rows, or 65,535 acts).
  Result<EventColumns> Build() &&;

 private:
  friend class ColumnsAssembly;
  StreamNames names_;
  std::vector<StreamFile> files_;
  std::vector<int32_t> day_;
  std::vector<uint32_t> source_, target_, file_, row_;
  std::vector<uint16_t> act_;
  std::vector<uint8_t> status_, confidence_;
};

}  // namespace entente
