#include "value/value_finder.h"

#include "value/amount_scanner.h"
#include "value/time_scanner.h"

namespace entente {

Result<ValueFinder> ValueFinder::Load(const DataFiles& files) {
  Result<ValueWords> tables = ValueWords::Load(files);
  if (!tables.ok()) return tables.status();
  return ValueFinder(std::move(*tables));
}

ValueAnnotation ValueFinder::Find(const Tree& tree, const std::optional<Date>& published_date) const {
  const LoweredWords words(tree.document());
  ValueAnnotation out;
  out.times = TimeScanner(tables_, words, published_date).Scan();
  out.amounts = AmountScanner(tables_, words, tree).Scan(out.times);
  return out;
}

}  // namespace entente
