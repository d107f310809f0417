// The limit for appending: what SQLite alone costs for the rows that convo writes.
//
//   sqlite-append [-k | -i] database texts count migration.sql ...
//
// The tables and indexes are convo's own migrations. Each message is one transaction with the same
// three statements; UUIDs sort by time and short ids are random, as convo's are, because that is what
// an index feels. Digests are constants: hashing is part of what convo pays above this limit.
// With -i every 64 messages are then put into the full-text index in a transaction of their own, as
// convo does it; otherwise nothing is in it. With -k foreign keys are not checked; convo checks them.

#include <fcntl.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "CSQLiteTokenizer.h"

// Messages of a batch, and batches that are left unmerged, as convo leaves them.
enum { batch = 64, most_unmerged = 192 };

struct text {
  char *bytes;
  int length;
};

static sqlite3 *database;

static void check(int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  fprintf(stderr, "sqlite-append: %s\n", sqlite3_errmsg(database));
  exit(1);
}

static void execute(const char *sql) { check(sqlite3_exec(database, sql, NULL, NULL, NULL)); }

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static char *contents(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) {
    perror(path);
    exit(1);
  }
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *bytes = size < 0 ? NULL : malloc((size_t)size + 1);
  if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size) {
    fprintf(stderr, "%s: cannot be read\n", path);
    exit(1);
  }
  bytes[size] = 0;
  fclose(file);
  return bytes;
}

static void migrate(const char *path) {
  char *sql = contents(path);
  // As convo does it before a migration that makes the index anew.
  if (strstr(sql, "CREATE VIRTUAL TABLE message_fts")) {
    execute("DROP TABLE IF EXISTS message_fts; DROP TABLE IF EXISTS search_mark");
  }
  for (const char *rest = sql; *rest;) {
    sqlite3_stmt *statement;
    check(sqlite3_prepare_v2(database, rest, -1, &statement, &rest));
    if (!statement) continue;
    while (sqlite3_step(statement) == SQLITE_ROW) {}
    check(sqlite3_finalize(statement));
  }
  free(sql);
}

static sqlite3_stmt *prepared(const char *sql) {
  sqlite3_stmt *statement;
  check(sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
  return statement;
}

static void once(sqlite3_stmt *statement) {
  check(sqlite3_step(statement));
  check(sqlite3_reset(statement));
}

// xorshift64*, so that every run has the same identities.
static uint64_t next_random(void) {
  static uint64_t state = 0x9e3779b97f4a7c15;
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return state * 0x2545f4914f6cdd1d;
}

static int64_t milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// A version 7 UUID; the result is its short id.
static int64_t make_uuid(int64_t time, unsigned char uuid[16]) {
  uint64_t high = (uint64_t)time << 16 | 0x7000 | (next_random() & 0xfff);
  uint64_t low = 0x8000000000000000 | (next_random() >> 2);
  for (int index = 0; index < 8; index++) {
    uuid[index] = (unsigned char)(high >> (56 - 8 * index));
    uuid[index + 8] = (unsigned char)(low >> (56 - 8 * index));
  }
  return (int64_t)(low & 0x0fffffffffffffff);
}

int main(int count, char **arguments) {
  int checks_keys = 1, indexes = 0, option;
  while ((option = getopt(count, arguments, "ki")) != -1) {
    switch (option) {
    case 'k': checks_keys = 0; break;
    case 'i': indexes = 1; break;
    default: return 64;
    }
  }
  if (count - optind < 4) return 64;
  const char *path = arguments[optind];
  char *lines = contents(arguments[optind + 1]);
  long messages = atol(arguments[optind + 2]);

  long texts_count = 0, texts_capacity = 1024;
  struct text *texts = malloc(sizeof *texts * (size_t)texts_capacity);
  for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n")) {
    if (texts_count == texts_capacity) {
      texts_capacity *= 2;
      texts = realloc(texts, sizeof *texts * (size_t)texts_capacity);
    }
    texts[texts_count++] = (struct text){line, (int)strlen(line)};
  }
  if (texts_count == 0 || messages < 4) return 64;

  check(sqlite3_open_v2(path, &database,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL));
  check(csqlite_register_cjk(database));
  execute("PRAGMA journal_mode = WAL");
  execute("PRAGMA synchronous = NORMAL");
  execute(checks_keys ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF");
  execute("BEGIN IMMEDIATE");
  for (int index = optind + 3; index < count; index++) migrate(arguments[index]);
  execute("INSERT INTO conversation (uuid, short_id, title, created_at, updated_at)"
          " VALUES (zeroblob(16), 0, 'benchmark', 0, 0);"
          "INSERT INTO branch (conversation_id, name, created_at, updated_at)"
          " VALUES (1, 'main', 0, 0);"
          "UPDATE conversation SET active_branch_id = 1 WHERE id = 1;"
          "COMMIT");

  sqlite3_stmt *begin = prepared("BEGIN IMMEDIATE"), *commit = prepared("COMMIT");
  sqlite3_stmt *insert = prepared(
      "INSERT INTO message (uuid, short_id, conversation_id, parent_id, depth, skip_id, system_id,"
      " created_at, role, digest, match_key, text, parts, reasoning, reasoning_key, name,"
      " tool_call_id, refusal, extras)"
      " VALUES (?1, ?2, 1, ?3, ?4, ?5, NULL, ?6, ?7, ?8, ?9, ?10,"
      " NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
  sqlite3_stmt *head = prepared("UPDATE branch SET head_id = ?1, updated_at = ?2 WHERE id = 1");
  sqlite3_stmt *touch = prepared("UPDATE conversation SET updated_at = max(updated_at, ?1),"
                                 " message_count = message_count + 1 WHERE id = 1");
  // Row numbers are minutes or what follows: here, where all are of one minute, one by one.
  sqlite3_stmt *slots = NULL, *words = NULL, *mark = NULL, *merge = NULL;
  int unmerged = 0;
  if (indexes) {
    slots = prepared("INSERT INTO search_slot (slot, message_id)"
                     " SELECT id + 60000000, id FROM message WHERE id > ?1");
    words = prepared("INSERT INTO message_fts (rowid, text, facets)"
                     " SELECT id + 60000000, text, 'r' || role || ' c1' FROM message WHERE id > ?1");
    mark = prepared("UPDATE search_mark SET message_id = ?1 + 64, unmerged = unmerged + 1 WHERE id = 1");
    merge = prepared("INSERT INTO message_fts (message_fts, rank) VALUES ('merge', 100)");
  }

  unsigned char digest[32], match_key[32], uuid[16];
  memset(digest, 0xd1, sizeof digest);
  memset(match_key, 0x3a, sizeof match_key);
  sqlite3_int64 parent = 0;
  double wall[5], cpu[5];
  for (long done = 0; done < messages; done++) {
    for (int quarter = 0; quarter < 4; quarter++) {
      if (done == messages * quarter / 4) {
        wall[quarter] = seconds(CLOCK_MONOTONIC);
        cpu[quarter] = seconds(CLOCK_PROCESS_CPUTIME_ID);
      }
    }
    const struct text *text = &texts[done % texts_count];
    int64_t now = milliseconds();
    once(begin);
    sqlite3_int64 short_id = make_uuid(now, uuid);
    sqlite3_bind_blob(insert, 1, uuid, sizeof uuid, SQLITE_STATIC);
    sqlite3_bind_int64(insert, 2, short_id);
    if (parent) {
      sqlite3_bind_int64(insert, 3, parent);
      sqlite3_bind_int64(insert, 5, parent);
    }
    sqlite3_bind_int64(insert, 4, done);
    sqlite3_bind_int64(insert, 6, now);
    sqlite3_bind_text(insert, 7, done % 2 ? "assistant" : "user", -1, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 8, digest, sizeof digest, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 9, match_key, sizeof match_key, SQLITE_STATIC);
    sqlite3_bind_text(insert, 10, text->bytes, text->length, SQLITE_STATIC);
    once(insert);
    parent = sqlite3_last_insert_rowid(database);
    sqlite3_bind_int64(head, 1, parent);
    sqlite3_bind_int64(head, 2, now);
    once(head);
    sqlite3_bind_int64(touch, 1, now);
    once(touch);
    once(commit);
    if (indexes && (done + 1) % batch == 0) {
      once(begin);
      sqlite3_stmt *const statements[] = {slots, words, mark};
      for (int index = 0; index < 3; index++) {
        sqlite3_bind_int64(statements[index], 1, parent - batch);
        once(statements[index]);
      }
      if (++unmerged >= most_unmerged) {
        int before = sqlite3_total_changes(database);
        once(merge);
        // By FTS5's documentation fewer than two changes say that there was nothing left to merge.
        if (sqlite3_total_changes(database) - before < 2) unmerged = 0;
      }
      once(commit);
    }
  }
  wall[4] = seconds(CLOCK_MONOTONIC);
  cpu[4] = seconds(CLOCK_PROCESS_CPUTIME_ID);

  printf("{\"area\":\"append\",\"case\":\"%s\",\"count\":%ld,"
         "\"wall_quarters\":[%.6f,%.6f,%.6f,%.6f],\"cpu_quarters\":[%.6f,%.6f,%.6f,%.6f]}\n",
         indexes ? "c-index" : checks_keys ? "c" : "c-no-keys", messages, wall[1] - wall[0], wall[2] - wall[1],
         wall[3] - wall[2], wall[4] - wall[3], cpu[1] - cpu[0], cpu[2] - cpu[1], cpu[3] - cpu[2],
         cpu[4] - cpu[3]);
  sqlite3_finalize(begin);
  sqlite3_finalize(commit);
  sqlite3_finalize(insert);
  sqlite3_finalize(head);
  sqlite3_finalize(touch);
  sqlite3_finalize(slots);
  sqlite3_finalize(words);
  sqlite3_finalize(mark);
  sqlite3_finalize(merge);
  check(sqlite3_close(database));
  return 0;
}
