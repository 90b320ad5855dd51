// Inputs: paths or bytes to documents, each by the reader that its content asks for.
//
// bytes → source (file, gzip, zstd, archive member, HTTP body) → sniff → Reader → sink. Streaming: memory is bounded by
// the largest document, whatever the size of the input. Calls hold no state; any thread may call.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/input.h"
#include "entente/status.h"
#include "text/reader.h"

namespace entente {

class PageTools;  // input/page_tools.h

// Called now and then while bytes are read.
using ProgressSink = std::function<void(const InputProgress&)>;

// Reads each path in order: files, directories (all files below, sorted; hidden ones and what is no file skipped),
// "-" for standard input. An input that cannot be opened is a problem of its own (io.not_found, io.unreadable,
// io.nothing_to_read); the others are still read.
void ReadInputs(const std::vector<std::string>& paths, const InputOptions& options, const DocumentSink& sink,
                const ProgressSink& progress = {});

// One file, or "-". Errors: io.not_found, io.unreadable; content problems go to the sink (docs/format/errors.md).
Status ReadInput(const std::string& path, const InputOptions& options, const DocumentSink& sink);

// Bytes that are already here: a fetched page, a payload. What `hints` leave open the bytes decide. `pages`: what many
// calls share (one thread); none: loaded anew for a page.
Status ReadBytes(const std::string& name, std::string_view bytes, const InputHints& hints, const DocumentSink& sink,
                 PageTools* pages = nullptr);

}  // namespace entente
