// Which reader reads which form: the one place where a new kind of input is plugged in.
#pragma once

#include <memory>

#include "input/dispatcher.h"
#include "input/sniff.h"
#include "text/reader.h"

namespace entente {

// Nothing for forms without a reader. `members` must outlive the reader.
std::unique_ptr<Reader> MakeReader(Form form, const InputHints& hints, const InputOptions& options,
                                   MemberReader& members);

// REQUIRES: not kAuto.
Form FormOfKind(InputKind kind);

}  // namespace entente
