#include "relation/outlet_book.h"

#include <array>

#include "base/table_rows.h"

namespace entente {

std::string PlainName(std::string_view outlet) {
  std::string name;
  for (const char c : outlet) name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const std::string_view lead : {"the ", "www."}) {
    if (name.size() > lead.size() && name.starts_with(lead)) name.erase(0, lead.size());
  }
  return name;
}

Result<OutletBook> OutletBook::Load(const DataFiles& files) {
  OutletBook book;
  constexpr std::array<std::string_view, 3> kColumns = {"owner", "outlets", "domains"};
  const Status read = ForEachRow(files, "outlets.tsv", kColumns, [&](uint32_t, auto cell) {
    for (const std::string_view column : {"outlets", "domains"}) {
      for (const std::string_view name : SplitList(cell(column))) {
        book.owners_.emplace(PlainName(name), cell("owner"));
      }
    }
    return Status::Ok();
  });
  if (!read.ok()) return read;
  return book;
}

std::string OutletBook::OwnerOf(std::string_view outlet) const {
  const std::string name = PlainName(outlet);
  for (std::string_view rest = name;;) {
    if (const auto found = owners_.find(std::string(rest)); found != owners_.end()) return found->second;
    // "edition.cnn.com" is of "cnn.com"; a name with a full stop in it has spaces too.
    const size_t dot = rest.find('.');
    if (dot == std::string_view::npos || name.find(' ') != std::string::npos) return std::string(outlet);
    rest.remove_prefix(dot + 1);
  }
}

}  // namespace entente
