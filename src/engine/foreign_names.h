// ForeignNames: what other event data call our codes. Tables of data/ontology.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/data_files.h"
#include "entente/engine.h"
#include "entente/status.h"

namespace entente {

class ForeignNames {
 public:
  // Errors: data.missing, data.bad_table.
  static Result<ForeignNames> Load(const DataFiles& files);

  // Empty where there is none.
  std::string_view Find(NameList list, std::string_view code) const;
  bool IsState(std::string_view code) const { return states_.contains(code); }

 private:
  std::array<std::map<std::string, std::string, std::less<>>, 3> lists_;  // by NameList
  std::set<std::string, std::less<>> states_;
};

}  // namespace entente
