// Status and Result<T>: how every room reports failure. No exceptions cross rooms.
//
// Bottom of the flow; uses the standard library only. Values, no shared state: any thread may use its own.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace entente {

enum class StatusCode {
  kOk,
  kInvalidInput,  // the bytes given are not what they claim; skip the record and go on
  kNotFound,      // a file, actor, or record that was named does not exist
  kIo,            // the system refused: permission, full disk, closed pipe
  kCorrupt,       // our own file (model, ledger) is damaged or of another version
  kUnsupported,   // well-formed, but nothing here handles it
  kInternal,      // our own mistake
};

// The outcome of a call. `id` is the stable name of the error ("text.invalid_utf8", listed in docs/format/errors.md);
// `message` says file, record or offset, and the remedy, in one line without a trailing newline.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(StatusCode code, std::string_view id, std::string message)
      : code_(code), id_(id), message_(std::move(message)) {}

  static Status Ok() { return {}; }
  bool ok() const { return code_ == StatusCode::kOk; }
  StatusCode code() const { return code_; }
  const std::string& id() const { return id_; }
  const std::string& message() const { return message_; }
  // "text.invalid_utf8: a.txt: byte 17 …"; "ok" where ok().
  std::string ToString() const { return ok() ? "ok" : id_ + ": " + message_; }

 private:
  StatusCode code_ = StatusCode::kOk;
  std::string id_;
  std::string message_;
};

// A value or the Status that explains its absence. REQUIRES: ok() before value(); !ok() before status() is useful.
// Example:  Result<Date> d = ParseDate("2020-12-29"); if (!d.ok()) return d.status();
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}         // NOLINT(google-explicit-constructor)
  Result(Status status) : state_(std::move(status)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return std::holds_alternative<T>(state_); }
  const T& value() const& { return std::get<T>(state_); }
  T& value() & { return std::get<T>(state_); }
  T&& value() && { return std::get<T>(std::move(state_)); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }
  // Ok where a value is held.
  Status status() const { return ok() ? Status() : std::get<Status>(state_); }

 private:
  std::variant<T, Status> state_;
};

}  // namespace entente
