/// Reads TOML 1.0 with toml++ (<https://marzer.github.io/tomlplusplus/>).
///
/// A C door to a C++ library, so that no Swift wrapper, which would link Foundation, is paid for at
/// every start of the program.
#ifndef CTOML_H
#define CTOML_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What came of a text: `json`, or else `error` with its place.
typedef struct {
  /// The document as a JSON object, NUL-terminated; what JSON does not have (dates, infinities)
  /// stands in it as null, which TOML does not have. NULL when the text is not TOML.
  char *_Nullable json;
  /// Why the text is not TOML; NULL when it is, or when memory ran out.
  char *_Nullable error;
  /// The line of the error, from 1.
  unsigned line;
  /// The column of the error, from 1.
  unsigned column;
} ctoml_result;

/// Reads `count` bytes of UTF-8. The result is to be freed with `ctoml_free`.
ctoml_result ctoml_parse(const char *_Nonnull text, size_t count);

/// Frees what a result holds.
void ctoml_free(ctoml_result *_Nonnull result);

#ifdef __cplusplus
}
#endif

#endif
