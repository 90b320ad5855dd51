#include "fetch/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace entente {
namespace {

struct Block {
  std::array<uint8_t, 16> prefix;
  int bits;
};

// RFC 6890 and the registry since.
constexpr Block kSpecialV4[] = {
    {{0}, 8},              // this network
    {{10}, 8},             // private
    {{100, 64}, 10},       // shared by providers
    {{127}, 8},            // loopback
    {{169, 254}, 16},      // link-local, where clouds keep their secrets
    {{172, 16}, 12},       // private
    {{192, 0, 0}, 24},     // protocol assignments
    {{192, 0, 2}, 24},     // documentation
    {{192, 88, 99}, 24},   // 6to4 relays
    {{192, 168}, 16},      // private
    {{198, 18}, 15},       // benchmarks
    {{198, 51, 100}, 24},  // documentation
    {{203, 0, 113}, 24},   // documentation
    {{224}, 4},            // multicast
    {{240}, 4},            // reserved, broadcast
};
constexpr Block kSpecialV6[] = {
    {{}, 96},                                    // unspecified, loopback, IPv4-compatible
    {{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}, 48},  // local NAT64
    {{0x01}, 64},                                // discard
    {{0x20, 0x01}, 23},                          // Teredo, ORCHID and other assignments
    {{0x20, 0x01, 0x0d, 0xb8}, 32},              // documentation
    {{0x3f, 0xff}, 20},                          // documentation
    {{0x5f}, 16},                                // segment routing
    {{0xfc}, 7},                                 // private
    {{0xfe, 0x80}, 10},                          // link-local
    {{0xfe, 0xc0}, 10},                          // site-local
    {{0xff}, 8},                                 // multicast
};
// Where an IPv4 address stands inside.
constexpr Block kMapped = {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96};
constexpr Block kNat64 = {{0x00, 0x64, 0xff, 0x9b}, 96};
constexpr Block k6to4 = {{0x20, 0x02}, 16};

bool IsIn(const uint8_t* bytes, const Block& block) {
  const auto whole = static_cast<size_t>(block.bits / 8);
  if (!std::equal(bytes, bytes + whole, block.prefix.begin())) return false;
  const int rest = block.bits % 8;
  return rest == 0 || ((bytes[whole] ^ block.prefix[whole]) >> (8 - rest)) == 0;
}

bool IsInAny(const uint8_t* bytes, std::span<const Block> blocks) {
  return std::any_of(blocks.begin(), blocks.end(), [&](const Block& block) { return IsIn(bytes, block); });
}

bool IsPublicV4(const uint8_t* bytes) { return !IsInAny(bytes, kSpecialV4); }

bool IsPublicV6(const uint8_t* bytes) {
  if (IsIn(bytes, kMapped) || IsIn(bytes, kNat64)) return IsPublicV4(bytes + 12);
  if (IsIn(bytes, k6to4)) return IsPublicV4(bytes + 2);
  return !IsInAny(bytes, kSpecialV6);
}

}  // namespace

bool IsPublicAddress(const sockaddr* address) {
  // NOLINTBEGIN: the way sockets have it
  if (address->sa_family == AF_INET) {
    return IsPublicV4(reinterpret_cast<const uint8_t*>(&reinterpret_cast<const sockaddr_in*>(address)->sin_addr));
  }
  if (address->sa_family == AF_INET6) {
    return IsPublicV6(reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr.s6_addr);
  }
  // NOLINTEND
  return false;
}

std::string AddressText(const sockaddr* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  // NOLINTBEGIN: the way sockets have it
  const void* bytes = address->sa_family == AF_INET
                          ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in*>(address)->sin_addr)
                          : static_cast<const void*>(&reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr);
  // NOLINTEND
  const char* done = inet_ntop(address->sa_family, bytes, text.data(), text.size());
  return done ? done : "";
}

}  // namespace entente
