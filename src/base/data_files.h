// The dictionaries, patterns and ontologies of data/, embedded in the binary or read from a directory instead.
//
// Immutable after construction; any thread may read. Views live as long as the DataFiles.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"

namespace entente {

class DataFiles {
 public:
  // What was in data/ when this binary was built. Cost: none.
  static DataFiles Embedded();
  // Every file below `directory`. Errors: data.missing, data.unreadable.
  static Result<DataFiles> FromDirectory(const std::string& directory);
  // For tests: name ("actors/states.tsv") → content.
  static DataFiles InMemory(std::map<std::string, std::string> files);

  // Errors: data.missing (kNotFound), naming the file.
  Result<std::string_view> Read(std::string_view name) const;
  // Names below `folder` ("patterns/"), sorted.
  std::vector<std::string_view> List(std::string_view folder) const;

 private:
  std::map<std::string, std::string, std::less<>> owned_;
  std::map<std::string_view, std::string_view> embedded_;
};

}  // namespace entente
