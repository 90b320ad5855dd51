#include "parse/convert_tables.h"

#include <unistd.h>

#include <algorithm>
#include <map>

#include "parse/byte_stream.h"
#include "parse/pipeline_dir.h"
#include "parse/regex.h"
#include "parse/string_hash.h"
#include "parse/tokenizer.h"

namespace entente::parse {
namespace {

// spacy/lang/norm_exceptions.py (MIT licence) of spaCy 3.8: norms that no file of the pipeline holds.
constexpr struct {
  std::string_view orth, norm;
} kBaseNorms[] = {
#include "parse/base_norms.inc"
};

constexpr uint64_t kOrthAttribute = 65;
constexpr uint64_t kNormAttribute = 67;

// The universal tags; lookup tables are keyed by the string id of one of these.
constexpr std::string_view kPosNames[] = {"adj", "adp",  "adv",  "aux",   "conj",  "cconj", "det", "intj", "noun",
                                          "num", "part", "pron", "propn", "punct", "sconj", "sym", "verb", "x"};

// Writes a map as sorted keys with values in the same order.
void AddIdMap(const std::string& name, const std::map<uint64_t, uint64_t>& ids, nn::ModelFileWriter* out) {
  std::vector<uint64_t> keys, values;
  for (const auto& [key, value] : ids) {
    keys.push_back(key);
    values.push_back(value);
  }
  out->AddUint64s(name + "/keys", keys);
  out->AddUint64s(name + "/values", values);
}

// A table's key: an id, or the text of one.
uint64_t KeyId(const Value& key) { return key.is_int() ? key.integer : StringId(key.text); }

// The value of an exception token's ORTH or NORM, under its number or its name.
std::string TokenAttribute(const Value& token, uint64_t number, std::string_view name) {
  for (const auto& [key, value] : token.map) {
    if ((key.is_int() && key.integer == number) || (key.is_string() && key.text == name)) return value.text;
  }
  return "";
}

}  // namespace

std::string PackTexts(const Value& list) {
  ByteWriter writer;
  writer.U32(static_cast<uint32_t>(list.list.size()));
  for (const Value& item : list.list) writer.Text(item.text);
  return writer.bytes();
}

// TransitionSystem.initialize_actions of spaCy 3: within a move by falling frequency, then falling label; actions
// added after training (negative frequency) come last, in the order they were added.
Result<std::string> PackActions(const std::string& path, bool entities) {
  auto root = ReadMsgpackFile(path);
  if (!root.ok()) return root.status();
  auto moves = ReadJson(root->TextAt("moves"), path);
  if (!moves.ok()) return moves.status();
  struct Entry {
    int64_t frequency;
    std::string label;
    uint32_t move;
  };
  std::vector<std::pair<uint32_t, std::string>> actions;
  std::vector<Entry> added;
  std::map<uint32_t, const Value*> by_move;
  for (const auto& [move, labels] : moves->map) by_move[static_cast<uint32_t>(std::stoul("0" + move.text))] = &labels;
  auto falling = [](const Entry& a, const Entry& b) {
    return std::tie(a.frequency, a.label) > std::tie(b.frequency, b.label);
  };
  for (const auto& [move, labels] : by_move) {
    std::vector<Entry> entries;
    entries.reserve(labels->map.size());
    for (const auto& [label, frequency] : labels->map) {
      entries.push_back({static_cast<int64_t>(frequency.integer), label.text, move});
    }
    std::sort(entries.begin(), entries.end(), falling);
    for (const Entry& entry : entries) {
      if (entry.frequency < 0) {
        added.push_back(entry);
      } else if (!entities || (move != 0 && !(move == 5 && !entry.label.empty()))) {
        actions.emplace_back(move, entry.label);
      }
    }
  }
  std::stable_sort(added.begin(), added.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.frequency, a.label) > std::tie(b.frequency, b.label);
  });
  for (const Entry& entry : added) actions.emplace_back(entry.move, entry.label);
  ByteWriter writer;
  writer.U32(static_cast<uint32_t>(actions.size()));
  for (const auto& [move, label] : actions) {
    writer.U32(move);
    writer.Text(label);
  }
  return writer.bytes();
}

Status AddTokenizer(const std::string& path, nn::ModelFileWriter* out) {
  auto root = ReadMsgpackFile(path);
  if (!root.ok()) return root.status();
  constexpr std::pair<const char*, const char*> kPatterns[] = {{"prefix_search", "tokenizer/prefix"},
                                                               {"suffix_search", "tokenizer/suffix"},
                                                               {"infix_finditer", "tokenizer/infix"},
                                                               {"token_match", "tokenizer/token_match"},
                                                               {"url_match", "tokenizer/url_match"}};
  for (const auto& [key, section] : kPatterns) {
    std::string pattern = PythonToPcre(root->TextAt(key));
    if (!pattern.empty()) {
      if (auto regex = Regex::Compile(pattern); !regex.ok()) return Unsupported(path, regex.status().message());
    }
    out->AddBytes(section, pattern);
  }
  const Value* exceptions = root->Find("exceptions");
  if (exceptions == nullptr || !exceptions->is_map()) return NotAPipeline(path, "has no exceptions");
  ByteWriter writer;
  writer.U32(static_cast<uint32_t>(exceptions->map.size()));
  for (const auto& [chunk, tokens] : exceptions->map) {
    writer.Text(chunk.text);
    writer.U32(static_cast<uint32_t>(tokens.list.size()));
    for (const Value& token : tokens.list) {
      writer.Text(TokenAttribute(token, kOrthAttribute, "ORTH"));
      writer.Text(TokenAttribute(token, kNormAttribute, "NORM"));
    }
  }
  out->AddBytes("tokenizer/exceptions", writer.bytes());
  return {};
}

Status AddPhrases(nn::ModelFileWriter* out) {
  auto file = nn::ModelFile::FromBytes(out->Build(), "model being converted");
  if (!file.ok()) return file.status();
  auto tokenizer = Tokenizer::Load(**file);
  if (!tokenizer.ok()) return tokenizer.status();
  auto phrases = tokenizer->BrokenExceptions();
  ByteWriter writer;
  writer.U32(static_cast<uint32_t>(phrases.size()));
  for (const auto& phrase : phrases) {
    writer.U32(static_cast<uint32_t>(phrase.size()));
    for (const std::string& text : phrase) writer.Text(text);
  }
  out->AddBytes("tokenizer/phrases", writer.bytes());
  return {};
}

Status AddNorms(const std::string& path, nn::ModelFileWriter* out) {
  std::map<uint64_t, uint64_t> norms;
  for (const auto& [orth, norm] : kBaseNorms) norms[StringId(orth)] = StringId(norm);
  auto lookups = ReadMsgpackFile(path);
  if (!lookups.ok()) return lookups.status();
  if (const Value* table = lookups->Find("lexeme_norm")) {
    for (const auto& [key, value] : table->map) norms[KeyId(key)] = StringId(value.text);
  }
  AddIdMap("norms", norms, out);
  return {};
}

Status AddVectors(const std::string& dir, nn::ModelFileWriter* out) {
  if (access((dir + "/vectors").c_str(), R_OK) != 0) return {};
  auto config = ReadJsonFile(dir + "/vectors.cfg");
  if (!config.ok()) return config.status();
  if (config->TextAt("mode", "default") != "default") return Unsupported("vectors", "only mode \"default\"");
  auto data = ReadNpy(dir + "/vectors");
  if (!data.ok()) return data.status();
  if (data->values.empty()) return {};
  auto rows = ReadMsgpackFile(dir + "/key2row");
  if (!rows.ok()) return rows.status();
  std::map<uint64_t, uint32_t> key_rows;
  for (const auto& [key, row] : rows->map) {
    if (row.integer < data->shape.dims[0]) key_rows[KeyId(key)] = static_cast<uint32_t>(row.integer);
  }
  std::vector<uint64_t> keys;
  std::vector<uint32_t> values;
  for (const auto& [key, row] : key_rows) {
    keys.push_back(key);
    values.push_back(row);
  }
  out->AddTensor("vectors/data", data->shape, data->values);
  out->AddUint64s("vectors/keys", keys);
  out->AddUint32s("vectors/rows", values);
  return {};
}

namespace {

// Numbers as in AttributeRuler::Attribute and ::Operator.
enum : uint32_t { kTag, kDep, kLower, kOrth, kIsSpace };
enum : uint32_t { kIn, kNotIn, kRegex, kTrue, kFalse };

// One test of a token pattern: {"LOWER": "but"}, {"TAG": {"IN": [...]}}, {"IS_SPACE": true}.
bool PackTest(const std::string& attribute, const Value& value, ByteWriter* writer) {
  static const std::map<std::string, uint32_t, std::less<>> kAttributes = {
      {"TAG", kTag}, {"DEP", kDep}, {"LOWER", kLower}, {"ORTH", kOrth}, {"TEXT", kOrth}, {"IS_SPACE", kIsSpace}};
  auto found = kAttributes.find(attribute);
  if (found == kAttributes.end()) return false;
  writer->U32(found->second);
  if (found->second == kIsSpace) {
    writer->U32(value.boolean ? kTrue : kFalse);
    writer->U32(0);
    return value.kind == Value::Kind::kBool;
  }
  if (value.is_string()) {
    writer->U32(kIn);
    writer->U32(1);
    writer->Text(value.text);
    return true;
  }
  if (!value.is_map() || value.map.size() != 1) return false;
  const auto& [operation, operand] = value.map.front();
  if (operation.text == "REGEX") {
    writer->U32(kRegex);
    writer->U32(1);
    writer->Text(PythonToPcre(operand.text));
    return operand.is_string();
  }
  if (operation.text != "IN" && operation.text != "NOT_IN") return false;
  writer->U32(operation.text == "IN" ? kIn : kNotIn);
  writer->U32(static_cast<uint32_t>(operand.list.size()));
  for (const Value& item : operand.list) writer->Text(item.text);
  return true;
}

bool PackPattern(const Value& pattern, ByteWriter* writer) {
  writer->U32(static_cast<uint32_t>(pattern.list.size()));
  for (const Value& token : pattern.list) {
    writer->U32(static_cast<uint32_t>(token.map.size()));
    for (const auto& [attribute, value] : token.map) {
      if (!PackTest(attribute.text, value, writer)) return false;
    }
  }
  return true;
}

}  // namespace

Status AddRuler(const std::string& path, nn::ModelFileWriter* out) {
  auto rules = ReadMsgpackFile(path);
  if (!rules.ok()) return rules.status();
  ByteWriter writer;
  writer.U32(static_cast<uint32_t>(rules->list.size()));
  for (size_t i = 0; i < rules->list.size(); ++i) {
    const Value& rule = rules->list[i];
    const std::string name = path + ": rule " + std::to_string(i);
    const Value* patterns = rule.Find("patterns");
    const Value* settings = rule.Find("attrs");
    const Value* index = rule.Find("index");
    if (patterns == nullptr || settings == nullptr) return NotAPipeline(name, "lacks patterns or attrs");
    int64_t target = index == nullptr ? 0 : static_cast<int64_t>(index->integer);
    if (target < 0) return Unsupported(name, "counts its index from the end");
    writer.U32(static_cast<uint32_t>(target));
    writer.U32(static_cast<uint32_t>(patterns->list.size()));
    for (const Value& pattern : patterns->list) {
      if (!PackPattern(pattern, &writer)) return Unsupported(name, "tests what no native matcher knows");
    }
    writer.U32(static_cast<uint32_t>(settings->map.size()));
    for (const auto& [attribute, value] : settings->map) {
      if (!value.is_string()) return Unsupported(name, "sets " + attribute.text + " to something not a string");
      writer.Text(attribute.text);
      writer.Text(value.text);
    }
  }
  out->AddBytes("ruler/rules", writer.bytes());
  return {};
}

namespace {

const Value* TableOf(const Value* tables, std::string_view pos) {
  if (tables == nullptr) return nullptr;
  for (const auto& [key, value] : tables->map) {
    if (KeyId(key) == StringId(pos)) return &value;
  }
  return nullptr;
}

void AddExceptions(const Value* table, const std::string& name, nn::ModelFileWriter* out) {
  std::map<uint64_t, const Value*> sorted;
  if (table != nullptr) {
    for (const auto& [form, lemmas] : table->map) sorted[MurmurHash64A(form.text, 1)] = &lemmas;
  }
  ByteWriter blob;
  std::vector<uint64_t> keys;
  std::vector<uint32_t> ends;
  for (const auto& [hash, lemmas] : sorted) {
    for (const Value& lemma : lemmas->list) blob.Text(lemma.text);
    keys.push_back(hash);
    ends.push_back(static_cast<uint32_t>(blob.bytes().size()));
  }
  out->AddUint64s(name + "/exc_keys", keys);
  out->AddUint32s(name + "/exc_ends", ends);
  out->AddBytes(name + "/exc", blob.bytes());
}

}  // namespace

Status AddLemmaTables(const std::string& path, nn::ModelFileWriter* out) {
  auto lookups = ReadMsgpackFile(path);
  if (!lookups.ok()) return lookups.status();
  out->AddBytes("lemma/mode", "rule");
  for (std::string_view pos : kPosNames) {
    const Value* index = TableOf(lookups->Find("lemma_index"), pos);
    const Value* exceptions = TableOf(lookups->Find("lemma_exc"), pos);
    const Value* rules = TableOf(lookups->Find("lemma_rules"), pos);
    if (index == nullptr && exceptions == nullptr && rules == nullptr) continue;
    const std::string name = "lemma/" + std::string(pos);
    std::vector<uint64_t> hashes;
    if (index != nullptr) {
      for (const Value& form : index->list) hashes.push_back(MurmurHash64A(form.text, 1));
    }
    std::sort(hashes.begin(), hashes.end());
    out->AddUint64s(name + "/index", hashes);
    AddExceptions(exceptions, name, out);
    ByteWriter writer;
    writer.U32(rules == nullptr ? 0 : static_cast<uint32_t>(rules->list.size()));
    for (size_t i = 0; rules != nullptr && i < rules->list.size(); ++i) {
      if (rules->list[i].list.size() != 2) return NotAPipeline(path, "a lemma rule is not a pair");
      writer.Text(rules->list[i].list[0].text);
      writer.Text(rules->list[i].list[1].text);
    }
    out->AddBytes(name + "/rules", writer.bytes());
  }
  return {};
}

}  // namespace entente::parse
