// Bytes as a robots.txt, its last line as the path asked for: no crash, no hang, /robots.txt always allowed.
#include <string_view>

#include "fetch/robots.h"
#include "fuzz.h"

using entente::fuzz::Demand;

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const size_t line = text.rfind('\n');
  const std::string_view path = line == std::string_view::npos ? std::string_view("/") : text.substr(line + 1);
  const entente::Robots robots = entente::Robots::Parse(text, "entente");
  robots.Allows(path);
  Demand(robots.Allows("/robots.txt"), "robots.txt may be asked for");
  Demand(robots.delay_seconds().value_or(0) >= 0, "no delay is negative");
  return 0;
}
