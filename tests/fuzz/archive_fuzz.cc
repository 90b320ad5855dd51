// Laws of archives and compression: byte 0 chooses the magic bytes in front.
#include "inputs.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using std::string_view_literals::operator""sv;
  static constexpr std::string_view kMagics[] = {"PK\x03\x04"sv, "\x1f\x8b\x08"sv, "\x28\xb5\x2f\xfd"sv, "PK\x05\x06"sv,
                                                 ""sv};
  if (size == 0) return 0;
  entente::fuzz::ReadLawfully(
      "fuzz", std::string(kMagics[data[0] % 5]) + std::string(entente::fuzz::ViewOf(data + 1, size - 1)));
  return 0;
}
