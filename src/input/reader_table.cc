#include "input/reader_table.h"

#include <array>

#include "feed/feed_reader.h"
#include "html/article.h"
#include "input/archive_reader.h"
#include "input/readers.h"
#include "input/warc_reader.h"

namespace entente {
namespace {

struct Maker {
  Form form;
  std::unique_ptr<Reader> (*make)(const InputHints& hints, const InputOptions& options, MemberReader& members);
};

constexpr std::array kMakers = {
    Maker{Form::kHtml, [](const InputHints& hints, const InputOptions&,
                          MemberReader& members) { return MakeHtmlReader(hints, members.pages().Extractor()); }},
    Maker{Form::kFeed,
          [](const InputHints& hints, const InputOptions&, MemberReader&) { return MakeFeedReader(hints); }},
    Maker{Form::kText,
          [](const InputHints& hints, const InputOptions&, MemberReader&) { return MakeTextReader(hints); }},
    Maker{Form::kNdjson,
          [](const InputHints&, const InputOptions& options, MemberReader&) { return MakeNdjsonReader(options); }},
    Maker{Form::kJson,
          [](const InputHints&, const InputOptions& options, MemberReader&) { return MakeJsonReader(options); }},
    Maker{Form::kCsv,
          [](const InputHints&, const InputOptions& options, MemberReader&) { return MakeCsvReader(0, options); }},
    Maker{Form::kTsv,
          [](const InputHints&, const InputOptions& options, MemberReader&) { return MakeCsvReader('\t', options); }},
    Maker{Form::kWarc,
          [](const InputHints&, const InputOptions&, MemberReader& members) { return MakeWarcReader(members); }},
    Maker{Form::kZip,
          [](const InputHints&, const InputOptions&, MemberReader& members) { return MakeArchiveReader(members); }},
};

struct KindForm {
  std::string_view word;
  InputKind kind;
  Form form;
};

constexpr std::array kKinds = {
    KindForm{"auto", InputKind::kAuto, Form::kText}, KindForm{"text", InputKind::kText, Form::kText},
    KindForm{"html", InputKind::kHtml, Form::kHtml}, KindForm{"feed", InputKind::kFeed, Form::kFeed},
    KindForm{"warc", InputKind::kWarc, Form::kWarc}, KindForm{"ndjson", InputKind::kNdjson, Form::kNdjson},
    KindForm{"json", InputKind::kJson, Form::kJson}, KindForm{"csv", InputKind::kCsv, Form::kCsv},
    KindForm{"tsv", InputKind::kTsv, Form::kTsv},
};

}  // namespace

std::unique_ptr<Reader> MakeReader(Form form, const InputHints& hints, const InputOptions& options,
                                   MemberReader& members) {
  for (const Maker& maker : kMakers) {
    if (maker.form == form) return maker.make(hints, options, members);
  }
  return nullptr;
}

Form FormOfKind(InputKind kind) {
  for (const KindForm& one : kKinds) {
    if (one.kind == kind) return one.form;
  }
  return Form::kText;
}

std::optional<InputKind> InputKindOf(std::string_view word) {
  for (const KindForm& one : kKinds) {
    if (one.word == word) return one.kind;
  }
  return std::nullopt;
}

}  // namespace entente
