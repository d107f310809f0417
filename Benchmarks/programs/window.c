/* The limit of a window: opens a store, and steps the query that convo steps, from the head of its conversation
   until the tokens are more than BUDGET, copying every value.

   window STORE BUDGET ROUNDS */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const path =
    "WITH RECURSIVE path (id, parent_id) AS ("
    "  SELECT id, parent_id FROM message WHERE id = ?1"
    "  UNION ALL"
    "  SELECT message.id, message.parent_id"
    "  FROM path JOIN message ON message.id = path.parent_id)"
    " SELECT path.id, message.uuid, message.role, message.depth, message.text, message.parts,"
    "  message.reasoning, message.reasoning_key, message.name, message.tool_call_id,"
    "  message.refusal, message.extras, token_count.expected, token_count.upper,"
    "  token_count.histogram,"
    "  EXISTS (SELECT 1 FROM message_attachment WHERE message_id = path.id),"
    "  message.role = 'assistant' AND EXISTS (SELECT 1 FROM tool_call WHERE message_id = path.id),"
    "  iif(message.role = 'tool',"
    "    (SELECT above.role FROM message AS above WHERE above.id = message.parent_id), NULL)"
    " FROM path CROSS JOIN message ON message.id = path.id"
    "  LEFT JOIN token_count"
    "    ON token_count.message_id = path.id AND token_count.counter_id = ?2";

static char copy[1 << 20];

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void check(sqlite3 *store, int code) {
  if (code == SQLITE_OK) return;
  fprintf(stderr, "window: %s\n", sqlite3_errmsg(store));
  exit(1);
}

static int load(sqlite3_stmt *statement, sqlite3_int64 head, long budget) {
  int rows = 0;
  long tokens = 0;
  size_t used = 0;
  sqlite3_bind_int64(statement, 1, head);
  sqlite3_bind_int64(statement, 2, 1);
  while (sqlite3_step(statement) == SQLITE_ROW) {
    for (int column = 0; column < sqlite3_column_count(statement); column++) {
      int type = sqlite3_column_type(statement, column);
      if (type == SQLITE_TEXT || type == SQLITE_BLOB) {
        const void *bytes = sqlite3_column_blob(statement, column);
        size_t size = (size_t)sqlite3_column_bytes(statement, column);
        if (used + size > sizeof copy) used = 0;
        if (size && size <= sizeof copy) memcpy(copy + used, bytes, size);
        used += size;
      }
    }
    /* convo has read no further: instructions and pins take their share of its window. */
    if (sqlite3_column_type(statement, 13) == SQLITE_NULL) break;
    tokens += sqlite3_column_int64(statement, 13);
    if (tokens > budget) break;
    rows++;
  }
  sqlite3_reset(statement);
  return rows;
}

int main(int count, char **arguments) {
  if (count != 4) {
    fprintf(stderr, "usage: window STORE BUDGET ROUNDS\n");
    return 64;
  }
  long budget = atol(arguments[2]);
  int rounds = atoi(arguments[3]), rows = 0;
  printf("{\"area\":\"window\",\"case\":\"c\",\"wall_ms_opening\":[");
  sqlite3 *store = 0;
  sqlite3_stmt *statement = 0;
  sqlite3_int64 head = 0;
  for (int round = 0; round < rounds / 10 + 1; round++) {
    if (statement) sqlite3_finalize(statement);
    if (store) sqlite3_close(store);
    double start = now();
    check(store, sqlite3_open_v2(arguments[1], &store, SQLITE_OPEN_READWRITE, 0));
    check(store, sqlite3_prepare_v2(store, "SELECT head_id FROM branch WHERE id = 1", -1, &statement, 0));
    if (sqlite3_step(statement) == SQLITE_ROW) head = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    check(store, sqlite3_prepare_v2(store, path, -1, &statement, 0));
    rows = load(statement, head, budget);
    printf("%s%.4f", round ? "," : "", now() - start);
  }
  printf("],\"wall_ms_open\":[");
  for (int round = 0; round < rounds; round++) {
    double start = now();
    check(store, sqlite3_exec(store, "BEGIN", 0, 0, 0));
    rows = load(statement, head, budget);
    check(store, sqlite3_exec(store, "COMMIT", 0, 0, 0));
    printf("%s%.4f", round ? "," : "", now() - start);
  }
  printf("],\"messages\":%d}\n", rows);
  sqlite3_finalize(statement);
  sqlite3_close(store);
  return 0;
}
