// Reading a spaCy v3 pipeline directory: config.cfg, msgpack and JSON files, thinc models. Used by the converter only.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"
#include "nn/model_file.h"
#include "parse/value_tree.h"

namespace entente::parse {

Status NotAPipeline(const std::string& path, const std::string& what);
Status Unsupported(const std::string& component, const std::string& what);

// Whole file. Error: model.not_a_pipeline.
Result<std::string> ReadFileBytes(const std::string& path);
Result<Value> ReadMsgpackFile(const std::string& path);
Result<Value> ReadJsonFile(const std::string& path);

// config.cfg: sections of `key = JSON value`. Values are kept as text.
class PipelineConfig {
 public:
  static Result<PipelineConfig> Read(const std::string& dir);
  // The value without quotes, or "".
  std::string Get(const std::string& section, const std::string& key) const;
  // A JSON list of strings.
  std::vector<std::string> List(const std::string& section, const std::string& key) const;

 private:
  std::map<std::string, std::map<std::string, std::string>> sections_;
};

// An array of a thinc model: float32, C order.
struct ThincArray {
  nn::Shape shape;
  size_t rank = 0;
  std::vector<float> values;
};

// One layer of a thinc model, in breadth-first order.
struct ThincNode {
  std::string name;
  std::map<std::string, int64_t> attributes;  // integer attributes only
  std::vector<std::string> columns;           // of extract_features
  std::map<std::string, ThincArray> params;
};

struct ThincModel {
  std::string path;
  std::vector<ThincNode> nodes;
  std::map<std::string, size_t> refs;  // of the outermost layer

  std::vector<const ThincNode*> Named(std::string_view name) const;
  bool Has(std::string_view name) const { return !Named(name).empty(); }
};

Result<ThincModel> ReadThincModel(const std::string& path);

// A two-dimensional float32 array in numpy's .npy format.
Result<ThincArray> ReadNpy(const std::string& path);

}  // namespace entente::parse
