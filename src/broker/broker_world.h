// BrokerWorld: what is known of actors by their code, whatever the events say: where they sit, what kind of body they
// are, which state a group belongs to, who is a member of which bloc.
//
// Tables: data/actors/{states,organisations,groups}.tsv, data/places.tsv (capitals), data/relation/bloc_members.tsv.
// Immutable after Load; any thread may read.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/data_files.h"
#include "entente/status.h"

namespace entente {

class BrokerWorld {
 public:
  // Errors: data.missing, data.bad_table, data.bad_number.
  static Result<BrokerWorld> Load(const DataFiles& data);

  bool IsState(std::string_view code) const { return states_.contains(code); }
  // A body that states make: kind igo or bloc.
  bool IsBody(std::string_view code) const { return bodies_.contains(code); }
  // The state a group acts in; the code itself for everybody else.
  std::string_view HomeOf(std::string_view code) const;
  // -ln(km + 300) to the nearest of the homes, between capitals. A bloc is 0 km from a pair of its members, 6,000 from
  // others; who sits nowhere is 5,000 from everybody.
  double Nearness(std::string_view code, std::span<const std::string> homes) const;

 private:
  struct Place {
    double latitude = 0, longitude = 0;
  };
  Status LoadPlaces(const DataFiles& data);
  Status LoadActors(const DataFiles& data);
  Status LoadBlocs(const DataFiles& data);
  double Kilometres(std::string_view code, std::span<const std::string> homes) const;

  std::set<std::string, std::less<>> states_, bodies_;
  std::map<std::string, std::string, std::less<>> group_states_;
  std::map<std::string, Place, std::less<>> capitals_;
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> blocs_;
};

}  // namespace entente
