// OutletBook: who owns an outlet (data/outlets.tsv), so that papers of one house do not count as independent witnesses.
//
// Immutable after Load; any thread may read.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/data_files.h"
#include "entente/status.h"

namespace entente {

class OutletBook {
 public:
  // Errors: data.missing, data.bad_table.
  static Result<OutletBook> Load(const DataFiles& files);

  // By name or domain ("www.theguardian.com", "The Guardian"); a subdomain belongs to its domain's owner. The outlet
  // itself where no owner is known.
  std::string OwnerOf(std::string_view outlet) const;

 private:
  std::unordered_map<std::string, std::string> owners_;  // by PlainName
};

// Lower case, without a leading "the " or "www.".
std::string PlainName(std::string_view outlet);

}  // namespace entente
