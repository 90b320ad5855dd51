// The action inventory of a transition parser: which class number means which move and label.
//
// Immutable after Load, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "entente/status.h"
#include "nn/model_file.h"

namespace entente::parse {

struct Action {
  uint32_t move = 0;  // arc-eager: S D L R B; entities: M B I L U O
  std::string label;  // empty where the move has none
};

// In class order. Error: model.corrupt.
Result<std::vector<Action>> LoadActions(const nn::ModelFile& file, const std::string& name);

}  // namespace entente::parse
