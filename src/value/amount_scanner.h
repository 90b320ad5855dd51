// AmountScanner: sums and counts of one document. One per document; not shared between threads.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "syntax/tree.h"
#include "value/annotation.h"

namespace entente {

class ValueFinder;

class AmountScanner {
 public:
  AmountScanner(const ValueFinder& words, const Tree& tree) : words_(words), tree_(tree) {}

  std::vector<AmountExpression> Scan() const;

 private:
  // The number that begins at `at`, moving it past; nothing where none does.
  std::optional<double> Number(uint32_t& at) const;
  double ScaleAt(uint32_t token) const;
  bool Yearly(uint32_t begin, uint32_t end) const;

  const ValueFinder& words_;
  const Tree& tree_;
};

}  // namespace entente
