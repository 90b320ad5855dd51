#include "learn/tree_model.h"

#include <charconv>
#include <cmath>
#include <cstring>

#include "learn/features.h"

namespace entente {
namespace {

constexpr uint16_t kLeaf = 65535;
constexpr size_t kNodeBytes = 8;

Status Bad(std::string_view name, std::string_view what) {
  return {StatusCode::kCorrupt, "data.bad_model", "learned/" + std::string(name) + ".trees: " + std::string(what)};
}

// The rest of the next line where it begins with `key` and a space; else null.
const char* LineOf(std::string_view& rest, std::string_view key, std::string_view& line) {
  const size_t end = rest.find('\n');
  if (end == std::string_view::npos) return nullptr;
  line = rest.substr(0, end);
  if (!line.starts_with(key) || line.size() <= key.size()) return nullptr;
  line.remove_prefix(key.size() + 1);
  rest.remove_prefix(end + 1);
  return line.data();
}

template <typename Number>
bool ReadNumber(std::string_view& text, Number& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  if (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  return true;
}

std::string Joined(std::span<const std::string> names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : " ") + name;
  return out;
}

template <typename Number>
Number At(std::string_view bytes, size_t offset) {
  Number out{};
  std::memcpy(&out, bytes.data() + offset, sizeof out);
  return out;
}

}  // namespace

Result<TreeModel> TreeModel::Load(const DataFiles& files, std::string_view name, std::span<const std::string> columns) {
  Result<std::string_view> file = files.Read("learned/" + std::string(name) + ".trees");
  if (!file.ok()) return file.status();
  std::string_view rest = *file;
  std::string_view line;
  TreeModel model;
  size_t count = 0;
  size_t trees = 0;
  uint32_t key = 0;
  if (LineOf(rest, "entente-trees", line) == nullptr || line != "1") return Bad(name, "not a file of trees, version 1");
  if (LineOf(rest, "columns", line) == nullptr || !ReadNumber(line, count) || !ReadNumber(line, key)) {
    return Bad(name, "no columns");
  }
  if (count != columns.size() || key != FeatureKey(Joined(columns))) {
    return Bad(name, "made for other columns; train it again (train/articles.py)");
  }
  if (LineOf(rest, "trees", line) == nullptr || !ReadNumber(line, trees)) return Bad(name, "no trees");
  if (LineOf(rest, "bias", line) == nullptr || !ReadNumber(line, model.bias_)) return Bad(name, "no bias");
  if (!rest.starts_with('\n')) return Bad(name, "no end of its head");
  if (Status status = model.ReadNodes(rest.substr(1), trees, count); !status.ok()) return Bad(name, status.message());
  return model;
}

Status TreeModel::ReadNodes(std::string_view bytes, size_t trees, size_t columns) {
  const Status cut(StatusCode::kCorrupt, "data.bad_model", "cut or altered");
  for (size_t tree = 0; tree < trees; ++tree) {
    if (bytes.size() < sizeof(uint32_t)) return cut;
    const auto count = At<uint32_t>(bytes, 0);
    bytes.remove_prefix(sizeof(uint32_t));
    if (count == 0 || count > bytes.size() / kNodeBytes) return cut;
    const auto root = static_cast<uint32_t>(nodes_.size());
    roots_.push_back(root);
    for (uint32_t i = 0; i < count; ++i) {
      const auto left = At<uint16_t>(bytes, i * kNodeBytes + 2);
      const Node node{At<uint16_t>(bytes, i * kNodeBytes), root + left, At<float>(bytes, i * kNodeBytes + 4)};
      // Children come after their parent, so every walk ends.
      const bool inner = node.column != kLeaf;
      if (inner && (node.column >= columns || left <= i || left + 1U >= count)) return cut;
      nodes_.push_back(node);
    }
    bytes.remove_prefix(count * kNodeBytes);
  }
  return bytes.empty() ? Status::Ok() : cut;
}

double TreeModel::Sum(std::span<const float> row) const {
  double sum = bias_;
  for (const uint32_t root : roots_) {
    const Node* node = &nodes_[root];
    while (node->column != kLeaf) node = &nodes_[node->left + (row[node->column] <= node->number ? 0 : 1)];
    sum += node->number;
  }
  return sum;
}

float TreeModel::Probability(std::span<const float> row) const {
  return static_cast<float>(1 / (1 + std::exp(-Sum(row))));
}

}  // namespace entente
