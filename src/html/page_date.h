// Dates as pages print them. Pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/data_files.h"
#include "entente/document.h"
#include "entente/status.h"

namespace entente {

// Names of months in other languages than English, in lower case where ASCII; 0 for words to pass over ("de").
using MonthWords = std::map<std::string, int, std::less<>>;
// Reads html/months.tsv. Errors: data.missing, data.bad_table.
Result<MonthWords> LoadMonthWords(const DataFiles& files);

// The first date in a short text or an attribute: "2019-11-18T09:30Z", "20191118", "Mon, 18 Nov 2019", "November 18th,
// 2019", "18.11.2019", "18/11/2019" (the day first, unless only the month can be), milliseconds since 1970. Nothing
// where there is none, or it lies outside 1990–2100. Cost: linear.
std::optional<Date> DateInText(std::string_view text, const MonthWords& months = {});
// The day before `date`, that day or the day behind it, where the text names it, be it without its year: "Nov 18, 8:19
// PM" near 2019-11-19.
std::optional<Date> DayNear(std::string_view text, const Date& date, const MonthWords& months);
// Seconds since 1970 of "2019-11-19T01:19:34.819Z", "2019-11-20 01:07:00-0500"; nothing without a time and a zone.
std::optional<int64_t> MomentOf(std::string_view stamp);

// "/2019/11/18/", "/2019-11-18-", "/20191118/" in an address.
std::optional<Date> DateInAddress(std::string_view url);

}  // namespace entente
