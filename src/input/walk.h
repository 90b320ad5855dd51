// Walk: the files that paths name, in one order on every machine.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "entente/input.h"

namespace entente {

struct WalkSink {
  std::function<bool(const std::string& path)> file;  // false: stop
  std::function<void(const InputProblem&)> problem;
  std::function<void(std::string_view)> skipped;  // io.hidden, io.no_file, io.linked_folder, io.about_folder
};

// A file, or "-", as it is; of a directory all files below, as if their whole paths were sorted. Hidden ones, what is
// no file, and links to directories (they may lead in circles) are skipped. Memory: the entries of the directories on
// the way down. What only tells of the folder (IsAboutFolder) is skipped too. False where it was stopped. Problems:
// io.unreadable, io.nothing_to_read.
bool Walk(const std::string& path, const WalkSink& sink);

// A file that comes with a collection and is none of it, by its name: README.md, LICENSE, checksums. `name`: without
// folders.
bool IsAboutFolder(std::string_view name);

// Bytes of the file at `path`; nothing where it is none ("-", a pipe).
std::optional<uint64_t> FileBytes(const std::string& path);

}  // namespace entente
