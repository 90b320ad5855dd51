// One line that names a person, in its parts.
#include <cctype>

#include "feed/feed_builder.h"
#include "feed/utf8_text.h"

namespace entente {
namespace {

bool IsAddressByte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || std::string_view("._%+-'").find(c) != std::string_view::npos;
}

}  // namespace

FeedPerson PersonOf(std::string_view text) {
  std::string line = JoinBlanks(text);
  FeedPerson person;
  const size_t at = line.find('@');
  if (at != std::string::npos && at > 0) {
    size_t begin = at, end = at + 1;
    while (begin > 0 && IsAddressByte(line[begin - 1])) --begin;
    while (end < line.size() && IsAddressByte(line[end])) ++end;
    if (begin < at && line.find('.', at) < end) {
      person.email = line.substr(begin, end - begin);
      line.erase(begin, end - begin);
      if (const size_t mailto = line.find("mailto:"); mailto != std::string::npos) line.erase(mailto, 7);
    }
  }
  // What is left of "(…)" and "<…>" around either part.
  std::string name;
  const bool bracketed = !person.email.empty();
  for (const char c : line) {
    if (!bracketed || std::string_view("()<>").find(c) == std::string_view::npos) name += c;
  }
  person.name = JoinBlanks(name);
  return person;
}

}  // namespace entente
