// robots.txt (RFC 9309): who may fetch what.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

// Immutable after Parse.
class Robots {
 public:
  // What RFC 9309 section 2.5 asks to read at least; the rest is left.
  static constexpr size_t kMostBytes = size_t{500} << 10;

  // Never fails: lines that say nothing are skipped. `product`: the token of our User-Agent ("entente"); the groups
  // that name it count, else those of '*'.
  static Robots Parse(std::string_view text, std::string_view product);
  static Robots AllowAll() { return {}; }
  static Robots DenyAll();

  // `target`: path and query of the URL, as sent ("/news?p=1"). The longest rule that matches decides, of equal ones
  // that which allows; without one it is allowed. /robots.txt is always allowed.
  bool Allows(std::string_view target) const;
  // Crawl-delay in seconds, which is no part of the standard but often said.
  std::optional<double> delay_seconds() const { return delay_; }

 private:
  struct Rule {
    bool allow = false;
    std::string pattern;
  };
  std::vector<Rule> rules_;
  std::optional<double> delay_;
};

}  // namespace entente
