// Utf16Source: UTF-16 with a byte-order mark as UTF-8 without one. Halves that stand alone become U+FFFD.
#pragma once

#include <cstdint>
#include <string>

#include "unpack/source.h"

namespace entente {

class Utf16Source : public Source {
 public:
  explicit Utf16Source(std::streambuf& from) : from_(from) {}

 protected:
  std::string_view NextBlock() override;

 private:
  void AddUnit(uint32_t unit);

  std::streambuf& from_;
  std::string block_;
  std::string out_;
  uint32_t high_ = 0;  // half of a pair whose other half is still to come
  bool big_ = false;
  bool begun_ = false;
};

}  // namespace entente
