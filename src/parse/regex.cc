#include "parse/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace entente::parse {

RegexScratch::RegexScratch() : data_(pcre2_match_data_create(1, nullptr)) {}
RegexScratch::~RegexScratch() { pcre2_match_data_free(data_); }

Result<Regex> Regex::Compile(const std::string& pattern) {
  int error = 0;
  PCRE2_SIZE offset = 0;
  pcre2_code* code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                                   PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &error, &offset, nullptr);
  if (code == nullptr) {
    return Status(StatusCode::kCorrupt, "model.corrupt",
                  "regular expression does not compile at byte " + std::to_string(offset) + " (PCRE2 error " +
                      std::to_string(error) + ")");
  }
  pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);  // without JIT the interpreter runs: slower, same result
  Regex regex;
  regex.code_ = std::shared_ptr<pcre2_code>(code, pcre2_code_free);
  return regex;
}

bool Regex::Run(std::string_view subject, size_t from, unsigned options, RegexScratch* scratch,
                RegexMatch* match) const {
  int found = pcre2_match(code_.get(), reinterpret_cast<PCRE2_SPTR>(subject.data()), subject.size(), from,
                          options | PCRE2_NO_UTF_CHECK, scratch->data_, nullptr);
  if (found < 0) return false;
  const PCRE2_SIZE* offsets = pcre2_get_ovector_pointer(scratch->data_);
  *match = {offsets[0], offsets[1]};
  return true;
}

bool Regex::Search(std::string_view subject, size_t from, RegexScratch* scratch, RegexMatch* match) const {
  return Run(subject, from, 0, scratch, match);
}

bool Regex::MatchAtStart(std::string_view subject, RegexScratch* scratch) const {
  RegexMatch match;
  return Run(subject, 0, PCRE2_ANCHORED, scratch, &match);
}

std::string PythonToPcre(std::string_view pattern) {
  if (pattern.substr(0, 4) == "(?u)") pattern.remove_prefix(4);
  std::string out;
  for (size_t i = 0; i < pattern.size(); ++i) {
    out += pattern[i];
    if (pattern[i] != '\\' || i + 1 >= pattern.size()) continue;
    char next = pattern[++i];
    size_t digits = next == 'u' ? 4 : next == 'U' ? 8 : 0;
    if (digits == 0 || i + digits >= pattern.size()) {
      out += next;
      continue;
    }
    out += "x{" + std::string(pattern.substr(i + 1, digits)) + "}";
    i += digits;
  }
  return out;
}

}  // namespace entente::parse
