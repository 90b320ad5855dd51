// ZstdSource: zstd frames (RFC 8878), one after the other, unpacked block by block.
#pragma once

#include <cstdint>
#include <string>

#include "unpack/budget.h"
#include "unpack/source.h"

struct ZSTD_DCtx_s;

namespace entente {

class ZstdSource : public Source {
 public:
  // `packed` and `budget` must outlive it.
  ZstdSource(std::streambuf& packed, ExpansionBudget& budget);
  ~ZstdSource() override;
  ZstdSource(const ZstdSource&) = delete;
  ZstdSource& operator=(const ZstdSource&) = delete;

  bool delimits() const override { return true; }
  uint64_t damage_at() const override { return packed_before_; }

 protected:
  std::string_view NextBlock() override;

 private:
  std::streambuf& packed_;
  ExpansionBudget& budget_;
  ZSTD_DCtx_s* context_;
  std::string packed_block_;
  size_t packed_at_ = 0;
  uint64_t packed_before_ = 0;
  std::string room_;
  size_t wanted_ = 0;  // by the frame under way; 0 between frames
  bool full_ = false;  // the last block filled the room: more may be held back
};

}  // namespace entente
