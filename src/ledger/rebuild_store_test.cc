#include "ledger/rebuild_store.h"

#include "ledger/ledger_fixture.h"

namespace entente {
namespace {

const CodingKey kOld = {"entente 1", "model", "aa", "bb"};
const CodingKey kNew = {"entente 2", "model", "cc", "bb"};

class RebuildStoreTest : public LedgerFixture {
 protected:
  void SetUp() override {
    LedgerFixture::SetUp();
    Read("a");
    Read("b");
    Read("c");
  }
  void Read(const std::string& id) {
    auto ledger = OpenSqliteLedger(Path("l.db"), LedgerMode::kWrite, kOld);
    ASSERT_TRUE((*ledger)->Add(DocumentOf(id, "Oman helped."), {Influence(id)}).ok());
    ASSERT_TRUE((*ledger)->Commit().ok());
  }
  static std::vector<RebuildStore::Coded> CodedAnew(const std::vector<std::pair<int64_t, Document>>& documents) {
    std::vector<RebuildStore::Coded> batch;
    for (const auto& [number, document] : documents) {
      Statement anew = Influence(document.id);
      anew.means = "mediation";
      batch.push_back({number, {anew}});
    }
    return batch;
  }
  // The means of each statement that answers would use.
  std::string Means(int64_t coding = kNewestCoding) {
    std::string out;
    const auto content = (*OpenSqliteLedger(Path("l.db"), LedgerMode::kRead))->Load(coding);
    for (const Statement& s : content->statements) {
      out += s.document + ":" + s.means + " ";
    }
    return out;
  }
};

TEST_F(RebuildStoreTest, AnswersChangeOnlyWhenItIsComplete) {
  {
    auto store = RebuildStore::Open(Path("l.db"), kNew);
    EXPECT_FALSE(*store->UpToDate());
    EXPECT_EQ(*store->Begin(), 2);
    ASSERT_TRUE(store->Keep(CodedAnew(*store->Next(1, 1000))).ok());
    EXPECT_EQ(Means(), "a: b: c: ");
  }
  // Stopped here; another process goes on.
  auto store = RebuildStore::Open(Path("l.db"), kNew);
  EXPECT_EQ(*store->Begin(), 2);
  EXPECT_EQ(*store->Done(), 1U);
  EXPECT_FALSE(*store->Finish());
  auto rest = *store->Next(10, 1000);
  ASSERT_EQ(rest.size(), 2U);
  EXPECT_EQ(rest[0].second.id, "b");
  ASSERT_TRUE(store->Keep(CodedAnew(rest)).ok());
  Read("d");  // meanwhile
  EXPECT_FALSE(*store->Finish());
  ASSERT_TRUE(store->Keep(CodedAnew(*store->Next(10, 1000))).ok());
  EXPECT_EQ(Means(), "a: b: c: d: ");
  EXPECT_TRUE(*store->Finish());
  EXPECT_EQ(Means(), "a:mediation b:mediation c:mediation d:mediation ");
  EXPECT_EQ(Means(1), "a: b: c: d: ");
  EXPECT_TRUE(*store->UpToDate());
}

TEST_F(RebuildStoreTest, WhatAnotherRebuildDidIsNotDoneTwice) {
  auto one = RebuildStore::Open(Path("l.db"), kNew);
  auto other = RebuildStore::Open(Path("l.db"), kNew);
  EXPECT_EQ(*one->Begin(), *other->Begin());
  const auto batch = CodedAnew(*one->Next(10, 1000));
  EXPECT_TRUE(one->Keep(batch).ok());
  EXPECT_TRUE(other->Keep(batch).ok());
  EXPECT_TRUE(*one->Finish());
  EXPECT_TRUE(*other->Finish());
  EXPECT_EQ(Means(), "a:mediation b:mediation c:mediation ");
}

TEST_F(RebuildStoreTest, DocumentsReadLaterKeepTheirOwnCodingBesideIt) {
  {
    auto store = RebuildStore::Open(Path("l.db"), kNew);
    ASSERT_TRUE(store->Begin().ok());
    ASSERT_TRUE(store->Keep(CodedAnew(*store->Next(10, 1000))).ok());
    EXPECT_TRUE(*store->Finish());
  }
  Read("d");  // by an older entente
  EXPECT_EQ(Means(), "a:mediation b:mediation c:mediation d: ");
  EXPECT_FALSE(*RebuildStore::Open(Path("l.db"), kNew)->UpToDate());
}

TEST_F(RebuildStoreTest, MakesNoLedger) {
  EXPECT_EQ(RebuildStore::Open(Path("absent.db"), kNew).status().id(), "ledger.missing");
}

}  // namespace
}  // namespace entente
