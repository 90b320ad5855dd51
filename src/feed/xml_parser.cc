#include "feed/xml_parser.h"

// Debian builds expat with it; its header hides the limit against entity bombs without.
#ifndef XML_DTD
#define XML_DTD
#endif
#include <expat.h>

#include <algorithm>
#include <climits>

namespace entente {
namespace {

constexpr size_t kMostHeld = size_t{1} << 20;
constexpr size_t kPiece = size_t{64} << 10;
constexpr size_t kMostEntities = 1000;
constexpr size_t kLongestEntity = 4096;
constexpr unsigned long long kBombThreshold = 1ull << 20;

}  // namespace

struct XmlParser::Expat {
  explicit Expat(XmlParser& to) : parser(XML_ParserCreate("UTF-8")), owner(to) {
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, OnStart, OnEnd);
    XML_SetCharacterDataHandler(parser, OnText);
    XML_SetCdataSectionHandler(parser, OnCdata, OnCdataEnd);
    XML_SetCommentHandler(parser, [](void* self, const XML_Char*) { At(self).Told(); });
    XML_SetProcessingInstructionHandler(parser, [](void* self, const XML_Char*, const XML_Char*) { At(self).Told(); });
    XML_SetDefaultHandlerExpand(parser, [](void* self, const XML_Char*, int) { At(self).Told(); });
    XML_SetDoctypeDeclHandler(parser, OnDoctype, [](void* self) { At(self).in_doctype = false; });
    XML_SetEntityDeclHandler(parser, OnEntity);
    XML_SetSkippedEntityHandler(parser, OnSkipped);
    XML_SetBillionLaughsAttackProtectionActivationThreshold(parser, kBombThreshold);
  }
  ~Expat() { XML_ParserFree(parser); }
  Expat(const Expat&) = delete;
  Expat& operator=(const Expat&) = delete;

  static Expat& At(void* self) { return *static_cast<Expat*>(self); }
  // Everything up to here is done with; a document type is read again from its beginning.
  void Told() {
    if (in_doctype) return;
    told = static_cast<uint64_t>(XML_GetCurrentByteIndex(parser) + XML_GetCurrentByteCount(parser));
    if (owner.stack_.handler().WantsNoMore()) XML_StopParser(parser, XML_FALSE);
  }
  static void OnStart(void* self, const XML_Char* name, const XML_Char** attributes) {
    XmlStack::RawAttributes raw;
    for (; attributes[0]; attributes += 2) raw.emplace_back(attributes[0], attributes[1]);
    At(self).owner.stack_.Start(name, raw);
    At(self).Told();
  }
  static void OnEnd(void* self, const XML_Char* name) {
    At(self).owner.stack_.End(name);
    At(self).Told();
  }
  static void OnText(void* self, const XML_Char* text, int length) {
    At(self).owner.stack_.Text({text, static_cast<size_t>(length)});
    At(self).Told();
  }
  static void OnCdata(void* self) {
    At(self).in_cdata = true;
    At(self).Told();
  }
  static void OnCdataEnd(void* self) {
    At(self).in_cdata = false;
    At(self).Told();
  }
  static void OnDoctype(void* self, const XML_Char*, const XML_Char*, const XML_Char* id, int) {
    At(self).in_doctype = true;
    if (id) At(self).owner.doctype_ = id;
  }
  static void OnEntity(void* self, const XML_Char* name, int is_parameter, const XML_Char* value, int length,
                       const XML_Char*, const XML_Char*, const XML_Char*, const XML_Char*) {
    TolerantXml::Entities& known = At(self).entities;
    if (!value || is_parameter || length > static_cast<int>(kLongestEntity) || known.size() >= kMostEntities) return;
    known.emplace(name, std::string(value, static_cast<size_t>(length)));
  }
  static void OnSkipped(void* self, const XML_Char* name, int is_parameter) {
    if (!is_parameter) At(self).owner.stack_.Reference(name);
    At(self).Told();
  }

  XML_Parser parser;
  XmlParser& owner;
  TolerantXml::Entities entities;
  uint64_t told = 0;
  bool in_doctype = false;
  bool in_cdata = false;
};

XmlParser::XmlParser(XmlHandler& handler) : stack_(handler), expat_(std::make_unique<Expat>(*this)) {}
XmlParser::~XmlParser() = default;

bool XmlParser::Push(std::string_view utf8) {
  while (!utf8.empty() && status_.ok() && !stack_.handler().WantsNoMore()) {
    const std::string_view piece = utf8.substr(0, kPiece);
    utf8.remove_prefix(piece.size());
    Feed(piece, false);
  }
  return status_.ok() && !stack_.handler().WantsNoMore();
}

void XmlParser::Finish() {
  if (status_.ok() && !stack_.handler().WantsNoMore()) Feed({}, true);
  if (tolerant_ && status_.ok()) tolerant_->Finish();
  stack_.EndAll();
}

void XmlParser::Feed(std::string_view utf8, bool last) {
  if (tolerant_) return tolerant_->Push(utf8);
  tail_ += utf8;
  const XML_Status result = XML_Parse(expat_->parser, utf8.data(), static_cast<int>(utf8.size()), last);
  const uint64_t done = std::min<uint64_t>(expat_->told > tail_at_ ? expat_->told - tail_at_ : 0, tail_.size());
  tail_.erase(0, done);
  tail_at_ += done;
  if (result == XML_STATUS_OK) {
    if (tail_.size() <= kMostHeld) return;
    fault_ = "a tag, comment or declaration of more than 1 MiB";
    return GoOnTolerantly();
  }
  const XML_Error error = XML_GetErrorCode(expat_->parser);
  if (error == XML_ERROR_ABORTED) return;
  fault_ = std::string(XML_ErrorString(error)) + ", line " + std::to_string(XML_GetCurrentLineNumber(expat_->parser));
  if (error == XML_ERROR_AMPLIFICATION_LIMIT_BREACH) {
    status_ =
        Status(StatusCode::kInvalidInput, "feed.entity_bomb", "its entities swell beyond all measure; not read on");
    return;
  }
  GoOnTolerantly();
}

void XmlParser::GoOnTolerantly() {
  tolerant_ = std::make_unique<TolerantXml>(stack_, std::move(expat_->entities));
  if (expat_->in_cdata) tolerant_->EnterCdata();
  expat_.reset();
  tolerant_->Push(std::exchange(tail_, {}));
}

}  // namespace entente
