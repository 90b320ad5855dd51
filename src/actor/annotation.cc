#include "actor/annotation.h"

namespace entente {

std::string_view KindName(ActorKind kind) {
  switch (kind) {
    case ActorKind::kState:
      return "state";
    case ActorKind::kOrganisation:
      return "organisation";
    case ActorKind::kGroup:
      return "group";
    case ActorKind::kCommunity:
      return "community";
    case ActorKind::kPerson:
      return "person";
    case ActorKind::kUnknown:
      break;
  }
  return "unknown";
}

}  // namespace entente
