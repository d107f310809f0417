// The limit for searching: what FTS5 alone costs, with convo's tokenizer on a plain table of texts.
//
//   search fill DATABASE TEXTS            makes the table, a message a line
//   search build DATABASE                 makes the index anew
//   search ask DATABASE QUERIES REPEATS   the newest 20 of each query, with FTS5's own snippets
//   search size STORE TABLE ...           how many bytes tables take
//
// The index is of the usual kind, with the text in the table beside it; its rows are in the order of
// time. A size is found by dropping the tables in a transaction that is then taken back, because not
// every SQLite has dbstat; the store of convo can be asked too.

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "CSQLiteTokenizer.h"

enum { most_queries = 256 };

static sqlite3 *database;

static void check(int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  fprintf(stderr, "search: %s\n", sqlite3_errmsg(database));
  exit(1);
}

static void execute(const char *sql) { check(sqlite3_exec(database, sql, NULL, NULL, NULL)); }

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static sqlite3_stmt *prepared(const char *sql) {
  sqlite3_stmt *statement;
  check(sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
  return statement;
}

static sqlite3_int64 number(const char *sql) {
  sqlite3_stmt *statement = prepared(sql);
  check(sqlite3_step(statement));
  sqlite3_int64 result = sqlite3_column_int64(statement, 0);
  check(sqlite3_finalize(statement));
  return result;
}

static FILE *opened(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) {
    perror(path);
    exit(1);
  }
  return file;
}

static void fill(const char *path) {
  FILE *file = opened(path);
  char *line = NULL;
  size_t capacity = 0;
  ssize_t length;
  execute("CREATE TABLE message (id INTEGER PRIMARY KEY, role TEXT NOT NULL, text TEXT NOT NULL)");
  sqlite3_stmt *insert = prepared("INSERT INTO message (role, text) VALUES (?1, ?2)");
  execute("BEGIN");
  for (long count = 0; (length = getline(&line, &capacity, file)) > 0; count++) {
    if (line[length - 1] == '\n') length--;
    check(sqlite3_bind_text(insert, 1, count % 2 ? "assistant" : "user", -1, SQLITE_STATIC));
    check(sqlite3_bind_text(insert, 2, line, (int)length, SQLITE_STATIC));
    check(sqlite3_step(insert));
    check(sqlite3_reset(insert));
  }
  execute("COMMIT");
  check(sqlite3_finalize(insert));
  free(line);
  fclose(file);
}

static void build(void) {
  execute("DROP TABLE IF EXISTS message_fts");
  double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
  execute("CREATE VIRTUAL TABLE message_fts USING fts5 (text, content = 'message',"
          " content_rowid = 'id', tokenize = 'cjk remove_diacritics 2')");
  execute("INSERT INTO message_fts (message_fts) VALUES ('rebuild')");
  wall = seconds(CLOCK_MONOTONIC) - wall;
  cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  printf("{\"area\":\"search\",\"case\":\"c-build\",\"wall_s\":%.3f,\"cpu_s\":%.3f}\n", wall, cpu);
}

static void ask(const char *path, int repeats) {
  FILE *file = opened(path);
  char *queries[most_queries], *line = NULL;
  size_t capacity = 0;
  ssize_t length;
  int count = 0, rows[most_queries];
  while ((length = getline(&line, &capacity, file)) > 0) {
    line[strcspn(line, "\n")] = 0;
    if (line[0] == 0 || line[0] == '#') continue;
    if (count == most_queries) exit(64);
    queries[count++] = strdup(line);
  }
  free(line);
  fclose(file);

  sqlite3_stmt *search = prepared(
      "SELECT message.id, message.role,"
      " snippet(message_fts, 0, char(2), char(3), '...', 32)"
      " FROM message_fts JOIN message ON message.id = message_fts.rowid"
      " WHERE message_fts MATCH ?1 ORDER BY message_fts.rowid DESC LIMIT 20");
  double *times = calloc((size_t)(count * repeats) + 1, sizeof *times);
  static char copy[1 << 16];
  // Every query once, in turn, as people ask; the first time warms up.
  for (int repeat = -1; repeat < repeats; repeat++) {
    for (int query = 0; query < count; query++) {
      double start = seconds(CLOCK_MONOTONIC);
      check(sqlite3_bind_text(search, 1, queries[query], -1, SQLITE_STATIC));
      rows[query] = 0;
      int code;
      while ((code = sqlite3_step(search)) == SQLITE_ROW) {
        size_t size = (size_t)sqlite3_column_bytes(search, 2);
        if (size < sizeof copy) memcpy(copy, sqlite3_column_text(search, 2), size);
        rows[query]++;
      }
      check(code);
      check(sqlite3_reset(search));
      if (repeat >= 0) times[query * repeats + repeat] = (seconds(CLOCK_MONOTONIC) - start) * 1e3;
    }
  }
  check(sqlite3_finalize(search));
  printf("{\"area\":\"search\",\"case\":\"c\",\"hits\":[");
  for (int query = 0; query < count; query++) printf("%s%d", query ? "," : "", rows[query]);
  printf("],\"wall_ms_each\":[");
  for (int query = 0; query < count; query++) {
    for (int repeat = 0; repeat < repeats; repeat++) {
      printf("%s%.4f", repeat ? "," : query ? ",[" : "[", times[query * repeats + repeat]);
    }
    printf("]");
    free(queries[query]);
  }
  printf("]}\n");
  free(times);
}

static void size(char **tables, int count) {
  execute("PRAGMA foreign_keys = OFF");
  execute("BEGIN IMMEDIATE");
  sqlite3_int64 before = number("PRAGMA freelist_count");
  for (int table = 0; table < count; table++) {
    char *sql = sqlite3_mprintf("DROP TABLE \"%w\"", tables[table]);
    execute(sql);
    sqlite3_free(sql);
  }
  sqlite3_int64 pages = number("PRAGMA freelist_count") - before;
  execute("ROLLBACK");
  printf("{\"area\":\"search\",\"case\":\"size\",\"bytes\":%lld}\n",
         (long long)(pages * number("PRAGMA page_size")));
}

int main(int count, char **arguments) {
  if (count < 3) return 64;
  const char *task = arguments[1];
  check(sqlite3_open_v2(arguments[2], &database,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL));
  check(csqlite_register_cjk(database));
  execute("PRAGMA journal_mode = WAL");
  execute("PRAGMA synchronous = NORMAL");
  if (strcmp(task, "fill") == 0 && count == 4) fill(arguments[3]);
  else if (strcmp(task, "build") == 0 && count == 3) build();
  else if (strcmp(task, "ask") == 0 && count == 5) ask(arguments[3], atoi(arguments[4]));
  else if (strcmp(task, "size") == 0 && count > 3) size(arguments + 3, count - 3);
  else return 64;
  check(sqlite3_close(database));
  return 0;
}
