// A compiled regular expression written for Python's re, run by PCRE2.
//
// Immutable after Compile and safe to share; each thread brings its own RegexScratch.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "entente/status.h"

struct pcre2_real_code_8;
struct pcre2_real_match_data_8;
struct pcre2_real_match_context_8;

namespace entente::parse {

// Byte offsets into the subject.
struct RegexMatch {
  size_t begin = 0;
  size_t end = 0;
};

class RegexScratch {
 public:
  RegexScratch();
  ~RegexScratch();
  RegexScratch(const RegexScratch&) = delete;
  RegexScratch& operator=(const RegexScratch&) = delete;

 private:
  friend class Regex;
  pcre2_real_match_data_8* data_;
};

class Regex {
 public:
  Regex() = default;
  // `pattern` in PCRE2 syntax (see PythonToPcre). Errors: model.corrupt.
  static Result<Regex> Compile(const std::string& pattern);

  bool empty() const { return code_ == nullptr; }
  // re.search from byte `from` on. REQUIRES: subject is valid UTF-8, `from` at a character, not empty().
  bool Search(std::string_view subject, size_t from, RegexScratch* scratch, RegexMatch* match) const;
  // re.match: only at the start.
  bool MatchAtStart(std::string_view subject, RegexScratch* scratch) const;

 private:
  bool Run(std::string_view subject, size_t from, unsigned options, RegexScratch* scratch, RegexMatch* match) const;

  std::shared_ptr<pcre2_real_code_8> code_;
};

// Rewrites what Python writes differently: \uXXXX, \UXXXXXXXX, a leading (?u).
std::string PythonToPcre(std::string_view pattern);

}  // namespace entente::parse
