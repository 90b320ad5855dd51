// Blocks: the paragraphs and headings of a document that are parsed each by itself.
//
// Pure functions of the text. Spans point into it, are disjoint and in order.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "entente/document.h"

namespace entente {

// Splits at blank lines, and at single line ends unless the text is hard-wrapped. Left out: lines that are only a date
// or a byline, and a heading printed a second time (what is said twice by lay-out is said once). Cost: linear.
std::vector<Span> BlocksOf(std::string_view text);

// The first of the top lines that is nothing but a date ("29.12.2020", "12 March 2022", "March 12, 2022").
std::optional<Date> DateLineOf(std::string_view text);

// A whole line that is a date, or nothing.
std::optional<Date> DateOfLine(std::string_view line);

// The first line, where it stands alone and is short enough for a heading; else empty.
std::string_view HeadingOf(std::string_view text);

}  // namespace entente
