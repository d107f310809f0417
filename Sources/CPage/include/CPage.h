#pragma once
#include <stddef.h>

/// The text of Pages/page.css, as a part of the program.
const char *_Nonnull cpage_style(size_t *_Nonnull size);

/// The text of Pages/page.js, likewise.
const char *_Nonnull cpage_script(size_t *_Nonnull size);
