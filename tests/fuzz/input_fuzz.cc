// Laws of the whole door: whatever bytes come, by content. Byte 0 chooses a declared type and a name.
#include "inputs.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static constexpr const char* kNames[] = {"a", "a.html", "a.csv", "a.rss", "a.ndjson"};
  static constexpr const char* kTypes[] = {"", "text/html; charset=iso-8859-1", "text/plain; charset=utf-16",
                                           "text/xml"};
  if (size == 0) return 0;
  const std::string_view bytes = entente::fuzz::ViewOf(data + 1, size - 1);
  entente::fuzz::ReadLawfully(kNames[data[0] % 5], bytes, {kTypes[data[0] / 8 % 4], "http://herald.example/1", {}});
  return 0;
}
