// Factuality: how far a text takes an act for a fact, as one number from −3 (certainly not) over 0 (open) to 3
// (certainly).
//
// Comes after StatusReader, whose word is one of its features; the rest is what stands around the predicate in the
// tree: its own helpers and marks, what governs it, the words before it. A linear regression learnt by
// train/factuality.py; the idea is Lee et al. 2015 ("Event Detection and Factuality Assessment"). Immutable after Load;
// any thread.
#pragma once

#include <cstdint>
#include <utility>

#include "base/data_files.h"
#include "event/status_reader.h"
#include "learn/features.h"
#include "learn/linear_model.h"
#include "syntax/tree.h"

namespace entente {

// What the model sees of a predicate, added to `out` once each. REQUIRES: predicate is a token of the tree. Cost: the
// children of the predicate and of three that govern it.
void AddFactualityFeatures(const Tree& tree, const StatusReader& status, uint32_t predicate, Features& out);

class FactualityModel {
 public:
  // Errors: as LinearModel::Load for "factuality".
  static Result<FactualityModel> Load(const DataFiles& files);

  // In −3…3.
  double Of(const Tree& tree, const StatusReader& status, uint32_t predicate) const;
  // The status that StatusReader gives; where its patterns are silent and the figure is low, kPossible or kDenied.
  StatementStatus Settle(const Tree& tree, const StatusReader& status, uint32_t predicate,
                         const Modality& modality) const;

 private:
  explicit FactualityModel(LinearModel model) : model_(std::move(model)) {}
  LinearModel model_;
};

}  // namespace entente
