#include "evaluate/gold_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace entente {

Result<std::string> ReadGoldFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Status(StatusCode::kIo, "io.unreadable", path + ": cannot be opened; is the path right?");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

Status ForEachLine(std::string_view bytes, const std::function<Status(std::string_view, size_t)>& line) {
  for (size_t number = 1; !bytes.empty(); ++number) {
    const size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view one = bytes.substr(0, end);
    if (one.ends_with('\r')) one.remove_suffix(1);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (one.empty()) continue;
    if (Status status = line(one, number); !status.ok()) return status;
  }
  return Status::Ok();
}

std::vector<std::string_view> SplitTabs(std::string_view line) {
  std::vector<std::string_view> cells;
  for (size_t begin = 0; begin <= line.size();) {
    const size_t end = std::min(line.find('\t', begin), line.size());
    cells.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return cells;
}

Status BadGold(const std::string& path, size_t line, std::string_view what) {
  return {StatusCode::kInvalidInput, "eval.bad_gold", fmt::format("{}: line {}: {}", path, line, what)};
}

}  // namespace entente
