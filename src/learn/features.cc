#include "learn/features.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "base/json_text.h"

namespace entente {
namespace {

constexpr uint64_t kBasis = 14695981039346656037ULL;
constexpr uint64_t kPrime = 1099511628211ULL;

uint64_t Mix(uint64_t hash, std::string_view bytes) {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  return hash;
}

uint64_t HashOf(std::initializer_list<std::string_view> parts) {
  uint64_t hash = kBasis;
  for (const std::string_view& part : parts) {
    if (&part != parts.begin()) hash = Mix(hash, "=");
    hash = Mix(hash, part);
  }
  return hash;
}

uint32_t KeyOf(uint64_t hash) { return static_cast<uint32_t>(hash >> 32); }

}  // namespace

void Features::Add(std::initializer_list<std::string_view> parts, float value) {
  Append(parts, {KeyOf(HashOf(parts)), value});
}

void Features::AddOnce(std::initializer_list<std::string_view> parts) {
  const uint32_t key = KeyOf(HashOf(parts));
  for (const Feature& feature : features_) {
    if (feature.key == key) return;
  }
  Append(parts, {key, 1});
}

void Features::Append(std::initializer_list<std::string_view> parts, Feature feature) {
  features_.push_back(feature);
  if (!keep_) return;
  std::string& name = names_.emplace_back();
  for (const std::string_view& part : parts) {
    if (&part != parts.begin()) name += '=';
    name += part;
  }
}

void Features::Clear() {
  features_.clear();
  names_.clear();
}

void Features::Finish() {
  std::vector<uint32_t> order(features_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const Feature& x = features_[a];
    const Feature& y = features_[b];
    return std::tuple(x.key, -x.value, a) < std::tuple(y.key, -y.value, b);
  });
  std::vector<Feature> kept;
  std::vector<std::string> names;
  double squares = 0;
  for (const uint32_t i : order) {
    if (!kept.empty() && kept.back().key == features_[i].key) continue;
    kept.push_back(features_[i]);
    squares += static_cast<double>(features_[i].value) * features_[i].value;
    if (keep_) names.push_back(std::move(names_[i]));
  }
  const float scale = squares > 0 ? static_cast<float>(1 / std::sqrt(squares)) : 1.0F;
  for (Feature& feature : kept) feature.value *= scale;
  features_ = std::move(kept);
  names_ = std::move(names);
}

uint32_t FeatureKey(std::string_view name) { return KeyOf(Mix(kBasis, name)); }

std::string ToJson(const Features& features) {
  std::string out = "{";
  for (size_t i = 0; i < features.names().size(); ++i) {
    if (i > 0) out += ',';
    AppendJsonString(out, features.names()[i]);
    out += fmt::format(":{}", features.all()[i].value);
  }
  return out + "}";
}

}  // namespace entente
