#include "input/sniff.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/ascii.h"
#include "input/fields.h"
#include "unpack/packing.h"

namespace entente {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kBlanks = " \t\r\n\f";
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

struct Magic {
  std::string_view bytes;
  Form form;
  std::string_view what;
};

// Only what no text begins with.
constexpr std::array kMagics = {
    Magic{"WARC/1."sv, Form::kWarc, ""},
    Magic{"WARC/0."sv, Form::kWarc, ""},
    Magic{"%PDF-"sv, Form::kBinary, "a PDF"},
    Magic{"\x89PNG"sv, Form::kBinary, "a picture"},
    Magic{"\xff\xd8\xff"sv, Form::kBinary, "a picture"},
    Magic{"GIF8"sv, Form::kBinary, "a picture"},
    Magic{"BZh"sv, Form::kBinary, "bzip2"},
    Magic{"\xfd"
          "7zXZ"sv,
          Form::kBinary, "xz"},
    Magic{"7z\xbc\xaf"sv, Form::kBinary, "7-Zip"},
    Magic{"Rar!\x1a"sv, Form::kBinary, "RAR"},
    Magic{"SQLite format 3"sv, Form::kBinary, "an SQLite file"},
    Magic{"\x7f"
          "ELF"sv,
          Form::kBinary, "a program"},
    Magic{"{\\rtf"sv, Form::kBinary, "RTF"},
    Magic{"\xd0\xcf\x11\xe0"sv, Form::kBinary, "an old Office file"},
};

// Names of root elements, lower case, without prefix.
constexpr std::array kFeedRoots = {"rss"sv, "feed"sv, "rdf"sv, "opml"sv, "channel"sv};
constexpr std::array kHtmlTags = {"html"sv,    "head"sv,   "body"sv, "title"sv,   "meta"sv, "link"sv, "script"sv,
                                  "style"sv,   "div"sv,    "p"sv,    "h1"sv,      "h2"sv,   "h3"sv,   "article"sv,
                                  "section"sv, "table"sv,  "span"sv, "a"sv,       "b"sv,    "i"sv,    "br"sv,
                                  "ul"sv,      "ol"sv,     "main"sv, "header"sv,  "nav"sv,  "img"sv,  "center"sv,
                                  "font"sv,    "iframe"sv, "base"sv, "noscript"sv};

void SkipBlanks(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size())); }

// The name of the first element of markup, lower case, without prefix; "html" for its doctype; empty where there is
// none. `xml`: an XML declaration came before it.
std::string RootOf(std::string_view text, bool& xml) {
  while (true) {
    SkipBlanks(text);
    std::string_view end;
    if (text.starts_with("<?")) {
      xml = xml || LowerAscii(text.substr(0, 5)) == "<?xml";
      end = ">";
    } else if (text.starts_with("<!--")) {
      end = "-->";
    } else if (text.starts_with("<!")) {
      const std::string doctype = LowerAscii(text.substr(0, 64));
      if (doctype.starts_with("<!doctype html")) return "html";
      // An internal subset may hold '>' of its own; what follows the first is then no element, and stays unknown.
      end = doctype.find('[') < doctype.find('>') ? "]>" : ">";
    } else {
      break;
    }
    const size_t at = text.find(end);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + end.size());
  }
  if (!text.starts_with('<')) return {};
  text.remove_prefix(1);
  const size_t length = std::min(text.find_first_of(" \t\r\n/>"), text.size());
  std::string name = LowerAscii(text.substr(0, length));
  if (const size_t colon = name.find(':'); colon != std::string::npos) name.erase(0, colon + 1);
  return name;
}

template <size_t N>
bool IsOneOf(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool Contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

Sniffed SniffMarkup(std::string_view text, const std::string& type, const std::string& name) {
  bool xml = false;
  const std::string root = RootOf(text, xml);
  if (IsOneOf(kFeedRoots, root)) return {Form::kFeed, ""};
  const bool said_html = Contains(type, "html") || name.ends_with(".html") || name.ends_with(".htm");
  if (IsOneOf(kHtmlTags, root) || (said_html && !xml)) return {Form::kHtml, ""};
  if (Contains(type, "rss") || Contains(type, "atom") || name.ends_with(".rss") || name.ends_with(".atom") ||
      name.ends_with(".opml")) {
    return {Form::kFeed, ""};
  }
  if (xml) return {Form::kXml, "XML that is neither feed nor page"};
  return {Form::kText, ""};
}

// Some servers print a warning before the feed. Prose that quotes a feed has no declaration at its beginning.
bool IsFeedBehindJunk(std::string_view text) {
  const size_t at = text.substr(0, 512).find("<?xml");
  bool xml = false;
  return at != std::string_view::npos && IsOneOf(kFeedRoots, RootOf(text.substr(at), xml));
}

// One object a line, or objects and arrays that span lines.
Form FormOfJson(std::string_view text, std::string_view from_first, const std::string& name) {
  if (Contains(text, "jsonfeed.org/version")) return Form::kFeed;
  if (Contains(name, ".ndjson") || Contains(name, ".jsonl")) return Form::kNdjson;
  if (from_first.front() == '[') return Form::kJson;
  std::string_view line = from_first.substr(0, from_first.find('\n'));
  if (line.size() == from_first.size()) return Form::kNdjson;  // one long line, or all there is
  line = line.substr(0, line.find_last_not_of(kBlanks) + 1);
  return line.ends_with('}') ? Form::kNdjson : Form::kJson;
}

// Text may begin "[Update] …", JSON not.
bool BeginsJson(std::string_view text) {
  const char first = text.front();
  if (first != '{' && first != '[') return false;
  text.remove_prefix(1);
  SkipBlanks(text);
  if (text.empty()) return true;
  return first == '{' ? text.front() == '"' || text.front() == '}' : text.front() == '{' || text.front() == ']';
}

Sniffed SniffTable(std::string_view text, const std::string& name, const InputOptions& options) {
  const std::string_view line = text.substr(0, text.find('\n'));
  for (const char separator : {'\t', ',', ';'}) {
    if (HeaderNamesText(line, separator, options)) {
      return {separator == '\t' ? Form::kTsv : Form::kCsv, ""};
    }
  }
  if (name.ends_with(".csv")) return {Form::kCsv, ""};
  if (name.ends_with(".tsv") || name.ends_with(".tab")) return {Form::kTsv, ""};
  return {Form::kText, ""};
}

// A first kilobyte with a zero byte, or with many control characters, is no text.
bool IsBinary(std::string_view head) {
  size_t controls = 0;
  for (const unsigned char c : head) {
    if (c == 0) return true;
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B) ++controls;
  }
  return controls * 20 > head.size() && controls > 4;
}

bool IsTar(std::string_view head) { return head.size() > 262 && head.substr(257, 5) == "ustar"; }

}  // namespace

Sniffed Sniff(std::string_view head, const std::string& name, const InputHints& hints, const InputOptions& options) {
  const Packing packing = PackingOf(head);
  if (packing == Packing::kGzip) return {Form::kGzip, ""};
  if (packing == Packing::kZstd) return {Form::kZstd, ""};
  if (packing == Packing::kZip) return {Form::kZip, ""};
  for (const Magic& magic : kMagics) {
    if (head.starts_with(magic.bytes)) return {magic.form, magic.what};
  }
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return {Form::kUtf16, ""};
  if (IsTar(head)) return {Form::kBinary, "a tar archive"};
  if (IsBinary(head)) return {Form::kBinary, "no text"};
  if (head.starts_with(kUtf8Mark)) head.remove_prefix(kUtf8Mark.size());
  std::string_view text = head;
  SkipBlanks(text);
  if (text.empty()) return {Form::kText, ""};
  const std::string type = LowerAscii(hints.content_type);
  const std::string low_name = LowerAscii(name);
  if (text.front() == '<') return SniffMarkup(text, type, low_name);
  if (BeginsJson(text)) return {FormOfJson(head, text, low_name), ""};
  if (IsFeedBehindJunk(text)) return {Form::kFeed, ""};
  if (Contains(type, "text/html") || low_name.ends_with(".html") || low_name.ends_with(".htm"))
    return {Form::kHtml, ""};
  return SniffTable(text, low_name, options);
}

}  // namespace entente
