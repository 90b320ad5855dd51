// The converter's readers of JSON and msgpack take any bytes. Byte 0 chooses.
#include "fuzz.h"
#include "parse/value_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes = entente::fuzz::ViewOf(data + 1, size - 1);
  const auto value =
      data[0] % 2 == 0 ? entente::parse::ReadJson(bytes, "fuzz") : entente::parse::ReadMsgpack(bytes, "fuzz");
  entente::fuzz::Demand(value.ok() || !value.status().message().empty(), "errors have words");
  return 0;
}
