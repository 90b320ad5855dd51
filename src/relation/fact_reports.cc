#include "relation/fact_reports.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace entente {
namespace {

void AddRevisions(const FactTable& facts, const std::set<uint32_t>& stories, FactReports& out) {
  const std::set<std::string_view> reporting(out.documents.begin(), out.documents.end());
  for (const uint32_t story : stories) {
    for (const DocumentInfo* document : facts.RevisionsOf(story)) {
      out.revisions.push_back({document, reporting.contains(document->id)});
    }
  }
  std::sort(out.revisions.begin(), out.revisions.end(), [](const FactRevision& a, const FactRevision& b) {
    return std::tie(a.document->published_date, a.document->id) < std::tie(b.document->published_date, b.document->id);
  });
}

}  // namespace

FactReports ReportsOf(const FactTable& facts, FactId fact) {
  FactReports out;
  out.first = &facts.Representative(fact);
  std::set<std::string_view> documents, outlets, owners;
  std::set<uint32_t> stories;
  for (const Statement* s : facts.Members(fact)) {
    if (!documents.insert(s->document).second) continue;
    out.documents.push_back(s->document);
    const DocumentInfo* document = facts.Document(s->document);
    if (document == nullptr) continue;
    if (document->story != kNoStory) stories.insert(document->story);
    if (document->outlet.empty()) continue;
    outlets.insert(document->outlet);
    owners.insert(document->owner);
  }
  out.outlets.assign(outlets.begin(), outlets.end());
  out.owners.assign(owners.begin(), owners.end());
  AddRevisions(facts, stories, out);
  return out;
}

}  // namespace entente
