// What statements are coded with, as a ledger keeps it.
#pragma once

#include <string>
#include <string_view>

#include "base/data_files.h"
#include "entente/ledger_tools.h"

namespace entente {

// Cost: reads every table and the model file once, about 3 ms.
CodingKey CodingKeyOf(const DataFiles& data, const std::string& model_path, std::string_view model_description);

}  // namespace entente
