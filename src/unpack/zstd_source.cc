#include "unpack/zstd_source.h"

#include <zstd.h>

#include <algorithm>

namespace entente {
namespace {

// Frames that ask for a larger window than the tools' own default limit (128 MiB) are refused: it is all held.
constexpr int kMaxWindowLog = 27;

}  // namespace

ZstdSource::ZstdSource(std::streambuf& packed, ExpansionBudget& budget)
    : packed_(packed), budget_(budget), context_(ZSTD_createDCtx()) {
  if (context_ != nullptr) ZSTD_DCtx_setParameter(context_, ZSTD_d_windowLogMax, kMaxWindowLog);
}

ZstdSource::~ZstdSource() { ZSTD_freeDCtx(context_); }

std::string_view ZstdSource::NextBlock() {
  if (context_ == nullptr || !status().ok()) return {};
  if (room_.empty()) room_.resize(4 * kSourceBlockBytes);
  while (true) {
    if (packed_at_ == packed_block_.size() && !full_) {
      packed_before_ += packed_block_.size();
      packed_block_.resize(kSourceBlockBytes);
      const std::streamsize got = packed_.sgetn(packed_block_.data(), static_cast<std::streamsize>(kSourceBlockBytes));
      packed_block_.resize(static_cast<size_t>(std::max<std::streamsize>(got, 0)));
      packed_at_ = 0;
      if (packed_block_.empty()) {
        if (wanted_ != 0)
          Fail(Status(StatusCode::kInvalidInput, "zstd.truncated", "the packed bytes end before their end"));
        return {};
      }
    }
    ZSTD_inBuffer in = {packed_block_.data(), packed_block_.size(), packed_at_};
    ZSTD_outBuffer out = {room_.data(), room_.size(), 0};
    wanted_ = ZSTD_decompressStream(context_, &out, &in);
    packed_at_ = in.pos;
    if (ZSTD_isError(wanted_) != 0) {
      Fail(Status(StatusCode::kInvalidInput, "zstd.corrupt", std::string("damaged: ") + ZSTD_getErrorName(wanted_)));
      return {};
    }
    full_ = out.pos == out.size;
    if (!budget_.Spend(out.pos)) {
      Fail(Status(StatusCode::kInvalidInput, "archive.bomb", ExpansionBudget::Message()));
      return {};
    }
    if (out.pos > 0) return std::string_view(room_).substr(0, out.pos);
  }
}

}  // namespace entente
