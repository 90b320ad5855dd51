#include "place/place_finder.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "base/data_files.h"
#include "support/model_test.h"

namespace entente {
namespace {

constexpr std::string_view kPlaces =
    "name\taliases\tcode\tkind\tlat\tlon\tpopulation\tsource\n"
    "Tripoli\t\tLBY\tcapital\t32.9\t13.2\t1150\tx\n"
    "Tripoli\t\tLBN\tcity\t34.4\t35.8\t229\tx\n"
    "Benghazi\tBanghazi\tLBY\tcity\t32.1\t20.1\t650\tx\n"
    "Saint-Louis\t\tSEN\tcity\t16\t-16.5\t254\tx\n";
constexpr std::string_view kStates =
    "code\tname\taliases\tadjectives\nLBY\tLibya\t\tLibyan\nLBN\tLebanon\t\tLebanese\nSEN\tSenegal\t\tSenegalese\n";

DataFiles Files(std::string_view places) {
  return DataFiles::InMemory({{"places.tsv", std::string(places)}, {"actors/states.tsv", std::string(kStates)}});
}

TEST(GazetteerTest, FindsPlacesByAnyName) {
  const auto gazetteer = Gazetteer::Load(Files(kPlaces));
  ASSERT_TRUE(gazetteer.ok()) << gazetteer.status().ToString();
  EXPECT_EQ(gazetteer->Named("Tripoli").size(), 2U);
  ASSERT_EQ(gazetteer->Named("Banghazi").size(), 1U);
  const Place& place = gazetteer->place(gazetteer->Named("Banghazi").front());
  EXPECT_EQ(place.name, "Benghazi");
  EXPECT_EQ(place.code, "LBY");
  EXPECT_DOUBLE_EQ(place.latitude, 32.1);
  EXPECT_EQ(gazetteer->LongestFrom("Saint"), 11U);
  EXPECT_EQ(gazetteer->StateOf("Lebanese"), "LBN");
  EXPECT_TRUE(gazetteer->Named("tripoli").empty());
}

TEST(GazetteerTest, ARowOffTheEarthIsAnErrorWithItsLine) {
  const auto bad = Gazetteer::Load(Files("name\taliases\tcode\tkind\tlat\tlon\nX\t\tLBY\tcity\t99\t0\n"));
  ASSERT_FALSE(bad.ok());
  EXPECT_NE(bad.status().ToString().find("line 2"), std::string::npos);
  EXPECT_FALSE(Gazetteer::Load(Files("name\taliases\tcode\tkind\tlat\tlon\nX\t\tLBY\tplanet\t9\t0\n")).ok());
}

class PlaceFinderTest : public ModelTest {
 protected:
  void OpenRooms() override { gazetteer_ = Opened(Gazetteer::Load(Files(kPlaces))); }

  // "LBY 0.90" for the first place.
  std::string First(const std::string& text) {
    const ParsedDocument parsed = model_->Parse(text);
    const std::vector<PlaceName> found = PlaceFinder(*gazetteer_).Find(Tree(parsed));
    return found.empty() ? "none" : std::string(found.front().place->code);
  }
  double Confidence(const std::string& text) {
    const ParsedDocument parsed = model_->Parse(text);
    const std::vector<PlaceName> found = PlaceFinder(*gazetteer_).Find(Tree(parsed));
    return found.empty() ? 0 : found.front().confidence;
  }

  std::unique_ptr<Gazetteer> gazetteer_;
};

TEST_F(PlaceFinderTest, OfOneNameTheStateToldThenTheDocumentThenTheLargest) {
  EXPECT_EQ(First("Gunmen attacked a mosque in Tripoli, Lebanon, on Friday."), "LBN");
  EXPECT_EQ(First("The Lebanese army sent troops to Tripoli. Lebanese officials said it was calm."), "LBN");
  EXPECT_EQ(First("The envoys arrived in Tripoli on Friday."), "LBY");
  EXPECT_GT(Confidence("Gunmen attacked a mosque in Tripoli, Lebanon, on Friday."),
            Confidence("The envoys arrived in Tripoli on Friday."));
}

TEST_F(PlaceFinderTest, APersonOfThatNameIsNoPlace) {
  EXPECT_EQ(First("Maria Benghazi said that the weather was fine."), "none");
  EXPECT_EQ(First("Troops stayed in Saint-Louis."), "SEN");
}

}  // namespace
}  // namespace entente
