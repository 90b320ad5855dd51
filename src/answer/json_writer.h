// JsonWriter: JSON text with the commas in the right places. Strings are escaped; numbers keep at most six decimals.
#pragma once

#include <string>
#include <string_view>

#include "base/json_text.h"

namespace entente {

class JsonWriter {
 public:
  JsonWriter& Open(char bracket) {
    Separate();
    text_ += bracket;
    first_ = true;
    return *this;
  }
  JsonWriter& Close(char bracket) {
    text_ += bracket;
    first_ = false;
    return *this;
  }
  JsonWriter& Key(std::string_view key) {
    Separate();
    AppendJsonString(text_, key);
    text_ += ':';
    first_ = true;  // no comma between a key and its value
    return *this;
  }
  JsonWriter& String(std::string_view value) {
    Separate();
    AppendJsonString(text_, value);
    return *this;
  }
  JsonWriter& Number(double value) {
    Separate();
    AppendJsonNumber(text_, value, kDecimals);
    return *this;
  }
  JsonWriter& Bool(bool value) { return Raw(value ? "true" : "false"); }
  JsonWriter& Null() { return Raw("null"); }
  // `json` is one JSON value already.
  JsonWriter& Raw(std::string_view json) {
    Separate();
    text_ += json;
    return *this;
  }
  const std::string& text() const { return text_; }

 private:
  static constexpr int kDecimals = 6;
  void Separate() {
    if (!first_) text_ += ',';
    first_ = false;
  }

  std::string text_;
  bool first_ = true;
};

}  // namespace entente
