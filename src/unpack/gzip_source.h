// GzipSource: gzip (RFC 1952), zlib (RFC 1950) or raw deflate (RFC 1951) unpacked block by block.
//
// Members follow each other, as in WARC.gz. Where one is damaged it ends; Resume goes on at the next sound header.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>

#include "unpack/budget.h"
#include "unpack/source.h"

namespace entente {

class GzipSource : public Source {
 public:
  enum class Wrapping {
    kGzip,
    kDeflate,  // HTTP's "deflate": zlib, or raw as some servers send it
  };
  // `packed` and `budget` must outlive it. `from`: where in the input `packed` begins, for messages.
  GzipSource(std::streambuf& packed, Wrapping wrapping, ExpansionBudget& budget, uint64_t from = 0);
  ~GzipSource() override;
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  uint64_t damage_at() const override { return damage_at_; }
  bool Resume() override;
  // A missing check sum at the very end is no missing data.
  bool whole() const override { return whole_; }
  bool delimits() const override { return true; }

 protected:
  std::string_view NextBlock() override;

 private:
  enum class State { kHeader, kBody, kTrailer, kEnd };

  bool Fill();        // more packed bytes; false at their end
  int NextByte();     // -1 at the end
  bool SkipHeader();  // false where there is no sound header
  bool SkipHeaderFields(int flags);
  bool FindMember();  // after damage
  std::string_view Inflate();
  void BeginMember();
  void EndMember();
  void Damage(std::string_view id, std::string what, bool missing_data);
  uint64_t PackedAt() const { return packed_before_ + (packed_block_.size() - stream_.avail_in) + from_; }

  std::streambuf& packed_;
  Wrapping wrapping_;
  ExpansionBudget& budget_;
  uint64_t from_;
  z_stream stream_ = {};
  State state_ = State::kHeader;
  std::string packed_block_;
  std::string room_;
  uint64_t packed_before_ = 0;
  uint64_t members_ = 0;
  uint64_t body_begin_ = 0;  // of the member under way, in the packed bytes
  uint64_t member_bytes_ = 0;
  unsigned long check_ = 0;
  uint64_t damage_at_ = 0;
  bool whole_ = true;
  bool resumable_ = false;
};

}  // namespace entente
