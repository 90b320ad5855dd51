// What the tests of this room share: bytes read through the dispatcher.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "input/input.h"

namespace entente {

struct Got {
  std::vector<Document> documents;
  std::vector<InputProblem> problems;
  std::vector<std::string> skipped;

  std::vector<std::string> texts() const {
    std::vector<std::string> out;
    for (const Document& document : documents) out.push_back(document.text);
    return out;
  }
  std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (const InputProblem& problem : problems) out.push_back(problem.status.id());
    return out;
  }
  DocumentSink sink() {
    return {[this](Document document) {
              documents.push_back(std::move(document));
              return true;
            },
            [this](const InputProblem& problem) { problems.push_back(problem); },
            [this](std::string_view reason) { skipped.emplace_back(reason); }};
  }
};

inline Got ReadAll(const std::string& bytes, const std::string& name = "input", const InputHints& hints = {}) {
  Got got;
  EXPECT_TRUE(ReadBytes(name, bytes, hints, got.sink()).ok());
  return got;
}

}  // namespace entente
