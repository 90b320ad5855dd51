// LanguageModel: wires the rooms' parts in pipeline order and keeps a pool of workspaces, one a calling thread.
#include <algorithm>
#include <mutex>

#include "entente/language.h"
#include "nn/model_file.h"
#include "parse/pipeline.h"

namespace entente {
namespace parse {
namespace {

class NativeModel final : public LanguageModel {
 public:
  explicit NativeModel(Pipeline pipeline) : pipeline_(std::move(pipeline)) {}

  ParsedDocument Parse(std::string_view text) const override {
    const Span whole{0, static_cast<uint32_t>(text.size())};
    return ParseBlocks(text, {&whole, 1});
  }

  ParsedDocument ParseBlocks(std::string_view text, std::span<const Span> blocks) const override {
    auto workspace = Take();
    ParsedDocument document;
    pipeline_.Parse(text, blocks, workspace.get(), &document);
    Return(std::move(workspace));
    return document;
  }

  std::string Description() const override { return pipeline_.description(); }

 private:
  std::unique_ptr<Workspace> Take() const {
    {
      std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto workspace = std::move(idle_.back());
        idle_.pop_back();
        return workspace;
      }
    }
    return pipeline_.NewWorkspace();
  }

  void Return(std::unique_ptr<Workspace> workspace) const {
    std::lock_guard lock(mutex_);
    idle_.push_back(std::move(workspace));
  }

  Pipeline pipeline_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Workspace>> idle_;
};

}  // namespace
}  // namespace parse

Result<std::shared_ptr<const LanguageModel>> LanguageModel::Load(const std::string& path) {
  auto file = nn::ModelFile::Open(path);
  if (!file.ok()) return file.status();
  auto pipeline = parse::Pipeline::Load(std::move(*file));
  if (!pipeline.ok()) return pipeline.status();
  return std::shared_ptr<const LanguageModel>(std::make_shared<parse::NativeModel>(std::move(*pipeline)));
}

}  // namespace entente
