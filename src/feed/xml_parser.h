// Streaming XML: expat as long as the document is well-formed, the tolerant reader from the first fault on.
//
// The change happens in the middle of the document, with the elements that are open and without reading anything
// twice. Against bombs: entities may not swell the input more than expat's limit, no token is held beyond 1 MiB,
// elements deeper than XmlStack::kMaxDepth are not told. External entities and DTDs are never read.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "entente/status.h"
#include "feed/tolerant_xml.h"
#include "feed/xml_stack.h"

namespace entente {

class XmlParser {
 public:
  explicit XmlParser(XmlHandler& handler);
  ~XmlParser();

  // False where nothing more is wanted: the handler said so, or status() is not ok.
  bool Push(std::string_view utf8);
  // All elements are ended after it.
  void Finish();

  // feed.entity_bomb; ok otherwise.
  const Status& status() const { return status_; }
  bool well_formed() const { return !tolerant_ && fault_.empty() && stack_.prefixes_known(); }
  // What the standard has against it, with its line; empty where well-formed.
  const std::string& fault() const { return fault_; }
  bool too_deep() const { return stack_.too_deep(); }
  const std::string& doctype() const { return doctype_; }

 private:
  struct Expat;
  void Feed(std::string_view utf8, bool last);
  void GoOnTolerantly();

  XmlStack stack_;
  std::unique_ptr<Expat> expat_;
  std::unique_ptr<TolerantXml> tolerant_;
  std::string tail_;  // bytes from the end of the last thing expat told
  uint64_t tail_at_ = 0;
  Status status_;
  std::string fault_;
  std::string doctype_;
};

}  // namespace entente
