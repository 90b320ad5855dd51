// ExpansionBudget: how much an input may grow by being unpacked, all its layers together.
//
// A bomb is small and grows without end; so the room to grow goes by the bytes of the file as it lies there. Used by
// one thread; shared by the sources of one input.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace entente {

// Archives of news grow 3 to 30 times; a file of one repeated line some hundred times, and is then small.
inline constexpr uint64_t kFreeExpansionBytes = uint64_t{256} << 20;
inline constexpr uint64_t kMaxExpansion = 200;
inline constexpr uint64_t kMaxExpandedBytes = uint64_t{1} << 40;
// Containers within containers: archive, compression and crawl each count one.
inline constexpr int kMaxNesting = 4;

class ExpansionBudget {
 public:
  // `raw`: the bytes of the input reached so far.
  explicit ExpansionBudget(std::function<uint64_t()> raw) : raw_(std::move(raw)) {}

  // False where these bytes are more than may come.
  bool Spend(uint64_t bytes) {
    spent_ += bytes;
    if (spent_ <= kFreeExpansionBytes) return true;
    return spent_ <= kMaxExpandedBytes && spent_ - kFreeExpansionBytes <= kMaxExpansion * raw_();
  }
  static std::string Message() {
    return "grows more than " + std::to_string(kMaxExpansion) + " times when unpacked; not read to its end";
  }

 private:
  std::function<uint64_t()> raw_;
  uint64_t spent_ = 0;
};

}  // namespace entente
