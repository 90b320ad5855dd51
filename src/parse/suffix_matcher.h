// Finds the suffix to peel off a word: a regular expression whose alternatives end in "$", searched from the left.
//
// A plain search tries every start, so peeling n closing brackets one by one would cost n². All but a few alternatives
// have a longest match; these are tried only where a match could still reach the end. Runs of one character ("\.\.+$")
// are counted from the end. What fits neither form falls back to the plain search: same result, slower.
//
// Immutable after Compile, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"
#include "parse/regex.h"

namespace entente::parse {

// The largest number of characters an expression can match; nullopt where there is none or the syntax is not known.
std::optional<size_t> MaxMatchCharacters(std::string_view pattern);
// Splits at the "|" that stand outside groups and classes.
std::vector<std::string_view> SplitAlternatives(std::string_view pattern);

class SuffixMatcher {
 public:
  SuffixMatcher() = default;
  // Errors: model.corrupt. An empty pattern matches nothing.
  static Result<SuffixMatcher> Compile(const std::string& pattern);

  // Bytes of the suffix re.search would find, or 0. REQUIRES: valid UTF-8.
  size_t SizeOf(std::string_view text, RegexScratch* scratch) const;
  bool is_fast() const { return fast_; }

 private:
  struct Run {
    char character = 0;
    size_t at_least = 0;
  };
  static std::optional<Run> ReadRun(std::string_view alternative);

  Regex whole_;
  Regex bounded_;
  size_t bounded_characters_ = 0;
  std::vector<Run> runs_;
  bool fast_ = false;
};

}  // namespace entente::parse
