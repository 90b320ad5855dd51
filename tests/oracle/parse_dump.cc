// parse_dump convert PIPELINE_DIR MODEL      convert a spaCy pipeline directory
// parse_dump json MODEL < texts              one JSON string a line in, one JSON object a line out (oracle.py reads it)
// parse_dump bench MODEL [THREADS] < texts   tokens per second over the same input, and of processor time
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "entente/language.h"
#include "parse/value_tree.h"

namespace {

int Fail(const entente::Status& status) {
  std::cerr << status.ToString() << "\n";
  return 3;
}

std::string Quote(std::string_view text) {
  std::string out = "\"";
  for (unsigned char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", c);
      out += escape;
    } else {
      out += static_cast<char>(c);
    }
  }
  return out + "\"";
}

std::string ToJson(const entente::ParsedDocument& document) {
  std::string out = "{\"tokens\":[";
  for (size_t i = 0; i < document.tokens.size(); ++i) {
    const entente::Token& token = document.tokens[i];
    bool start = document.sentences[token.sentence].begin == i;
    std::string entity(1, token.entity_iob);
    if (token.entity_iob != 'O') entity += "-" + std::string(token.entity_type);
    out += i == 0 ? "[" : ",[";
    out += std::to_string(token.span.begin);
    const std::string_view fields[] = {document.TextOf(static_cast<uint32_t>(i)), token.tag, token.pos, token.dep};
    for (std::string_view field : fields) out.append(",").append(Quote(field));
    out.append(",").append(std::to_string(token.head)).append(",").append(Quote(token.lemma));
    out.append(",").append(Quote(entity)).append(start ? ",1]" : ",0]");
  }
  return out + "]}";
}

std::vector<std::string> ReadTexts() {
  std::vector<std::string> texts;
  for (std::string line; std::getline(std::cin, line);) {
    auto value = entente::parse::ReadJson(line, "standard input");
    if (value.ok()) texts.push_back(value->text);
  }
  return texts;
}

void Bench(const entente::LanguageModel& model, const std::vector<std::string>& texts, int threads) {
  std::vector<size_t> tokens(threads, 0);
  auto begin = std::chrono::steady_clock::now();
  const std::clock_t processor_begin = std::clock();
  std::vector<std::thread> workers;
  workers.reserve(threads);
  for (int t = 0; t < threads; ++t) {
    workers.emplace_back([&, t] {
      for (size_t i = t; i < texts.size(); i += threads) tokens[t] += model.Parse(texts[i]).tokens.size();
    });
  }
  for (auto& worker : workers) worker.join();
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  // Of all threads; on a busy machine this is the figure that tells.
  const double processor_seconds = static_cast<double>(std::clock() - processor_begin) / CLOCKS_PER_SEC;
  size_t total = 0;
  for (size_t count : tokens) total += count;
  std::printf("%zu tokens in %.3f s on %d threads: %.0f tokens/s, %.0f tokens/s of processor time\n", total, seconds,
              threads, total / seconds, total / processor_seconds);
}

}  // namespace

int main(int argc, char** argv) {
  std::string mode = argc > 1 ? argv[1] : "";
  if (mode == "convert" && argc == 4) {
    entente::Status status = entente::ConvertModel(argv[2], argv[3]);
    return status.ok() ? 0 : Fail(status);
  }
  if ((mode != "json" && mode != "bench") || argc < 3) {
    std::cerr << "usage: parse_dump convert PIPELINE_DIR MODEL | json MODEL | bench MODEL [THREADS]\n";
    return 2;
  }
  auto load_begin = std::chrono::steady_clock::now();
  auto model = entente::LanguageModel::Load(argv[2]);
  if (!model.ok()) return Fail(model.status());
  double load_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - load_begin).count();
  std::vector<std::string> texts = ReadTexts();
  if (mode == "json") {
    for (const std::string& text : texts) std::cout << ToJson((*model)->Parse(text)) << "\n";
    return 0;
  }
  int threads = argc > 3 ? std::atoi(argv[3]) : 1;
  std::printf("load %.1f ms\n", load_ms);
  for (int round = 0; round < 3; ++round) Bench(**model, texts, threads);
  return 0;
}
