// StreamWriter: events as lines of a form of event data, the inverse of the readers.
//
// What a reader of the same form reads back is the same event; columns the ledger knows nothing of stay empty. Columns:
// docs/format/streams.md. Not thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "stream/event_columns.h"
#include "stream/stream_reader.h"

namespace entente {

// An event with all that its line says. Views, good during the call.
struct ExportedEvent {
  const StreamRow& row;
  const StreamActorName& source;
  const StreamActorName& target;
  const StreamIdentity& source_identity;  // what they stood for on the day
  const StreamIdentity& target_identity;
  const StreamActEntry& act;
  std::string_view stream;    // file, or document of a coded statement
  std::string_view evidence;  // the sentence, of coded statements
  uint64_t number = 0;        // of the line to write, from 1: an id where the stream gave none
};

class StreamWriter {
 public:
  virtual ~StreamWriter() = default;
  virtual std::string Header() const { return {}; }
  // Appends a line; false where the form has no place for the event (PLOVER has no CAMEO 01).
  virtual bool Append(const ExportedEvent& event, std::string& out) = 0;
};

// icews, gdelt, gdelt1, polecat, cameo, phoenix, quads, ndjson, csv; null for other words. `tools` must outlive it.
std::unique_ptr<StreamWriter> MakeStreamWriter(std::string_view word, const StreamTools& tools);
inline constexpr std::string_view kStreamWriterWords =
    "icews, gdelt, gdelt1, polecat, cameo, phoenix, quads, ndjson, csv, graphml, gexf";

// The events of a window as a graph: groups, and for each ordered pair of them their number, mean Goldstein value,
// first and last day. `only`: a group's edges, or all of them. Calls write with pieces of the file.
void WriteGraphml(const EventColumns& columns, EventRange window, std::optional<StreamGroupId> only,
                  const std::function<void(std::string_view)>& write);
void WriteGexf(const EventColumns& columns, EventRange window, std::optional<StreamGroupId> only,
               const std::function<void(std::string_view)>& write);

}  // namespace entente
