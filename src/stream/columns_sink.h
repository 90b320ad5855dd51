// ColumnsSink: what a reader gives, straight into an EventColumnsBuilder.
#pragma once

#include <string>
#include <vector>

#include "stream/event_columns_builder.h"
#include "stream/stream_reader.h"

namespace entente {

// Asks once for each actor and act of a vocabulary what it stands for. Not thread-safe; keep one a vocabulary.
class ColumnsMapper {
 public:
  ColumnsMapper(const StreamVocabulary& words, const StreamActorBook& book, EventColumnsBuilder& builder)
      : words_(words), book_(book), builder_(builder) {}
  void Add(uint32_t file, StreamRow row);

 private:
  StreamActorId ActorOf(uint32_t word);
  const StreamVocabulary& words_;
  const StreamActorBook& book_;
  EventColumnsBuilder& builder_;
  std::vector<uint32_t> actors_, acts_;
};

class ColumnsSink : public StreamSink {
 public:
  ColumnsSink(StreamFile file, const StreamVocabulary& words, const StreamActorBook& book, EventColumnsBuilder& builder)
      : mapper_(words, book, builder), file_(builder.AddFile(std::move(file))) {}
  void Event(const StreamRow& row) override { mapper_.Add(file_, row); }
  void Refused(uint32_t, std::string_view, std::string_view) override { ++refused; }

  uint64_t refused = 0;

 private:
  ColumnsMapper mapper_;
  uint32_t file_;
};

}  // namespace entente
