#include <utility>

#include "entente/input.h"
#include "input/input.h"
#include "text/blocks.h"
#include "train/features.h"

namespace entente::train {

Result<Rooms> OpenRooms(const std::string& model_path, const std::string& data_dir) {
  Result<DataFiles> opened =
      data_dir.empty() ? Result<DataFiles>(DataFiles::Embedded()) : DataFiles::FromDirectory(data_dir);
  if (!opened.ok()) return opened.status();
  const DataFiles& files = *opened;
  Result<std::shared_ptr<const LanguageModel>> model = LanguageModel::Load(model_path);
  if (!model.ok()) return model.status();
  Result<ActorFinder> actors = ActorFinder::Load(files);
  if (!actors.ok()) return actors.status();
  Result<ValueFinder> values = ValueFinder::Load(files);
  if (!values.ok()) return values.status();
  Result<Coder> coder = Coder::Load(files);
  if (!coder.ok()) return coder.status();
  return Rooms{*model, std::move(*actors), std::move(*values), std::move(*coder), std::move(*opened)};
}

Status ForEachDocument(const std::string& path, const Rooms& rooms,
                       const std::function<void(const ReadDocument&)>& take) {
  const DocumentSink sink{[&](Document document) {
                            const ParsedDocument parsed =
                                rooms.model->ParseBlocks(document.text, BlocksOf(document.text));
                            const Tree tree(parsed);
                            take({document, tree, rooms.actors.Find(tree, document.published_date),
                                  rooms.values.Find(tree, document.published_date)});
                            return true;
                          },
                          [](const InputProblem&) {}};
  return ReadInput(path, InputKind::kNdjson, sink);
}

}  // namespace entente::train
