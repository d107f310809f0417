// How long somebody who wants to write to a database waits for the lock that only one can have.
//
//   lock-waits DATABASE AREA CASE
//
// Asks for it every five milliseconds, as convo does, and gives it back at once, until it is told to stop by
// SIGTERM; then prints one line of JSON.
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { most = 1 << 20 };

static volatile sig_atomic_t is_stopped;
static double waits[most];

static void stop(int signal) {
  (void)signal;
  is_stopped = 1;
}

static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

static int ask_again(void *context, int count) {
  (void)context;
  (void)count;
  usleep(1000);
  return 1;
}

static int by_size(const void *one, const void *two) {
  double first = *(const double *)one, second = *(const double *)two;
  return (first > second) - (first < second);
}

static void run(sqlite3 *db, const char *sql) {
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK) return;
  fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
  exit(1);
}

int main(int argc, char **argv) {
  sqlite3 *db = NULL;
  if (argc != 4 || sqlite3_open(argv[1], &db) != SQLITE_OK) {
    fprintf(stderr, "usage: lock-waits DATABASE AREA CASE\n");
    return 64;
  }
  signal(SIGTERM, stop);
  sqlite3_busy_handler(db, ask_again, NULL);
  int count = 0;
  while (!is_stopped && count < most) {
    double begin = milliseconds();
    run(db, "BEGIN IMMEDIATE");
    waits[count++] = milliseconds() - begin;
    run(db, "ROLLBACK");
    usleep(5000);
  }
  sqlite3_close(db);
  if (count == 0) return 1;
  qsort(waits, (size_t)count, sizeof *waits, by_size);
  printf("{\"area\":\"%s\",\"case\":\"waits-%s\",\"count\":%d,\"half_ms\":%.3f,\"p99_ms\":%.3f,"
         "\"longest_ms\":%.3f}\n",
         argv[2], argv[3], count, waits[count / 2], waits[count * 99 / 100], waits[count - 1]);
  return 0;
}
