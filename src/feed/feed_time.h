// Dates of feeds, in every form that feeds are seen to use.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "entente/document.h"

namespace entente {

// A moment: the day and the time as printed, and how far its zone is ahead of UTC.
struct FeedTime {
  Date date;  // month and day are 0 where the feed does not say
  int hour = 0;
  int minute = 0;
  int second = 0;
  int offset_minutes = 0;  // +0300 is 180

  // Seconds since 1970-01-01T00:00:00Z; what is unknown counts as the first.
  int64_t Seconds() const;
};

// RFC 822 and 2822 (with two-digit years, names of zones, missing days), RFC 3339 and W3CDTF, ISO 8601 (basic, weeks,
// days of the year, two-digit years), asctime, "January 5, 2004", "05.01.2004". Nothing where it is none of them.
// Cost: linear.
std::optional<FeedTime> FeedTimeOf(std::string_view text);

}  // namespace entente
