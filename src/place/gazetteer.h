// Gazetteer: names of places, indexed by their first word. data/places.tsv.
//
// Immutable after Load; any thread may read. Names are matched as written, case and accents count.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/data_files.h"
#include "entente/status.h"

namespace entente {

enum class PlaceKind { kState, kCapital, kCity, kTown, kRegion };

struct Place {
  std::string_view name;
  std::string_view code;  // of its state, as in data/actors/states.tsv
  PlaceKind kind = PlaceKind::kCity;
  double latitude = 0;  // degrees, north and east positive
  double longitude = 0;
  double population = 0;  // thousands; 0: not told
};

class Gazetteer {
 public:
  // Errors: data.missing, data.bad_table, naming table and line. Cost: linear in the table, a few milliseconds.
  static Result<Gazetteer> Load(const DataFiles& files);

  const Place& place(uint32_t index) const { return places_[index]; }
  // Bytes of the longest name that begins with `word`; 0 where none does.
  size_t LongestFrom(std::string_view word) const;
  // Places of exactly this name; empty where there is none.
  std::vector<uint32_t> Named(std::string_view name) const;
  // The state this word or phrase names or describes ("France", "French"); empty where none.
  std::string_view StateOf(std::string_view words) const;

 private:
  struct NameEntry {
    uint32_t place = 0;
    int32_t next = -1;  // into entries_: another place of that name
  };
  Status AddRow(std::string_view line, uint32_t number);
  void AddName(std::string_view name, uint32_t place);

  std::shared_ptr<const std::string> text_;  // the table; names and codes are views of it, wherever this is moved
  std::vector<Place> places_;
  std::vector<NameEntry> entries_;
  std::unordered_map<std::string_view, int32_t> by_name_;  // into entries_
  std::unordered_map<std::string_view, size_t> longest_;   // first word → bytes of the longest name
  std::unordered_map<std::string, std::string> states_;
};

// The part of a name up to its first space, hyphen or apostrophe: what a tokenizer makes its first word.
std::string_view FirstWordOf(std::string_view name);

}  // namespace entente
