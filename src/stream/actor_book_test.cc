#include "stream/actor_book.h"

#include <gtest/gtest.h>

#include "base/date.h"

namespace entente {
namespace {

class ActorBookTest : public testing::Test {
 protected:
  // "code/sector/key" on a day.
  std::string On(const StreamActorName& actor, std::string_view day) const {
    const StreamActorEntry entry = book_.Resolve(actor);
    const StreamIdentity& i = StreamActorBook::IdentityOn(entry, DayNumber(*DateOf(day)));
    return i.code + '/' + i.sector + '/' + i.key;
  }
  StreamActorBook book_ = std::move(StreamActorBook::Load(DataFiles::Embedded()).value());
};

TEST_F(ActorBookTest, ReadsCodesOfCameo) {
  EXPECT_EQ(On({"TEL AVIV", "ISRGOV", "", ""}, "2010-01-01"), "ISR/GOV/ISR");
  EXPECT_EQ(On({"IGOUNO", "IGOUNO", "", ""}, "2010-01-01"), "UN/IGO/UN");
  EXPECT_EQ(On({"HAMAS", "PSEREBHMS", "", ""}, "2010-01-01"), "HAMAS/REB/HAMAS");
  EXPECT_EQ(On({"REBELS", "TCDREB", "", ""}, "2010-01-01"), "TCD/REB/TCD REB");
  EXPECT_EQ(On({"somebody", "ZZZ", "", ""}, "2010-01-01"), "//somebody");
}

TEST_F(ActorBookTest, ReadsNamesOfIcews) {
  EXPECT_EQ(On({"Police (Chile)", "", "", ""}, "2010-01-01"), "CHL/COP/CHL");
  EXPECT_EQ(On({"Criminal (Chile)", "", "", ""}, "2010-01-01"), "CHL/CRM/CHL CRM");
  EXPECT_EQ(On({"Citizen (Palestinian Territory, Occupied)", "", "", ""}, "2010-01-01"), "PSE/CVL/PSE");
  EXPECT_EQ(On({"African Union", "", "", ""}, "2010-01-01"), "AU/IGO/AU");
  EXPECT_EQ(On({"Joao Nobody", "", "Navy,Military,Government", "Brazil"}, "2010-01-01"), "BRA/MIL/BRA");
  EXPECT_EQ(On({"Joao Nobody", "", "", ""}, "2010-01-01"), "//joao nobody");
}

TEST_F(ActorBookTest, LetsPeopleCountAsTheOfficeOfTheDay) {
  EXPECT_EQ(On({"Angela Merkel", "", "", ""}, "2010-01-01"), "DEU/GOV/DEU");
  EXPECT_EQ(On({"Angela Merkel", "", "", ""}, "2023-01-01"), "//angela merkel");
  // Names as streams alone print them, of data/stream/people.tsv: in office, after it, in another office.
  EXPECT_EQ(On({"Roh Moo Hyun", "", "", ""}, "2006-01-01"), "KOR/GOV/KOR");
  EXPECT_EQ(On({"Roh Moo Hyun", "", "", ""}, "2009-01-01"), "//roh moo hyun");
  EXPECT_EQ(On({"Federica Mogherini", "", "", ""}, "2014-05-01"), "ITA/GOV/ITA");
  EXPECT_EQ(On({"Federica Mogherini", "", "", ""}, "2016-05-01"), "EU/GOV/EU");
  // Middle names as ICEWS writes them.
  EXPECT_EQ(On({"Sergey Viktorovich Lavrov", "", "", ""}, "2010-01-01"), "RUS/GOV/RUS");
}

}  // namespace
}  // namespace entente
