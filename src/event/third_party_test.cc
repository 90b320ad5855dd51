// Third parties through the whole chain up to the coder: skipped where there is no language model.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>

#include "actor/actor_finder.h"
#include "event/coder.h"
#include "support/model_test.h"
#include "syntax/tree.h"
#include "value/value_finder.h"

namespace entente {
namespace {

using Said = std::set<std::string>;

class ThirdPartyTest : public ModelTest {
 protected:
  void OpenRooms() override {
    const DataFiles files = DataFiles::Embedded();
    actors_ = Opened(ActorFinder::Load(files));
    values_ = Opened(ValueFinder::Load(files));
    coder_ = Opened(Coder::Load(files));
  }

  // "OMN IRN USA + actual" for each influence.
  Said Influences(const std::string& text) const {
    Document document;
    document.text = text;
    const ParsedDocument parsed = model_->Parse(text);
    const Tree tree(parsed);
    const ActorAnnotation actors = actors_->Find(tree, std::nullopt);
    const ValueAnnotation values = values_->Find(tree, std::nullopt);
    Said said;
    for (const Statement& s : coder_->Code(document, tree, actors, values)) {
      if (s.kind != StatementKind::kInfluence) continue;
      EXPECT_GE(s.confidence, 0.6);
      said.insert(s.agent.code + " " + s.pair[0].code + " " + s.pair[1].code + " " + s.effect + " " +
                  std::string(ToString(s.status)));
    }
    return said;
  }

  std::unique_ptr<ActorFinder> actors_;
  std::unique_ptr<ValueFinder> values_;
  std::unique_ptr<Coder> coder_;
};

TEST_F(ThirdPartyTest, FindsThePairThatOnlyTheTextAroundNames) {
  EXPECT_EQ(Influences("Chad and Libya had fought for years over the Aouzou strip. Libya attacked Chad in 1983. "
                       "Gabon mediated in the dispute."),
            Said{"GAB LBY TCD + actual"});
}

TEST_F(ThirdPartyTest, ReadsEveryMediatorOfAListAndItsCompany) {
  EXPECT_EQ(Influences("Mozambique and Malawi signed a treaty mediated by Kenya, Uganda, and Zambia."),
            (Said{"KEN MOZ MWI + actual", "UGA MOZ MWI + actual", "ZMB MOZ MWI + actual"}));
  EXPECT_EQ(Influences("Yoweri Museveni of Uganda, along with Daniel arap Moi of Kenya, succeeded in mediating the "
                       "dispute between Rwanda and Burundi."),
            (Said{"KEN BDI RWA + actual", "UGA BDI RWA + actual"}));
}

TEST_F(ThirdPartyTest, TakesAFailedEffortForEnded) {
  EXPECT_EQ(Influences("Kenya mediated between Sudan and Uganda without success."), Said{"KEN SDN UGA + ended"});
  EXPECT_EQ(Influences("Kenya's mediation between Sudan and Uganda failed."), Said{"KEN SDN UGA + ended"});
}

TEST_F(ThirdPartyTest, TakesOrgansAndOfficersForTheirOrganisation) {
  EXPECT_EQ(Influences("The UN Security Council mediated between Cuba and Haiti."), Said{"UN CUB HTI + actual"});
  EXPECT_EQ(Influences("The Secretary-General mediated between Cuba and Haiti."), Said{"UN CUB HTI + actual"});
}

TEST_F(ThirdPartyTest, LeavesOrdinaryDiplomacyAlone) {
  EXPECT_EQ(Influences("Brazil's president met the leaders of India and China at a summit."), Said{});
  EXPECT_EQ(Influences("Finland contributed soldiers to a peacekeeping force in Lebanon."), Said{});
  EXPECT_EQ(Influences("Angela Merkel's meeting with Emmanuel Macron ended late."), Said{});
}

TEST_F(ThirdPartyTest, ShowsItsDecisionsWithTheirFeatures) {
  Document document;
  document.text = "Oman mediated between Iran and Iraq.";
  const ParsedDocument parsed = model_->Parse(document.text);
  const Tree tree(parsed);
  const ActorAnnotation actors = actors_->Find(tree, std::nullopt);
  const auto cases = coder_->ThirdPartyCases(document, tree, actors, values_->Find(tree, std::nullopt));
  ASSERT_EQ(cases.size(), 1U);
  EXPECT_TRUE(cases.front().named);
  EXPECT_EQ(cases.front().statement.agent.code, "OMN");
  const auto names = cases.front().features.names();
  EXPECT_TRUE(std::find(names.begin(), names.end(), "named=strength=sure") != names.end());
}

}  // namespace
}  // namespace entente
