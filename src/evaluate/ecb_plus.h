// Files of the ECB+ corpus: an article as sentences of tokens, its marked events, and which of them are one.
//
// XML: <Document><token t_id sentence>word</token>… <Markables><ACTION_… m_id><token_anchor t_id/>…</ACTION_…>…
// </Markables><Relations><CROSS_DOC_COREF note><source m_id/>…</CROSS_DOC_COREF>…</Relations></Document>.
// Markables whose name begins with ACTION or NEG_ACTION and that have anchors are events.
#pragma once

#include <string>
#include <vector>

#include "entente/document.h"
#include "entente/status.h"

namespace entente {

struct EcbMention {
  std::vector<Span> tokens;  // into EcbDocument::text, in text order
  std::string event;         // the same for mentions of one event, in whatever file of the topic; empty: said only here
};

struct EcbDocument {
  std::string topic;  // the name of its folder
  std::string path;
  std::string text;             // tokens joined by spaces, a sentence a line
  std::vector<Span> sentences;  // of text
  std::vector<EcbMention> mentions;
};

// Errors: io.unreadable; eval.bad_gold with file and line: no XML, a token without number, an anchor to no token.
Result<EcbDocument> ReadEcbDocument(const std::string& path);
// Every *.xml below the folder, by path. Errors: as above; eval.bad_gold where there is none.
Result<std::vector<EcbDocument>> ReadEcbFolder(const std::string& folder);

}  // namespace entente
