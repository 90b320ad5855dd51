// Bytes of an XML or JSON document, piece by piece, to valid UTF-8.
//
// The character set is chosen once, from the first bytes: byte order mark, zero bytes of UTF-16 and UTF-32, the HTTP
// header, the XML declaration, else UTF-8; a choice that the first bytes contradict gives way to UTF-8, then to what
// the bytes look like. One object, one thread. Memory: the first 64 KiB, then one piece.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace entente {

class XmlDecoder {
 public:
  // `content_type`: the HTTP header ("text/xml; charset=koi8-r"); may be empty.
  explicit XmlDecoder(std::string_view content_type);
  ~XmlDecoder();

  // Appends what is decoded so far to `out`; bytes of no character become U+FFFD.
  void Push(std::string_view bytes, std::string& out);
  void Finish(std::string& out);

  // The character set in use, as declared where it was declared; empty before the first bytes are decoded.
  const std::string& encoding() const { return encoding_; }
  // Whether the declaration was missing where the bytes are not UTF-8, was wrong, or some bytes were no characters.
  bool faulty() const { return faulty_; }

 private:
  class Converter;
  void Choose();
  void Decode(std::string_view bytes, std::string& out);
  void DecodeUtf8(std::string_view bytes, std::string& out);

  std::string declared_by_http_;
  std::string head_;
  std::string rest_;  // the beginning of a character whose end is still to come
  std::string encoding_;
  std::unique_ptr<Converter> converter_;  // none: UTF-8
  bool chosen_ = false;
  bool faulty_ = false;
};

// The value of charset= in a Content-Type; empty where there is none.
std::string CharsetOf(std::string_view content_type);

}  // namespace entente
