// The converter's tables: tokenizer, norms, vectors, ruler, lemmas, actions. Each reads one file of the pipeline
// directory and adds sections to the model file. Errors: model.not_a_pipeline, model.unsupported_component.
#pragma once

#include <string>

#include "entente/status.h"
#include "nn/model_file.h"
#include "parse/value_tree.h"

namespace entente::parse {

// A list of strings as a record section.
std::string PackTexts(const Value& list);
// spaCy's `moves` file as an action list in class order; `entities` selects the entity recognizer's rules.
Result<std::string> PackActions(const std::string& path, bool entities);

Status AddTokenizer(const std::string& path, nn::ModelFileWriter* out);
// The exceptions that affix rules break (Tokenizer::BrokenExceptions), computed from the sections added so far.
Status AddPhrases(nn::ModelFileWriter* out);
Status AddNorms(const std::string& path, nn::ModelFileWriter* out);
Status AddVectors(const std::string& dir, nn::ModelFileWriter* out);
Status AddRuler(const std::string& path, nn::ModelFileWriter* out);
Status AddLemmaTables(const std::string& path, nn::ModelFileWriter* out);

}  // namespace entente::parse
