#include "parse/transition_actions.h"

#include "parse/byte_stream.h"

namespace entente::parse {

Result<std::vector<Action>> LoadActions(const nn::ModelFile& file, const std::string& name) {
  auto bytes = file.Bytes(name);
  if (!bytes.ok()) return bytes.status();
  ByteReader reader(*bytes);
  uint32_t count = 0;
  bool good = reader.Count(&count);
  std::vector<Action> actions;
  for (uint32_t i = 0; good && i < count; ++i) {
    Action action;
    std::string_view label;
    good = reader.U32(&action.move) && reader.Text(&label);
    action.label = label;
    actions.push_back(std::move(action));
  }
  if (!good || !reader.done() || actions.empty()) return file.Corrupt(name + " is damaged");
  return actions;
}

}  // namespace entente::parse
