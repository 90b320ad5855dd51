// Feeds as values, and feeds that were made to hurt.
#include "feed/feed.h"

#include <gtest/gtest.h>

#include <chrono>
#include <sstream>

#include "feed/charset_guess.h"
#include "feed/xml_parser.h"

namespace entente {
namespace {

// Bytes made on the fly: nothing of the input's length is ever held.
class MadeBytes : public std::streambuf {
 public:
  MadeBytes(std::string head, std::string part, uint64_t parts, std::string tail)
      : pieces_{std::move(head), std::move(part), std::move(tail)}, parts_(parts) {
    Set(0);
  }

 protected:
  int_type underflow() override {
    if (at_ == 0) {
      at_ = 1;
    } else if (at_ == 1 && ++made_ >= parts_) {
      at_ = 2;
    } else if (at_ == 2) {
      return traits_type::eof();
    }
    Set(at_);
    return traits_type::to_int_type(*gptr());
  }

 private:
  void Set(size_t at) { setg(pieces_[at].data(), pieces_[at].data(), pieces_[at].data() + pieces_[at].size()); }
  std::string pieces_[3];
  uint64_t parts_;
  uint64_t made_ = 0;
  size_t at_ = 0;
};

uint64_t CountEntries(std::streambuf& bytes, size_t* longest = nullptr) {
  std::istream in(&bytes);
  uint64_t count = 0;
  const Result<Feed> feed = ReadFeed(in, {}, [&](FeedRecord&& entry, const FeedRecord&) {
    ++count;
    for (const FeedText& text : entry.texts) {
      if (longest) *longest = std::max(*longest, text.value.size());
    }
    return true;
  });
  EXPECT_TRUE(feed.ok());
  return count;
}

TEST(Feed, StreamsAMillionItems) {
  MadeBytes rss("<rss version='2.0'><channel><title>T</title>",
                "<item><guid>1</guid><title>Talks go on</title><description>They met again.</description></item>",
                1000000, "</channel></rss>");
  EXPECT_EQ(CountEntries(rss), 1000000u);
  MadeBytes json("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"0\"}",
                 ",{\"id\":\"1\",\"content_text\":\"They met.\"}", 100000, "]}");
  EXPECT_EQ(CountEntries(json), 100001u);
}

TEST(Feed, StreamsBrokenItemsToo) {
  MadeBytes rss("<rss><channel>", "<item><title>A & B <b>talk</title></item>", 100000, " ");
  EXPECT_EQ(CountEntries(rss), 100000u);
}

// 256 MiB of one line each way a line can be long; the test is that it ends, soon, within the limits.
TEST(Feed, BoundsLongLines) {
  const std::string block(size_t{1} << 16, 'x');
  const uint64_t blocks = 4096;
  const std::string item = "<item><title>After</title></item></channel></rss>";
  for (const auto& [head, tail] :
       std::vector<std::pair<std::string, std::string>>{{"<rss><channel><item><title>", "</title></item>"},
                                                        {"<rss><channel><!--", "-->"},
                                                        {"<rss><channel><item a='", "'></item>"},
                                                        {"<rss><channel><item><title><![CDATA[", "]]></title></item>"},
                                                        {"<rss><channel><item ", "></item>"}}) {
    MadeBytes bytes(head, block, blocks, tail + item);
    size_t longest = 0;
    EXPECT_GE(CountEntries(bytes, &longest), 1u) << head;
    EXPECT_LE(longest, size_t{16} << 20) << head;
  }
}

TEST(Feed, BoundsDepth) {
  MadeBytes deep("<rss><channel><item><title>A", "<b>", 100000, " ");
  EXPECT_EQ(CountEntries(deep), 1u);
  std::string text = "<rss><channel><item><title>";
  for (int i = 0; i < 10000; ++i) text += "<i>";
  text += "deep";
  for (int i = 0; i < 10000; ++i) text += "</i>";
  text += "</title></item><item><title>After</title></item></channel></rss>";
  const Result<Feed> feed = ParseFeed(text, {});
  ASSERT_TRUE(feed.ok());
  ASSERT_EQ(feed->entries.size(), 2u);
  EXPECT_EQ(feed->entries[1].Text("title")->value, "After");
}

TEST(Feed, RefusesEntityBombs) {
  std::string bomb = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a0 'ha'>";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "&a" + std::to_string(i - 1) + ";";
    bomb += "<!ENTITY a" + std::to_string(i) + " '" + before + before + before + "'>";
  }
  bomb += "]><rss><channel><item><title>First</title></item><item><title>&a29;</title></item></channel></rss>";
  std::istringstream in(bomb);
  int entries = 0;
  const Result<Feed> feed = ReadFeed(in, {}, [&](FeedRecord&&, const FeedRecord&) { return ++entries > 0; });
  ASSERT_FALSE(feed.ok());
  EXPECT_EQ(feed.status().id(), "feed.entity_bomb");
  EXPECT_GE(entries, 1);
}

TEST(Feed, NeverReadsFiles) {
  const Result<Feed> feed = ParseFeed(
      "<!DOCTYPE rss [<!ENTITY f SYSTEM 'file:///etc/hostname'>]><rss><item><title>A &f; B</title></item></rss>", {});
  ASSERT_TRUE(feed.ok());
  EXPECT_EQ(feed->entries.at(0).Text("title")->Plain().find('\n'), std::string::npos);
  EXPECT_TRUE(feed->entries.at(0).Text("title")->value.starts_with("A "));
}

TEST(Feed, ResolvesWhatTheDocumentDeclares) {
  const Result<Feed> feed = ParseFeed(
      "<!DOCTYPE rss [<!ENTITY org 'United Nations'>]><rss><item><title>The &org; & &org;</title></item></rss>", {});
  ASSERT_TRUE(feed.ok());
  EXPECT_FALSE(feed->well_formed);
  EXPECT_EQ(feed->entries.at(0).Text("title")->Plain(), "The United Nations & United Nations");
}

TEST(Feed, StopsWhenTold) {
  std::istringstream in("<rss><item><title>1</title></item><item><title>2</title></item></rss>");
  int entries = 0;
  EXPECT_TRUE(ReadFeed(in, {}, [&](FeedRecord&&, const FeedRecord&) { return ++entries < 1; }).ok());
  EXPECT_EQ(entries, 1);
}

TEST(Feed, KeepsWhatFollowsBrokenBytes) {
  const Result<Feed> feed = ParseFeed(
      "<?xml version='1.0' encoding='utf-8'?><rss><item><title>\xE2\x80\x9CGood\xE2\x80\x9D then \xF0\x28 bad "
      "\x01 end</title></item><item><title>After</title></item></rss>",
      {});
  ASSERT_TRUE(feed.ok());
  ASSERT_EQ(feed->entries.size(), 2u);
  EXPECT_EQ(feed->entries[1].Text("title")->value, "After");
}

TEST(CharsetGuess, KnowsScriptsByTheirLetters) {
  // "Переговоры прошли в столице" in KOI8-R and windows-1251; "Ελληνικά" prose in ISO-8859-7.
  EXPECT_EQ(GuessCharset("\xF0\xC5\xD2\xC5\xC7\xCF\xD7\xCF\xD2\xD9 \xD0\xD2\xCF\xDB\xCC\xC9 \xD7 "
                         "\xD3\xD4\xCF\xCC\xC9\xC3\xC5"),
            "KOI8-R");
  EXPECT_EQ(GuessCharset("\xCF\xE5\xF0\xE5\xE3\xEE\xE2\xEE\xF0\xFB \xEF\xF0\xEE\xF8\xEB\xE8 \xE2 "
                         "\xF1\xF2\xEE\xEB\xE8\xF6\xE5"),
            "windows-1251");
  // 외교부는 두 나라의 대화
  EXPECT_EQ(GuessCharset("\xBF\xDC\xB1\xB3\xBA\xCE\xB4\xC2 \xB5\xCE \xB3\xAA\xB6\xF3\xC0\xC7 \xB4\xEB\xC8\xAD"),
            "EUC-KR");
  // ข่าว นายกรัฐมนตรี
  EXPECT_EQ(GuessCharset("\xA2\xE8\xD2\xC7 \xB9\xD2\xC2\xA1\xC3\xD1\xB0\xC1\xB9\xB5\xC3\xD5"), "TIS-620");
  // 兩國領導人在東京見面
  EXPECT_EQ(GuessCharset("\xA8\xE2\xB0\xEA\xBB\xE2\xBE\xC9\xA4H\xA6"
                         "b\xAA"
                         "F\xA8\xCA\xA8\xA3\xAD\xB1"),
            "Big5");
  // 两国领导人在北京见面
  EXPECT_EQ(GuessCharset("\xC1\xBD\xB9\xFA\xC1\xEC\xB5\xBC\xC8\xCB\xD4\xDA\xB1\xB1\xBE\xA9\xBC\xFB\xC3\xE6"), "GB2312");
  // 日本と韓国の会談
  EXPECT_EQ(GuessCharset("\xC6\xFC\xCB\xDC\xA4\xC8\xB4\xDA\xB9\xF1\xA4\xCE\xB2\xF1\xC3\xCC"), "EUC-JP");
  // 日本と韓国の会談
  EXPECT_EQ(GuessCharset("\x93\xFA\x96{\x82\xC6\x8A\xD8\x8D\x91\x82\xCC\x89\xEF\x92k"), "SHIFT_JIS");
  // ראש הממשלה
  EXPECT_EQ(GuessCharset("\xF8\xE0\xF9 \xE4\xEE\xEE\xF9\xEC\xE4"), "windows-1255");
  // El niño español habló
  EXPECT_EQ(GuessCharset("El ni\xF1o espa\xF1ol habl\xF3"), "windows-1252");
  EXPECT_EQ(GuessCharset("caf\xE9 and \x93quotes\x94"), "windows-1252");
}

}  // namespace
}  // namespace entente
