// ProgressBar: how far reading has come, on a terminal only.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "entente/input.h"

namespace entente::cli {

class ProgressBar {
 public:
  // `on`: standard error is a terminal. Off, it prints nothing.
  explicit ProgressBar(bool on) : on_(on), start_(std::chrono::steady_clock::now()) {}
  ~ProgressBar() { Clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  // Prints again at most five times a second.
  void Show(const InputProgress& read, uint64_t documents);
  // Takes the bar away, so that a message can stand in its place.
  void Clear();

 private:
  bool on_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point last_ = {};
};

}  // namespace entente::cli
