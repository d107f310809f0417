#ifndef CSQLITE_FTS5_API_H
#define CSQLITE_FTS5_API_H

#include <sqlite3.h>

// Finds the API of the FTS5 in a connection: https://www.sqlite.org/fts5.html#extending_fts5
int csqlite_fts5_api(sqlite3 *db, fts5_api **result);

#endif
