#include "html/page_fields.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "base/ascii.h"
#include "base/date.h"
#include "html/byline.h"
#include "html/html_text.h"
#include "html/page_date.h"

namespace entente {
namespace {

constexpr size_t kMaxOutletBytes = 60;
constexpr size_t kMaxDateLineBytes = 160;
constexpr uint32_t kMaxBylineWords = 14;
constexpr int64_t kSameMomentSeconds = 120;
constexpr size_t kBlocksBeforeBody = 25;  // where a date and a byline are looked for

std::string_view Trimmed(std::string_view text) { return TrimmedOf(text, " \t\r\n,;:|-"); }

std::string_view FirstMeta(const PageFacts& facts, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (const std::string_view value = facts.Meta(name); !value.empty()) return value;
  }
  return {};
}

std::string HostOf(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  std::string host = LowerAscii(url.substr(0, url.find_first_of("/?#:")));
  return host.starts_with("www.") ? host.substr(4) : host;
}

// Fills the fields of one page.
class FieldReader {
 public:
  FieldReader(const Page& page, const std::vector<bool>& chosen, const FieldTables& tables, const PageHints& hints)
      : page_(page), chosen_(chosen), tables_(tables), hints_(hints) {
    const auto first = std::find(chosen.begin(), chosen.end(), true);
    body_begin_ = static_cast<size_t>(first - chosen.begin());
    if (first == chosen.end()) body_begin_ = 0;
  }

  void Fill(Document& out) {
    out.url = Url();
    out.outlet = Outlet(out.url);
    out.title = Title(out.outlet);
    out.authors = Authors(out.outlet);
    out.published_date = PublishedDate(out.url);
    out.language = Language(out.text);
  }

 private:
  const LinkedArticle* Linked() const { return page_.facts.articles.empty() ? nullptr : &page_.facts.articles.front(); }

  template <typename Field>
  std::string FromLinked(Field field) const {
    for (const LinkedArticle& article : page_.facts.articles) {
      if (!(article.*field).empty()) return article.*field;
    }
    return {};
  }

  std::string Url() const {
    const std::string base = ResolvedAddress(page_.facts.base, hints_.url);
    const std::string linked = FromLinked(&LinkedArticle::url);
    for (const std::string_view one : {std::string_view(page_.facts.canonical),
                                       FirstMeta(page_.facts, tables_.Names("url")), std::string_view(linked)}) {
      std::string url = ResolvedAddress(one, base.empty() ? hints_.url : base);
      if (!url.empty()) return url;
    }
    return std::string(hints_.url);
  }

  std::string Outlet(std::string_view url) const {
    const std::string_view site = page_.facts.Meta("og:site_name");
    for (const std::string_view name :
         {site, std::string_view(page_.facts.publisher), std::string_view(page_.facts.site_name),
          FirstMeta(page_.facts, tables_.Names("outlet"))}) {
      const std::string_view trimmed = Trimmed(name);
      if (!trimmed.empty() && trimmed.size() <= kMaxOutletBytes && trimmed.find("://") == std::string_view::npos &&
          !trimmed.starts_with('@')) {
        return std::string(trimmed);
      }
    }
    return HostOf(url.empty() ? hints_.url : url);
  }

  std::string Title(std::string_view outlet) const {
    const LinkedArticle* linked = Linked();
    std::string title = linked != nullptr && linked->type != "WebPage" ? linked->headline : "";
    if (title.empty()) title = FirstMeta(page_.facts, tables_.Names("title"));
    if (title.empty()) title = Heading();
    if (title.empty()) title = page_.facts.title;
    return WithoutOutlet(title, outlet);
  }

  // The only <h1>, or the last before the body.
  std::string Heading() const {
    std::string heading;
    for (size_t i = 0; i < page_.blocks.size(); ++i) {
      if (page_.tree.nodes()[page_.blocks[i].element].tag != Tag::kH1) continue;
      if (heading.empty() || i < body_begin_) heading = page_.blocks[i].text;
    }
    return heading;
  }

  // "Talks resume | The Daily Bridge" → "Talks resume": what follows the last parting sign and is printed nowhere in
  // the heading, where it is the outlet's name or the heading stands on the page without it.
  std::string WithoutOutlet(const std::string& title, std::string_view outlet) const {
    const std::string name = LowerAscii(outlet);
    for (const std::string_view sign : {" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » "}) {
      const size_t at = title.rfind(sign);
      if (at == std::string::npos || at < 8) continue;
      const std::string tail = LowerAscii(std::string_view(title).substr(at + sign.size()));
      const std::string head = title.substr(0, at);
      const bool named =
          !name.empty() && (tail.find(name) != std::string::npos || name.find(tail) != std::string::npos);
      if (named || IsHeading(head)) return head;
    }
    return title;
  }

  bool IsHeading(std::string_view text) const {
    return std::any_of(page_.blocks.begin(), page_.blocks.end(), [&](const PageBlock& block) {
      const Tag tag = page_.tree.nodes()[block.element].tag;
      return (tag == Tag::kH1 || tag == Tag::kH2) && block.text == text;
    });
  }

  std::vector<std::string> Authors(std::string_view outlet) const {
    std::vector<std::string> found;
    for (const LinkedArticle& article : page_.facts.articles) {
      if (found.empty()) found = Clean(article.authors, outlet);
    }
    for (const std::string& name : tables_.Names("author")) {
      if (!found.empty()) break;
      const auto [begin, end] = page_.facts.meta.equal_range(name);
      std::vector<std::string> values;
      for (auto at = begin; at != end; ++at) values.push_back(at->second);
      found = Clean(values, outlet);
    }
    if (found.size() > 1) return found;
    // What is declared may be the first of several, or somebody whom the page does not name.
    std::vector<std::string> printed = PrintedAuthors(outlet);
    if (printed.empty()) return found;
    const bool better = found.empty() || !IsPrinted(found.front()) ||
                        std::find(printed.begin(), printed.end(), found.front()) != printed.end();
    return better ? printed : found;
  }

  bool IsPrinted(std::string_view name) const {
    const std::string lower = LowerAscii(name);
    return std::any_of(page_.blocks.begin(), page_.blocks.end(),
                       [&](const PageBlock& block) { return LowerAscii(block.text).find(lower) != std::string::npos; });
  }

  std::vector<std::string> Clean(const std::vector<std::string>& values, std::string_view outlet) const {
    std::vector<std::string> out;
    for (const std::string& value : values) {
      for (std::string& name : NamesInByline(value, tables_)) {
        if (!IsNameOfOutlet(name, outlet) && std::find(out.begin(), out.end(), name) == out.end())
          out.push_back(std::move(name));
      }
    }
    return out;
  }

  // rel=author, itemprop=author, then blocks marked as bylines or beginning like one, above the body.
  std::vector<std::string> PrintedAuthors(std::string_view outlet) const {
    std::vector<std::string> found;
    const auto nodes = page_.tree.nodes();
    for (size_t i = 0; i < nodes.size() && found.empty(); ++i) {
      if (nodes[i].tag == Tag::kText) continue;
      const bool author =
          page_.tree.Attribute(nodes[i], "rel") == "author" || page_.tree.Attribute(nodes[i], "itemprop") == "author";
      if (!author || nodes[i].end - i > 40) continue;
      const std::string text = TextOf(page_.tree, i);
      if (text.size() <= kMaxBylineBytes) found = Clean({text}, outlet);
    }
    for (const bool led : {true, false}) {
      for (size_t i = FirstNear(); i < std::min(page_.blocks.size(), body_begin_ + 3) && found.empty(); ++i) {
        const std::string& text = page_.blocks[i].text;
        if (text.size() > kMaxBylineBytes || page_.blocks[i].words > kMaxBylineWords) continue;
        if (led ? IsLed(text) : IsMarkedByline(i)) found = Clean({text}, outlet);
        if (!led) std::erase_if(found, [](const std::string& name) { return !IsFullName(name); });
      }
    }
    return found;
  }

  // "By …"
  bool IsLed(std::string_view text) const {
    const std::string lower = LowerAscii(text.substr(0, 20));
    const auto& leads = tables_.Words("lead");
    return std::any_of(leads.begin(), leads.end(),
                       [&](const std::string& lead) { return lower.starts_with(lead + " "); });
  }

  bool IsMarkedByline(size_t block) const {
    const KindSet others = page_.words.MarkKind("caption") | page_.words.MarkKind("media") |
                           page_.words.MarkKind("related") | page_.words.MarkKind("comment");
    const KindSet marks = MarksAround(block);
    return (marks & page_.words.MarkKind("byline")) != 0 && (marks & others) == 0;
  }

  size_t FirstNear() const { return body_begin_ > kBlocksBeforeBody ? body_begin_ - kBlocksBeforeBody : 0; }

  // What is declared in UTC may be the day before or after by the outlet's clock, which is what it prints and what its
  // address says.
  std::optional<Date> PublishedDate(std::string_view url) const {
    const std::string_view declared = DeclaredDate();
    std::optional<Date> date = DateInText(declared);
    // A particular printed a day earlier is the outlet's clock, whatever zone is declared; a later one is an update.
    if (const auto marked = date ? PrintedDate(true) : std::nullopt;
        marked && DayNumber(*date) - DayNumber(*marked) == 1)
      return marked;
    const bool utc = declared.ends_with("Z") || declared.ends_with("+00:00") || declared.ends_with("+0000");
    if (date && !utc) return date;
    if (const std::optional<Date> day = date ? DayOfClock(declared, *date) : std::nullopt) return day;
    std::optional<Date> address = DateInAddress(url);
    if (!address) address = DateInAddress(hints_.url);
    const std::optional<Date> printed = PrintedDate();
    for (const std::optional<Date>& local : {address, printed}) {
      if (date && local && std::abs(DayNumber(*local) - DayNumber(*date)) <= 1) return local;
    }
    for (const std::optional<Date>& other : {date, DateOfTimes(true), printed, address, DateOfTimes(false)}) {
      if (other) return other;
    }
    for (const LinkedArticle& article : page_.facts.articles) {
      if (auto modified = DateInText(article.modified)) return modified;
    }
    return DateInText(FirstMeta(page_.facts, tables_.Names("modified")));
  }

  // The day that the page itself prints for the declared moment: in a <time> of the same moment in the outlet's zone,
  // or in what such a <time> shows, with or without its year.
  std::optional<Date> DayOfClock(std::string_view declared, const Date& date) const {
    const std::optional<int64_t> moment = MomentOf(declared);
    const auto nodes = page_.tree.nodes();
    for (uint32_t i = 0; moment && i < nodes.size(); ++i) {
      if (nodes[i].tag != Tag::kTime) continue;
      const std::string_view stamp = page_.tree.Attribute(nodes[i], "datetime");
      const std::optional<int64_t> other = MomentOf(stamp);
      if (!other || std::abs(*other - *moment) > kSameMomentSeconds) continue;
      if (std::optional<Date> day = DateInText(stamp); day && *day != date) return day;
      if (auto day = DayNear(TextOf(page_.tree, i), date, tables_.months())) return day;
    }
    return std::nullopt;
  }

  std::string_view DeclaredDate() const {
    for (const LinkedArticle& article : page_.facts.articles) {
      if (DateInText(article.published)) return article.published;
    }
    for (const std::string& name : tables_.Names("date")) {
      if (DateInText(page_.facts.Meta(name))) return page_.facts.Meta(name);
    }
    return {};
  }

  // <time datetime> and elements with itemprop=datePublished, near the begin of the body or anywhere.
  std::optional<Date> DateOfTimes(bool near) const {
    const auto nodes = page_.tree.nodes();
    const size_t last = std::min(page_.blocks.size(), body_begin_ + 4);
    const uint32_t begin = near && !page_.blocks.empty() ? page_.blocks[FirstNear()].begin : 0;
    const uint32_t end = near && last > 0 ? page_.blocks[last - 1].end : static_cast<uint32_t>(nodes.size());
    for (uint32_t i = begin > 0 ? begin - 1 : 0; i < end; ++i) {
      const HtmlNode& node = nodes[i];
      if (node.tag == Tag::kText) continue;
      const std::string property = LowerAscii(page_.tree.Attribute(node, "itemprop"));
      if (node.tag != Tag::kTime && property.find("datepublished") == std::string::npos) continue;
      for (const std::string_view name : {"datetime", "content"}) {
        if (auto date = DateInText(page_.tree.Attribute(node, name))) return date;
      }
      if (auto date = DateInText(page_.tree.TextInside(i))) return date;
    }
    return std::nullopt;
  }

  // In short blocks above the body and in its first lines: those that say they are dates or bylines, then all others
  // that are no captions, the nearest to the body first.
  std::optional<Date> PrintedDate() const {
    const std::optional<Date> marked = PrintedDate(true);
    return marked ? marked : PrintedDate(false);
  }

  std::optional<Date> PrintedDate(bool marked) const {
    const KindSet particulars =
        page_.words.MarkKind("date") | page_.words.MarkKind("byline") | page_.words.MarkKind("meta");
    const KindSet captions =
        page_.words.MarkKind("caption") | page_.words.MarkKind("media") | page_.words.MarkKind("related");
    for (size_t i = std::min(page_.blocks.size(), body_begin_ + 4); i-- > FirstNear();) {
      if (page_.blocks[i].text.size() > kMaxDateLineBytes) continue;
      const KindSet marks = MarksAround(i);
      if (marked ? (marks & particulars) == 0 : (marks & captions) != 0) continue;
      if (auto date = DateInText(page_.blocks[i].text, tables_.months())) return date;
    }
    return std::nullopt;
  }

  // Of the block's element, what is inside it, and the two elements above.
  KindSet MarksAround(size_t block) const {
    const auto nodes = page_.tree.nodes();
    KindSet marks = 0;
    int above = 0;
    for (int32_t at = nodes[page_.blocks[block].begin].parent; at >= 0 && above < 3; at = nodes[at].parent) {
      for (const std::string_view name : {"class", "itemprop", "id"}) {
        marks |= page_.words.MarksIn(page_.tree.Attribute(nodes[at], name));
      }
      above += at <= static_cast<int32_t>(page_.blocks[block].element) ? 1 : 0;
    }
    return marks;
  }

  // What is declared, unless the text is clearly in another language: templates are copied with their lang.
  std::string Language(std::string_view text) const {
    std::string declared = DeclaredLanguage();
    std::string read = tables_.languages().Of(text);
    return read.empty() || declared.substr(0, declared.find('-')) == read ? declared : read;
  }

  std::string DeclaredLanguage() const {
    const std::string linked = FromLinked(&LinkedArticle::language);
    for (const std::string_view one : {std::string_view(page_.facts.language), std::string_view(linked),
                                       FirstMeta(page_.facts, tables_.Names("language"))}) {
      std::string tag = LanguageTag(one);
      if (!tag.empty()) return tag;
    }
    return {};
  }

  // "en_us" → "en-US"; empty where it is no tag.
  static std::string LanguageTag(std::string_view text) {
    text = Trimmed(text.substr(0, text.find(',')));
    const size_t part = std::min(text.find_first_of("-_"), text.size());
    if (part < 2 || part > 3) return {};
    std::string tag = LowerAscii(text.substr(0, part));
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    if (!std::all_of(tag.begin(), tag.end(), letter)) return {};
    const std::string region = LowerAscii(text.substr(std::min(part + 1, text.size())));
    if (region.size() != 2 || !std::all_of(region.begin(), region.end(), letter)) return tag;
    return tag + "-" + static_cast<char>(std::toupper(region[0])) + static_cast<char>(std::toupper(region[1]));
  }

  const Page& page_;
  const std::vector<bool>& chosen_;
  const FieldTables& tables_;
  const PageHints& hints_;
  size_t body_begin_ = 0;
};

}  // namespace

std::string ResolvedAddress(std::string_view address, std::string_view base) {
  const auto web = [](std::string_view url) { return url.starts_with("http://") || url.starts_with("https://"); };
  if (address.empty()) return {};
  if (web(address)) return std::string(address);
  if (!web(base)) return {};
  if (address.starts_with("//")) return std::string(base.substr(0, base.find("//"))).append(address);
  const size_t host_end = std::min(base.find('/', base.find("://") + 3), base.size());
  if (address.front() == '/') return std::string(base.substr(0, host_end)).append(address);
  const size_t colon = address.find(':');
  if (colon < address.find_first_of("/?#")) return {};  // another scheme
  const std::string_view path = base.substr(0, base.find_first_of("?#"));
  const size_t folder = path.rfind('/');
  return std::string(folder < host_end ? path.substr(0, host_end) : path.substr(0, folder)).append("/").append(address);
}

void FillFields(const Page& page, const std::vector<bool>& chosen, const FieldTables& tables, const PageHints& hints,
                Document& out) {
  FieldReader(page, chosen, tables, hints).Fill(out);
}

}  // namespace entente
