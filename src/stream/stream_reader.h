// Readers of event streams: a file's lines in, StreamRows out.
//
// Forms and their columns: docs/format/streams.md. Bad rows are told and skipped, never fatal. One thread a reader;
// tools are shared, names and sink are not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "stream/actor_book.h"
#include "stream/line_source.h"
#include "stream/stream_acts.h"
#include "stream/stream_names.h"
#include "stream/stream_types.h"

namespace entente {

enum class StreamForm { kAuto, kIcews, kGdelt, kGdeltMentions, kPolecat, kCameo, kPhoenix, kQuads };

// "icews", "gdelt", "gdelt-mentions", "polecat", "cameo", "phoenix", "quads", "auto".
std::string_view ToString(StreamForm form);
std::optional<StreamForm> StreamFormOf(std::string_view word);

// A report of an event that was given before, by the stream's name for the event.
struct StreamMention {
  std::string_view event_id;
  int32_t day = 0;
  std::string_view outlet;
  std::string_view url;
  double confidence = 1;
};

class StreamSink {
 public:
  virtual ~StreamSink() = default;
  virtual void Event(const StreamRow& row) = 0;
  virtual void Mention(const StreamMention&) {}
  // `code`: stream.bad_date, stream.no_actor, stream.unknown_act, stream.short_row, stream.long_line. `why`: one line.
  virtual void Refused(uint32_t row, std::string_view code, std::string_view why) = 0;
};

// What readers look names up in: data, loaded once.
struct StreamTools {
  StreamActorBook book;
  StreamActs acts;
  struct Column {
    std::string field;  // what it holds
    uint32_t rank = 0;  // of two columns with the same field the lower counts
  };
  // A form without a header: so many cells, and how they are named.
  struct Layout {
    StreamForm form = StreamForm::kAuto;
    size_t cells = 0;
    std::string header;  // tab-separated
  };
  TextMap<Column> columns;             // data/stream/columns.tsv
  std::vector<Layout> layouts;         // data/stream/layouts.tsv
  TextMap<std::string> icews_sectors;  // our sector → ICEWS's words (data/ontology/icews_sectors.tsv)
  // Errors: data.missing, data.bad_table.
  static Result<StreamTools> Load(const DataFiles& files);
};

// Reads every row. kAuto: by the first line; what it was is returned. Errors: stream.unknown_form (kUnsupported),
// stream.missing_column (kInvalidInput), those of LineSource::status (what came before has been given).
// Cost: over 1 million rows a second.
Result<StreamForm> ReadStream(LineSource& lines, StreamForm form, const StreamTools& tools, StreamVocabulary& words,
                              StreamSink& sink);

}  // namespace entente
