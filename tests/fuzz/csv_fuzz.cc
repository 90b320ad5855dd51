// Laws of tables: byte 0 chooses the separator; a table under any header and with any quotes.
#include "input/readers.h"
#include "inputs.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const char separators[] = {0, ',', '\t', ';'};
  entente::fuzz::ReadLawfully(*entente::MakeCsvReader(separators[data[0] % 4]),
                              entente::fuzz::ViewOf(data + 1, size - 1));
  return 0;
}
