#include "parse/value_tree.h"

#include <bit>
#include <cctype>
#include <charconv>
#include <cstring>

#include "base/utf8.h"

namespace entente::parse {
namespace {

constexpr int kMaxDepth = 64;

Status Malformed(const std::string& name, size_t offset) {
  return {StatusCode::kInvalidInput, "model.not_a_pipeline",
          name + ": malformed at byte " + std::to_string(offset) + "; fetch the pipeline again"};
}

class JsonReader {
 public:
  explicit JsonReader(std::string_view bytes) : bytes_(bytes) {}

  bool ReadAll(Value* out) {
    bool read = Read(out, 0);
    SkipSpace();
    return read && at_ == bytes_.size();
  }
  size_t offset() const { return at_; }

 private:
  void SkipSpace() {
    while (at_ < bytes_.size() && std::strchr(" \t\r\n", bytes_[at_]) != nullptr && bytes_[at_] != 0) ++at_;
  }
  bool Take(char c) {
    SkipSpace();
    if (at_ >= bytes_.size() || bytes_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool TakeWord(std::string_view word) {
    if (bytes_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  bool Read(Value* out, int depth) {
    SkipSpace();
    if (at_ >= bytes_.size() || depth > kMaxDepth) return false;
    switch (bytes_[at_]) {
      case '{':
        return ReadMap(out, depth);
      case '[':
        return ReadList(out, depth);
      case '"':
        out->kind = Value::Kind::kString;
        return ReadString(&out->text);
      case 'n':
        return TakeWord("null");
      case 't':
      case 'f':
        out->kind = Value::Kind::kBool;
        out->boolean = bytes_[at_] == 't';
        return TakeWord(out->boolean ? "true" : "false");
      default:
        return ReadNumber(out);
    }
  }

  bool ReadMap(Value* out, int depth) {
    out->kind = Value::Kind::kMap;
    if (!Take('{')) return false;
    if (Take('}')) return true;
    do {
      Value key;
      key.kind = Value::Kind::kString;
      SkipSpace();
      if (!ReadString(&key.text) || !Take(':')) return false;
      out->map.emplace_back(std::move(key), Value());
      if (!Read(&out->map.back().second, depth + 1)) return false;
    } while (Take(','));
    return Take('}');
  }

  bool ReadList(Value* out, int depth) {
    out->kind = Value::Kind::kList;
    if (!Take('[')) return false;
    if (Take(']')) return true;
    do {
      out->list.emplace_back();
      if (!Read(&out->list.back(), depth + 1)) return false;
    } while (Take(','));
    return Take(']');
  }

  bool ReadHex4(uint32_t* out) {
    if (at_ + 4 > bytes_.size()) return false;
    auto [end, error] = std::from_chars(bytes_.data() + at_, bytes_.data() + at_ + 4, *out, 16);
    if (error != std::errc() || end != bytes_.data() + at_ + 4) return false;
    at_ += 4;
    return true;
  }

  bool ReadEscape(std::string* out) {
    static constexpr std::string_view kFrom = "\"\\/bfnrt";
    static constexpr std::string_view kTo = "\"\\/\b\f\n\r\t";
    if (at_ >= bytes_.size()) return false;
    char c = bytes_[at_++];
    if (size_t i = kFrom.find(c); i != kFrom.npos) {
      *out += kTo[i];
      return true;
    }
    uint32_t high = 0;
    if (c != 'u' || !ReadHex4(&high)) return false;
    if (high >= 0xD800 && high < 0xDC00) {
      uint32_t low = 0;
      if (!TakeWord("\\u") || !ReadHex4(&low) || low < 0xDC00 || low > 0xDFFF) return false;
      high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    }
    AppendUtf8(high, *out);
    return true;
  }

  bool ReadString(std::string* out) {
    if (at_ >= bytes_.size() || bytes_[at_] != '"') return false;
    ++at_;
    while (at_ < bytes_.size() && bytes_[at_] != '"') {
      if (bytes_[at_] != '\\') {
        *out += bytes_[at_++];
        continue;
      }
      ++at_;
      if (!ReadEscape(out)) return false;
    }
    if (at_ >= bytes_.size()) return false;
    ++at_;
    return true;
  }

  bool ReadNumber(Value* out) {
    const char* begin = bytes_.data() + at_;
    const char* limit = bytes_.data() + bytes_.size();
    auto [end, error] = std::from_chars(begin, limit, out->number);
    if (error != std::errc() || end == begin) return false;
    at_ += end - begin;
    out->kind = Value::Kind::kDouble;
    std::string_view digits(begin, end - begin);
    if (digits.find_first_of(".eE") != digits.npos) return true;
    int64_t integer = 0;
    if (std::from_chars(begin, end, integer).ec == std::errc()) {
      out->kind = Value::Kind::kInt;
      out->integer = static_cast<uint64_t>(integer);
    }
    return true;
  }

  std::string_view bytes_;
  size_t at_ = 0;
};

class MsgpackReader {
 public:
  explicit MsgpackReader(std::string_view bytes) : bytes_(bytes) {}

  bool ReadAll(Value* out) { return Read(out, 0) && at_ == bytes_.size(); }
  size_t offset() const { return at_; }

 private:
  // Big-endian unsigned of `size` bytes.
  bool Number(size_t size, uint64_t* out) {
    if (bytes_.size() - at_ < size) return false;
    *out = 0;
    for (size_t i = 0; i < size; ++i) *out = *out << 8 | static_cast<uint8_t>(bytes_[at_ + i]);
    at_ += size;
    return true;
  }

  bool Unsigned(size_t size, Value* out) {
    out->kind = Value::Kind::kInt;
    return Number(size, &out->integer);
  }

  bool Signed(size_t size, Value* out) {
    if (!Unsigned(size, out)) return false;
    int unused = static_cast<int>(64 - 8 * size);
    out->integer = static_cast<uint64_t>(static_cast<int64_t>(out->integer << unused) >> unused);
    return true;
  }

  bool Text(size_t size, Value::Kind kind, Value* out) {
    if (bytes_.size() - at_ < size) return false;
    out->kind = kind;
    out->text = bytes_.substr(at_, size);
    at_ += size;
    return true;
  }

  bool SizedText(size_t size_of_size, Value::Kind kind, Value* out) {
    uint64_t size = 0;
    return Number(size_of_size, &size) && Text(size, kind, out);
  }

  bool List(uint64_t count, Value* out, int depth) {
    out->kind = Value::Kind::kList;
    if (count > bytes_.size() - at_) return false;  // each element takes a byte at least
    out->list.resize(count);
    for (Value& item : out->list) {
      if (!Read(&item, depth + 1)) return false;
    }
    return true;
  }

  bool Map(uint64_t count, Value* out, int depth) {
    out->kind = Value::Kind::kMap;
    if (count > (bytes_.size() - at_) / 2) return false;
    out->map.resize(count);
    for (auto& [key, value] : out->map) {
      if (!Read(&key, depth + 1) || !Read(&value, depth + 1)) return false;
    }
    return true;
  }

  bool SizedList(size_t size_of_size, Value* out, int depth) {
    uint64_t count = 0;
    return Number(size_of_size, &count) && List(count, out, depth);
  }

  bool SizedMap(size_t size_of_size, Value* out, int depth) {
    uint64_t count = 0;
    return Number(size_of_size, &count) && Map(count, out, depth);
  }

  bool Float(size_t size, Value* out) {
    uint64_t bits = 0;
    if (!Number(size, &bits)) return false;
    out->kind = Value::Kind::kDouble;
    out->number = size == 8 ? std::bit_cast<double>(bits) : std::bit_cast<float>(static_cast<uint32_t>(bits));
    return true;
  }

  bool Bool(bool value, Value* out) {
    out->kind = Value::Kind::kBool;
    out->boolean = value;
    return true;
  }

  bool Read(Value* out, int depth) {
    if (at_ >= bytes_.size() || depth > kMaxDepth) return false;
    uint8_t tag = static_cast<uint8_t>(bytes_[at_++]);
    if (tag < 0x80 || tag >= 0xE0) {
      out->kind = Value::Kind::kInt;
      out->integer = static_cast<uint64_t>(int64_t{static_cast<int8_t>(tag)});
      return true;
    }
    if (tag < 0x90) return Map(tag & 0x0F, out, depth);
    if (tag < 0xA0) return List(tag & 0x0F, out, depth);
    if (tag < 0xC0) return Text(tag & 0x1F, Value::Kind::kString, out);
    return ReadTagged(tag, out, depth);
  }

  bool ReadTagged(uint8_t tag, Value* out, int depth) {
    switch (tag) {
      case 0xC0:
        return true;
      case 0xC2:
      case 0xC3:
        return Bool(tag == 0xC3, out);
      case 0xC4:
      case 0xC5:
      case 0xC6:
        return SizedText(size_t{1} << (tag - 0xC4), Value::Kind::kBytes, out);
      case 0xCA:
      case 0xCB:
        return Float(tag == 0xCA ? 4 : 8, out);
      case 0xCC:
      case 0xCD:
      case 0xCE:
      case 0xCF:
        return Unsigned(size_t{1} << (tag - 0xCC), out);
      case 0xD0:
      case 0xD1:
      case 0xD2:
      case 0xD3:
        return Signed(size_t{1} << (tag - 0xD0), out);
      case 0xD9:
      case 0xDA:
      case 0xDB:
        return SizedText(size_t{1} << (tag - 0xD9), Value::Kind::kString, out);
      case 0xDC:
      case 0xDD:
        return SizedList(tag == 0xDC ? 2 : 4, out, depth);
      case 0xDE:
      case 0xDF:
        return SizedMap(tag == 0xDE ? 2 : 4, out, depth);
      default:
        return false;
    }
  }

  std::string_view bytes_;
  size_t at_ = 0;
};

template <typename Reader>
Result<Value> ReadWith(std::string_view bytes, const std::string& name) {
  Reader reader(bytes);
  Value value;
  if (!reader.ReadAll(&value)) return Malformed(name, reader.offset());
  return value;
}

}  // namespace

const Value* Value::Find(std::string_view key) const {
  for (const auto& [name, value] : map) {
    if ((name.kind == Kind::kString || name.kind == Kind::kBytes) && name.text == key) return &value;
  }
  return nullptr;
}

std::string Value::TextAt(std::string_view key, std::string_view fallback) const {
  const Value* value = Find(key);
  return value != nullptr && (value->is_string() || value->kind == Kind::kBytes) ? value->text : std::string(fallback);
}

Result<Value> ReadJson(std::string_view bytes, const std::string& name) { return ReadWith<JsonReader>(bytes, name); }

Result<Value> ReadMsgpack(std::string_view bytes, const std::string& name) {
  return ReadWith<MsgpackReader>(bytes, name);
}

}  // namespace entente::parse
