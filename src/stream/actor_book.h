// StreamActorBook: what the actor names of event streams stand for.
//
// "Foreign Affairs (Bangladesh)" is of BGD and GOV; "Angela Merkel" is DEU while in office; "Armed Rebel (Chad)" is a
// group of its own. Names come from the dictionaries of data/actors, generic words from data/stream.
// Immutable after Load; any thread may read.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "actor/dictionary.h"
#include "base/data_files.h"
#include "entente/status.h"
#include "stream/stream_names.h"

namespace entente {

class StreamActorBook {
 public:
  // Errors: data.missing, data.bad_table. Cost: that of the dictionary, some milliseconds.
  static Result<StreamActorBook> Load(const DataFiles& files);

  // Its code decides first, where it has one; then its name; then its country. Never fails: who is unknown has no code.
  // Cost: some microseconds.
  StreamActorEntry Resolve(const StreamActorName& actor) const;
  // With the key of this code, sector and name (see StreamIdentity).
  StreamIdentity Identity(std::string_view code, std::string_view sector, std::string_view name) const;
  // What the entry stands for on a day.
  static const StreamIdentity& IdentityOn(const StreamActorEntry& entry, int32_t day);
  // The code of a state by any of its names; empty where there is none.
  std::string StateCode(std::string_view name) const;
  // Our sector for a list of ICEWS's or PLOVER's, or for a generic word ("Police"); empty where unknown.
  std::string SectorOfList(std::string_view sectors) const;
  std::string SectorOfWord(std::string_view word) const;
  // "Turkey" for TUR; empty where unknown.
  std::string_view StateName(std::string_view code) const;
  const Dictionary& dictionary() const { return *dictionary_; }

 private:
  friend class StreamActorBookLoader;
  bool ResolveCode(const StreamActorName& actor, StreamActorEntry& out) const;
  bool ResolveBody(std::string_view name, std::string_view sectors, StreamActorEntry& out) const;
  bool ResolvePerson(std::string_view name, std::string_view country_code, StreamActorEntry& out) const;

  std::unique_ptr<const Dictionary> dictionary_;
  TextMap<std::string> state_names_;
  TextMap<std::string> agents_;
  TextMap<std::vector<StreamRole>> people_;                    // offices held, by the name streams print
  TextMap<std::pair<uint32_t, std::string>> icews_sectors_;    // rank and sector
  TextMap<std::pair<std::string, std::string>> cameo_actors_;  // code and sector
  TextMap<std::string> bodies_;                                // code of an organisation or group → its sector
  std::set<std::string, std::less<>> apart_;
};

}  // namespace entente
