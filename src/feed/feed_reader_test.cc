#include "feed/feed_reader.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/date.h"
#include "feed/opml.h"

namespace entente {
namespace {

struct Got {
  std::vector<Document> documents;
  std::vector<std::string> problems;
};

Got Read(std::istream& in, InputHints hints = {}) {
  Got got;
  const DocumentSink sink{[&](Document document) {
                            got.documents.push_back(std::move(document));
                            return true;
                          },
                          [&](const InputProblem& problem) { got.problems.push_back(problem.status.id()); }};
  EXPECT_TRUE(MakeFeedReader(std::move(hints))->Read(in, "feed", sink).ok());
  return got;
}

Got ReadText(const std::string& text, InputHints hints = {}) {
  std::istringstream in(text);
  return Read(in, std::move(hints));
}

std::string FileText(const std::string& name) {
  std::ifstream in(std::string(ENTENTE_SOURCE_DIR "/src/feed/testdata/") + name, std::ios::binary);
  EXPECT_TRUE(in) << name;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(FeedReader, ReadsRss2) {
  const Got got = ReadText(FileText("rss2.xml"));
  ASSERT_EQ(got.documents.size(), 2u);
  const Document& first = got.documents[0];
  EXPECT_EQ(first.id, "dispatch-1");
  EXPECT_EQ(first.title, "Oman hosts Iranian & American envoys");
  EXPECT_EQ(first.text, "Envoys of Iran and the United States met in Muscat.\n\nOman offered to host another round.");
  EXPECT_EQ(first.outlet, "Harbour Dispatch");
  EXPECT_EQ(first.url, "https://dispatch.example/2013/03/muscat?a=1&b=2");
  EXPECT_EQ(first.language, "en-gb");
  ASSERT_TRUE(first.published_date.has_value());
  EXPECT_EQ(ToString(*first.published_date), "2013-03-04");  // the day where it was printed
  EXPECT_EQ(first.authors, std::vector<std::string>{"Rana Saleh"});
  const Document& second = got.documents[1];
  EXPECT_EQ(second.id, "https://dispatch.example/2020/02/doha");
  EXPECT_EQ(second.url, second.id);
  EXPECT_EQ(second.outlet, "Gulf Wire");
  EXPECT_EQ(second.authors, std::vector<std::string>{"Foreign Desk"});
  EXPECT_TRUE(got.problems.empty());
}

TEST(FeedReader, ReadsAtom) {
  const Got got = ReadText(FileText("atom.xml"));
  ASSERT_EQ(got.documents.size(), 2u);
  const Document& first = got.documents[0];
  EXPECT_EQ(first.id, "tag:wire.example,2021:1");
  EXPECT_EQ(first.title, "Norway <offers> its good offices");
  EXPECT_EQ(first.text, "Norway offered to mediate.\n\nBoth sides accepted & thanked it.");
  EXPECT_EQ(first.url, "https://wire.example/news/2021/oslo.html");
  EXPECT_EQ(first.outlet, "Northern Wire");
  EXPECT_EQ(first.language, "en");
  EXPECT_EQ(ToString(*first.published_date), "2021-02-05");
  EXPECT_EQ(first.authors, std::vector<std::string>{"Kari Lund"});  // of the feed
  EXPECT_EQ(got.documents[1].authors, (std::vector<std::string>{"Per Dahl", "Liv Moe"}));
  EXPECT_EQ(got.documents[1].text, "Partene møttes i Oslo.");
  EXPECT_EQ(got.documents[1].language, "no");
}

TEST(FeedReader, ReadsRss1) {
  const Got got = ReadText(FileText("rss1.xml"));
  ASSERT_EQ(got.documents.size(), 1u);
  EXPECT_EQ(got.documents[0].title, "Switzerland carries messages");
  EXPECT_EQ(got.documents[0].outlet, "Alpenblatt");
  EXPECT_EQ(got.documents[0].authors, std::vector<std::string>{"Ursina Caduff"});
  EXPECT_EQ(ToString(*got.documents[0].published_date), "2019-07-01");
}

TEST(FeedReader, ReadsJsonFeed) {
  InputHints hints;
  hints.url = "https://sahel.example/feed.json";
  const Got got = ReadText(FileText("feed.json"), hints);
  ASSERT_EQ(got.documents.size(), 2u);
  EXPECT_EQ(got.documents[0].id, "7");
  EXPECT_EQ(got.documents[0].url, "https://sahel.example/algiers");
  EXPECT_EQ(got.documents[0].text, "Algeria \"hosted\" [both] {sides}.");
  EXPECT_EQ(got.documents[0].outlet, "Sahel Notes");
  EXPECT_EQ(got.documents[0].authors, std::vector<std::string>{"Awa Diallo"});
  EXPECT_EQ(got.documents[1].authors, std::vector<std::string>{"Moussa Keita"});
  EXPECT_EQ(ToString(*got.documents[1].published_date), "2015-05-16");
}

TEST(FeedReader, ReadsWhatIsBroken) {
  const Got got = ReadText(FileText("broken.xml"));
  ASSERT_EQ(got.documents.size(), 3u);
  EXPECT_EQ(got.documents[0].outlet, "Corner & Square");
  EXPECT_EQ(got.documents[0].title, "Egypt & Qatar talk — again");
  EXPECT_EQ(got.documents[0].url, "https://corner.example/?a=1&b=2&copy=3");
  EXPECT_EQ(got.documents[0].text, "Cairo\nand Doha agreed.");
  EXPECT_EQ(got.documents[1].title, "Second, its <predecessor never ended");
  EXPECT_EQ(got.documents[1].authors, std::vector<std::string>{"Nadia Fawzi"});  // the prefix is not declared
  EXPECT_EQ(got.documents[1].text, "Kuwait helped.");
  EXPECT_EQ(got.documents[2].text, "The feed ends he");
}

TEST(FeedReader, ReadsOpml) {
  FeedHints hints;
  hints.url = "https://lists.example/a/list.opml";
  ASSERT_TRUE(LooksLikeOpml(FileText("list.opml")));
  const auto feeds = ParseOpml(FileText("list.opml"), hints);
  ASSERT_TRUE(feeds.ok());
  ASSERT_EQ(feeds->size(), 2u);
  EXPECT_EQ((*feeds)[0].url, "https://wire.example/feed.atom");
  EXPECT_EQ((*feeds)[1].url, "https://lists.example/a/alpen.rdf");
  EXPECT_EQ((*feeds)[1].title, "Alpenblatt");
  EXPECT_FALSE(ParseOpml(FileText("rss2.xml"), hints).ok());
  EXPECT_EQ(ReadText(FileText("list.opml")).problems, std::vector<std::string>{"feed.opml"});
}

TEST(FeedReader, SaysWhatItLeavesOut) {
  EXPECT_EQ(ReadText("<rss><channel><item><category>x</category></item></channel></rss>").problems,
            std::vector<std::string>{"feed.no_text"});
  const Got pointer = ReadText("<rss><channel><item><link>http://a.example/</link></item></channel></rss>");
  ASSERT_EQ(pointer.documents.size(), 1u);
  EXPECT_EQ(pointer.documents[0].url, "http://a.example/");
  EXPECT_EQ(pointer.documents[0].text, "");
  EXPECT_EQ(ReadText("<html><p>No feed.</p></html>").problems, std::vector<std::string>{"feed.not_a_feed"});
}

TEST(FeedReader, TakesTheCharacterSetOfTheHeaderTheDeclarationOrTheBytes) {
  const std::string head = "<?xml version='1.0' encoding='iso-8859-5'?>", none = "<?xml version='1.0'?>";
  const std::string feed = "<rss><channel><item><title>caf\xE9 \x93talks\x94</title></item></channel></rss>";
  InputHints latin;
  latin.content_type = "text/xml; charset=\"ISO-8859-1\"";
  EXPECT_EQ(ReadText(head + feed, latin).documents[0].title, "café “talks”");
  EXPECT_EQ(ReadText(none + feed).documents[0].title, "café “talks”");
  // A wrong declaration gives way to what the bytes are.
  EXPECT_EQ(ReadText("<?xml version='1.0' encoding='utf-8'?>" + feed).documents[0].title, "café “talks”");
  const std::string utf8 = "<?xml version='1.0' encoding='us-ascii'?><rss><item><title>Ærø</title></item></rss>";
  EXPECT_FALSE(ReadText(utf8).documents.empty());
}

}  // namespace
}  // namespace entente
