// PageWords: what the words that web pages use say of the text beside them, from data/html.
//
// Immutable after Load; any number of threads may read.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/data_files.h"
#include "entente/status.h"

namespace entente {

// A set of kinds, by their index in PageWords::mark_kinds() or phrase_kinds().
using KindSet = uint64_t;

class PageWords {
 public:
  // Reads html/marks.tsv and html/phrases.tsv. Errors: data.missing, data.bad_table.
  static Result<PageWords> Load(const DataFiles& files);

  // Kinds in the order of the table, at most 64: "comment", "share", "body" …
  const std::vector<std::string>& mark_kinds() const { return marks_.kinds; }
  const std::vector<std::string>& phrase_kinds() const { return phrases_.kinds; }

  // What a class, id, role or itemprop says: words of five letters and more count wherever they stand ("relatedLinks"),
  // shorter ones as a whole part only ("ad" in "ad-slot", not in "header").
  KindSet MarksIn(std::string_view value) const;
  // What phrases a short text begins with ("^follow us"), is ("=advertisement") or holds.
  KindSet PhrasesIn(std::string_view text) const;
  // The index of a kind of marks, as a set of one; empty where there is none.
  KindSet MarkKind(std::string_view kind) const;

 private:
  struct Entry {
    std::string word;  // lower case
    char where = 0;    // '^', '=' or 0
    uint8_t kind = 0;
  };
  struct Table {
    std::vector<std::string> kinds;
    std::vector<Entry> entries;                           // by their first two bytes
    std::vector<std::pair<uint16_t, uint16_t>> range_of;  // first two bytes to entries; empty ranges where none
  };

  static Status Fill(const DataFiles& files, std::string_view name, Table& table);

  Table marks_, phrases_;
};

}  // namespace entente
