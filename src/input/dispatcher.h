// Dispatcher: one input and what it contains, each part to the reader its content asks for.
//
// Lives as long as one input is read; used by one thread.
#pragma once

#include <istream>
#include <span>
#include <string>
#include <vector>

#include "input/page_tools.h"
#include "input/sniff.h"
#include "text/reader.h"
#include "unpack/budget.h"
#include "unpack/source.h"

namespace entente {

// What a container hands its members to.
class MemberReader {
 public:
  virtual ~MemberReader() = default;
  // Reads the last of `sources` by its content; those before it are what it takes its bytes from, each told of where
  // it was cut short. `only_pages`: what is no page, feed or plain text is skipped under this code; empty: refused
  // where it cannot be read. Errors: io.*.
  virtual Status ReadMember(std::span<Source* const> sources, const std::string& name, const InputHints& hints,
                            const DocumentSink& sink, std::string_view only_pages) = 0;
  // The sink wants no more.
  virtual bool stopped() const = 0;
  virtual ExpansionBudget& budget() = 0;
  virtual PageTools& pages() = 0;
};

class Dispatcher : public MemberReader {
 public:
  // `budget` and `pages` must outlive it.
  Dispatcher(InputOptions options, ExpansionBudget& budget, PageTools& pages)
      : options_(std::move(options)), budget_(budget), pages_(pages) {}

  // Errors: io.*; content problems go to the sink.
  Status Read(Source& source, const std::string& name, const InputHints& hints, const DocumentSink& sink);

  Status ReadMember(std::span<Source* const> sources, const std::string& name, const InputHints& hints,
                    const DocumentSink& sink, std::string_view only_pages) override;
  bool stopped() const override { return stopped_; }
  ExpansionBudget& budget() override { return budget_; }
  PageTools& pages() override { return pages_; }

 private:
  struct Part;  // what is being read: its name, hints and sink

  Status ReadPart(std::streambuf& bytes, const Part& part);
  Status ReadSniffed(Form form, std::streambuf& bytes, const Part& part);
  Status ReadDocuments(Form form, std::streambuf& bytes, const Part& part);
  Status Unpack(Source& source, const Part& part);
  bool Whole() const;
  Form FormOf(const Sniffed& sniffed) const;

  InputOptions options_;
  ExpansionBudget& budget_;
  PageTools& pages_;
  std::vector<const Source*> sources_;  // around the part being read, outermost first
  int depth_ = 0;
  Form last_form_ = Form::kText;  // of what was read last
  bool stopped_ = false;
};

}  // namespace entente
