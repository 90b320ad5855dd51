// entente: reads arguments, calls one command. Everything it does is in the engine behind include/entente.
#include <CLI/CLI.hpp>

#include "command_relation.h"
#include "commands.h"
#include "entente/evaluation.h"
#include "entente/stream.h"

namespace entente::cli {
namespace {

void AddInput(CLI::App* command, Common& common, const std::string& meaning, bool required) {
  CLI::Option* paths = command->add_option("PATH", common.paths, meaning);
  if (required) paths->required();
  command->add_option("--input", common.input, std::string(kInputWords) + " (auto: by content)");
  command->add_option("--columns", common.columns, "names of columns or JSON keys: text=body,date=published");
}

void AddFormat(CLI::App* command, Common& common, const std::string& words) {
  command->add_option("--format", common.format, words);
}

void AddWindow(CLI::App* command, Common& common) {
  command->add_option("--from", common.from, "only what happened from this day on (YYYY-MM-DD)");
  command->add_option("--to", common.to, "only what happened up to this day");
  command->add_option("--as-of", common.as_of, "as it stood on this day");
}

void AddLeast(CLI::App* command, Common& common) {
  command->add_option("--least", common.least, "only statements of at least this confidence (0 to 1)")
      ->check(CLI::Range(0.0, 1.0));
}

struct Arguments {
  Common common;
  std::string a, b, question, actor, form, directory, file, gold, labels, predicted;
  int repeats = 5;
  size_t errors = 0;
  bool dry_run = false;
  FetchChoice fetch;
  EventArguments events;
};

void AddFetching(CLI::App* read, FetchChoice& fetch) {
  read->add_flag("--fetch", fetch.fetch, "PATH is an address of a feed, a page or an OPML list (or a file of one)");
  read->add_flag("--follow", fetch.follow, "with --fetch: read the pages that feed entries link to");
  read->add_flag("--allow-private{any}", fetch.allow_private,
                 "with --fetch: connect to addresses that are not public too; =ADDRESS to this one only");
  read->add_option("--delay", fetch.delay_seconds, "with --fetch: seconds between requests to one host")
      ->check(CLI::Range(0.0, 3600.0))
      ->capture_default_str();
  read->add_option("--timeout", fetch.timeout_seconds, "with --fetch: seconds for one answer")
      ->check(CLI::Range(0.1, 3600.0))
      ->capture_default_str();
  read->add_option("--max-mb", fetch.most_megabytes, "with --fetch: MiB of one answer, unpacked")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
}

void AddReading(CLI::App& app, Arguments& args, int& exit_status) {
  CLI::App* code = app.add_subcommand("code", "print the statements of texts, without a ledger");
  code->footer("example: entente code --format ndjson examples/oman-iran-us.txt");
  AddInput(code, args.common, "files, directories, or - for standard input", true);
  AddLeast(code, args.common);
  AddFormat(code, args.common, "table, ndjson, csv, plover, cameo, icews, gdelt, gdelt1, conllu, explain");
  code->add_flag_callback(
      "--explain", [&] { args.common.format = "explain"; },
      "parse, actors, candidates, what decided and why others lost; as --format explain");
  code->callback([&] { exit_status = Code(args.common); });

  CLI::App* read = app.add_subcommand("read", "read texts, pages, feeds, web archives and tables into a ledger");
  read->footer(
      "examples: entente read examples/*.txt --ledger talks.db\n"
      "          entente read news.zip crawl.warc.gz stories.ndjson.zst --ledger talks.db\n"
      "          entente read --dry-run --format ndjson --columns text=body,date=published articles.csv");
  AddInput(read, args.common, "files, directories, or - for standard input", true);
  read->add_flag("--dry-run", args.dry_run, "print the documents that would be stored; touch no ledger");
  AddFormat(read, args.common, "of --dry-run: table, ndjson");
  AddFetching(read, args.fetch);
  read->callback([&] {
    exit_status =
        args.fetch.fetch ? ReadFetched(args.common, args.fetch, args.dry_run) : Read(args.common, args.dry_run);
  });

  CLI::App* events = app.add_subcommand("events", "print the events of texts or of the ledger");
  events->footer("example: entente events --actor Turkey --from 2010-01-01 --ledger talks.db");
  AddInput(events, args.common, "texts; none: the ledger", false);
  AddLeast(events, args.common);
  AddFormat(events, args.common, "table, ndjson, csv, plover, cameo, icews, gdelt, gdelt1");
  events->add_option("--actor", args.actor, "only those of this one, by code or any name");
  AddWindow(events, args.common);
  events->callback([&] { exit_status = Events(args.common, args.actor); });
}

void AddStreams(CLI::App& app, Arguments& args, int& exit_status) {
  CLI::App* import = app.add_subcommand("import", "read event data of others into the ledger");
  import->footer("example: entente import --as icews Events.2018.tab --ledger talks.db");
  import->add_option("FILE", args.common.paths, "files, plain or gzip, or - for standard input")->required();
  import->add_option("--as", args.form, std::string("one of ") + std::string(StreamFormsIn()))->default_str("auto");
  import->callback([&] { exit_status = Import(args.common, args.form.empty() ? "auto" : args.form); });

  CLI::App* out = app.add_subcommand("export", "print the events of the ledger as event data");
  out->footer("example: entente export --as gexf --actor Turkey --ledger talks.db > turkey.gexf");
  out->add_option("--as", args.form, std::string("one of ") + std::string(StreamFormsOut()))->required();
  out->add_option("--actor", args.actor, "only those of this one, by code or any name");
  AddWindow(out, args.common);
  out->callback([&] { exit_status = Export(args.common, args.form, args.actor); });

  CLI::App* bench = app.add_subcommand("bench-stream", "how fast event data become columns, without a ledger");
  bench->footer("example: entente bench-stream Events.2018.tab");
  bench->add_option("FILE", args.common.paths, "files, plain or gzip")->required();
  bench->add_option("--as", args.form, std::string("one of ") + std::string(StreamFormsIn()))->default_str("auto");
  bench->callback([&] { exit_status = BenchStream(args.common, args.form.empty() ? "auto" : args.form); });
}

void AddAnswers(CLI::App& app, Arguments& args, int& exit_status) {
  const std::pair<const char*, const char*> kPairs[] = {
      {"explain", "who helps or hurts the relation of two, how, and who says so"},
      {"relation", "how two stand"},
      {"brokers", "third parties of a pair, ranked"}};
  for (const auto& [name, meaning] : kPairs) {
    CLI::App* command = app.add_subcommand(name, meaning);
    command->footer(std::string("example: entente ") + name + " Israel Turkey examples/azerbaijan-turkey-israel.txt");
    command->add_option("A", args.a, "an actor, by code or any name")->required();
    command->add_option("B", args.b, "the other")->required();
    AddInput(command, args.common, "texts; none: the ledger", false);
    AddLeast(command, args.common);
    AddFormat(command, args.common, "text, json, markdown; of event streams also html");
    AddWindow(command, args.common);
    if (std::string_view(name) == "brokers") {
      command->add_option("--events", args.common.events, "also these event streams (ICEWS, GDELT, ...)");
    }
    const std::string which = name;
    if (which == "relation") {
      AddEventOptions(command, args.events);
      command->add_flag("--no-inferred", args.events.no_inferred, "nothing inferred from others, reported alone");
    }
    command->callback([&args, &exit_status, which] {
      exit_status = which == "relation" && AsksEvents(args.common, args.events)
                        ? RelationOfEvents(args.common, args.events, args.a, args.b)
                        : AnswerPair(args.common, which, args.a, args.b);
    });
  }
  CLI::App* actors = app.add_subcommand("actors", "who appears, how often and with whom");
  actors->footer("example: entente actors examples/*.txt");
  AddInput(actors, args.common, "texts; none: the ledger", false);
  AddFormat(actors, args.common, "text, json, markdown");
  AddWindow(actors, args.common);
  AddEventOptions(actors, args.events);
  actors->add_option("--of", args.events.actor, "of events: only this one, with more partners and inferred ties");
  actors->add_option("--limit", args.events.limit, "of events: at most so many")->check(CLI::PositiveNumber);
  actors->callback([&] {
    exit_status = AsksEvents(args.common, args.events) ? ActorsOfEvents(args.common, args.events) : Actors(args.common);
  });

  CLI::App* ask = app.add_subcommand("ask", "answer a question in plain English");
  ask->footer("example: entente ask \"Who helps Israel and Turkey?\" examples/azerbaijan-turkey-israel.txt");
  ask->add_option("QUESTION", args.question, "the question")->required();
  AddInput(ask, args.common, "texts; none: the ledger", false);
  AddLeast(ask, args.common);
  AddFormat(ask, args.common, "text, json, markdown");
  AddWindow(ask, args.common);
  ask->callback([&] { exit_status = Ask(args.common, args.question); });
}

void AddTools(CLI::App& app, Arguments& args, int& exit_status) {
  CLI::App* model = app.add_subcommand("model", "convert and inspect language models");
  model->require_subcommand(1);
  CLI::App* convert = model->add_subcommand("convert", "a spaCy v3 pipeline directory to one model file");
  convert->footer("example: entente model convert en_core_web_sm-3.8.0 models/en_core_web_sm.entente");
  convert->add_option("DIR", args.directory, "the directory that holds config.cfg")->required();
  convert->add_option("OUT", args.file, "the model file to write")->required();
  convert->callback([&] { exit_status = ModelConvert(args.directory, args.file); });
  model->add_subcommand("info", "name, version and licence of the model in use")->callback([&] {
    exit_status = ModelInfo(args.common);
  });

  CLI::App* eval = app.add_subcommand("eval", "score statements against a human reading");
  eval->require_subcommand(1);
  CLI::App* article = eval->add_subcommand("article", "precision, recall, each miss and each false one");
  article->footer("example: entente eval article examples/oman-iran-us.gold.jsonl predicted.ndjson");
  article->add_option("GOLD", args.gold, "gold statements, one JSON object a line")->required();
  article->add_option("PREDICTED", args.predicted, "output of code --format ndjson")->required();
  AddFormat(article, args.common, "text, json");
  article->callback([&] { exit_status = EvalArticle(args.common, args.gold, args.predicted); });

  for (const EvalMeasure& measure : EvalMeasures()) {
    CLI::App* one = eval->add_subcommand(std::string(measure.name), std::string(measure.help));
    one->footer("example: " + std::string(measure.example));
    one->add_option("GOLD", args.gold, "file of gold")->required();
    if (measure.takes_labels) one->add_option("LABELS", args.labels, "the labels, by row of GOLD")->required();
    one->add_option("--errors", args.errors, "how many of the wrong ones to print");
    AddFormat(one, args.common, "text, json");
    one->callback([&, name = std::string(measure.name)] {
      exit_status = Eval(args.common, name, args.gold, args.labels, args.errors);
    });
  }

  CLI::App* bench = app.add_subcommand("bench", "tokens per second of each stage, and a hash of the coded output");
  bench->footer("example: entente bench examples/*.txt");
  AddInput(bench, args.common, "texts", true);
  bench->add_option("--repeats", args.repeats, "how often each text is coded")->check(CLI::PositiveNumber);
  bench->callback([&] { exit_status = Bench(args.common, args.repeats); });
}

int Run(int argc, char** argv) {
  CatchInterrupts();
  CLI::App app(
      "entente reads news and answers, with the sentence that proves it: who is helping or hurting whose "
      "relations, how, since when, and who says so.");
  app.footer("example: entente explain Israel Turkey examples/azerbaijan-turkey-israel.txt");
  app.require_subcommand(1);
  app.fallthrough();
  Arguments args;
  int exit_status = kDone;
  app.add_option("--model", args.common.model,
                 "language model file (else ENTENTE_MODEL, else models/ beside the binary)");
  app.add_option("--data", args.common.data, "directory of tables to use instead of those in the binary");
  app.add_option("--ledger", args.common.ledger, "ledger file")->capture_default_str();
  app.add_option("--coding", args.common.coding, "answer by the ledger's codings up to this number (ledger codings)");
  app.add_option("--threads", args.common.threads, "threads to code with")->check(CLI::Range(1, 256));
  app.set_version_flag("--version", std::string("entente ") + ENTENTE_VERSION);
  AddReading(app, args, exit_status);
  AddStreams(app, args, exit_status);
  AddAnswers(app, args, exit_status);
  AddEventCommands(app, args.common, args.events, exit_status);
  AddTools(app, args, exit_status);
  AddLedgerCommands(app, args.common, exit_status);
  AddSearchCommand(app, args.common, exit_status);
  AddSqlCommand(app, args.common, exit_status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? kDone : kUsage;
  }
  return exit_status;
}

}  // namespace
}  // namespace entente::cli

int main(int argc, char** argv) { return entente::cli::Run(argc, argv); }
