#include "input/utf16_source.h"

#include <algorithm>

#include "base/utf8.h"

namespace entente {
namespace {

constexpr uint32_t kReplacement = 0xFFFD;
constexpr uint32_t kMark = 0xFEFF;

bool IsHigh(uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool IsLow(uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

void Utf16Source::AddUnit(uint32_t unit) {
  if (high_ != 0) {
    if (IsLow(unit)) {
      AppendUtf8(0x10000 + ((high_ - 0xD800) << 10) + (unit - 0xDC00), out_);
      high_ = 0;
      return;
    }
    AppendUtf8(kReplacement, out_);
    high_ = 0;
  }
  if (IsHigh(unit)) {
    high_ = unit;
  } else {
    AppendUtf8(IsLow(unit) ? kReplacement : unit, out_);
  }
}

std::string_view Utf16Source::NextBlock() {
  out_.clear();
  while (out_.empty()) {
    block_.resize(kSourceBlockBytes);  // even: a unit is cut only at the very end
    const std::streamsize got = from_.sgetn(block_.data(), static_cast<std::streamsize>(block_.size()));
    const size_t size = static_cast<size_t>(std::max<std::streamsize>(got, 0));
    if (size == 0) {
      if (high_ != 0) AppendUtf8(kReplacement, out_);
      high_ = 0;
      return out_;
    }
    for (size_t i = 0; i + 1 < size; i += 2) {
      const auto first = static_cast<unsigned char>(block_[i]);
      const auto second = static_cast<unsigned char>(block_[i + 1]);
      if (!begun_) {
        begun_ = true;
        big_ = first == 0xFE;
        if ((big_ ? first * 256U + second : second * 256U + first) == kMark) continue;
      }
      AddUnit(big_ ? first * 256U + second : second * 256U + first);
    }
    if (size % 2 == 1) AppendUtf8(kReplacement, out_);
  }
  return out_;
}

}  // namespace entente
