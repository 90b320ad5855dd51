#include "parse/lemmatizer.h"

#include <algorithm>

#include "parse/byte_stream.h"
#include "parse/string_hash.h"
#include "parse/unicode.h"

namespace entente::parse {
namespace {

// EnglishLemmatizer.is_base_form of spaCy 3.
bool IsBaseForm(const std::string& pos, const Morphology& morph) {
  if (pos == "noun" && morph.number_sing) return true;
  if (pos == "verb" && morph.verb_fin && morph.tense_pres && !morph.has_number) return true;
  return morph.verb_inf || morph.verb_none || morph.degree_pos;
}

}  // namespace

Result<Lemmatizer> Lemmatizer::Load(const nn::ModelFile& file, const std::vector<std::string>& pos_names) {
  Lemmatizer lemmatizer;
  lemmatizer.present_ = file.Has("lemma/mode");
  for (const std::string& name : pos_names) {
    lemmatizer.lower_names_.push_back(Lower(name));
    Table table;
    if (lemmatizer.present_ && file.Has("lemma/" + lemmatizer.lower_names_.back() + "/rules")) {
      auto loaded = LoadTable(file, lemmatizer.lower_names_.back());
      if (!loaded.ok()) return loaded.status();
      table = std::move(*loaded);
    }
    lemmatizer.tables_.push_back(std::move(table));
  }
  return lemmatizer;
}

Result<Lemmatizer::Table> Lemmatizer::LoadTable(const nn::ModelFile& file, const std::string& pos) {
  const std::string name = "lemma/" + pos;
  Table table;
  table.present = true;
  auto index = file.Uint64s(name + "/index");
  if (!index.ok()) return index.status();
  auto keys = file.Uint64s(name + "/exc_keys");
  if (!keys.ok()) return keys.status();
  auto ends = file.Uint32s(name + "/exc_ends");
  if (!ends.ok()) return ends.status();
  auto blob = file.Bytes(name + "/exc");
  if (!blob.ok()) return blob.status();
  auto rules = file.Bytes(name + "/rules");
  if (!rules.ok()) return rules.status();
  table.index = *index;
  table.exception_keys = *keys;
  table.exception_ends = *ends;
  table.exception_blob = *blob;
  bool good = keys->size() == ends->size() && std::is_sorted(ends->begin(), ends->end()) &&
              (ends->empty() || ends->back() <= blob->size());
  ByteReader reader(*rules);
  uint32_t count = 0;
  good = good && reader.Count(&count);
  for (uint32_t i = 0; good && i < count; ++i) {
    std::pair<std::string_view, std::string_view> rule;
    good = reader.Text(&rule.first) && reader.Text(&rule.second);
    table.rules.push_back(rule);
  }
  if (!good) return file.Corrupt(name + " is damaged");
  return table;
}

std::vector<std::string_view> Lemmatizer::Exceptions(const Table& table, std::string_view form) {
  std::vector<std::string_view> lemmas;
  uint64_t hash = MurmurHash64A(form, 1);
  auto found = std::lower_bound(table.exception_keys.begin(), table.exception_keys.end(), hash);
  if (found == table.exception_keys.end() || *found != hash) return lemmas;
  size_t i = found - table.exception_keys.begin();
  uint32_t begin = i == 0 ? 0 : table.exception_ends[i - 1];
  ByteReader reader(table.exception_blob.substr(begin, table.exception_ends[i] - begin));
  for (std::string_view lemma; !reader.done() && reader.Text(&lemma);) lemmas.push_back(lemma);
  return lemmas;
}

bool Lemmatizer::InIndex(const Table& table, std::string_view form) {
  return std::binary_search(table.index.begin(), table.index.end(), MurmurHash64A(form, 1));
}

// What the suffix rules make of a form. spaCy puts forms found in the index at the front of its list, so that the last
// of these comes first.
Lemmatizer::Candidates Lemmatizer::ApplyRules(const Table& table, std::string_view lower) {
  Candidates candidates;
  for (const auto& [old_end, new_end] : table.rules) {
    if (lower.size() < old_end.size() || lower.substr(lower.size() - old_end.size()) != old_end) continue;
    std::string form(lower.substr(0, lower.size() - old_end.size()));
    form += new_end;
    if (form.empty()) continue;
    if (InIndex(table, form)) {
      candidates.forms.insert(candidates.forms.begin(), std::move(form));
    } else if (!AllAlpha(form)) {
      candidates.forms.push_back(std::move(form));
    } else if (candidates.unknown.empty()) {
      candidates.unknown = std::move(form);
    }
  }
  return candidates;
}

// Lemmatizer.rule_lemmatize of spaCy 3, of whose list only the first element is used.
std::string Lemmatizer::Lemma(std::string_view text, std::string_view lower, uint32_t pos,
                              const Morphology& morph) const {
  const std::string& name = lower_names_[pos];
  if (name.empty() || name == "eol" || name == "space" || IsBaseForm(name, morph)) return std::string(lower);
  const Table& table = tables_[pos];
  if (!table.present) return std::string(name == "propn" ? text : lower);
  Candidates candidates = ApplyRules(table, lower);
  const auto& forms = candidates.forms;
  // Exceptions go to the front one by one, unless the rules found them too: the last new one wins.
  std::vector<std::string_view> exceptions = Exceptions(table, lower);
  for (auto exception = exceptions.rbegin(); exception != exceptions.rend(); ++exception) {
    if (std::find(forms.begin(), forms.end(), *exception) == forms.end()) return std::string(*exception);
  }
  if (!forms.empty()) return forms.front();
  return candidates.unknown.empty() ? std::string(text) : candidates.unknown;
}

}  // namespace entente::parse
