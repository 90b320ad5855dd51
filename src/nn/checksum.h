// XXH64 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md): guards model files against damage.
#pragma once

#include <cstdint>
#include <string_view>

namespace entente::nn {

// Cost: about 10 GB/s. Not a defence against forgery.
uint64_t Checksum(std::string_view bytes, uint64_t seed = 0);

}  // namespace entente::nn
