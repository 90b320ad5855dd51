// ValueFinder: dates, named periods and amounts of a document's tree. The face of this room.
//
// Immutable after Load; any number of threads may call Find at once.
#pragma once

#include <optional>
#include <utility>

#include "base/data_files.h"
#include "entente/document.h"
#include "entente/status.h"
#include "syntax/tree.h"
#include "value/annotation.h"
#include "value/value_words.h"

namespace entente {

class ValueFinder {
 public:
  // Errors: data.missing, data.bad_table.
  static Result<ValueFinder> Load(const DataFiles& files);

  // Times in text order, then amounts in text order. Relative times ("last month") are placed from `published_date`,
  // and left unplaced without one. The same input always gives the same output. Cost: linear.
  ValueAnnotation Find(const Tree& tree, const std::optional<Date>& published_date) const;

 private:
  explicit ValueFinder(ValueWords tables) : tables_(std::move(tables)) {}

  ValueWords tables_;
};

}  // namespace entente
