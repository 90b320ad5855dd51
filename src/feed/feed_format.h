// Which format a root element begins.
#pragma once

#include <string>

#include "feed/xml_stack.h"

namespace entente {

// As Feed::format; empty where the element begins no feed.
std::string FeedFormatOf(const XmlElement& root);

}  // namespace entente
