#include "learn/features.h"

#include <fmt/format.h>

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
