// Dispatcher: one input and what it contains, each part to the reader its content asks for.
//
// Lives as long as one input is read; used by one thread.
#pragma once

#include <istream>
#include <string>
#include <vector>

#include "input/budget.h"
#include "input/sniff.h"
#include "input/source.h"
#include "text/reader.h"

namespace entente {

// What a container hands its members to.
class MemberReader {
 public:
  virtual ~MemberReader() = default;
  // Reads a member by its content. Errors: io.*.
  virtual Status ReadMember(std::streambuf& bytes, const std::string& name, const InputHints& hints,
                            const DocumentSink& sink) = 0;
  // The sink wants no more.
  virtual bool stopped() const = 0;
  virtual ExpansionBudget& budget() = 0;
};

class Dispatcher : public MemberReader {
 public:
  // `budget` must outlive it.
  Dispatcher(InputOptions options, ExpansionBudget& budget) : options_(std::move(options)), budget_(budget) {}

  // Errors: io.*; content problems go to the sink.
  Status Read(Source& source, const std::string& name, const InputHints& hints, const DocumentSink& sink);

  Status ReadMember(std::streambuf& bytes, const std::string& name, const InputHints& hints,
                    const DocumentSink& sink) override;
  bool stopped() const override { return stopped_; }
  ExpansionBudget& budget() override { return budget_; }

 private:
  struct Part;  // what is being read: its name, hints and sink

  Status ReadPart(std::streambuf& bytes, const Part& part);
  Status ReadAs(Form form, std::streambuf& bytes, const Part& part);
  Status ReadDocuments(Form form, std::streambuf& bytes, const Part& part);
  template <typename UnpackingSource>
  Status Unpack(UnpackingSource& source, const Part& part);
  bool Whole() const;
  Form FormOf(const Sniffed& sniffed) const;

  InputOptions options_;
  ExpansionBudget& budget_;
  std::vector<const Source*> sources_;  // around the part being read, outermost first
  bool stopped_ = false;
};

}  // namespace entente
