// Open-addressing map from a well-mixed 64-bit key to uint32_t, for caches looked up once per token.
#pragma once

#include <cstdint>
#include <vector>

namespace entente::parse {

class FlatMap {
 public:
  static constexpr uint32_t kAbsent = UINT32_MAX;

  FlatMap() { Clear(); }

  uint32_t Find(uint64_t key) const {
    for (size_t i = key & mask_;; i = (i + 1) & mask_) {
      if (slots_[i].value == kAbsent) return kAbsent;
      if (slots_[i].key == key) return slots_[i].value;
    }
  }
  // REQUIRES: key absent, value != kAbsent.
  void Insert(uint64_t key, uint32_t value) {
    if ((size_ + 1) * 2 > slots_.size()) Grow();
    Place(key, value);
    ++size_;
  }
  size_t size() const { return size_; }
  void Clear() {
    slots_.assign(kFirstSlots, Slot());
    mask_ = kFirstSlots - 1;
    size_ = 0;
  }

 private:
  static constexpr size_t kFirstSlots = 256;
  struct Slot {
    uint64_t key = 0;
    uint32_t value = kAbsent;
  };

  void Place(uint64_t key, uint32_t value) {
    size_t i = key & mask_;
    while (slots_[i].value != kAbsent) i = (i + 1) & mask_;
    slots_[i] = {key, value};
  }
  void Grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    mask_ = slots_.size() - 1;
    for (const Slot& slot : old) {
      if (slot.value != kAbsent) Place(slot.key, slot.value);
    }
  }

  std::vector<Slot> slots_;
  size_t mask_ = 0;
  size_t size_ = 0;
};

}  // namespace entente::parse
