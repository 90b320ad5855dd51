#include "learn/linear_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

namespace entente {
namespace {

Status Bad(std::string_view name, std::string_view what) {
  return Status(StatusCode::kCorrupt, "data.bad_model",
                fmt::format("learned/{}.linear: {}; make it again with train/", name, what));
}

// The next line, without its end; `rest` loses it.
std::string_view TakeLine(std::string_view& rest) {
  const size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

// The words of "key a b c" after its key; empty where the line has another key.
std::vector<std::string_view> WordsAfter(std::string_view key, std::string_view line) {
  std::vector<std::string_view> words;
  if (!line.starts_with(key)) return words;
  line.remove_prefix(key.size());
  while (!line.empty()) {
    const size_t begin = line.find_first_not_of(' ');
    if (begin == std::string_view::npos) break;
    const size_t end = std::min(line.find(' ', begin), line.size());
    words.push_back(line.substr(begin, end - begin));
    line.remove_prefix(end);
  }
  return words;
}

template <class Number>
bool ReadNumbers(const std::vector<std::string_view>& words, std::vector<Number>& out) {
  for (const std::string_view word : words) {
    Number number{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size()) return false;
    if (!std::isfinite(static_cast<double>(number))) return false;
    out.push_back(number);
  }
  return !out.empty();
}

}  // namespace

Result<LinearModel> LinearModel::Load(const DataFiles& files, std::string_view name) {
  Result<std::string_view> content = files.Read(fmt::format("learned/{}.linear", name));
  if (!content.ok()) return content.status();
  LinearModel model;
  std::string_view rest = *content;
  size_t count = 0;
  if (Status status = model.ReadHeader(rest, count); !status.ok()) return Bad(name, status.message());
  if (count > rest.size() || rest.size() != count * (sizeof(uint32_t) + model.classes_.size())) {
    return Bad(name, fmt::format("{} bytes of weights do not fit {} features", rest.size(), count));
  }
  model.Index(rest, count);
  if (!std::is_sorted(model.keys_.begin(), model.keys_.end())) return Bad(name, "keys are not in order");
  return model;
}

Status LinearModel::ReadHeader(std::string_view& rest, size_t& count) {
  const auto bad = [](const char* what) { return Status(StatusCode::kCorrupt, "data.bad_model", what); };
  if (TakeLine(rest) != "entente-linear 1") return bad("not version 1 of a linear model");
  for (const std::string_view word : WordsAfter("classes ", TakeLine(rest))) classes_.emplace_back(word);
  std::vector<size_t> counts;
  std::vector<float> sharpness;
  const bool read = ReadNumbers(WordsAfter("features ", TakeLine(rest)), counts) &&
                    ReadNumbers(WordsAfter("scales ", TakeLine(rest)), scales_) &&
                    ReadNumbers(WordsAfter("biases ", TakeLine(rest)), biases_) &&
                    ReadNumbers(WordsAfter("sharpness ", TakeLine(rest)), sharpness);
  if (!read || !TakeLine(rest).empty()) return bad("its header is damaged");
  const size_t classes = classes_.size();
  if (classes == 0 || scales_.size() != classes || biases_.size() != classes) return bad("a class lacks its scale");
  count = counts.front();
  sharpness_ = sharpness.front();
  return Status::Ok();
}

void LinearModel::Index(std::string_view bytes, size_t count) {
  keys_.resize(count);
  if (count > 0) std::memcpy(keys_.data(), bytes.data(), count * sizeof(uint32_t));
  weights_.resize(count * classes_.size());
  if (count > 0) std::memcpy(weights_.data(), bytes.data() + count * sizeof(uint32_t), weights_.size());
  // About one key a bucket: a look-up is then one or two comparisons.
  const unsigned bits = std::clamp<unsigned>(std::bit_width(count), 1, 24);
  shift_ = 32 - bits;
  first_of_bucket_.assign((size_t{1} << bits) + 1, 0);
  for (const uint32_t key : keys_) ++first_of_bucket_[(key >> shift_) + 1];
  for (size_t i = 1; i < first_of_bucket_.size(); ++i) first_of_bucket_[i] += first_of_bucket_[i - 1];
}

int LinearModel::ClassIndex(std::string_view name) const {
  const auto found = std::find(classes_.begin(), classes_.end(), name);
  return found == classes_.end() ? -1 : static_cast<int>(found - classes_.begin());
}

int64_t LinearModel::Find(uint32_t key) const {
  const size_t bucket = key >> shift_;
  for (uint32_t i = first_of_bucket_[bucket]; i < first_of_bucket_[bucket + 1]; ++i) {
    if (keys_[i] == key) return i;
  }
  return -1;
}

std::vector<float> LinearModel::Scores(const Features& features) const {
  const size_t classes = classes_.size();
  std::vector<float> scores(classes, 0.0F);
  for (const Feature& feature : features.all()) {
    const int64_t row = Find(feature.key);
    if (row < 0) continue;
    const int8_t* weights = weights_.data() + static_cast<size_t>(row) * classes;
    for (size_t c = 0; c < classes; ++c) scores[c] += feature.value * static_cast<float>(weights[c]);
  }
  for (size_t c = 0; c < classes; ++c) scores[c] = scores[c] * scales_[c] + biases_[c];
  return scores;
}

std::vector<float> LinearModel::Probabilities(const Features& features) const {
  std::vector<float> scores = Scores(features);
  const float top = *std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (float& score : scores) sum += score = std::exp(sharpness_ * (score - top));
  for (float& score : scores) score /= sum;
  return scores;
}

std::vector<float> LinearModel::Weights(const Feature& feature) const {
  std::vector<float> weights(classes_.size(), 0.0F);
  const int64_t row = Find(feature.key);
  if (row < 0) return weights;
  for (size_t c = 0; c < weights.size(); ++c) {
    weights[c] = scales_[c] * static_cast<float>(weights_[static_cast<size_t>(row) * weights.size() + c]);
  }
  return weights;
}

}  // namespace entente
