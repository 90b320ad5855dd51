#include "feed/feed.h"

#include <gtest/gtest.h>
