#ifndef CSQLITE_RELEVANCE_H
#define CSQLITE_RELEVANCE_H

#include <sqlite3.h>

/// Registers the FTS5 auxiliary function `relevance` on a connection.
///
/// `relevance(table, columns, characters, days, first, last)` says how well a row fits a query, more is
/// better: the BM25 of what was found in its first `columns` columns, in a text of so many characters,
/// and up to twice that for a row of today, half of the surplus for one that is 90 days old. How rare a
/// word is, is counted in the first 1,000 rows that it is in; the others up to row `last`, where the
/// first row is `first`, are taken to be as close together, so that the time is bounded. If `last` is less
/// than `first` all words weigh the same.
///
/// It rests on https://www.sqlite.org/fts5.html#custom_auxiliary_functions and on Robertson and
/// Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
///
/// - Parameter db: An open connection whose SQLite was built with FTS5.
/// - Returns: `SQLITE_OK`, or the error code of the step that failed; `SQLITE_ERROR` without FTS5.
int csqlite_register_relevance(sqlite3 *_Nonnull db);

#endif
