// Paragraphs that more than one kind of answer uses.
#pragma once

#include "answer/composer.h"
#include "broker/broker.h"
#include "entente/answer.h"

namespace entente {

// Brokers of one direction, best first, the motive of the best helper after it; nothing where there are none.
void AddBrokerParagraphs(Answer& answer, Composer& composer, Wording& words, const BrokerRanking& ranking,
                         BrokerDirection direction);
void AddInsideParagraphs(Answer& answer, Composer& composer, const BrokerRanking& ranking);

}  // namespace entente
