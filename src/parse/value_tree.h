// One tree type for the JSON and msgpack files of a pipeline directory. Used by the converter only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"

namespace entente::parse {

struct Value {
  enum class Kind { kNull, kBool, kInt, kDouble, kString, kBytes, kList, kMap };

  Kind kind = Kind::kNull;
  bool boolean = false;
  uint64_t integer = 0;  // two's complement where negative
  double number = 0;
  std::string text;  // kString, kBytes
  std::vector<Value> list;
  struct Member;
  std::vector<Member> map;  // in file order

  bool is_string() const { return kind == Kind::kString; }
  bool is_list() const { return kind == Kind::kList; }
  bool is_map() const { return kind == Kind::kMap; }
  bool is_int() const { return kind == Kind::kInt; }
  // The value under a string (or bytes) key, or null where this is no map or has no such key.
  const Value* Find(std::string_view key) const;
  // The text under a key, or `fallback`.
  std::string TextAt(std::string_view key, std::string_view fallback = "") const;
  // Numbers of either kind as double.
  double AsDouble() const {
    return kind == Kind::kDouble ? number : static_cast<double>(static_cast<int64_t>(integer));
  }
};

struct Value::Member {
  Value first;
  Value second;
};

// RFC 8259; numbers without fraction become integers. Error: model.not_a_pipeline with `name` and the offset.
Result<Value> ReadJson(std::string_view bytes, const std::string& name);
// https://github.com/msgpack/msgpack/blob/master/spec.md without extension types. Error as above.
Result<Value> ReadMsgpack(std::string_view bytes, const std::string& name);

}  // namespace entente::parse
