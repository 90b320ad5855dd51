// EventStreamStore: imported event streams in the ledger's file, beside documents and statements.
//
// A file of events is known by the hash of its content and kept whole or not at all. Rows keep the words of the stream;
// what these stand for is asked anew when columns are made. Tables: docs/format/ledger.md. One thread at a time;
// several processes may read while one writes.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"
#include "ledger/ledger.h"
#include "stream/event_columns_builder.h"
#include "stream/stream_reader.h"

namespace entente {

struct StoredStream {
  int64_t number = 0;
  StreamFile file;
  uint64_t rows = 0;
  uint64_t refused = 0;
};

// What is known of who told of an event: by the mentions that were imported, and by the stream's own count.
struct EventReports {
  uint64_t reports = 0;      // documents; 0: the stream does not say, and no mention names it
  uint64_t outlets = 0;      // 0: no mention names it
  int32_t first_day = 0;     // of the earliest mention, where there is one
  std::string first_outlet;  // and where that was
};

class EventStreamStore {
 public:
  // Errors: those of OpenDatabase.
  static Result<std::unique_ptr<EventStreamStore>> Open(const std::string& ledger_path, LedgerMode mode);
  virtual ~EventStreamStore() = default;

  virtual Result<bool> Contains(std::string_view address) = 0;

  // Begin, then rows and mentions, then End, which makes all of it durable; Abandon, or an end of the process, leaves
  // nothing. `words`: what the rows' numbers mean, until End. Errors: ledger.*.
  virtual Status Begin(const StreamVocabulary& words) = 0;
  virtual Status Add(const StreamRow& row) = 0;
  virtual Status Add(const StreamMention& mention) = 0;
  virtual Status End(const StreamFile& file, uint64_t rows, uint64_t refused) = 0;
  virtual void Abandon() = 0;

  // In order of import; none where nothing was ever imported.
  virtual Result<std::vector<StoredStream>> Streams() = 0;
  // A text that changes whenever streams, documents or statements were added: what columns were made of.
  virtual Result<std::string> StateKey() = 0;
  // Of the event in this row of a file, known by its address. Errors: ledger.*. Cost: some twenty look-ups.
  virtual Result<EventReports> ReportsOf(const StreamFile& file, uint32_t row) = 0;
  // Fills `words` and calls row(stream number, row) for each event, by stream, then row. With `details` (mentions among
  // them) or without (half the time). `row` returns false to stop.
  virtual Status ForEach(StreamVocabulary& words, bool details,
                         const std::function<bool(int64_t, const StreamRow&)>& row) = 0;
};

}  // namespace entente
