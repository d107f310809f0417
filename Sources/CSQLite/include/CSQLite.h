/// The few things of SQLite that Swift cannot spell. Everything else is called directly.
#ifndef CSQLITE_H
#define CSQLITE_H

#include <sqlite3.h>
#include <stddef.h>

#include "CSQLiteExcerpt.h"
#include "CSQLiteRelevance.h"
#include "CSQLiteTokenizer.h"

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

/// Binds a copy of `count` bytes of UTF-8; `SQLITE_TRANSIENT` is a cast that Swift does not import.
int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *_Nullable text, size_t count);

/// Binds a copy of `count` bytes. Zero bytes bind an empty blob, not NULL.
int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *_Nullable bytes, size_t count);

/// Sets one boolean option of a connection; `sqlite3_db_config` is variadic.
int csqlite_set_option(sqlite3 *db, int option, int on);

/// Has SQLite no longer count its memory, for which its threads wait for each other; without effect where
/// the process uses SQLite already. `sqlite3_config` is variadic.
void csqlite_forgo_memory_statistics(void);

/// The errno of the last failed call on the database file or its log; 0 where there was none.
///
/// `sqlite3_system_errno` does not have it for what fails while a transaction is committed.
int csqlite_file_errno(sqlite3 *db);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
