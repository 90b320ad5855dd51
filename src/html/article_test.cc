#include "html/article.h"

#include <gtest/gtest.h>

#include <sstream>

#include "base/date.h"
#include "html/byline.h"
#include "html/page_date.h"

namespace entente {
namespace {

// A page as outlets make them, on a real event, in our words.
constexpr std::string_view kPage = R"(<!DOCTYPE html><html lang="en_gb"><head>
<title>Saudi Arabia and Iran restore ties after talks in Beijing | The Daily Bridge</title>
<meta property="og:title" content="Saudi Arabia and Iran restore ties after talks in Beijing | The Daily Bridge">
<meta property="og:site_name" content="The Daily Bridge"><link rel="canonical" href="/world/saudi-iran">
<script type="application/ld+json">
{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Bridge"},
 {"@type":["Article","NewsArticle"],"headline":"Saudi Arabia and Iran restore ties after talks in Beijing",
  "datePublished":"2023-03-10T18:20:00+03:00","author":[{"@type":"Person","name":"Amina Said"},{"name":"Kofi Mensah"}],
  "publisher":{"@type":"Organization","name":"The Daily Bridge"}}]}
</script></head><body class="has-sidebar">
<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/c">Culture</a></li></ul></nav>
<div id="cookie-banner"><p>We use cookies to make this site better. By using this site you accept them.</p></div>
<main><article class="story"><h1 class="headline">Saudi Arabia and Iran restore ties after talks in Beijing</h1>
<div class="byline">By <a rel="author" href="/a">Amina Said</a> and Kofi Mensah</div><time datetime="2023-03-10">10 March 2023</time>
<ul class="share-bar"><li><a href="#">Facebook</a></li><li><a href="#">Twitter</a></li></ul>
<figure><img src="a.jpg"><figcaption class="caption">Wang Yi stands between the two envoys. Photo: agency</figcaption></figure>
<div class="story-body">
<p>Saudi Arabia and Iran agreed on Friday to open their embassies again within two months, seven years after they broke off
relations, following four days of talks in Beijing that nobody had announced.</p>
<p>China's foreign minister, Wang Yi, hosted the closing session and called the agreement a victory for dialogue and for
peace, and said that his country would go on helping to settle hot issues in the world.</p>
<h2>Years of talks in Baghdad and Muscat</h2>
<p>The two governments thanked Iraq and Oman, which had hosted earlier rounds of talks in 2021 and 2022, and said that they
would bring back to life a security accord that they had signed in 2001.</p>
<aside class="related-stories"><h3>Read more</h3><ul><li><a href="/1">Oman's quiet diplomacy explained</a></li><li><a href="/2">What the embassies will do first</a></li></ul></aside>
<p>“We are brothers and neighbours,” one of the envoys said after the session, according to a person who was in the room,
“and neighbours have to talk to one another even when they do not agree.”</p>
<p>Washington said that it had been told of the talks beforehand but had taken no part in them, and that it would welcome
anything that helped to end the war in Yemen.</p></div>
<div class="newsletter-signup"><p>Sign up for our newsletter and get the latest stories in your inbox.</p></div>
</article>
<section id="comments"><h3>Comments</h3><div class="comment"><p>This is the best news from the region that I have read in a very long time, well done to all of them.</p></div></section></main>
<footer><p>Copyright 2023 The Daily Bridge. All rights reserved.</p></footer></body></html>)";

const ArticleExtractor& Extractor() {
  static const Result<ArticleExtractor> kExtractor = ArticleExtractor::Load(DataFiles::Embedded());
  EXPECT_TRUE(kExtractor.ok()) << kExtractor.status().ToString();
  return *kExtractor;
}

TEST(Article, TakesTheBodyAlone) {
  const Result<Document> article = Extractor().Extract(kPage, {"https://example.org/world/saudi-iran?x=1", ""});
  ASSERT_TRUE(article.ok()) << article.status().ToString();
  const std::string& text = article->text;
  EXPECT_TRUE(text.find("Saudi Arabia and Iran agreed on Friday") != std::string::npos) << text;
  EXPECT_NE(text.find("\n\nYears of talks in Baghdad and Muscat\n\n"), std::string::npos) << text;
  EXPECT_TRUE(text.ends_with("end the war in Yemen.")) << text;
  for (const std::string_view other : {"cookies", "Home", "Facebook", "Photo:", "Read more", "Oman's quiet",
                                       "newsletter", "best news", "rights reserved"}) {
    EXPECT_EQ(text.find(other), std::string::npos) << other;
  }
}

TEST(Article, ReadsWhatThePageSaysOfItself) {
  const Result<Document> article = Extractor().Extract(kPage, {"https://example.org/world/saudi-iran?x=1", ""});
  ASSERT_TRUE(article.ok());
  EXPECT_EQ(article->title, "Saudi Arabia and Iran restore ties after talks in Beijing");
  EXPECT_EQ(article->authors, (std::vector<std::string>{"Amina Said", "Kofi Mensah"}));
  EXPECT_EQ(article->outlet, "The Daily Bridge");
  EXPECT_EQ(article->language, "en-GB");
  EXPECT_EQ(article->url, "https://example.org/world/saudi-iran");
  ASSERT_TRUE(article->published_date.has_value());
  EXPECT_EQ(ToString(*article->published_date), "2023-03-10");
}

TEST(Article, ReadsWhatIsPrintedWhereNothingIsDeclared) {
  std::string page(kPage.substr(kPage.find("<main>")));
  page.insert(0, "<title>Saudi Arabia and Iran restore ties after talks in Beijing - Bridge</title>");
  const Result<Document> article = Extractor().Extract(page, {"https://www.example.org/x", ""});
  ASSERT_TRUE(article.ok());
  EXPECT_EQ(article->title, "Saudi Arabia and Iran restore ties after talks in Beijing");
  EXPECT_EQ(article->authors.at(0), "Amina Said");
  EXPECT_EQ(article->outlet, "example.org");
  EXPECT_EQ(ToString(article->published_date.value_or(Date())), "2023-03-10");
  EXPECT_EQ(article->language, "en");  // by its function words
}

TEST(Article, ReadsOtherCharacterSets) {
  std::string page =
      "<p>Der Au\xDF"
      "enminister reiste am Montag nach Z\xFCrich, um dort \xFC"
      "ber den Frieden zu sprechen, wie er sagte.</p>";
  page = "<div class='article-body'>" + page + page +
         "<p>Er traf dort den Pr\xE4sidenten, der ihn eingeladen hatte, zu einem langen Gespr\xE4"
         "ch.</p></div>";
  const Result<Document> article = Extractor().Extract(page, {"", "text/html; charset=latin1"});
  ASSERT_TRUE(article.ok());
  EXPECT_NE(article->text.find("Zürich"), std::string::npos);
}

TEST(Article, RefusesPagesWithoutOne) {
  EXPECT_EQ(Extractor().Extract("<ul><li><a href=/>Home</a></ul>", {}).status().id(), "html.no_article");
  EXPECT_EQ(Extractor().Extract(std::string(HtmlTree::kMaxBytes + 1, ' '), {}).status().id(), "html.too_large");
  EXPECT_EQ(Extractor().Extract("", {}).status().id(), "html.no_article");
}

TEST(Article, BrokenLinkedDataDoesNoHarm) {
  std::string page(kPage);
  page.insert(page.find("\"@graph\""), "\"bad\":\"a\nb\",");
  EXPECT_EQ(ToString(Extractor().Extract(page, {}).value().published_date.value()), "2023-03-10");
  page.insert(page.find("\"@graph\""), "}}");
  EXPECT_EQ(ToString(Extractor().Extract(page, {}).value().published_date.value()), "2023-03-10");
}

TEST(HtmlReader, ReadsOnePageOfAStream) {
  std::vector<Document> documents;
  std::vector<std::string> problems;
  const DocumentSink sink{[&](Document document) {
                            documents.push_back(std::move(document));
                            return true;
                          },
                          [&](const InputProblem& problem) { problems.push_back(problem.status.id()); }};
  std::istringstream page{std::string(kPage)};
  EXPECT_TRUE(MakeHtmlReader()->Read(page, "a.html", sink).ok());
  std::istringstream empty("  \n");
  EXPECT_TRUE(MakeHtmlReader()->Read(empty, "b.html", sink).ok());
  ASSERT_EQ(documents.size(), 1U);
  EXPECT_EQ(documents[0].id, "a.html");
  EXPECT_EQ(problems, std::vector<std::string>{"text.empty"});
}

TEST(PageDate, ReadsWhatIsPrinted) {
  const auto read = [](std::string_view text) {
    const auto date = DateInText(text);
    return date ? ToString(*date) : std::string();
  };
  EXPECT_EQ(read("2023-03-10T18:20:00+03:00"), "2023-03-10");
  EXPECT_EQ(read("Published: March 10th, 2023 at 6 pm"), "2023-03-10");
  EXPECT_EQ(read("Fri, 10 Mar 2023 18:20:00 GMT"), "2023-03-10");
  EXPECT_EQ(read("20230310"), "2023-03-10");
  EXPECT_EQ(read("10.03.2023"), "2023-03-10");
  EXPECT_EQ(read("3/31/2023"), "2023-03-31");
  EXPECT_EQ(read("1678472400000"), "2023-03-10");
  EXPECT_EQ(read("call 555-2023-99 now"), "");
  EXPECT_EQ(ToString(DateInAddress("https://example.org/2023/03/10/ties").value()), "2023-03-10");
  EXPECT_FALSE(DateInAddress("https://example.org/story-20231"));
}

TEST(PageDate, ReadsMonthsOfOtherLanguages) {
  const Result<MonthWords> months = LoadMonthWords(DataFiles::Embedded());
  ASSERT_TRUE(months.ok());
  EXPECT_EQ(ToString(DateInText("publiziert am 3. März 2020", *months).value()), "2020-03-03");
  EXPECT_EQ(ToString(DateInText("sexta-feira, 22 de outubro de 2010", *months).value()), "2010-10-22");
  EXPECT_EQ(ToString(DateInText("3 марта 2020", *months).value()), "2020-03-03");
}

TEST(Article, PrintedDayBeatsTheSameHourInUtc) {
  std::string page(kPage);
  const size_t at = page.find("2023-03-10T18:20:00+03:00");
  page.replace(at, 25, "2023-03-11T00:20:00.000Z");
  EXPECT_EQ(ToString(Extractor().Extract(page, {}).value().published_date.value()), "2023-03-10");
}

TEST(PageDate, MomentsAndDaysNear) {
  EXPECT_EQ(MomentOf("1970-01-02T01:00:00.500Z"), 90000);
  EXPECT_EQ(MomentOf("1970-01-01 20:00:00-0500"), 90000);
  EXPECT_EQ(MomentOf("1970-01-02T03:30+02:30"), 90000);
  EXPECT_EQ(MomentOf("1970-01-02 01:00:00 UTC"), 90000);
  EXPECT_FALSE(MomentOf("1970-01-02").has_value());
  EXPECT_FALSE(MomentOf("1970-01-02T01:00:00").has_value());
  EXPECT_EQ(ToString(DayNear("Posted Nov 18, 8:19 PM", *DateOf("2019-11-19"), {}).value()), "2019-11-18");
  EXPECT_EQ(ToString(DayNear("1 December", *DateOf("2019-11-30"), {}).value()), "2019-12-01");
  EXPECT_FALSE(DayNear("Nov 12", *DateOf("2019-11-19"), {}).has_value());
}

TEST(Article, DayOfTheOutletsClock) {
  const auto day_with = [](std::string_view time) {
    std::string page(kPage);
    page.replace(page.find("2023-03-10T18:20:00+03:00"), 25, "2023-03-11T00:20:00.000Z");
    const std::string_view printed = "<time datetime=\"2023-03-10\">10 March 2023</time>";
    page.replace(page.find(printed), printed.size(), time);
    return ToString(Extractor().Extract(page, {}).value().published_date.value());
  };
  EXPECT_EQ(day_with("<time datetime=\"2023-03-10T19:20:00-05:00\">7:20 PM</time>"), "2023-03-10");
  EXPECT_EQ(day_with("<time datetime=\"2023-03-11T00:20:00Z\">Posted Mar 10, 7:20 PM</time>"), "2023-03-10");
  // Another moment says nothing.
  EXPECT_EQ(day_with("<time datetime=\"2023-03-09T19:20:00-05:00\">7:20 PM</time>"), "2023-03-11");
}

TEST(Article, PrintedBylineSettlesWhoWroteIt) {
  const auto authors_of = [](std::string_view declared, std::string_view printed) {
    std::string page(kPage);
    const std::string_view both = R"([{"@type":"Person","name":"Amina Said"},{"name":"Kofi Mensah"}])";
    page.replace(page.find(both), both.size(), declared);
    const std::string_view line =
        R"(<div class="byline">By <a rel="author" href="/a">Amina Said</a> and Kofi Mensah</div>)";
    page.replace(page.find(line), line.size(), printed);
    return Extractor().Extract(page, {}).value().authors;
  };
  using Names = std::vector<std::string>;
  const std::string_view printed = "<div>By Amina Said and Kofi Mensah</div>";
  EXPECT_EQ(authors_of(R"("Amina Said")", printed), (Names{"Amina Said", "Kofi Mensah"}));
  EXPECT_EQ(authors_of(R"("Lina Haddad")", printed), (Names{"Amina Said", "Kofi Mensah"}));
  EXPECT_EQ(authors_of(R"("The Daily Bridge")", "<div class='author-name'>Amina Said</div>"), Names{"Amina Said"});
  EXPECT_EQ(authors_of(R"("Amina Said")", "<div>Beirut</div>"), Names{"Amina Said"});
}

TEST(PageBlocks, RowsOfFiguresAreOneBlock) {
  const Result<PageWords> words = PageWords::Load(DataFiles::Embedded());
  ASSERT_TRUE(words.ok());
  const Result<HtmlTree> tree = HtmlTree::Parse(
      "<table><tr><th>Party<th>Seats<tr><td><div>Blue</div><td>12</table>"
      "<table><tr><td><p>This cell is a column of the page, and it holds more than a dozen words of "
      "text.</p><td>x</table>"
      "<p>The envoy <span class='name'>Said<span class='tooltip-text'>Said in pictures</span></span> left.</p>");
  ASSERT_TRUE(tree.ok());
  std::vector<std::string> texts;
  for (const PageBlock& block : BlocksOfPage(*tree, *words)) texts.push_back(block.text);
  EXPECT_EQ(texts, (std::vector<std::string>{
                       "Party Seats", "Blue 12",
                       "This cell is a column of the page, and it holds more than a dozen words of text.", "x",
                       "The envoy Said left."}));
}

TEST(TextLanguage, ByFunctionWordsAndScript) {
  const Result<TextLanguage> language = TextLanguage::Load(DataFiles::Embedded());
  ASSERT_TRUE(language.ok());
  EXPECT_EQ(
      language->Of("Der Minister sagte am Montag, dass die Gespräche mit den Nachbarn nicht vor dem Sommer beginnen "
                   "werden und dass auch die Opposition nach Wien kommt."),
      "de");
  EXPECT_EQ(
      language->Of("Министр сказал в понедельник, что переговоры не начнутся до лета и что на них приедет также и "
                   "оппозиция, как это было в прошлом году."),
      "ru");
  EXPECT_EQ(language->Of("外務大臣は月曜日に、協議は夏までに始まらないだろうと述べた。"), "ja");
  EXPECT_EQ(language->Of("Ankara, Baku, Jerusalem"), "");
}

TEST(Bylines, KnowsTheOutlet) {
  EXPECT_TRUE(IsNameOfOutlet("Al-Bridge", "Al Bridge"));
  EXPECT_TRUE(IsNameOfOutlet("BRIDGE POST", "The Bridge Post | bpost.org"));
  EXPECT_TRUE(IsNameOfOutlet("BBN Business", "BBN"));
  EXPECT_TRUE(IsNameOfOutlet("The Bridge", "thebridge.org"));
  EXPECT_FALSE(IsNameOfOutlet("Bridge", "bridgetown.org"));
  EXPECT_FALSE(IsNameOfOutlet("Amina Said", "The Bridge Post"));
}

TEST(Bylines, PartsNames) {
  const Result<FieldTables> tables = FieldTables::Load(DataFiles::Embedded());
  ASSERT_TRUE(tables.ok());
  using Names = std::vector<std::string>;
  EXPECT_EQ(NamesInByline("By Amina Said and Kofi Mensah, staff writers", *tables),
            (Names{"Amina Said", "Kofi Mensah"}));
  EXPECT_EQ(NamesInByline("Written by AMINA SAID | Updated 3 hours ago", *tables), Names{"AMINA SAID"});
  EXPECT_EQ(NamesInByline("By Jean-Pierre E. Said - Reporter", *tables), Names{"Jean-Pierre E. Said"});
  EXPECT_EQ(NamesInByline("admin", *tables), Names{});
  EXPECT_EQ(NamesInByline("kofi-m", *tables), Names{});
  EXPECT_EQ(NamesInByline("By AMINA SAID, AP Diplomatic Writer", *tables), Names{"AMINA SAID"});
  EXPECT_EQ(NamesInByline("Kofi Mensah. Bridge International", *tables), Names{"Kofi Mensah"});
  EXPECT_EQ(NamesInByline("Kofi F. Mensah | Bridge Media for Bridge.com", *tables), Names{"Kofi F. Mensah"});
  EXPECT_EQ(NamesInByline("Amina Said, MS, RD", *tables), Names{"Amina Said"});
  EXPECT_EQ(NamesInByline("Associated Press", *tables), Names{"Associated Press"});
  EXPECT_EQ(NamesInByline("https://example.org/amina", *tables), Names{});
}

}  // namespace
}  // namespace entente
