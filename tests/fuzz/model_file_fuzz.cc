// A model file with a right checksum and any sections: what is refused is refused with words, what is accepted can be
// read to its last byte.
#include "fuzz.h"
#include "model_bytes.h"
#include "nn/model_file.h"

using entente::fuzz::Demand;

namespace {

constexpr const char* kNames[] = {"a", "b", "licence", "meta"};

uint64_t ReadAll(const entente::nn::ModelFile& file) {
  uint64_t sum = 0;
  for (const char* name : kNames) {
    if (const auto bytes = file.Bytes(name); bytes.ok()) {
      for (char c : *bytes) sum += static_cast<unsigned char>(c);
    }
    if (const auto numbers = file.Uint32s(name); numbers.ok()) {
      for (uint32_t number : *numbers) sum += number;
    }
    if (const auto tensor = file.Tensor(name); tensor.ok()) {
      for (size_t i = 0; i < tensor->shape.Count(); ++i) sum += tensor->data[i] == 0 ? 1 : 2;
    }
  }
  return sum;
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string bytes(entente::fuzz::ViewOf(data, size));
  if (bytes.size() >= entente::fuzz::kModelHeaderBytes) entente::fuzz::MendModelHeader(bytes);
  const auto file = entente::nn::ModelFile::FromBytes(std::move(bytes), "fuzz");
  if (!file.ok()) {
    Demand(!file.status().message().empty(), "errors have words");
    return 0;
  }
  volatile uint64_t sum = ReadAll(**file);
  static_cast<void>(sum);
  return 0;
}
