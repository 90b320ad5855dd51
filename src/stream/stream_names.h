// StreamVocabulary and StreamNames: actors and acts numbered as they come, each once.
//
// Readers number the words of a stream (StreamVocabulary); columns are made of what these stand for (StreamNames). Not
// thread-safe. References live until the next Add.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stream/stream_types.h"

namespace entente {

// A map by text that is looked up by view, without making a string.
struct TextHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const;
};
template <typename Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

// Texts to numbers for the innermost loop of readers: open addressing over one block of bytes.
class TextIndex {
 public:
  static constexpr uint32_t kAbsent = 0xFFFFFFFF;
  // kAbsent where it is not there.
  uint32_t Find(std::string_view text) const;
  // REQUIRES: it is not there; value is not kAbsent.
  void Add(std::string_view text, uint32_t value);

 private:
  struct Slot {
    uint64_t hash = 0;
    uint64_t begin = 0;
    uint32_t length = 0;
    uint32_t value = kAbsent;
  };
  void Grow();
  std::vector<Slot> slots_;
  std::string bytes_;
  size_t used_ = 0;
};

class StreamVocabulary {
 public:
  uint32_t Add(const StreamActorName& actor);
  uint32_t Add(const StreamActEntry& act);  // by cameo, type and mode

  const std::vector<StreamActorName>& actors() const { return actors_; }
  const std::vector<StreamActEntry>& acts() const { return acts_; }

 private:
  std::vector<StreamActorName> actors_;
  std::vector<StreamActEntry> acts_;
  TextMap<uint32_t> actor_ids_, act_ids_;
};

class StreamNames {
 public:
  // The number of the actor with this name, code, sector and roles.
  StreamActorId Add(const StreamActorEntry& actor);
  // The number of the act with this cameo, type and mode.
  StreamActId Add(const StreamActEntry& act);

  const std::vector<StreamActorEntry>& actors() const { return actors_; }
  const std::vector<StreamActEntry>& acts() const { return acts_; }

 private:
  std::vector<StreamActorEntry> actors_;
  std::vector<StreamActEntry> acts_;
  TextMap<StreamActorId> actor_ids_;
  TextMap<StreamActId> act_ids_;
};

}  // namespace entente
