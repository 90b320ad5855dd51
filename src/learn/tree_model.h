// TreeModel: a sum of small decision trees over a row of numbers, for decisions in which features matter together.
//
// The file, little-endian, data/learned/NAME.trees: lines of text up to an empty one,
//     entente-trees 1
//     columns COUNT KEY         KEY: FeatureKey of the column names joined by spaces, in decimal
//     trees COUNT
//     bias NUMBER
// then for each tree its count of nodes (uint32) and its nodes, 8 bytes each: column (uint16; 65535: a leaf), the index
// of the left child in the tree (uint16; the right one follows it), and threshold or value (float32). Left: the
// column's value is at most the threshold. Immutable after Load; any number of threads may read.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "entente/status.h"

namespace entente {

class TreeModel {
 public:
  // Reads "learned/NAME.trees". Errors: data.missing; data.bad_model where it is cut, altered in form, or was made for
  // other columns than `columns`. Cost: linear in the file.
  static Result<TreeModel> Load(const DataFiles& files, std::string_view name, std::span<const std::string> columns);

  // The bias and what each tree says, added: a probability where the leaves of random trees hold shares of one.
  double Sum(std::span<const float> row) const;
  // The logistic function of Sum, between 0 and 1. REQUIRES: a value for each column. Cost: trees × depth.
  float Probability(std::span<const float> row) const;

 private:
  struct Node {
    uint16_t column = 0;
    uint32_t left = 0;  // index into nodes_
    float number = 0;
  };
  Status ReadNodes(std::string_view bytes, size_t trees, size_t columns);

  double bias_ = 0;
  std::vector<uint32_t> roots_;
  std::vector<Node> nodes_;
};

}  // namespace entente
