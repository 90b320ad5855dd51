#include "html/html_text.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(HtmlToText, PartsBlocksAndLines) {
  EXPECT_EQ(
      HtmlToText("<h2>Talks in Oslo</h2><p>Norway&nbsp;hosts   both\nsides.</p><p>They meet on Monday.<br>Again.</p>"),
      "Talks in Oslo\n\nNorway hosts both sides.\n\nThey meet on Monday.\nAgain.");
  EXPECT_EQ(HtmlToText("<ul><li>Oman</li><li>Qatar</li></ul>after"), "Oman\nQatar\n\nafter");
  EXPECT_EQ(HtmlToText("<table><tr><td>Kenya<td>IGAD<tr><td>Chad</table>"), "Kenya IGAD\nChad");
  EXPECT_EQ(HtmlToText("one<br><br>two"), "one\n\ntwo");
}

TEST(HtmlToText, InlineTagsDoNotPartWords) {
  EXPECT_EQ(HtmlToText("<p>The <b>A</b>frican <i>Union</i>, it said.</p>"), "The African Union, it said.");
}

TEST(HtmlToText, DecodesEntities) {
  EXPECT_EQ(HtmlToText("Bosnia &amp; Herzegovina &#8211; caf&eacute; &lt;b&gt; &zzz;"),
            "Bosnia & Herzegovina – café <b> &zzz;");
}

TEST(HtmlToText, DropsWhatNobodyReads) {
  EXPECT_EQ(
      HtmlToText("<style>p{}</style>a<script>var x='<p>no</p>';</script> b<p hidden>no</p><!-- no --><svg><text>no"),
      "a b");
  EXPECT_EQ(HtmlToText(""), "");
  EXPECT_EQ(HtmlToText("plain text, no tags"), "plain text, no tags");
}

TEST(HtmlToText, KeepsLinesOfPre) { EXPECT_EQ(HtmlToText("<pre>one\ntwo\n\nthree</pre>x"), "one\ntwo\n\nthree\n\nx"); }

TEST(HtmlToText, MendsBrokenBytesAndDropsZeros) {
  EXPECT_EQ(HtmlToText("<p>Gen\xE8ve</p>"), "Gen\xEF\xBF\xBDve");
  EXPECT_EQ(HtmlToText(std::string_view("a\0b", 3)).find('\0'), std::string::npos);
}

TEST(HtmlTree, TenThousandNestedTagsAreRead) {
  std::string html;
  for (int i = 0; i < 10'000; ++i) html += "<div>";
  html += "deep";
  const Result<HtmlTree> tree = HtmlTree::Parse(html);
  ASSERT_TRUE(tree.ok()) << tree.status().ToString();
  EXPECT_EQ(tree->nodes().size(), 10'004U);
  EXPECT_EQ(HtmlToText(html), "deep");
}

TEST(HtmlTree, RefusesWhatWouldTakeForEver) {
  std::string html;
  for (int i = 0; i < 300'000; ++i) html += "<b><div>";
  const Result<HtmlTree> tree = HtmlTree::Parse(html);
  ASSERT_FALSE(tree.ok());
  EXPECT_EQ(tree.status().id(), "html.too_deep");
  EXPECT_EQ(HtmlTree::Parse(std::string(HtmlTree::kMaxBytes + 1, 'a')).status().id(), "html.too_large");
}

}  // namespace
}  // namespace entente
