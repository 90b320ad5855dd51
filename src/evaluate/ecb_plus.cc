#include "evaluate/ecb_plus.h"

#include <expat.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <unordered_map>

#include "evaluate/gold_lines.h"

namespace entente {
namespace {

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

std::string_view Attribute(const char** attributes, std::string_view name) {
  for (; attributes[0] != nullptr; attributes += 2) {
    if (attributes[0] == name) return attributes[1];
  }
  return {};
}

bool IsEvent(std::string_view element) { return element.starts_with("ACTION") || element.starts_with("NEG_ACTION"); }

class EcbReader {
 public:
  explicit EcbReader(const std::string& path) : parser_(XML_ParserCreate(nullptr)) {
    document_.path = path;
    document_.topic = std::filesystem::path(path).parent_path().filename().string();
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(),
        [](void* self, const char* name, const char** attributes) {
          static_cast<EcbReader*>(self)->Open(name, attributes);
        },
        [](void* self, const char* name) { static_cast<EcbReader*>(self)->Close(name); });
    XML_SetCharacterDataHandler(parser_.get(), [](void* self, const char* text, int size) {
      auto* reader = static_cast<EcbReader*>(self);
      if (reader->in_token_) reader->document_.text.append(text, static_cast<size_t>(size));
    });
  }

  Result<EcbDocument> Read(std::string_view bytes) {
    if (XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), 1) == XML_STATUS_ERROR) {
      if (error_.empty()) error_ = XML_ErrorString(XML_GetErrorCode(parser_.get()));
      return BadGold(document_.path, XML_GetCurrentLineNumber(parser_.get()), error_);
    }
    if (document_.sentences.empty()) return BadGold(document_.path, 1, "no <token> in it");
    NameEvents();
    return std::move(document_);
  }

 private:
  void Open(std::string_view name, const char** attributes) {
    if (name == "token") {
      OpenToken(attributes);
    } else if (name == "Markables" || name == "Relations") {
      part_ = name;
    } else if (name == "token_anchor") {
      Anchor(Attribute(attributes, "t_id"));
    } else if (part_ == "Markables" && IsEvent(name)) {
      mention_ = Attribute(attributes, "m_id");
      if (mention_.empty()) Fail("an event without m_id");
      spans_.clear();
    } else if (part_ == "Relations" && name == "source") {
      event_of_[std::string(Attribute(attributes, "m_id"))] = relation_;
    } else if (part_ == "Relations" && name != "target") {
      // Within one document an event has no note; its number is one of this file only.
      const std::string_view note = Attribute(attributes, "note");
      relation_ = name == "CROSS_DOC_COREF" && !note.empty()
                      ? std::string(note)
                      : document_.path + "#" + std::string(Attribute(attributes, "r_id"));
    }
  }

  void Close(std::string_view name) {
    if (name == "token") {
      CloseToken();
    } else if (IsEvent(name) && !mention_.empty()) {
      if (!spans_.empty()) {
        names_.push_back(mention_);
        document_.mentions.push_back({spans_, ""});
      }
      mention_.clear();
    }
  }

  void OpenToken(const char** attributes) {
    token_ = Attribute(attributes, "t_id");
    const std::string_view sentence = Attribute(attributes, "sentence");
    if (token_.empty() || sentence.empty()) return Fail("a token without t_id or sentence");
    in_token_ = true;
    const bool first = document_.sentences.empty() || sentence != sentence_;
    if (!document_.text.empty()) document_.text += first ? '\n' : ' ';
    const auto begin = static_cast<uint32_t>(document_.text.size());
    if (first) document_.sentences.push_back({begin, begin});
    sentence_ = sentence;
    begin_ = begin;
  }

  void CloseToken() {
    in_token_ = false;
    const auto end = static_cast<uint32_t>(document_.text.size());
    tokens_[token_] = {begin_, end};
    document_.sentences.back().end = end;
  }

  void Anchor(std::string_view token) {
    if (mention_.empty()) return;
    const auto found = tokens_.find(std::string(token));
    if (found == tokens_.end()) return Fail("an anchor to a token that is not there");
    spans_.push_back(found->second);
  }

  void Fail(const char* what) {
    if (error_.empty()) error_ = what;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  void NameEvents() {
    for (size_t i = 0; i < names_.size(); ++i) {
      std::vector<Span>& spans = document_.mentions[i].tokens;
      std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.begin < b.begin; });
      const auto event = event_of_.find(names_[i]);
      if (event != event_of_.end()) document_.mentions[i].event = document_.topic + "/" + event->second;
    }
  }

  std::unique_ptr<XML_ParserStruct, FreeParser> parser_;
  EcbDocument document_;
  std::string error_;
  std::string part_, token_, sentence_, mention_, relation_;
  uint32_t begin_ = 0;
  bool in_token_ = false;
  std::vector<Span> spans_;
  std::vector<std::string> names_;  // m_id, beside document_.mentions
  std::unordered_map<std::string, Span> tokens_;
  std::unordered_map<std::string, std::string> event_of_;
};

}  // namespace

Result<EcbDocument> ReadEcbDocument(const std::string& path) {
  Result<std::string> bytes = ReadGoldFile(path);
  if (!bytes.ok()) return bytes.status();
  return EcbReader(path).Read(*bytes);
}

Result<std::vector<EcbDocument>> ReadEcbFolder(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  const auto options = std::filesystem::directory_options::follow_directory_symlink;
  for (auto at = std::filesystem::recursive_directory_iterator(folder, options, error);
       !error && at != std::filesystem::recursive_directory_iterator(); at.increment(error)) {
    if (at->path().extension() == ".xml") paths.push_back(at->path().string());
  }
  if (error) return Status(StatusCode::kIo, "io.unreadable", folder + ": " + error.message());
  if (paths.empty()) return BadGold(folder, 1, "no *.xml below it");
  std::sort(paths.begin(), paths.end());
  std::vector<EcbDocument> documents;
  for (const std::string& path : paths) {
    Result<EcbDocument> document = ReadEcbDocument(path);
    if (!document.ok()) return document.status();
    documents.push_back(std::move(*document));
  }
  return documents;
}

}  // namespace entente
