// Where a parse spends its time: one row a stage, filled where a workspace is told to (Workspace::Measure).
//
// Belongs to one thread. A workspace that does not measure pays one test a stage and document.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>

#include "nn/product_meter.h"

namespace entente::parse {

enum class Stage : size_t { kTokens, kTypes, kVectors, kTags, kTree, kEntities, kLemmas };
inline constexpr size_t kStages = 7;

struct StageProfile {
  struct Row {
    double seconds = 0;
    nn::ProductMeter products;
  };
  std::array<Row, kStages> rows;
  nn::ProductMeter meter;  // of the stage under way and all before
};

// Adds what happens in its life to one stage. `profile` may be null.
class StageScope {
 public:
  StageScope(StageProfile* profile, Stage stage) : profile_(profile), stage_(stage) {
    if (profile_ == nullptr) return;
    products_ = profile_->meter;
    begin_ = std::chrono::steady_clock::now();
  }
  ~StageScope() {
    if (profile_ == nullptr) return;
    StageProfile::Row& row = profile_->rows[static_cast<size_t>(stage_)];
    row.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    row.products.products += profile_->meter.products - products_.products;
    row.products.multiply_adds += profile_->meter.multiply_adds - products_.multiply_adds;
    row.products.seconds += profile_->meter.seconds - products_.seconds;
  }
  StageScope(const StageScope&) = delete;
  StageScope& operator=(const StageScope&) = delete;

 private:
  StageProfile* profile_;
  Stage stage_;
  nn::ProductMeter products_;
  std::chrono::steady_clock::time_point begin_;
};

}  // namespace entente::parse
