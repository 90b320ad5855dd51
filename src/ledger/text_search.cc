#include "ledger/text_search.h"

#include <algorithm>
#include <cctype>

namespace entente {
namespace {

constexpr int kSnippetWords = 24;

bool IsWordByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<signed char>(c) < 0; }

void AddTerm(std::string_view term, std::string& out) {
  const bool beginning = term.size() > 1 && term.back() == '*';
  if (std::none_of(term.begin(), term.end(), IsWordByte)) return;
  if (!out.empty()) out += ' ';
  out += '"';
  // A quotation mark inside would end the string; it is no part of a word anyway.
  for (const char c : term) out += c == '"' ? ' ' : c;
  out += beginning ? "\"*" : "\"";
}

}  // namespace

std::string FullTextQueryOf(std::string_view words) {
  std::string out;
  for (size_t at = 0; at < words.size();) {
    if (words[at] == ' ' || words[at] == '\t' || words[at] == '\n') {
      ++at;
      continue;
    }
    const bool phrase = words[at] == '"';
    const size_t begin = phrase ? at + 1 : at;
    const size_t end = std::min(words.find_first_of(phrase ? "\"" : " \t\n\"", begin), words.size());
    AddTerm(words.substr(begin, end - begin), out);
    at = phrase ? end + 1 : end;
  }
  return out;
}

Result<std::vector<SearchHit>> Search(sqlite3* database, const std::string& path, std::string_view words, size_t most) {
  const std::string wanted = FullTextQueryOf(words);
  if (wanted.empty()) return Status(StatusCode::kInvalidInput, "usage.no_words", "no word to search for");
  Query query(database,
              "SELECT d.id, d.published_date, d.outlet, d.title, snippet(document_text, -1, ?, ?, '…', ?), bm25("
              "document_text) AS rank FROM document_text JOIN document d ON d.number = document_text.rowid WHERE "
              "document_text MATCH ? ORDER BY rank, d.id LIMIT ?");
  if (!query.ok()) return DatabaseStatus(database, path, "searching");
  query.Bind(1, std::string_view(&kHitBegin, 1)).Bind(2, std::string_view(&kHitEnd, 1));
  query.Bind(3, int64_t{kSnippetWords}).Bind(4, wanted).Bind(5, static_cast<int64_t>(most));
  std::vector<SearchHit> hits;
  const auto text = [&](int column) { return std::string(query.Text(column)); };
  while (query.Next()) hits.push_back({text(0), text(1), text(2), text(3), text(4), query.Number(5)});
  if (query.failed()) return DatabaseStatus(database, path, "searching");
  return hits;
}

}  // namespace entente
