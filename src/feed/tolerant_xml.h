// XML as it should not be: goes on where a parser of the standard must stop.
//
// Bare '&', unknown entities, unquoted attributes, tags that do not match, a document that ends early, HTML inside:
// each is read as its author most likely meant it. Nothing fails; memory is bounded by kMostToken, whatever comes.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "feed/xml_stack.h"

namespace entente {

class TolerantXml {
 public:
  // A tag, comment or declaration longer than this is text or nothing.
  static constexpr size_t kMostToken = size_t{256} << 10;
  using Entities = std::map<std::string, std::string, std::less<>>;

  // `entities`: those that the document declared.
  TolerantXml(XmlStack& stack, Entities entities) : stack_(stack), entities_(std::move(entities)) {}

  // Goes on inside a CDATA section that another parser entered.
  void EnterCdata() { in_cdata_ = true; }
  void Push(std::string_view utf8);
  // Reads what is left as if nothing could follow, and ends all open elements.
  void Finish();

 private:
  // Each returns the bytes it used; 0: more are needed.
  size_t Token(std::string_view rest, bool last);
  size_t Markup(std::string_view rest, bool last);
  size_t SkipTo(std::string_view rest, std::string_view end, size_t from, bool last);
  size_t Cdata(std::string_view rest, bool last);
  size_t Characters(std::string_view rest, bool last);
  size_t EntityAt(std::string_view rest, bool last);
  size_t StartTag(std::string_view rest, bool last);
  size_t EndTag(std::string_view rest, bool last);
  void Open(std::string_view name, const XmlStack::RawAttributes& attributes, bool is_empty);
  void Run(bool last);
  // The value of an attribute: references resolved where known.
  std::string Unescaped(std::string_view text) const;
  // The text of &name; or &#n;, or false.
  bool ValueOf(std::string_view name, std::string& out) const;

  XmlStack& stack_;
  Entities entities_;
  std::string buffer_;
  std::string skipping_to_;  // the end of an overlong comment or declaration
  bool in_cdata_ = false;
};

}  // namespace entente
