// Charset: bytes of pages, feeds and other text from outside, in whatever character set, to UTF-8.
//
// Pure functions; any thread. Labels are those of the WHATWG Encoding Standard ("latin1" means windows-1252), and
// beside them what the C library's iconv knows ("utf-32", "cp037").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace entente {

// How the character set was found, the strongest first.
enum class CharsetSource {
  kByteOrderMark,
  kTransport,    // HTTP Content-Type
  kDeclaration,  // XML declaration or <meta>
  kValidUtf8,    // nothing declared, and the bytes are UTF-8
  kFallback,     // windows-1252
};

struct CharsetHints {
  std::string_view content_type = {};  // the HTTP header: "text/html; charset=iso-8859-1"; or empty
};

struct DecodedText {
  std::string text;     // valid UTF-8, without byte-order mark; zero bytes stay
  std::string charset;  // the canonical name: "UTF-8", "windows-1252"
  CharsetSource source = CharsetSource::kFallback;
  uint64_t replaced = 0;  // invalid sequences, each now U+FFFD
};

// The charset parameter of a Content-Type, as written; empty where there is none.
std::string_view CharsetOfContentType(std::string_view content_type);

// Byte-order mark, then HTTP, then XML declaration or <meta> (in the first 64 KiB), then UTF-8 if valid, then
// windows-1252. A label that nobody knows counts as none. Text declared as UTF-8 that holds not one well-formed
// sequence beyond ASCII, but ill-formed ones, counts as undeclared: it is a single-byte page behind a wrong header.
// Cost: linear.
DecodedText DecodeToUtf8(std::string_view bytes, const CharsetHints& hints = {});

// Ill-formed sequences become U+FFFD, one for each maximal part as the Encoding Standard has it. Cost: linear.
std::string MendUtf8(std::string_view bytes, uint64_t& replaced);

}  // namespace entente
