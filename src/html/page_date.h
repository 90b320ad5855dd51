// Dates as pages print them. Pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "entente/document.h"

namespace entente {

// The first date in a short text or an attribute: "2019-11-18T09:30Z", "20191118", "Mon, 18 Nov 2019", "November 18th,
// 2019", "18.11.2019", "18/11/2019" (the day first, unless only the month can be), milliseconds since 1970. Nothing
// where there is none, or it lies outside 1990–2100. Cost: linear.
std::optional<Date> DateInText(std::string_view text);

// "/2019/11/18/", "/2019-11-18-", "/20191118/" in an address.
std::optional<Date> DateInAddress(std::string_view url);

}  // namespace entente
