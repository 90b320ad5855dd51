// AmountScanner: sums and counts of one document. One per document; not shared between threads.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "syntax/tree.h"
#include "value/annotation.h"
#include "value/value_words.h"

namespace entente {

class AmountScanner {
 public:
  AmountScanner(const ValueWords& tables, const LoweredWords& words, const Tree& tree)
      : tables_(tables), words_(words), tree_(tree) {}

  // In text order, disjoint from `times`: figures in dates count nothing. Cost: linear.
  std::vector<AmountExpression> Scan(const std::vector<TimeExpression>& times) const;

 private:
  struct Figure {
    uint32_t begin = 0;
    uint32_t end = 0;
    double value = 0;
    std::string currency;
  };

  std::optional<Figure> FigureAt(uint32_t at) const;
  std::optional<Figure> GluedFigureAt(uint32_t at) const;
  std::optional<AmountExpression> Money(const Figure& figure) const;
  std::optional<AmountExpression> Counted(const Figure& figure) const;
  std::string RateOf(TokenRange tokens) const;
  // The noun the figure counts, or -1.
  int64_t CountedNoun(const Figure& figure) const;

  const ValueWords& tables_;
  const LoweredWords& words_;
  const Tree& tree_;
};

}  // namespace entente
