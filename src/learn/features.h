// Features: what is known of one decision, as a sparse vector of named numbers.
//
// A name is a list of parts ("gov", lemma), joined by '=' and hashed as it is added, so that nothing is allocated for
// it; train/linear.py hashes the printed name in the same way. A value object; not for several threads at once.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

struct Feature {
  uint32_t key = 0;  // the upper half of FNV-1a, 64 bits, of the name
  float value = 1;
};

class Features {
 public:
  enum class Names { kForget, kKeep };  // kKeep: for training and --explain
  explicit Features(Names names = Names::kForget) : keep_(names == Names::kKeep) {}

  void Add(std::initializer_list<std::string_view> parts, float value = 1);
  void Add(std::string_view name, float value = 1) { Add({name}, value); }
  // Adds it with value 1 unless it is there. Cost: linear in what is there.
  void AddOnce(std::initializer_list<std::string_view> parts);
  void Clear();
  // Of features of one name the greatest value stays; the rest is scaled to length 1. Order: by key.
  void Finish();

  std::span<const Feature> all() const { return features_; }
  // Beside all(), where they are kept; else empty.
  std::span<const std::string> names() const { return names_; }

 private:
  void Append(std::initializer_list<std::string_view> parts, Feature feature);

  std::vector<Feature> features_;
  std::vector<std::string> names_;
  bool keep_;
};

// The key of a whole name.
uint32_t FeatureKey(std::string_view name);

// {"name":value,…}, in order of adding. REQUIRES: names are kept.
std::string ToJson(const Features& features);

}  // namespace entente
