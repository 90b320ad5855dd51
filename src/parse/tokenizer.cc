#include "parse/tokenizer.h"

#include <algorithm>

#include "parse/byte_stream.h"
#include "parse/string_hash.h"
#include "parse/unicode.h"

namespace entente::parse {
namespace {

bool IsWhitespaceAt(std::string_view text, size_t* at) { return IsSpace(DecodeUtf8(text, at)); }

// Of overlapping matches the longest, then the leftmost; in text order.
std::vector<TokenRange> KeepLongest(std::vector<TokenRange> matches, size_t tokens) {
  if (matches.empty()) return matches;
  std::stable_sort(matches.begin(), matches.end(),
                   [](const TokenRange& a, const TokenRange& b) { return a.end - a.begin > b.end - b.begin; });
  std::vector<TokenRange> kept;
  std::vector<bool> taken(tokens, false);
  for (const TokenRange& match : matches) {
    if (!taken[match.begin] && !taken[match.end - 1]) kept.push_back(match);
    std::fill(taken.begin() + match.begin, taken.begin() + match.end, true);
  }
  std::sort(kept.begin(), kept.end(), [](const TokenRange& a, const TokenRange& b) { return a.begin < b.begin; });
  return kept;
}

}  // namespace

void ChunkCache::Clear() {
  index_.Clear();
  entries_.clear();
  pieces_.clear();
}

Result<Tokenizer> Tokenizer::Load(const nn::ModelFile& file) {
  Tokenizer tokenizer;
  for (auto step : {&Tokenizer::LoadPatterns, &Tokenizer::LoadExceptions, &Tokenizer::LoadPhrases}) {
    if (Status status = (tokenizer.*step)(file); !status.ok()) return status;
  }
  return tokenizer;
}

Status Tokenizer::LoadPatterns(const nn::ModelFile& file) {
  const std::pair<const char*, Regex*> patterns[] = {{"tokenizer/prefix", &prefix_},
                                                     {"tokenizer/infix", &infix_},
                                                     {"tokenizer/token_match", &token_match_},
                                                     {"tokenizer/url_match", &url_match_}};
  for (const auto& [name, regex] : patterns) {
    auto pattern = file.Bytes(name);
    if (!pattern.ok()) return pattern.status();
    if (pattern->empty()) continue;
    auto compiled = Regex::Compile(std::string(*pattern));
    if (!compiled.ok()) return file.Corrupt(std::string(name) + ": " + compiled.status().message());
    *regex = std::move(*compiled);
  }
  auto pattern = file.Bytes("tokenizer/suffix");
  if (!pattern.ok()) return pattern.status();
  auto suffix = SuffixMatcher::Compile(std::string(*pattern));
  if (!suffix.ok()) return file.Corrupt("tokenizer/suffix: " + suffix.status().message());
  suffix_ = std::move(*suffix);
  return {};
}

Status Tokenizer::LoadExceptions(const nn::ModelFile& file) {
  auto bytes = file.Bytes("tokenizer/exceptions");
  if (!bytes.ok()) return bytes.status();
  ByteReader reader(*bytes);
  uint32_t count = 0;
  bool good = reader.Count(&count);
  for (uint32_t i = 0; good && i < count; ++i) {
    std::string_view chunk;
    uint32_t parts = 0;
    good = reader.Text(&chunk) && reader.Count(&parts);
    Exception exception;
    std::string joined;
    for (uint32_t p = 0; good && p < parts; ++p) {
      std::string_view text, norm;
      good = reader.Text(&text) && reader.Text(&norm) && !text.empty();
      exception.push_back({std::string(text), StringId(norm)});
      joined += text;
    }
    good = good && joined == chunk && !chunk.empty();
    longest_exception_bytes_ = std::max(longest_exception_bytes_, chunk.size());
    exceptions_.emplace(chunk, std::move(exception));
  }
  return good ? Status() : file.Corrupt("tokenizer/exceptions is damaged");
}

Status Tokenizer::LoadPhrases(const nn::ModelFile& file) {
  if (!file.Has("tokenizer/phrases")) return {};
  auto bytes = file.Bytes("tokenizer/phrases");
  if (!bytes.ok()) return bytes.status();
  ByteReader reader(*bytes);
  uint32_t count = 0;
  bool good = reader.Count(&count);
  for (uint32_t i = 0; good && i < count; ++i) {
    uint32_t parts = 0;
    good = reader.Count(&parts) && parts > 0;
    std::vector<std::string_view> phrase(good ? parts : 0);
    for (auto& part : phrase) good = good && reader.Text(&part);
    if (good) phrases_[phrase.front()].push_back(std::move(phrase));
  }
  return good ? Status() : file.Corrupt("tokenizer/phrases is damaged");
}

const Tokenizer::Exception* Tokenizer::FindException(std::string_view text) const {
  if (text.size() > longest_exception_bytes_) return nullptr;
  auto found = exceptions_.find(text);
  return found == exceptions_.end() ? nullptr : &found->second;
}

void Tokenizer::Append(const Exception& exception, std::vector<Split>* out) {
  for (const ExceptionToken& token : exception) out->push_back({token.text, token.norm});
}

size_t Tokenizer::PrefixSize(std::string_view text, RegexScratch* scratch) const {
  RegexMatch match;
  if (prefix_.empty() || !prefix_.Search(text, 0, scratch, &match)) return 0;
  return match.end - match.begin;
}

// Follows spaCy's Tokenizer._split_affixes step by step.
std::string_view Tokenizer::PeelAffixes(std::string_view text, bool exceptions, RegexScratch* scratch,
                                        std::vector<Split>* prefixes, std::vector<Split>* suffixes) const {
  auto is_exception = [&](std::string_view part) {
    return exceptions && !part.empty() && FindException(part) != nullptr;
  };
  size_t last_size = 0;
  while (!text.empty() && text.size() != last_size) {
    if (!token_match_.empty() && token_match_.MatchAtStart(text, scratch)) break;
    if (is_exception(text)) break;
    last_size = text.size();
    size_t prefix = PrefixSize(text, scratch);
    if (prefix != 0 && is_exception(text.substr(prefix))) {
      prefixes->push_back({text.substr(0, prefix), 0});
      return text.substr(prefix);
    }
    size_t suffix = suffix_.SizeOf(text.substr(prefix), scratch);
    std::string_view without_suffix = text.substr(0, text.size() - suffix);
    if (suffix != 0 && is_exception(without_suffix)) {
      suffixes->push_back({text.substr(text.size() - suffix), 0});
      return without_suffix;
    }
    if (prefix == 0 && suffix == 0) break;
    if (prefix != 0) prefixes->push_back({text.substr(0, prefix), 0});
    if (suffix != 0 && (prefix == 0 || prefix + suffix <= text.size())) {
      suffixes->push_back({text.substr(text.size() - suffix), 0});
      text = without_suffix;
    }
    text.remove_prefix(std::min(prefix, text.size()));
  }
  return text;
}

void Tokenizer::SplitInfixes(std::string_view text, RegexScratch* scratch, std::vector<Split>* out) const {
  size_t start = 0;
  RegexMatch match;
  for (size_t from = 0; !infix_.empty() && from < text.size() && infix_.Search(text, from, scratch, &match);) {
    // An empty match would be found again at the same place: step over one character, as re.finditer does.
    from = match.end;
    if (match.begin == match.end) DecodeUtf8(text, &from);
    if (match.begin == 0) continue;
    if (match.begin != start) out->push_back({text.substr(start, match.begin - start), 0});
    if (match.begin != match.end) out->push_back({text.substr(match.begin, match.end - match.begin), 0});
    start = match.end;
  }
  if (start < text.size()) out->push_back({text.substr(start), 0});
}

void Tokenizer::SplitChunk(std::string_view chunk, bool exceptions, RegexScratch* scratch,
                           std::vector<Split>* out) const {
  std::vector<Split> suffixes;
  std::string_view rest = PeelAffixes(chunk, exceptions, scratch, out, &suffixes);
  const Exception* exception = exceptions ? FindException(rest) : nullptr;
  if (exception != nullptr) {
    Append(*exception, out);
  } else if (!rest.empty()) {
    bool whole = (!token_match_.empty() && token_match_.MatchAtStart(rest, scratch)) ||
                 (!url_match_.empty() && url_match_.MatchAtStart(rest, scratch));
    if (whole) {
      out->push_back({rest, 0});
    } else {
      SplitInfixes(rest, scratch, out);
    }
  }
  out->insert(out->end(), suffixes.rbegin(), suffixes.rend());
}

void Tokenizer::AddChunk(std::string_view text, size_t begin, size_t end, Lexicon* lexicon, ChunkCache* cache,
                         std::vector<RawToken>* tokens) const {
  std::string_view chunk = text.substr(begin, end - begin);
  uint64_t hash = MurmurHash64A(chunk, 1);
  uint32_t index = cache->index_.Find(hash);
  if (index == FlatMap::kAbsent) {
    std::vector<Split> splits;
    if (const Exception* exception = FindException(chunk)) {
      Append(*exception, &splits);
    } else {
      SplitChunk(chunk, true, &cache->scratch_, &splits);
    }
    index = static_cast<uint32_t>(cache->entries_.size());
    cache->entries_.push_back({static_cast<uint32_t>(cache->pieces_.size()), static_cast<uint32_t>(splits.size())});
    for (const Split& split : splits) {
      cache->pieces_.push_back({static_cast<uint32_t>(split.text.size()), lexicon->Intern(split.text, split.norm)});
    }
    cache->index_.Insert(hash, index);
  }
  const ChunkCache::Entry entry = cache->entries_[index];
  uint32_t at = static_cast<uint32_t>(begin);
  for (uint32_t i = 0; i < entry.pieces; ++i) {
    const ChunkCache::Piece& piece = cache->pieces_[entry.first_piece + i];
    tokens->push_back({at, at + piece.size_bytes, piece.type, false});
    at += piece.size_bytes;
  }
}

// Follows spaCy's Tokenizer._tokenize_affixes: runs of white space and of other characters alternate; one plain space
// between chunks belongs to the token before it, more white space is a token of its own.
void Tokenizer::Tokenize(std::string_view text, Lexicon* lexicon, ChunkCache* cache,
                         std::vector<RawToken>* tokens) const {
  if (text.empty()) return;
  const size_t first = tokens->size();
  size_t start = 0;
  size_t peek = 0;
  bool in_space = IsWhitespaceAt(text, &peek);
  for (size_t at = 0; at < text.size();) {
    size_t here = at;
    bool space = IsWhitespaceAt(text, &at);
    if (space == in_space) continue;
    if (start < here) AddChunk(text, start, here, lexicon, cache, tokens);
    bool plain = text[here] == ' ';
    if (plain) tokens->back().space_after = true;
    start = plain ? here + 1 : here;
    in_space = !in_space;
  }
  if (start < text.size()) {
    AddChunk(text, start, text.size(), lexicon, cache, tokens);
    tokens->back().space_after = text.back() == ' ' && !in_space;
  }
  ApplyPhrases(text, first, lexicon, tokens);
}

// Where the tokens of a broken exception stand one after the other.
std::vector<TokenRange> Tokenizer::FindPhrases(std::string_view text, size_t first,
                                               const std::vector<RawToken>& tokens) const {
  std::vector<TokenRange> found;
  auto text_of = [&](size_t i) { return text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin); };
  for (size_t i = first; i < tokens.size(); ++i) {
    if (tokens[i].end - tokens[i].begin > longest_exception_bytes_) continue;
    auto phrases = phrases_.find(text_of(i));
    if (phrases == phrases_.end()) continue;
    for (const auto& phrase : phrases->second) {
      bool same = i + phrase.size() <= tokens.size();
      for (size_t p = 1; same && p < phrase.size(); ++p) same = text_of(i + p) == phrase[p];
      if (same) found.push_back({static_cast<uint32_t>(i), static_cast<uint32_t>(i + phrase.size())});
    }
  }
  return found;
}

// The exceptions that affix rules break apart: where their broken form stands in the text without white space inside,
// the exception's own tokens replace it.
void Tokenizer::ApplyPhrases(std::string_view text, size_t first, Lexicon* lexicon,
                             std::vector<RawToken>* tokens) const {
  std::vector<TokenRange> matches = KeepLongest(FindPhrases(text, first, *tokens), tokens->size());
  if (matches.empty()) return;
  std::vector<RawToken> result(tokens->begin(), tokens->begin() + first);
  size_t copied = first;
  for (const TokenRange& match : matches) {
    uint32_t at = (*tokens)[match.begin].begin;
    const RawToken& last = (*tokens)[match.end - 1];
    const Exception* exception = FindException(text.substr(at, last.end - at));
    if (exception == nullptr) continue;  // white space stands between its parts
    result.insert(result.end(), tokens->begin() + copied, tokens->begin() + match.begin);
    for (const ExceptionToken& token : *exception) {
      uint32_t end = at + static_cast<uint32_t>(token.text.size());
      result.push_back({at, end, lexicon->Intern(token.text, token.norm), false});
      at = end;
    }
    result.back().space_after = last.space_after;
    copied = match.end;
  }
  result.insert(result.end(), tokens->begin() + copied, tokens->end());
  *tokens = std::move(result);
}

std::vector<std::vector<std::string>> Tokenizer::BrokenExceptions() const {
  std::vector<std::string_view> chunks;
  chunks.reserve(exceptions_.size());
  for (const auto& [chunk, exception] : exceptions_) chunks.push_back(chunk);
  std::sort(chunks.begin(), chunks.end());
  RegexScratch scratch;
  std::vector<std::vector<std::string>> phrases;
  for (std::string_view chunk : chunks) {
    RegexMatch match;
    bool broken = PrefixSize(chunk, &scratch) > 0 || suffix_.SizeOf(chunk, &scratch) > 0 ||
                  chunk.find(' ') != chunk.npos || (!infix_.empty() && infix_.Search(chunk, 0, &scratch, &match));
    if (!broken || AllSpace(chunk)) continue;
    std::vector<Split> splits;
    for (size_t begin = 0; begin <= chunk.size();) {
      size_t end = std::min(chunk.find(' ', begin), chunk.size());
      if (begin < end) SplitChunk(chunk.substr(begin, end - begin), false, &scratch, &splits);
      begin = end + 1;
    }
    auto& phrase = phrases.emplace_back();
    for (const Split& split : splits) phrase.emplace_back(split.text);
  }
  return phrases;
}

}  // namespace entente::parse
