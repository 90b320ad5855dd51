// URLs (RFC 3986): split, resolve against a base, join again. Pure functions; nothing is fetched or looked up.
#pragma once

#include <string>
#include <string_view>

namespace entente {

// The five parts as they stand, undecoded; `has_*` tells an empty part from an absent one.
struct Url {
  std::string scheme;     // lower case, without ':'
  std::string authority;  // user, host and port
  std::string path;
  std::string query;
  std::string fragment;
  bool has_authority = false;
  bool has_query = false;
  bool has_fragment = false;
};

// Never fails: what has no scheme is all path, query and fragment.
Url SplitUrl(std::string_view text);
std::string JoinUrl(const Url& url);

// `reference` as seen from `base` (RFC 3986 section 5.2). Blanks around both are dropped. An empty base gives the
// reference itself. Cost: linear.
std::string ResolveUrl(std::string_view base, std::string_view reference);

// The host, lower case, without port, user or brackets; empty where there is none.
std::string HostOf(const Url& url);
// "http" or "https".
bool IsWebUrl(std::string_view text);

}  // namespace entente
