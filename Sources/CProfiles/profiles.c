#include "CProfiles.h"

// `#embed` is C23. SwiftPM always compiles C with the Swift toolchain's clang, which has it.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char models[] = {
#embed "../../Profiles/models.toml"
};

static const char prices[] = {
#embed "../../Profiles/prices.toml"
};

const char *cprofiles_models(size_t *size) {
  *size = sizeof models;
  return models;
}

const char *cprofiles_prices(size_t *size) {
  *size = sizeof prices;
  return prices;
}
