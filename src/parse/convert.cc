// ConvertModel: a spaCy v3 pipeline directory → one model file. docs/format/model.md lists the sections.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "entente/language.h"
#include "nn/model_file.h"
#include "parse/convert_tables.h"
#include "parse/pipeline_dir.h"

namespace entente {
namespace parse {
namespace {

struct Context {
  std::string dir;
  PipelineConfig config;
  nn::ModelFileWriter* out;
};

Status AddParam(const ThincModel& model, const ThincNode& node, const std::string& param, const std::string& name,
                nn::ModelFileWriter* out) {
  auto found = node.params.find(param);
  if (found == node.params.end()) return NotAPipeline(model.path, node.name + " lacks " + param);
  out->AddTensor(name, found->second.shape, found->second.values);
  return {};
}

// A maxout layer and the layer norm after it.
Status AddMaxout(const ThincModel& model, const ThincNode& maxout, const ThincNode& norm, const std::string& name,
                 nn::ModelFileWriter* out) {
  if (Status status = AddParam(model, maxout, "W", name + "/w", out); !status.ok()) return status;
  if (Status status = AddParam(model, maxout, "b", name + "/b", out); !status.ok()) return status;
  if (Status status = AddParam(model, norm, "G", name + "/gain", out); !status.ok()) return status;
  return AddParam(model, norm, "b", name + "/shift", out);
}

// Breadth-first order puts the mixing layer before the window layers, and these in order.
Status AddTok2Vec(const ThincModel& model, const std::string& name, nn::ModelFileWriter* out) {
  auto embeds = model.Named("hashembed");
  auto maxouts = model.Named("maxout");
  auto norms = model.Named("layernorm");
  auto windows = model.Named("expand_window");
  auto extract = model.Named("extract_features");
  bool known = !embeds.empty() && maxouts.size() >= 2 && norms.size() == maxouts.size() &&
               windows.size() + 1 == maxouts.size() && extract.size() == 1 &&
               extract[0]->columns.size() == embeds.size();
  if (!known) return Unsupported(model.path, "its tok2vec is not MultiHashEmbed with MaxoutWindowEncoder");
  std::vector<uint32_t> seeds;
  std::string columns;
  uint32_t width = 0;
  for (size_t i = 0; i < embeds.size(); ++i) {
    auto seed = embeds[i]->attributes.find("seed");
    if (seed == embeds[i]->attributes.end()) return NotAPipeline(model.path, "a hash embedding lacks its seed");
    seeds.push_back(static_cast<uint32_t>(seed->second));
    columns += extract[0]->columns[i] + "\n";
    if (Status s = AddParam(model, *embeds[i], "E", name + "/embed" + std::to_string(i), out); !s.ok()) return s;
    width = embeds[i]->params.at("E").shape.dims[1];
  }
  auto window = windows[0]->attributes.find("window_size");
  uint32_t window_size = window == windows[0]->attributes.end() ? 1 : static_cast<uint32_t>(window->second);
  out->AddUint32s(name + "/seeds", seeds);
  out->AddBytes(name + "/columns", columns);
  out->AddUint32s(name + "/dims", std::vector<uint32_t>{width, window_size, static_cast<uint32_t>(windows.size())});
  if (auto vectors = model.Named("static_vectors"); !vectors.empty()) {
    if (Status s = AddParam(model, *vectors[0], "W", name + "/static", out); !s.ok()) return s;
  }
  if (Status s = AddMaxout(model, *maxouts[0], *norms[0], name + "/mix", out); !s.ok()) return s;
  for (size_t i = 1; i < maxouts.size(); ++i) {
    Status s = AddMaxout(model, *maxouts[i], *norms[i], name + "/layer" + std::to_string(i - 1), out);
    if (!s.ok()) return s;
  }
  return {};
}

// Writes the component's own tok2vec, or notes the one it listens to.
Status AddTok2VecOf(const Context& context, const ThincModel& model, const std::string& component) {
  std::string source = component;
  if (model.Has("tok2vec-listener")) {
    source = context.config.Get("components." + component + ".model.tok2vec", "upstream");
    if (source.empty() || source == "*") source = "tok2vec";
  } else if (Status status = AddTok2Vec(model, component + "/t2v", context.out); !status.ok()) {
    return status;
  }
  context.out->AddBytes(component + "/upstream", source + "/t2v");
  return {};
}

Status ConvertTok2Vec(const Context& context, const std::string& name) {
  auto model = ReadThincModel(context.dir + "/" + name + "/model");
  if (!model.ok()) return model.status();
  return AddTok2Vec(*model, name + "/t2v", context.out);
}

Status ConvertTagger(const Context& context, const std::string& name) {
  auto model = ReadThincModel(context.dir + "/" + name + "/model");
  if (!model.ok()) return model.status();
  auto config = ReadJsonFile(context.dir + "/" + name + "/cfg");
  if (!config.ok()) return config.status();
  const Value* labels = config->Find("labels");
  auto softmax = model->Named("softmax");
  if (labels == nullptr || softmax.size() != 1) return Unsupported(name, "not a spacy.Tagger");
  context.out->AddBytes("tagger/labels", PackTexts(*labels));
  if (Status s = AddParam(*model, *softmax[0], "W", "tagger/w", context.out); !s.ok()) return s;
  if (Status s = AddParam(*model, *softmax[0], "b", "tagger/b", context.out); !s.ok()) return s;
  if (Status s = AddTok2VecOf(context, *model, name); !s.ok()) return s;
  if (name != "tagger") context.out->AddBytes("tagger/upstream", name + "/t2v");
  return {};
}

// The weights of a transition parser; of its two linear layers the one that is not `upper` is the projection.
Status AddScorer(const ThincModel& model, size_t lower, size_t upper, const std::vector<const ThincNode*>& linears,
                 const std::string& role, nn::ModelFileWriter* out) {
  const ThincNode& upper_node = model.nodes[upper];
  const ThincNode& projection = linears[0] == &upper_node ? *linears[1] : *linears[0];
  const ThincNode& lower_node = model.nodes[lower];
  const struct {
    const ThincNode& node;
    const char* param;
    const char* section;
  } params[] = {{projection, "W", "/project/w"}, {projection, "b", "/project/b"},   {lower_node, "W", "/lower/w"},
                {lower_node, "b", "/lower/b"},   {lower_node, "pad", "/lower/pad"}, {upper_node, "W", "/upper/w"},
                {upper_node, "b", "/upper/b"}};
  for (const auto& [node, param, section] : params) {
    if (Status s = AddParam(model, node, param, role + section, out); !s.ok()) return s;
  }
  return {};
}

// The parser or the entity recognizer, under the fixed name `role`.
Status ConvertTransitionParser(const Context& context, const std::string& name, const std::string& role) {
  if (name != role) return Unsupported(name, "a component with the factory \"" + role + "\" must bear its name");
  auto config = ReadJsonFile(context.dir + "/" + name + "/cfg");
  if (!config.ok()) return config.status();
  const Value* beam = config->Find("beam_width");
  const Value* subtokens = config->Find("learn_tokens");
  if (beam != nullptr && beam->is_int() && beam->integer > 1) return Unsupported(name, "parses with a beam");
  if (subtokens != nullptr && subtokens->boolean) return Unsupported(name, "merges subtokens");
  auto model = ReadThincModel(context.dir + "/" + name + "/model");
  if (!model.ok()) return model.status();
  auto lower = model->refs.find("lower");
  auto upper = model->refs.find("upper");
  auto linears = model->Named("linear");
  if (lower == model->refs.end() || upper == model->refs.end() || linears.size() != 2) {
    return Unsupported(name, "not a spacy.TransitionBasedParser with use_upper = true");
  }
  if (Status status = AddScorer(*model, lower->second, upper->second, linears, role, context.out); !status.ok()) {
    return status;
  }
  auto actions = PackActions(context.dir + "/" + name + "/moves", role == "ner");
  if (!actions.ok()) return actions.status();
  context.out->AddBytes(role + "/actions", *actions);
  return AddTok2VecOf(context, *model, name);
}

Status ConvertComponent(const Context& context, const std::string& name) {
  std::string factory = context.config.Get("components." + name, "factory");
  if (factory == "tok2vec") return ConvertTok2Vec(context, name);
  if (factory == "tagger") return ConvertTagger(context, name);
  if (factory == "parser" || factory == "ner") return ConvertTransitionParser(context, name, factory);
  if (factory == "attribute_ruler") return AddRuler(context.dir + "/" + name + "/patterns", context.out);
  if (factory == "lemmatizer") {
    if (context.config.Get("components." + name, "mode") != "rule") return Unsupported(name, "only mode \"rule\"");
    return AddLemmaTables(context.dir + "/" + name + "/lookups/lookups.bin", context.out);
  }
  return Unsupported(name, "no native component for the factory \"" + factory + "\"; remove it from nlp.pipeline");
}

// The licence travels inside the file: LICENSE as shipped, and what meta.json says.
Status AddDescription(const std::string& dir, nn::ModelFileWriter* out) {
  auto meta = ReadJsonFile(dir + "/meta.json");
  if (!meta.ok()) return meta.status();
  out->AddBytes("meta/description", meta->TextAt("name") + " " + meta->TextAt("version"));
  std::string licence = "Pipeline: " + meta->TextAt("lang") + "_" + meta->TextAt("name") + " " +
                        meta->TextAt("version") + "\nAuthor: " + meta->TextAt("author") + " <" + meta->TextAt("url") +
                        ">\nLicence: " + meta->TextAt("license") + "\n";
  for (const char* file : {"/LICENSE", "/LICENSES_SOURCES"}) {
    if (access((dir + file).c_str(), R_OK) != 0) continue;
    auto text = ReadFileBytes(dir + file);
    if (!text.ok()) return text.status();
    licence += "\n" + *text;
  }
  out->AddBytes("meta/license", licence);
  return {};
}

Status Convert(const std::string& dir, nn::ModelFileWriter* out) {
  auto config = PipelineConfig::Read(dir);
  if (!config.ok()) return config.status();
  Context context{dir, std::move(*config), out};
  if (std::string language = context.config.Get("nlp", "lang"); language != "en") {
    return Unsupported("nlp.lang", "\"" + language + "\": only English pipelines");
  }
  if (Status status = AddDescription(dir, out); !status.ok()) return status;
  if (Status status = AddTokenizer(dir + "/tokenizer", out); !status.ok()) return status;
  if (Status status = AddNorms(dir + "/vocab/lookups.bin", out); !status.ok()) return status;
  if (Status status = AddVectors(dir + "/vocab", out); !status.ok()) return status;
  auto disabled = context.config.List("nlp", "disabled");
  auto pipeline = context.config.List("nlp", "pipeline");
  for (const std::string& name : pipeline) {
    if (std::find(disabled.begin(), disabled.end(), name) != disabled.end()) continue;
    if (Status status = ConvertComponent(context, name); !status.ok()) return status;
  }
  return {};
}

}  // namespace
}  // namespace parse

Status ConvertModel(const std::string& pipeline_dir, const std::string& out_path) {
  nn::ModelFileWriter writer;
  if (Status status = parse::Convert(pipeline_dir, &writer); !status.ok()) return status;
  if (Status status = parse::AddPhrases(&writer); !status.ok()) return status;
  return writer.Write(out_path);
}

}  // namespace entente
