// Laws of web archives: the bytes behind a sound beginning, so that all of them reach the reader of records.
#include "inputs.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  entente::fuzz::ReadLawfully("fuzz.warc", "WARC/1.0\r\n" + std::string(entente::fuzz::ViewOf(data, size)));
  return 0;
}
