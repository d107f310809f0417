#ifndef CSQLITE_EXCERPT_H
#define CSQLITE_EXCERPT_H

#include <sqlite3.h>

/// Registers the FTS5 auxiliary function `excerpt` on a connection.
///
/// `excerpt(table, columns, text, …)` gives the part of a row's texts that shows the most of what a
/// query asks for, as wide as so many columns of a terminal, with U+0002 and U+0003 around what was
/// found and dots where the text is cut. The texts are those of the table's first columns. Unlike
/// `snippet()` it bears positions that overlap in the text, as those of `cjk` do.
///
/// It rests on https://www.sqlite.org/fts5.html#custom_auxiliary_functions.
///
/// - Parameter db: An open connection whose SQLite was built with FTS5.
/// - Returns: `SQLITE_OK`, or the error code of the step that failed; `SQLITE_ERROR` without FTS5.
int csqlite_register_excerpt(sqlite3 *_Nonnull db);

#endif
