#pragma once
#include <stddef.h>

/// The text of Profiles/models.toml, as a part of the program.
const char *_Nonnull cprofiles_models(size_t *_Nonnull size);

/// The text of Profiles/prices.toml, likewise.
const char *_Nonnull cprofiles_prices(size_t *_Nonnull size);
