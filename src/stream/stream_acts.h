// StreamActs: acts by CAMEO code, by the name a stream gives them, by PLOVER type.
//
// Immutable after Load; any thread may read. Tables: data/ontology/{cameo,types}.tsv, data/stream/
// cameo_types.tsv.
#pragma once

#include <string>
#include <string_view>

#include "base/data_files.h"
#include "entente/status.h"
#include "stream/stream_names.h"

namespace entente {

class StreamActs {
 public:
  // Errors: data.missing, data.bad_table.
  static Result<StreamActs> Load(const DataFiles& files);

  // "036"; also "36" where no such code is longer; null where CAMEO has none.
  const StreamActEntry* ByCameo(std::string_view code) const;
  // "Express intent to meet or negotiate": case and punctuation aside; null where unknown.
  const StreamActEntry* ByName(std::string_view name) const;
  // The plain case of a PLOVER type ("CONSULT", any case), with the mode; nothing (empty cameo) where it is no type.
  StreamActEntry ByType(std::string_view type, std::string_view mode) const;
  // For coded statements: the act of this code, or else of this type.
  StreamActEntry Of(std::string_view cameo, std::string_view type, std::string_view mode) const;

 private:
  friend class StreamActsLoader;
  TextMap<StreamActEntry> by_cameo_;
  TextMap<StreamActEntry> by_type_;
  TextMap<std::string> by_name_;  // folded name → cameo
};

}  // namespace entente
