#include "base/url.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

// The examples of RFC 3986 section 5.4.
TEST(Url, ResolvesAsTheStandardSays) {
  const std::pair<const char*, const char*> kExamples[] = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
  };
  for (const auto& [reference, expected] : kExamples) {
    EXPECT_EQ(ResolveUrl("http://a/b/c/d;p?q", reference), expected) << reference;
  }
}

TEST(Url, LeavesWhatCannotBeResolved) {
  EXPECT_EQ(ResolveUrl("", " news/1 "), "news/1");
  EXPECT_EQ(ResolveUrl("mailto:desk@news.example", "news/1"), "news/1");
  EXPECT_EQ(ResolveUrl("http://news.example", "1"), "http://news.example/1");
}

TEST(Url, FindsTheHost) {
  EXPECT_EQ(HostOf(SplitUrl("http://User:x@News.Example:8080/a")), "news.example");
  EXPECT_EQ(HostOf(SplitUrl("http://[::1]:80/")), "::1");
  EXPECT_EQ(HostOf(SplitUrl("tag:news.example,2020:1")), "");
  EXPECT_TRUE(IsWebUrl("HTTPS://news.example"));
  EXPECT_FALSE(IsWebUrl("file:///etc/hosts"));
  EXPECT_FALSE(IsWebUrl("http:///x"));
}

}  // namespace
}  // namespace entente
