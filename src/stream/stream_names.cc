#include "stream/stream_names.h"

#include <xxhash.h>

namespace entente {
namespace {

void Append(std::string& key, const StreamIdentity& identity) {
  key += '\t' + identity.code + '\t' + identity.sector + '\t' + identity.key;
}

std::string KeyOf(const StreamActorEntry& actor) {
  std::string key = actor.name;
  Append(key, actor.identity);
  for (const StreamRole& role : actor.roles) {
    key += '\t' + std::to_string(role.from_day) + '\t' + std::to_string(role.to_day);
    Append(key, role.identity);
  }
  return key;
}

std::string KeyOf(const StreamActEntry& act) { return act.cameo + '\t' + act.type + '\t' + act.mode; }

}  // namespace

size_t TextHash::operator()(std::string_view text) const { return XXH3_64bits(text.data(), text.size()); }

uint32_t TextIndex::Find(std::string_view text) const {
  if (slots_.empty()) return kAbsent;
  const uint64_t hash = XXH3_64bits(text.data(), text.size());
  for (size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.value == kAbsent) return kAbsent;
    if (slot.hash == hash && std::string_view(bytes_).substr(slot.begin, slot.length) == text) return slot.value;
  }
}

void TextIndex::Add(std::string_view text, uint32_t value) {
  if (slots_.size() < 2 * (used_ + 1)) Grow();
  const uint64_t hash = XXH3_64bits(text.data(), text.size());
  size_t at = hash & (slots_.size() - 1);
  while (slots_[at].value != kAbsent) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {hash, bytes_.size(), static_cast<uint32_t>(text.size()), value};
  bytes_ += text;
  ++used_;
}

void TextIndex::Grow() {
  std::vector<Slot> old(slots_.empty() ? 1024 : 2 * slots_.size());
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.value == kAbsent) continue;
    size_t at = slot.hash & (slots_.size() - 1);
    while (slots_[at].value != kAbsent) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

uint32_t StreamVocabulary::Add(const StreamActorName& actor) {
  const std::string key = actor.name + '\t' + actor.code + '\t' + actor.sectors + '\t' + actor.country;
  const auto [at, fresh] = actor_ids_.try_emplace(key, static_cast<uint32_t>(actors_.size()));
  if (fresh) actors_.push_back(actor);
  return at->second;
}

uint32_t StreamVocabulary::Add(const StreamActEntry& act) {
  const auto [at, fresh] = act_ids_.try_emplace(KeyOf(act), static_cast<uint32_t>(acts_.size()));
  if (fresh) acts_.push_back(act);
  return at->second;
}

StreamActorId StreamNames::Add(const StreamActorEntry& actor) {
  const auto [at, fresh] = actor_ids_.try_emplace(KeyOf(actor), static_cast<StreamActorId>(actors_.size()));
  if (fresh) actors_.push_back(actor);
  return at->second;
}

StreamActId StreamNames::Add(const StreamActEntry& act) {
  const auto [at, fresh] = act_ids_.try_emplace(KeyOf(act), static_cast<StreamActId>(acts_.size()));
  if (fresh) acts_.push_back(act);
  return at->second;
}

}  // namespace entente
