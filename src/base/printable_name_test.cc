#include <gtest/gtest.h>

#include "entente/input.h"

namespace entente {
namespace {

TEST(PrintableNameTest, LeavesNothingThatDrivesATerminal) {
  EXPECT_EQ(PrintableName("a\x1b[31m\nb\x7f"), "a?[31m?b?");
  EXPECT_EQ(PrintableName("\xE2\x80\xAEtxt.exe \xC2\x9B \xFF"), "?txt.exe ? ?");
  EXPECT_EQ(PrintableName("T\xC3\xBCrkiye/\xE6\x96\xB0.txt"), "T\xC3\xBCrkiye/\xE6\x96\xB0.txt");
}

}  // namespace
}  // namespace entente
