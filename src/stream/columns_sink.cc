#include "stream/columns_sink.h"

namespace entente {
namespace {

constexpr uint32_t kUnasked = std::numeric_limits<uint32_t>::max();

}  // namespace

StreamActorId ColumnsMapper::ActorOf(uint32_t word) {
  if (actors_.size() <= word) actors_.resize(words_.actors().size(), kUnasked);
  if (actors_[word] == kUnasked) actors_[word] = builder_.names().Add(book_.Resolve(words_.actors()[word]));
  return actors_[word];
}

void ColumnsMapper::Add(uint32_t file, StreamRow row) {
  row.source = ActorOf(row.source);
  row.target = ActorOf(row.target);
  if (acts_.size() <= row.act) acts_.resize(words_.acts().size(), kUnasked);
  if (acts_[row.act] == kUnasked) acts_[row.act] = builder_.names().Add(words_.acts()[row.act]);
  row.act = acts_[row.act];
  builder_.Add(file, row);
}

}  // namespace entente
