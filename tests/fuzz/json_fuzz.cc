// Laws of JSON: byte 0 chooses lines or objects that span them.
#include "input/readers.h"
#include "inputs.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const auto reader = data[0] % 2 == 0 ? entente::MakeNdjsonReader() : entente::MakeJsonReader();
  entente::fuzz::ReadLawfully(*reader, entente::fuzz::ViewOf(data + 1, size - 1));
  return 0;
}
