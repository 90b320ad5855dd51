// The real model with some bytes altered and its checksum mended: the pipeline refuses it, or parses without harm.
// Input: edits of 5 bytes each, four of place (little-endian, modulo the size) and one of value.
#include <array>

#include "entente/language.h"
#include "fuzz.h"
#include "model_bytes.h"
#include "nn/model_file.h"
#include "parse/pipeline.h"

namespace {

constexpr std::string_view kText = "Norway's envoys didn't meet the 3 rebels in Oslo, he said. \"We hope so.\"";

std::string Edited(const std::string& model, const uint8_t* data, size_t size) {
  std::string bytes = model;
  for (size_t at = 0; at + 5 <= size; at += 5) {
    uint32_t place = 0;
    std::memcpy(&place, data + at, 4);
    bytes[entente::fuzz::kModelHeaderBytes + place % (bytes.size() - entente::fuzz::kModelHeaderBytes)] =
        static_cast<char>(data[at + 4]);
  }
  entente::fuzz::MendModelHeader(bytes);
  return bytes;
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::string kModel = entente::fuzz::SourceFile("models/en_core_web_sm.entente");
  auto file = entente::nn::ModelFile::FromBytes(Edited(kModel, data, size), "fuzz");
  if (!file.ok()) return 0;
  const auto pipeline = entente::parse::Pipeline::Load(*file);
  if (!pipeline.ok()) return 0;
  const auto workspace = pipeline->NewWorkspace();
  entente::ParsedDocument parsed;
  parsed.text = kText;
  const std::array<entente::Span, 1> blocks = {entente::Span{0, static_cast<uint32_t>(kText.size())}};
  pipeline->Parse(kText, blocks, workspace.get(), &parsed);
  return 0;
}
