// Labels of who acts on whom: "ISR:GOV|=Likud" names any of several readings that are as good.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "actor/annotation.h"

namespace entente {

struct ActorLabel {
  std::string code;    // empty where `name` is given
  std::string name;    // of an actor that has no code
  std::string sector;  // empty: any
};

// One slot of a label. Known is false for "?": the sentence does not tell, nothing is counted.
struct SlotLabel {
  bool known = false;
  std::vector<ActorLabel> readings;
};

// "?", "IRN:GOV", "=Chechens", "UNSC|UN". False where it is none of these.
bool ParseSlot(std::string_view cell, SlotLabel& out);

// Whether the actor is one of the readings; with `sector`, of the same sector where the reading has one. A name is the
// same when one is within the other, case aside.
bool Matches(const SlotLabel& label, std::string_view code, std::string_view name, std::string_view sector,
             bool with_sector);

// The words of `types` hold `type`; PLOVER's YIELD is CONCEDE or RETREAT here.
bool TypeMatches(std::string_view types, std::string_view type);

}  // namespace entente
