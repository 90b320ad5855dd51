// Task of train/articles.py: the rows of numbers of each block of a page.
#include "train/page_blocks.h"

#include <fmt/format.h>

#include "base/json_text.h"
#include "evaluate/gold_lines.h"
#include "html/block_features.h"
#include "html/charset.h"

namespace entente::train {
namespace {

std::string NumbersOf(const float* values, size_t count) {
  std::string out;
  for (size_t i = 0; i < count; ++i) out += fmt::format("{}{:.6g}", i == 0 ? "" : ",", values[i]);
  return out;
}

Status DumpPage(const std::string& path, const PageWords& words, const std::function<void(const std::string&)>& print) {
  Result<std::string> bytes = ReadGoldFile(path);
  if (!bytes.ok()) return bytes.status();
  const DecodedText decoded = DecodeToUtf8(*bytes);
  Result<HtmlTree> tree = HtmlTree::Parse(decoded.text);
  if (!tree.ok()) return tree.status();
  const std::vector<PageBlock> blocks = BlocksOfPage(*tree, words);
  const PageFacts facts = FactsOf(*tree);
  const Page page{*tree, blocks, facts, words};
  std::vector<std::string> names;
  const FeatureRows rows = FeaturesOf(page, &names);
  std::string out = "{\"id\":";
  AppendJsonString(out, path);
  out += ",\"names\":[";
  for (const std::string& name : names) out += fmt::format("{}\"{}\"", out.back() == '[' ? "" : ",", name);
  out += "],\"texts\":[";
  for (const PageBlock& block : blocks) {
    if (out.back() != '[') out += ',';
    AppendJsonString(out, block.text);
  }
  out += "],\"rows\":[";
  for (size_t i = 0; i < blocks.size(); ++i) {
    out += fmt::format("{}[{}]", i == 0 ? "" : ",", NumbersOf(rows.Row(i), rows.width));
  }
  print(out + "]}");
  return Status::Ok();
}

}  // namespace

Status DumpPageBlocks(const std::string& path, const Rooms&, const std::function<void(const std::string&)>& print) {
  Result<DataFiles> files = DataFiles::FromDirectory(ENTENTE_SOURCE_DIR "/data");
  if (!files.ok()) return files.status();
  Result<PageWords> words = PageWords::Load(*files);
  if (!words.ok()) return words.status();
  Result<std::string> list = ReadGoldFile(path);
  if (!list.ok()) return list.status();
  return ForEachLine(*list, [&](std::string_view line, size_t) { return DumpPage(std::string(line), *words, print); });
}

}  // namespace entente::train
