#ifndef CSQLITE_TOKENIZER_H
#define CSQLITE_TOKENIZER_H

#include <sqlite3.h>

/// Registers the FTS5 tokenizer `cjk` on a connection.
///
/// `tokenize='cjk remove_diacritics 2'` indexes Chinese, Japanese and Korean text by overlapping
/// pairs of characters, so that words of two characters are found without a dictionary, and hands
/// all other text, and its own arguments, to `unicode61`. Every connection that touches a table
/// made with it must register it first: FTS5 keeps only its name in the schema.
///
/// It rests on https://www.sqlite.org/fts5.html#custom_tokenizers.
///
/// - Parameter db: An open connection whose SQLite was built with FTS5.
/// - Returns: `SQLITE_OK`, or the error code of the step that failed; `SQLITE_ERROR` without FTS5.
int csqlite_register_cjk(sqlite3 *_Nonnull db);

#endif
