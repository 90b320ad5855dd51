#include "feed/feed_format.h"

#include "base/ascii.h"
#include "feed/utf8_text.h"

namespace entente {
namespace {

std::string RssFormat(const std::string& version) {
  if (version == "0.90") return "rss090";
  if (version == "0.91") return "rss091u";
  if (version == "0.92" || version == "0.93" || version == "0.94") return "rss0" + version.substr(2);
  return version.starts_with("2.") ? "rss20" : "rss";
}

std::string RdfFormat(const std::string& space) {
  const std::string small = LowerAscii(space);
  if (small.find("rdf/simple/0.9") != std::string::npos) return "rss090";
  return small.find("purl.org/net/rss1.1") != std::string::npos ? "rss11" : "rss10";
}

}  // namespace

std::string FeedFormatOf(const XmlElement& root) {
  if (root.name == "rss") return RssFormat(std::string(TrimBlanks(root.Attribute("version"))));
  if (root.name == "rdf:rdf") return "rss10";
  if (root.name == "opml") return "opml";
  if (root.name == "feed" || root.name == "entry") {
    const std::string space = LowerAscii(root.space);
    if (space == "http://www.w3.org/2005/atom") return "atom10";
    const std::string& version = root.Attribute("version");
    if (version == "0.1" || version == "0.2" || version == "0.3") return "atom0" + version.substr(2);
    return space == "http://purl.org/atom/ns#" ? "atom03" : "atom";
  }
  if (root.name == "channel")
    return root.raw_name == "CHANNEL" ? "cdf" : RdfFormat(root.space) == "rss10" ? "rss" : "rss090";
  return {};
}

}  // namespace entente
