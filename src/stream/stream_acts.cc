#include "stream/stream_acts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

#include "base/table_rows.h"

namespace entente {
namespace {

// Letters and digits in lower case, each run of anything else one space.
std::string Folded(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const auto u = static_cast<unsigned char>(c);
    if (std::isalnum(u) != 0 || u >= 0x80) {
      out += static_cast<char>(std::tolower(u));
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

double NumberIn(std::string_view cell) { return std::atof(std::string(cell).c_str()); }

std::string Upper(std::string_view word) {
  std::string out(word);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::toupper(c); });
  return out;
}

}  // namespace

class StreamActsLoader {
 public:
  StreamActsLoader(const DataFiles& files, StreamActs& out) : files_(files), out_(out) {}

  Status Load() {
    if (Status status = LoadTypes(); !status.ok()) return status;
    if (Status status = LoadPrefixes(); !status.ok()) return status;
    return LoadCodes();
  }

 private:
  Status LoadTypes() {
    static constexpr std::array<std::string_view, 4> kColumns = {"type", "quad", "cameo", "goldstein"};
    return ForEachRow(files_, "ontology/types.tsv", kColumns, [&](uint32_t, auto cell) {
      StreamActEntry act;
      act.type = cell("type");
      act.cameo = cell("cameo");
      act.name = act.type;
      act.goldstein = NumberIn(cell("goldstein"));
      act.quad = static_cast<int>(NumberIn(cell("quad")));
      out_.by_type_.emplace(act.type, act);
      return Status::Ok();
    });
  }

  Status LoadPrefixes() {
    static constexpr std::array<std::string_view, 2> kColumns = {"prefix", "type"};
    return ForEachRow(files_, "stream/cameo_types.tsv", kColumns, [&](uint32_t line, auto cell) {
      if (out_.by_type_.find(cell("type")) == out_.by_type_.end()) {
        return Status(StatusCode::kInvalidInput, "data.bad_table",
                      "stream/cameo_types.tsv: line " + std::to_string(line) + ": no type of ontology/types.tsv");
      }
      type_of_prefix_.emplace(cell("prefix"), cell("type"));
      return Status::Ok();
    });
  }

  std::string TypeOf(std::string_view code) const {
    for (size_t length = code.size(); length > 0; --length) {
      const auto at = type_of_prefix_.find(code.substr(0, length));
      if (at != type_of_prefix_.end()) return at->second;
    }
    return {};
  }

  Status LoadCodes() {
    static constexpr std::array<std::string_view, 3> kColumns = {"cameo", "goldstein", "name"};
    return ForEachRow(files_, "ontology/cameo.tsv", kColumns, [&](uint32_t, auto cell) {
      StreamActEntry act;
      act.cameo = cell("cameo");
      act.name = cell("name");
      act.goldstein = NumberIn(cell("goldstein"));
      act.type = TypeOf(act.cameo);
      if (const auto type = out_.by_type_.find(act.type); type != out_.by_type_.end()) act.quad = type->second.quad;
      // "Consult" names root 04 and 040: the longer code is what streams print.
      out_.by_name_[Folded(act.name)] = act.cameo;
      out_.by_cameo_.emplace(act.cameo, act);
      return Status::Ok();
    });
  }

  const DataFiles& files_;
  StreamActs& out_;
  TextMap<std::string> type_of_prefix_;
};

Result<StreamActs> StreamActs::Load(const DataFiles& files) {
  StreamActs acts;
  if (Status status = StreamActsLoader(files, acts).Load(); !status.ok()) return status;
  return acts;
}

const StreamActEntry* StreamActs::ByCameo(std::string_view code) const {
  if (const auto at = by_cameo_.find(code); at != by_cameo_.end()) return &at->second;
  // Spreadsheets drop the zero: 36 for 036.
  const auto padded = by_cameo_.find("0" + std::string(code));
  return padded == by_cameo_.end() || code.empty() ? nullptr : &padded->second;
}

const StreamActEntry* StreamActs::ByName(std::string_view name) const {
  const auto at = by_name_.find(Folded(name));
  return at == by_name_.end() ? nullptr : ByCameo(at->second);
}

StreamActEntry StreamActs::ByType(std::string_view type, std::string_view mode) const {
  const auto at = by_type_.find(Upper(type));
  if (at == by_type_.end()) return {};
  StreamActEntry act = at->second;
  act.mode = mode;
  return act;
}

StreamActEntry StreamActs::Of(std::string_view cameo, std::string_view type, std::string_view mode) const {
  StreamActEntry act = ByType(type, mode);
  const StreamActEntry* coded = ByCameo(cameo);
  if (coded == nullptr) return act;
  StreamActEntry out = *coded;
  out.mode = mode;
  if (!act.type.empty()) {
    out.type = act.type;
    out.quad = act.quad;
  }
  return out;
}

}  // namespace entente
