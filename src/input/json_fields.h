// A JSON object as a Document: the form of docs/format/document.schema.json.
#pragma once

#include <simdjson.h>

#include "input/fields.h"

namespace entente {

// Keys that name no field are passed over; so are values of another type than their field's. An id may be a number,
// authors a list or one string.
Document DocumentOfJson(const simdjson::dom::object& from, const InputOptions& options);

}  // namespace entente
