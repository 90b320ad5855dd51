#include "progress_bar.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace entente::cli {
namespace {

constexpr int kBarWidth = 24;
constexpr double kShortestLook = 1.0;  // seconds before a rest can be told

std::string Duration(double seconds) {
  const auto whole = static_cast<uint64_t>(seconds);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
}

std::string Megabytes(uint64_t bytes) { return fmt::format("{:.1f}", static_cast<double>(bytes) / 1e6); }

std::string LineOf(const InputProgress& read, uint64_t documents, double seconds) {
  const double rate = seconds > 0 ? static_cast<double>(documents) / seconds : 0;
  const std::string counts = fmt::format("{} documents, {:.0f}/s", documents, rate);
  if (read.total == 0) return fmt::format("{} MB, {}", Megabytes(read.bytes), counts);
  const double share = std::min(1.0, static_cast<double>(read.bytes) / static_cast<double>(read.total));
  const int full = static_cast<int>(share * kBarWidth);
  std::string line = fmt::format("[{:=<{}}{:<{}}] {:3.0f}% {}/{} MB, {}", "", full, "", kBarWidth - full, share * 100,
                                 Megabytes(read.bytes), Megabytes(read.total), counts);
  if (share > 0 && seconds > kShortestLook) line += ", " + Duration(seconds / share - seconds) + " left";
  return line;
}

}  // namespace

void ProgressBar::Show(const InputProgress& read, uint64_t documents) {
  const auto now = std::chrono::steady_clock::now();
  if (!on_ || now - last_ < std::chrono::milliseconds(200)) return;
  last_ = now;
  shown_ = true;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  fmt::print(stderr, "\r{}\033[K", LineOf(read, documents, seconds));
}

void ProgressBar::Clear() {
  if (shown_) fmt::print(stderr, "\r\033[K");
  shown_ = false;
}

}  // namespace entente::cli
