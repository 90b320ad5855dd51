#include <xxhash.h>

#include "ledger/ledger.h"

namespace entente {

std::string ContentAddress(const Document& document) {
  XXH3_state_t* state = XXH3_createState();
  XXH3_128bits_reset(state);
  XXH3_128bits_update(state, document.id.data(), document.id.size() + 1);  // with its zero, so that ids do not run on
  XXH3_128bits_update(state, document.text.data(), document.text.size());
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state));
  XXH3_freeState(state);
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (const unsigned char byte : canonical.digest) {
    out += kHex[byte >> 4U];
    out += kHex[byte & 15U];
  }
  return out;
}

}  // namespace entente
