#include "evaluate/speech_gold.h"

#include <simdjson.h>

#include <algorithm>

#include "evaluate/gold_lines.h"

namespace entente {
namespace {

using simdjson::dom::array;
using simdjson::dom::object;

// Byte offset of each character, and of the end.
std::vector<uint32_t> CharacterOffsets(std::string_view text) {
  std::vector<uint32_t> out;
  for (uint32_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) out.push_back(i);
  }
  out.push_back(static_cast<uint32_t>(text.size()));
  return out;
}

bool ReadSpans(const object& from, std::string_view key, const std::vector<uint32_t>& offsets, std::vector<Span>& out) {
  array spans;
  if (from[key].get(spans) != simdjson::SUCCESS) return false;
  for (const auto& span : spans) {
    uint64_t begin = 0, end = 0;
    if (span.at(0).get(begin) != simdjson::SUCCESS || span.at(1).get(end) != simdjson::SUCCESS) return false;
    if (begin > end || end >= offsets.size()) return false;
    out.push_back({offsets[begin], offsets[end]});
  }
  return true;
}

bool ReadArticle(const object& from, GoldArticle& out) {
  std::string_view id, text;
  array attributions;
  if (from["id"].get(id) != simdjson::SUCCESS || from["text"].get(text) != simdjson::SUCCESS ||
      from["attributions"].get(attributions) != simdjson::SUCCESS) {
    return false;
  }
  out.id = id;
  out.text = text;
  const std::vector<uint32_t> offsets = CharacterOffsets(text);
  for (const auto& one : attributions) {
    object fields;
    GoldAttribution gold;
    if (one.get(fields) != simdjson::SUCCESS || !ReadSpans(fields, "source", offsets, gold.source) ||
        !ReadSpans(fields, "cue", offsets, gold.cue) || !ReadSpans(fields, "content", offsets, gold.content)) {
      return false;
    }
    out.attributions.push_back(std::move(gold));
  }
  return true;
}

Tokens TokensIn(const Tree& tree, const std::vector<Span>& spans) {
  const std::vector<Token>& tokens = tree.document().tokens;
  Tokens out;
  for (const Span& span : spans) {
    auto at =
        std::partition_point(tokens.begin(), tokens.end(), [&](const Token& t) { return t.span.end <= span.begin; });
    for (; at != tokens.end() && at->span.begin < span.end; ++at) {
      out.push_back(static_cast<uint32_t>(at - tokens.begin()));
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Tokens HeadsOf(const Tree& tree, const Tokens& phrase) {
  Tokens out;
  for (const uint32_t t : phrase) {
    const uint32_t head = tree.head(t);
    const bool outside = head == t || !std::binary_search(phrase.begin(), phrase.end(), head);
    if (outside && tree.dep(t) != Dep::kPunct) out.push_back(t);
  }
  if (out.empty() && !phrase.empty()) out.push_back(phrase.front());
  return out;
}

int32_t TopOf(const Tree& tree, const Tokens& heads) {
  const auto higher = [&](uint32_t a, uint32_t b) { return tree.Depth(a) < tree.Depth(b); };
  const auto top = std::min_element(heads.begin(), heads.end(), higher);
  return top == heads.end() ? -1 : static_cast<int32_t>(*top);
}

}  // namespace

Status ForEachArticle(const std::string& path, const std::function<Status(const GoldArticle&)>& article) {
  const Result<std::string> bytes = ReadGoldFile(path);
  if (!bytes.ok()) return bytes.status();
  simdjson::dom::parser parser;
  return ForEachLine(*bytes, [&](std::string_view line, size_t number) {
    object from;
    GoldArticle gold;
    if (parser.parse(line).get(from) != simdjson::SUCCESS || !ReadArticle(from, gold)) {
      return BadGold(path, number, "expected {\"id\",\"text\",\"attributions\":[{\"source\",\"cue\",\"content\"}…]}");
    }
    return article(gold);
  });
}

std::vector<TokenAttribution> AlignedTo(const Tree& tree, const GoldArticle& article) {
  std::vector<TokenAttribution> out;
  for (const GoldAttribution& gold : article.attributions) {
    TokenAttribution aligned;
    aligned.source = TokensIn(tree, gold.source);
    aligned.cue = TokensIn(tree, gold.cue);
    aligned.content = TokensIn(tree, gold.content);
    aligned.source_heads = HeadsOf(tree, aligned.source);
    aligned.source_head = TopOf(tree, aligned.source_heads);
    aligned.cue_head = TopOf(tree, HeadsOf(tree, aligned.cue));
    out.push_back(std::move(aligned));
  }
  return out;
}

}  // namespace entente
