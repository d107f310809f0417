#include "fts5_api.h"

#include <stddef.h>

int csqlite_fts5_api(sqlite3 *db, fts5_api **result) {
  sqlite3_stmt *statement = NULL;
  *result = NULL;
  int rc = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL);
  if (rc != SQLITE_OK) return rc;
  rc = sqlite3_bind_pointer(statement, 1, result, "fts5_api_ptr", NULL);
  if (rc == SQLITE_OK) sqlite3_step(statement);
  int finalized = sqlite3_finalize(statement);
  if (rc != SQLITE_OK) return rc;
  if (finalized != SQLITE_OK) return finalized;
  return *result == NULL || (*result)->iVersion < 2 ? SQLITE_ERROR : SQLITE_OK;
}
