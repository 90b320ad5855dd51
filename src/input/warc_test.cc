// WARC and ZIP.
#include "input/test_inputs.h"
#include "support/packed_bytes.h"

namespace entente {
namespace {

using Texts = std::vector<std::string>;
using Codes = std::vector<std::string>;

std::string Record(const std::string& type, const std::string& body, const std::string& content_type,
                   const std::string& address = "http://herald.example/1") {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + address +
         "\r\nWARC-Date: 2020-11-10T01:02:03Z\r\nContent-Type: " + content_type +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body + "\r\n\r\n";
}

std::string Response(const std::string& headers, const std::string& body,
                     const std::string& address = "http://herald.example/1") {
  return Record("response", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" + headers + "\r\n" + body,
                "application/http; msgtype=response", address);
}

TEST(WarcReaderTest, UndoesChunksAndEncodings) {
  const std::string text = "Norway hosted the talks.";
  EXPECT_EQ(ReadAll(Response("", text)).texts(), Texts{text});
  EXPECT_EQ(
      ReadAll(Response("Transfer-Encoding: chunked\r\n", "6\r\nNorway\r\n12;x=y\r\n hosted the talks.\r\n0\r\n\r\n"))
          .texts(),
      Texts{text});
  EXPECT_EQ(ReadAll(Response("Content-Encoding: gzip\r\n", Gzip(text))).texts(), Texts{text});
  // Bodies that the crawler unpacked keep the headers they came with.
  EXPECT_EQ(ReadAll(Response("Transfer-Encoding: chunked\r\n", text)).texts(), Texts{text});
  EXPECT_EQ(ReadAll(Response("Content-Encoding: gzip\r\n", text)).texts(), Texts{text});
}

TEST(WarcReaderTest, NamesDocumentsByTheirAddress) {
  const Got got =
      ReadAll(Gzip(Response("", "One.")) + Gzip(Response("", "Two.", "<http://herald.example/2>")), "c.warc.gz");
  ASSERT_EQ(got.documents.size(), 2U);
  EXPECT_EQ(got.documents[0].id, "http://herald.example/1");
  EXPECT_EQ(got.documents[1].url, "http://herald.example/2");
  EXPECT_FALSE(got.documents[0].published_date);  // the day of the crawl is no date of publication
}

TEST(WarcReaderTest, CountsWhatIsNoPage) {
  const std::string not_found = Record("response", "HTTP/1.1 404 Not Found\r\n\r\nNo.", "application/http");
  const std::string picture =
      Record("response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG", "application/http");
  const Got got =
      ReadAll(Record("warcinfo", "a: b", "application/warc-fields") + Record("request", "GET /", "application/http") +
              Record("revisit", "", "application/http") + Record("metadata", "x", "text/plain") + not_found + picture +
              Record("resource", "A page.", "text/plain"));
  EXPECT_EQ(got.texts(), Texts{"A page."});
  EXPECT_TRUE(got.problems.empty());
  EXPECT_EQ(got.skipped, (Codes{"warc.warcinfo", "warc.request", "warc.revisit", "warc.metadata", "warc.http_status",
                                "warc.other_type"}));
}

TEST(WarcReaderTest, GoesOnBehindWhatIsBroken) {
  std::string no_length = Record("resource", "x", "text/plain");
  no_length.erase(no_length.find("Content-Length"), std::string("Content-Length: 1\r\n").size());
  std::string cut = Record("resource", "A page whose end is missing.", "text/plain");
  cut.resize(cut.size() - 10);
  const Got got = ReadAll(Record("resource", "One.", "text/plain") + "stray bytes\r\n" + no_length +
                          Record("resource", "Two.", "text/plain") + cut);
  EXPECT_EQ(got.texts(), (Texts{"One.", "Two."}));
  EXPECT_EQ(got.codes(), (Codes{"warc.corrupt", "warc.corrupt", "warc.corrupt", "warc.truncated"}));
}

TEST(WarcReaderTest, GoesOnBehindADamagedMember) {
  std::string damaged = Gzip(Response("", "One."));
  for (size_t i = 30; i < 60; ++i) damaged[i] = static_cast<char>(0xFF);
  const Got got = ReadAll(Gzip(Response("", "Zero.")) + damaged + Gzip(Response("", "Two.")), "c.warc.gz");
  EXPECT_EQ(got.texts(), (Texts{"Zero.", "Two."}));
  EXPECT_FALSE(got.problems.empty());
}

TEST(ArchiveReaderTest, ReadsEachMemberByItsContent) {
  const Got got = ReadAll(Zip({{"a/one.txt", "One."},
                               {"a/two.ndjson", "{\"id\":\"two\",\"text\":\"Two.\"}\n"},
                               {"three.gz", Gzip("Three.")},
                               {"inner.zip", Zip({{"four.txt", "Four."}})}}),
                          "x.zip");
  EXPECT_EQ(got.texts(), (Texts{"One.", "Two.", "Three.", "Four."}));
  EXPECT_EQ(got.documents[0].id, "x.zip!a/one.txt");
  EXPECT_EQ(got.documents[3].id, "x.zip!inner.zip!four.txt");
  EXPECT_TRUE(got.problems.empty());
}

TEST(ArchiveReaderTest, ReadsFromAStreamToo) {
  // Packed again, so that the archive cannot jump.
  const Got got = ReadAll(Gzip(Zip({{"one.txt", "One."}, {"two.txt", "Two."}})), "x.zip.gz");
  EXPECT_EQ(got.texts(), (Texts{"One.", "Two."}));
}

TEST(ArchiveReaderTest, IsNotTrickedByNamesAndLinks) {
  const Got got = ReadAll(Zip({{"../../etc/\x1b[2Jone.txt", "One."},
                               {"link.txt", "", AE_IFLNK},
                               {"__MACOSX/._one.txt", "x"},
                               {"/abs.txt", "Two."}}),
                          "x.zip");
  EXPECT_EQ(got.texts(), (Texts{"One.", "Two."}));
  EXPECT_EQ(got.documents[0].id, "x.zip!../../etc/?[2Jone.txt");
  EXPECT_EQ(got.skipped, (Codes{"io.no_file", "io.hidden"}));
}

TEST(ArchiveReaderTest, TellsOfDamage) {
  std::string damaged = Zip({{"one.txt", "One."}, {"two.txt", std::string(2000, 'x')}});
  damaged.resize(damaged.size() / 2);
  const Got got = ReadAll(damaged, "x.zip");
  EXPECT_FALSE(got.problems.empty());
  EXPECT_EQ(got.codes().back(), "archive.corrupt");
}

}  // namespace
}  // namespace entente
