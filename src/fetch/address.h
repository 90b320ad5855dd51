// Which network addresses are the public internet's.
#pragma once

#include <string>

struct sockaddr;

namespace entente {

// False for private, loopback, link-local, multicast, documentation and other special addresses (IANA's registries of
// special-purpose addresses), for IPv4 ones inside IPv6 (mapped, NAT64, 6to4), and for what is neither IPv4 nor IPv6.
bool IsPublicAddress(const sockaddr* address);
// "192.0.2.7", "2001:db8::1"; empty for other families.
std::string AddressText(const sockaddr* address);

}  // namespace entente
