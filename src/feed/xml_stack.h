// What both XML front ends tell: elements with their namespaces resolved, text, references; and the stack of open ones.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente {

struct XmlAttribute {
  std::string name;  // as XmlElement::name
  std::string value;
};

struct XmlElement {
  // Lower case, with the usual prefix of its namespace whatever the document calls it: "dc:creator", "media:title",
  // "xhtml:p"; none for those of RSS, RDF feeds and Atom: "title". Unknown namespaces keep the document's prefix.
  std::string name;
  std::string raw_name;  // as the document writes it
  std::string space;     // the namespace's URI
  std::vector<XmlAttribute> attributes;

  // The value; empty where absent.
  const std::string& Attribute(std::string_view name) const;
  bool Has(std::string_view name) const;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void Start(const XmlElement& element) = 0;
  virtual void End() = 0;
  virtual void Text(std::string_view utf8) = 0;
  // &NAME; of an entity that nobody declared.
  virtual void Reference(std::string_view name) = 0;
  // Asked after each element: true ends the parse.
  virtual bool WantsNoMore() const { return false; }
};

// One document's open elements. Elements below kMaxDepth are counted, not told. Not thread-safe.
class XmlStack {
 public:
  static constexpr size_t kMaxDepth = 256;
  using RawAttributes = std::vector<std::pair<std::string, std::string>>;

  explicit XmlStack(XmlHandler& handler) : handler_(handler) {}

  void Start(std::string_view name, const RawAttributes& attributes);
  // Ends the innermost open element of that name and all within it; false, and nothing, where none is open.
  bool End(std::string_view name);
  void Text(std::string_view utf8);
  void Reference(std::string_view name);
  void EndAll();

  bool IsOpen(std::string_view name) const;
  size_t depth() const { return open_.size() + beyond_; }
  bool too_deep() const { return too_deep_; }
  // Whether every prefix was declared.
  bool prefixes_known() const { return prefixes_known_; }
  const XmlHandler& handler() const { return handler_; }

 private:
  struct Binding {
    std::string prefix;
    std::string uri;
    size_t depth;
  };

  void EndInnermost();
  std::string_view UriOf(std::string_view prefix) const;
  std::string NameOf(std::string_view raw, bool is_attribute, std::string* space);

  XmlHandler& handler_;
  std::vector<std::string> open_;
  std::vector<Binding> bindings_;
  size_t beyond_ = 0;
  bool too_deep_ = false;
  bool prefixes_known_ = true;
};

}  // namespace entente
