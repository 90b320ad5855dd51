// A fixture for tests that read texts through the language model: skipped, saying so, where there is none.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "entente/language.h"
#include "entente/status.h"

namespace entente {

class ModelTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* given = std::getenv("ENTENTE_MODEL");
    const std::string path = given != nullptr ? given : ENTENTE_SOURCE_DIR "/models/en_core_web_sm.entente";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "no language model at " << path << "; make one with make model";
    auto model = LanguageModel::Load(path);
    ASSERT_TRUE(model.ok()) << model.status().ToString();
    model_ = *model;
    OpenRooms();
  }
  // Called once there is a model.
  virtual void OpenRooms() = 0;

  std::shared_ptr<const LanguageModel> model_;
};

// What a room's Load gave, for as long as the test runs; a test that cannot go on where it failed.
template <typename Room>
std::unique_ptr<Room> Opened(Result<Room> room) {
  EXPECT_TRUE(room.ok()) << room.status().ToString();
  return room.ok() ? std::make_unique<Room>(std::move(*room)) : nullptr;
}

}  // namespace entente
