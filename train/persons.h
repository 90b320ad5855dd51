// Pronouns of one person, for train/persons.py.
#pragma once

#include "train/features.h"

namespace entente::train {

Status DumpPersons(const std::string& path, const Rooms& rooms, const std::function<void(const std::string&)>& print);

}  // namespace entente::train
