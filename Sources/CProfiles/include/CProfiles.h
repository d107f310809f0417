#pragma once
#include <stddef.h>

/// The text of Profiles/models.toml, as a part of the program.
const char *_Nonnull cprofiles_models(size_t *_Nonnull size);
