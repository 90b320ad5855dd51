#include "unpack/gzip_source.h"

#include <algorithm>
#include <utility>

namespace entente {
namespace {

constexpr int kGzipId1 = 0x1f;
constexpr int kGzipId2 = 0x8b;
constexpr int kDeflateMethod = 8;
constexpr int kReservedFlags = 0xE0;
constexpr int kHasCheck = 2;
constexpr int kHasExtra = 4;
constexpr int kHasName = 8;
constexpr int kHasComment = 16;
constexpr size_t kRoomBytes = 4 * kSourceBlockBytes;

}  // namespace

GzipSource::GzipSource(std::streambuf& packed, Wrapping wrapping, ExpansionBudget& budget, uint64_t from)
    : packed_(packed), wrapping_(wrapping), budget_(budget), from_(from) {
  if (inflateInit2(&stream_, -MAX_WBITS) != Z_OK) state_ = State::kEnd;
}

GzipSource::~GzipSource() { inflateEnd(&stream_); }

bool GzipSource::Fill() {
  packed_before_ += packed_block_.size();
  packed_block_.resize(kSourceBlockBytes);
  const std::streamsize got = packed_.sgetn(packed_block_.data(), static_cast<std::streamsize>(packed_block_.size()));
  packed_block_.resize(static_cast<size_t>(std::max<std::streamsize>(got, 0)));
  stream_.next_in = reinterpret_cast<Bytef*>(packed_block_.data());
  stream_.avail_in = static_cast<uInt>(packed_block_.size());
  return !packed_block_.empty();
}

int GzipSource::NextByte() {
  if (stream_.avail_in == 0 && !Fill()) return -1;
  --stream_.avail_in;
  return *stream_.next_in++;
}

bool GzipSource::SkipHeaderFields(int flags) {
  for (int i = 0; i < 6; ++i) {  // time, extra flags, system
    if (NextByte() < 0) return false;
  }
  if ((flags & kHasExtra) != 0) {
    const int low = NextByte();
    const int high = NextByte();
    if (high < 0) return false;
    for (int i = 0; i < low + 256 * high; ++i) {
      if (NextByte() < 0) return false;
    }
  }
  for (const int text : {kHasName, kHasComment}) {
    if ((flags & text) == 0) continue;
    int byte = 0;
    do {
      byte = NextByte();
    } while (byte > 0);
    if (byte < 0) return false;
  }
  return (flags & kHasCheck) == 0 || (NextByte() >= 0 && NextByte() >= 0);
}

bool GzipSource::SkipHeader() {
  if (wrapping_ == Wrapping::kDeflate) {
    if (stream_.avail_in == 0 && !Fill()) return false;
    // A zlib header is a multiple of 31; raw deflate hardly ever begins with one.
    const bool zlib = stream_.avail_in >= 2 && (stream_.next_in[0] & 0x0F) == kDeflateMethod &&
                      (stream_.next_in[0] * 256 + stream_.next_in[1]) % 31 == 0;
    if (zlib) {
      stream_.next_in += 2;
      stream_.avail_in -= 2;
    }
    return true;
  }
  if (NextByte() != kGzipId1 || NextByte() != kGzipId2 || NextByte() != kDeflateMethod) return false;
  const int flags = NextByte();
  return flags >= 0 && (flags & kReservedFlags) == 0 && SkipHeaderFields(flags);
}

bool GzipSource::FindMember() {
  int before[2] = {-1, -1};
  while (true) {
    const int byte = NextByte();
    if (byte < 0) return false;
    if (before[0] == kGzipId1 && before[1] == kGzipId2 && byte == kDeflateMethod) {
      const int flags = NextByte();
      if (flags < 0) return false;
      if ((flags & kReservedFlags) == 0 && SkipHeaderFields(flags)) return true;
    }
    before[0] = before[1];
    before[1] = byte;
  }
}

void GzipSource::Damage(std::string_view id, std::string what, bool missing_data) {
  if (status().ok()) damage_at_ = PackedAt();
  if (missing_data) whole_ = false;
  Fail(Status(StatusCode::kInvalidInput, id, std::move(what)));
}

void GzipSource::BeginMember() {
  ++members_;
  inflateReset(&stream_);
  check_ = crc32(0, nullptr, 0);
  member_bytes_ = 0;
  whole_ = true;
  body_begin_ = PackedAt();
  state_ = State::kBody;
}

bool GzipSource::Resume() {
  if (!std::exchange(resumable_, false)) return false;
  // Damage is often noticed late, in what are the next member's bytes: where they are still held, they are searched.
  const uint64_t held_from = packed_before_ + from_;
  if (body_begin_ >= held_from) {
    const size_t back = PackedAt() - body_begin_;
    stream_.next_in -= back;
    stream_.avail_in += static_cast<uInt>(back);
  }
  if (!FindMember()) return false;
  BeginMember();
  return true;
}

std::string_view GzipSource::NextBlock() {
  if (room_.empty()) room_.resize(kRoomBytes);
  while (true) {
    switch (state_) {
      case State::kHeader: {
        // Some writers fill up with zeros behind the last member.
        if (members_ > 0) {
          while (stream_.avail_in > 0 || Fill()) {
            if (*stream_.next_in != 0) break;
            NextByte();
          }
          if (stream_.avail_in == 0) state_ = State::kEnd;
        }
        if (state_ == State::kEnd) break;
        if (!SkipHeader()) {
          Damage("gzip.corrupt", "no gzip header where one should be", false);
          if (!FindMember()) {
            state_ = State::kEnd;
            break;
          }
        }
        BeginMember();
        break;
      }
      case State::kBody:
        if (const std::string_view block = Inflate(); !block.empty()) return block;
        break;
      case State::kTrailer:
        EndMember();
        break;
      case State::kEnd:
        return {};
    }
  }
}

std::string_view GzipSource::Inflate() {
  stream_.next_out = reinterpret_cast<Bytef*>(room_.data());
  stream_.avail_out = static_cast<uInt>(room_.size());
  while (state_ == State::kBody && stream_.avail_out > 0) {
    if (stream_.avail_in == 0 && !Fill()) {
      Damage("gzip.truncated", "the packed bytes end before their end", true);
      state_ = State::kEnd;
      break;
    }
    const int result = inflate(&stream_, Z_NO_FLUSH);
    if (result == Z_STREAM_END) {
      state_ = State::kTrailer;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      Damage("gzip.corrupt", "damaged packed bytes", true);
      state_ = State::kEnd;
      resumable_ = wrapping_ == Wrapping::kGzip;
    }
  }
  const size_t made = room_.size() - stream_.avail_out;
  if (!budget_.Spend(made)) {
    Damage("archive.bomb", ExpansionBudget::Message(), true);
    state_ = State::kEnd;
    return {};
  }
  check_ = crc32(check_, reinterpret_cast<const Bytef*>(room_.data()), static_cast<uInt>(made));
  member_bytes_ += made;
  return std::string_view(room_).substr(0, made);
}

void GzipSource::EndMember() {
  if (wrapping_ == Wrapping::kDeflate) {
    state_ = State::kEnd;  // a check sum that HTTP servers get wrong; the record's own length was already checked
    return;
  }
  uint32_t trailer[2] = {0, 0};
  for (uint32_t& number : trailer) {
    for (int i = 0; i < 4; ++i) {
      const int byte = NextByte();
      if (byte < 0) {
        Damage("gzip.truncated", "the check sum at its end is cut off", false);
        state_ = State::kEnd;
        return;
      }
      number |= static_cast<uint32_t>(byte) << (8 * i);
    }
  }
  if (trailer[0] != static_cast<uint32_t>(check_) || trailer[1] != static_cast<uint32_t>(member_bytes_)) {
    Damage("gzip.corrupt", "the check sum does not fit the bytes", true);
  }
  state_ = State::kHeader;
}

}  // namespace entente
