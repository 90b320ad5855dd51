// What the trained models of acts are told: features of a pair of phrases, of a phrase that may have a part, of its
// end.
//
// Comes after ActView. Pure functions; train/acts.py learns from exactly these (entente_features act_*). Each ends with
// Features::Finish. The recipe is that of feature-based relation classification: words by zone, the path between the
// two, the frame of the verbs on it, all with names masked (cf. Zhou et al. 2005, "Exploring various knowledge in
// relation extraction").
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "event/act_view.h"
#include "learn/features.h"

namespace entente {

// What `source` does to `target`; one of them may be missing.
void AddPairFeatures(const ActView& view, const std::optional<ActPhrase>& source,
                     const std::optional<ActPhrase>& target, Features& out);

// Tokens that may carry a phrase with a part in an act, in text order.
Tokens RoleCandidates(const ActView& view);
// Whether the candidate at `place` of `candidates` is source, target or both.
void AddRoleFeatures(const ActView& view, std::span<const uint32_t> candidates, size_t place, Features& out);

// Where a phrase carried by `head` may begin and end.
std::vector<TokenRange> PhraseCandidates(const ActView& view, uint32_t head);
// Whether `tokens` is the phrase; `role` is "S", "T" or "R".
void AddPhraseFeatures(const ActView& view, uint32_t head, TokenRange tokens, std::string_view role, Features& out);

}  // namespace entente
