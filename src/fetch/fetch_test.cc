// Robots, addresses and memory; the network itself is tested by tests/e2e/fetch_test.py.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <filesystem>
#include <fstream>

#include "fetch/address.h"
#include "fetch/fetch_memory.h"
#include "fetch/http_client.h"
#include "fetch/robots.h"
#include "support/scratch_folder.h"

namespace entente {
namespace {

bool IsPublic(const char* text) {
  sockaddr_storage storage{};
  auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
  if (inet_pton(AF_INET, text, &v4->sin_addr) == 1) {
    storage.ss_family = AF_INET;
  } else {
    EXPECT_EQ(inet_pton(AF_INET6, text, &v6->sin6_addr), 1) << text;
    storage.ss_family = AF_INET6;
  }
  EXPECT_FALSE(AddressText(reinterpret_cast<sockaddr*>(&storage)).empty());
  return IsPublicAddress(reinterpret_cast<sockaddr*>(&storage));
}

TEST(Address, KnowsWhatIsNotPublic) {
  for (const char* text : {"0.0.0.0",
                           "10.1.2.3",
                           "100.64.0.1",
                           "100.127.255.255",
                           "127.0.0.1",
                           "127.255.0.1",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.0.2.1",
                           "192.168.1.1",
                           "198.18.0.1",
                           "198.19.1.1",
                           "224.0.0.1",
                           "239.1.1.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::ffff:127.0.0.1",
                           "::ffff:10.0.0.1",
                           "::127.0.0.1",
                           "64:ff9b::10.0.0.1",
                           "2002:7f00:1::",
                           "2001:db8::1",
                           "2001::1",
                           "fc00::1",
                           "fd12::1",
                           "fe80::1",
                           "fec0::1",
                           "ff02::1",
                           "100::1"}) {
    EXPECT_FALSE(IsPublic(text)) << text;
  }
}

TEST(Address, KnowsWhatIs) {
  for (const char* text : {"8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.1",
                           "198.17.1.1", "198.20.1.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1",
                           "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"}) {
    EXPECT_TRUE(IsPublic(text)) << text;
  }
}

TEST(Robots, FollowsTheStandard) {
  const Robots robots = Robots::Parse(
      "# who may what\r\n"
      "User-agent: other\nDisallow: /\n\n"
      "User-Agent: *\nDisallow: /everyone\n\n"
      "user-agent: another\nuser-agent: ENTENTE/2.0\nDisallow: /private\nAllow: /private/open # but this\n"
      "Crawl-delay: 2.5\nDisallow: /*.pdf$\nDisallow: /caf\xC3\xA9\nDisallow: /%7Euser\nnonsense\nDisallow:\n",
      "entente");
  EXPECT_TRUE(robots.Allows("/"));
  EXPECT_TRUE(robots.Allows("/everyone"));
  EXPECT_FALSE(robots.Allows("/private"));
  EXPECT_FALSE(robots.Allows("/private/x?y=1"));
  EXPECT_TRUE(robots.Allows("/private/open/x"));
  EXPECT_FALSE(robots.Allows("/a/b.pdf"));
  EXPECT_TRUE(robots.Allows("/a/b.pdf?page=1"));
  EXPECT_FALSE(robots.Allows("/caf%c3%a9/menu"));
  EXPECT_FALSE(robots.Allows("/~user/"));
  EXPECT_TRUE(robots.Allows("/robots.txt"));
  EXPECT_DOUBLE_EQ(robots.delay_seconds().value_or(0), 2.5);
}

TEST(Robots, JoinsGroupsAndFallsBackToAll) {
  const Robots joined = Robots::Parse(
      "User-agent: entente\nDisallow: /a\n\nUser-agent: x\nDisallow: /b\n\n"
      "User-agent: entente\nDisallow: /c\n",
      "entente");
  EXPECT_FALSE(joined.Allows("/a"));
  EXPECT_TRUE(joined.Allows("/b"));
  EXPECT_FALSE(joined.Allows("/c"));
  const Robots all = Robots::Parse("User-agent: *\nDisallow: /\nAllow: /$\nAllow: /news*2020\n", "entente");
  EXPECT_TRUE(all.Allows("/"));
  EXPECT_TRUE(all.Allows("/news/of/2020/x"));
  EXPECT_FALSE(all.Allows("/news/2019"));
  EXPECT_TRUE(Robots::Parse("", "entente").Allows("/x"));
  EXPECT_TRUE(Robots::Parse("User-agent: entente\nDisallow: \nUser-agent: *\nDisallow: /", "entente").Allows("/x"));
  EXPECT_FALSE(Robots::DenyAll().Allows("/x"));
  // Of equal rules the one that allows.
  EXPECT_TRUE(Robots::Parse("User-agent: *\nDisallow: /x\nAllow: /x", "entente").Allows("/x"));
}

TEST(Robots, IsNotHeldUpByStars) {
  std::string stars = "User-agent: *\nDisallow: /";
  for (int i = 0; i < 2000; ++i) stars += "*a";
  const Robots robots = Robots::Parse(stars + "b$\n", "entente");
  EXPECT_TRUE(robots.Allows("/" + std::string(20000, 'a')));
}

TEST(FetchMemory, KeepsWhatWasSaved) {
  const ScratchFolder folder;
  const std::string path = folder.File("ledger.db.fetch.tsv");
  {
    auto memory = OpenFileMemory(path);
    ASSERT_TRUE(memory.ok());
    (*memory)->Put("http://a.example/feed", {"\"v1\"", "Fri, 05 Feb 2021 22:15:30 GMT"});
    (*memory)->Put("http://b.example/feed", {"bad\tcell", ""});
    (*memory)->Put("http://c.example/feed", {"", ""});
    ASSERT_TRUE((*memory)->Save().ok());
    (*memory)->Put("http://d.example/feed", {"W/\"2\"", ""});  // not saved
  }
  auto memory = OpenFileMemory(path);
  ASSERT_TRUE(memory.ok());
  EXPECT_EQ((*memory)->Get("http://a.example/feed").etag, "\"v1\"");
  EXPECT_EQ((*memory)->Get("http://a.example/feed").last_modified, "Fri, 05 Feb 2021 22:15:30 GMT");
  EXPECT_TRUE((*memory)->Get("http://b.example/feed").empty());
  EXPECT_TRUE((*memory)->Get("http://d.example/feed").empty());
  std::ofstream(path) << "something else\n";
  EXPECT_EQ(OpenFileMemory(path).status().id(), "fetch.bad_memory");
}

TEST(HttpClient, RefusesAddressesThatAreNotThePublicWebs) {
  HttpClient client({});
  EXPECT_EQ(client.Get("http://127.0.0.1:1/", {}).status().id(), "fetch.private_address");
  EXPECT_EQ(client.Get("http://[::1]:1/", {}).status().id(), "fetch.private_address");
  EXPECT_EQ(client.Get("http://[::ffff:169.254.169.254]/", {}).status().id(), "fetch.private_address");
  EXPECT_EQ(client.Get("http://0x7f000001:1/", {}).status().id(), "fetch.private_address");
  EXPECT_EQ(client.Get("file:///etc/hostname", {}).status().id(), "fetch.bad_url");
  EXPECT_EQ(client.Get("ftp://a.example/", {}).status().id(), "fetch.bad_url");
  EXPECT_EQ(client.Get("http://me:secret@a.example/", {}).status().id(), "fetch.bad_url");
}

}  // namespace
}  // namespace entente
