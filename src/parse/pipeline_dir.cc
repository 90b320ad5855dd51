#include "parse/pipeline_dir.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>

namespace entente::parse {
namespace {

std::string Trim(std::string_view text) {
  size_t begin = text.find_first_not_of(" \t\r");
  if (begin == text.npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

Result<ThincArray> ReadArray(const Value& value, const std::string& path) {
  ThincArray array;
  const Value* shape = value.Find("shape");
  const Value* data = value.Find("data");
  if (value.TextAt("type") != "<f4" || shape == nullptr || data == nullptr || shape->list.size() > 4) {
    return NotAPipeline(path, "an array is not float32");
  }
  array.rank = shape->list.size();
  for (size_t i = 0; i < array.rank; ++i) array.shape.dims[i] = static_cast<uint32_t>(shape->list[i].integer);
  if (array.shape.Count() * sizeof(float) != data->text.size()) return NotAPipeline(path, "an array is cut short");
  array.values.resize(array.shape.Count());
  std::memcpy(array.values.data(), data->text.data(), data->text.size());
  return array;
}

// Attributes are msgpack inside msgpack.
Status ReadAttributes(const Value& attributes, const std::string& path, ThincNode* node) {
  for (const auto& [name, packed] : attributes.map) {
    auto value = ReadMsgpack(packed.text, path);
    if (!value.ok()) continue;  // a pickled or custom attribute: nothing we read
    if (value->is_int()) node->attributes[name.text] = static_cast<int64_t>(value->integer);
    if (name.text != "columns") continue;
    for (const Value& column : value->list) node->columns.push_back(column.text);
  }
  return {};
}

}  // namespace

Status NotAPipeline(const std::string& path, const std::string& what) {
  return {StatusCode::kInvalidInput, "model.not_a_pipeline",
          path + ": " + what + "; name the directory that holds config.cfg of a spaCy v3 pipeline"};
}

Status Unsupported(const std::string& component, const std::string& what) {
  return {StatusCode::kUnsupported, "model.unsupported_component", component + ": " + what};
}

Result<std::string> ReadFileBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return NotAPipeline(path, std::generic_category().message(errno));
  std::ostringstream bytes;
  bytes << file.rdbuf();
  // An empty file sets failbit on `bytes` alone.
  if (!file) return NotAPipeline(path, "cannot be read");
  return std::move(bytes).str();
}

Result<Value> ReadMsgpackFile(const std::string& path) {
  auto bytes = ReadFileBytes(path);
  if (!bytes.ok()) return bytes.status();
  return ReadMsgpack(*bytes, path);
}

Result<Value> ReadJsonFile(const std::string& path) {
  auto bytes = ReadFileBytes(path);
  if (!bytes.ok()) return bytes.status();
  return ReadJson(*bytes, path);
}

Result<PipelineConfig> PipelineConfig::Read(const std::string& dir) {
  auto bytes = ReadFileBytes(dir + "/config.cfg");
  if (!bytes.ok()) return bytes.status();
  PipelineConfig config;
  std::istringstream lines(*bytes);
  std::string section;
  for (std::string line; std::getline(lines, line);) {
    line = Trim(line);
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '[' && line.find(" = ") == line.npos) {
      section = line.substr(1, line.find_last_of(']') - 1);
    } else if (size_t equals = line.find('='); equals != line.npos) {
      config.sections_[section][Trim(line.substr(0, equals))] = Trim(line.substr(equals + 1));
    }
  }
  if (config.sections_.count("nlp") == 0) return NotAPipeline(dir + "/config.cfg", "has no [nlp] section");
  return config;
}

std::string PipelineConfig::Get(const std::string& section, const std::string& key) const {
  auto found = sections_.find(section);
  if (found == sections_.end()) return "";
  auto value = found->second.find(key);
  if (value == found->second.end()) return "";
  const std::string& text = value->second;
  bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return quoted ? text.substr(1, text.size() - 2) : text;
}

std::vector<std::string> PipelineConfig::List(const std::string& section, const std::string& key) const {
  std::vector<std::string> items;
  auto value = ReadJson(Get(section, key), "config.cfg");
  if (!value.ok()) return items;
  for (const Value& item : value->list) items.push_back(item.text);
  return items;
}

std::vector<const ThincNode*> ThincModel::Named(std::string_view name) const {
  std::vector<const ThincNode*> found;
  for (const ThincNode& node : nodes) {
    if (node.name == name) found.push_back(&node);
  }
  return found;
}

Result<ThincModel> ReadThincModel(const std::string& path) {
  auto root = ReadMsgpackFile(path);
  if (!root.ok()) return root.status();
  const Value* nodes = root->Find("nodes");
  const Value* attributes = root->Find("attrs");
  const Value* params = root->Find("params");
  if (nodes == nullptr || attributes == nullptr || params == nullptr || nodes->list.empty() ||
      nodes->list.size() != attributes->list.size() || nodes->list.size() != params->list.size()) {
    return NotAPipeline(path, "not a thinc model");
  }
  ThincModel model;
  model.path = path;
  for (size_t i = 0; i < nodes->list.size(); ++i) {
    ThincNode node;
    node.name = nodes->list[i].TextAt("name");
    if (Status status = ReadAttributes(attributes->list[i], path, &node); !status.ok()) return status;
    for (const auto& [name, value] : params->list[i].map) {
      if (!value.is_map()) continue;
      auto array = ReadArray(value, path);
      if (!array.ok()) return array.status();
      node.params[name.text] = std::move(*array);
    }
    model.nodes.push_back(std::move(node));
  }
  if (const Value* refs = nodes->list[0].Find("refs")) {
    for (const auto& [name, index] : refs->map) {
      if (index.is_int() && index.integer < model.nodes.size()) model.refs[name.text] = index.integer;
    }
  }
  return model;
}

Result<ThincArray> ReadNpy(const std::string& path) {
  auto bytes = ReadFileBytes(path);
  if (!bytes.ok()) return bytes.status();
  if (bytes->substr(0, 6) != "\x93NUMPY" || bytes->size() < 12) return NotAPipeline(path, "not a numpy array");
  bool long_header = (*bytes)[6] >= 2;
  uint32_t header_size = 0;
  std::memcpy(&header_size, bytes->data() + 8, long_header ? 4 : 2);
  size_t data = (long_header ? 12 : 10) + size_t{header_size};
  if (data > bytes->size()) return NotAPipeline(path, "is cut short");
  std::string header = bytes->substr(long_header ? 12 : 10, header_size);
  unsigned rows = 0, columns = 0;
  size_t shape = header.find("'shape': (");
  bool read = shape != header.npos && std::sscanf(header.c_str() + shape + 10, "%u, %u", &rows, &columns) == 2;
  bool plain = header.find("'<f4'") != header.npos && header.find("'fortran_order': False") != header.npos;
  ThincArray array;
  array.rank = 2;
  array.shape.dims = {rows, columns, 1, 1};
  if (!read || !plain || array.shape.Count() * sizeof(float) != bytes->size() - data) {
    return NotAPipeline(path, "not a two-dimensional float32 array");
  }
  array.values.resize(array.shape.Count());
  std::memcpy(array.values.data(), bytes->data() + data, bytes->size() - data);
  return array;
}

}  // namespace entente::parse
