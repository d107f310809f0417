// A machine that breaks at a chosen moment: a library that is loaded before libc (ld.so(8), LD_PRELOAD)
// and lets calls on the files of one folder fail. The tests compile it; it is no part of the program.
//
//   FAULTS_FOLDER  the folder; what is elsewhere works
//   FAULTS_CALLS   which calls count, each with a blank on both sides: " open write sync truncate make link "
//   FAULTS_FIRST   the number of the first one that fails, from 1
//   FAULTS_LAST    the number of the last one that fails; 0 for all that follow
//   FAULTS_ERROR   the value of errno
//   FAULTS_SIGNAL  a signal to raise instead
//   FAULTS_REPORT  a file, elsewhere, that gets a line for each call that failed
//   FAULTS_CLOCK   "N SECONDS": from its Nth reading on the clock of the day is so many seconds off

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static atomic_long calls;
static atomic_long readings;

static long number(const char *name) {
  const char *text = getenv(name);
  return text ? atol(text) : 0;
}

// Says which call failed, by system calls alone: write(2) itself is one of ours.
static void report(const char *call, long count, const char *path) {
  const char *name = getenv("FAULTS_REPORT");
  if (!name) return;
  int descriptor = syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (descriptor < 0) return;
  char line[PATH_MAX + 64];
  int length = snprintf(line, sizeof line, "%ld %s %s\n", count, call, path);
  syscall(SYS_write, descriptor, line, (size_t)length);
  syscall(SYS_close, descriptor);
}

static int fails_at(const char *call, const char *path) {
  const char *folder = getenv("FAULTS_FOLDER");
  const char *which = getenv("FAULTS_CALLS");
  if (!folder || !which || !path || strncmp(path, folder, strlen(folder)) != 0) return 0;
  char padded[32];
  snprintf(padded, sizeof padded, " %s ", call);
  if (!strstr(which, padded)) return 0;
  long count = atomic_fetch_add(&calls, 1) + 1;
  long last = number("FAULTS_LAST");
  if (count < number("FAULTS_FIRST") || (last != 0 && count > last)) return 0;
  report(call, count, path);
  int signal = (int)number("FAULTS_SIGNAL");
  if (signal != 0) {
    raise(signal);
    return 0;
  }
  errno = (int)number("FAULTS_ERROR");
  return 1;
}

static int fails(const char *call, int descriptor) {
  char link[64];
  char path[PATH_MAX];
  int before = errno;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  errno = before;
  if (length < 0) return 0;
  path[length] = 0;
  return fails_at(call, path);
}

// Opening counts where it can make or change a file.
static int open_fails(const char *path, int flags) {
  return (flags & (O_CREAT | O_TRUNC | O_ACCMODE)) != 0 && fails_at("open", path);
}

static mode_t mode_of(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_fails(path, flags) ? -1 : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_fails(path, flags) ? -1 : REAL(open64)(path, flags, mode);
}

int mkdir(const char *path, mode_t mode) {
  return fails_at("make", path) ? -1 : REAL(mkdir)(path, mode);
}

int link(const char *path, const char *name) {
  return fails_at("link", name) ? -1 : REAL(link)(path, name);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  return fails("write", descriptor) ? -1 : REAL(write)(descriptor, bytes, count);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  return fails("write", descriptor) ? -1 : REAL(pwrite)(descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  return fails("write", descriptor) ? -1 : REAL(pwrite64)(descriptor, bytes, count, offset);
}

int fsync(int descriptor) {
  return fails("sync", descriptor) ? -1 : REAL(fsync)(descriptor);
}

int fdatasync(int descriptor) {
  return fails("sync", descriptor) ? -1 : REAL(fdatasync)(descriptor);
}

int ftruncate(int descriptor, off_t size) {
  return fails("truncate", descriptor) ? -1 : REAL(ftruncate)(descriptor, size);
}

int ftruncate64(int descriptor, off64_t size) {
  return fails("truncate", descriptor) ? -1 : REAL(ftruncate64)(descriptor, size);
}

// Seconds to add to this reading of the clock.
static long clock_error(void) {
  const char *text = getenv("FAULTS_CLOCK");
  if (!text) return 0;
  char *rest;
  long first = strtol(text, &rest, 10);
  long count = atomic_fetch_add(&readings, 1) + 1;
  if (count == first) report("clock", count, "");
  return count < first ? 0 : atol(rest);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  int result = REAL(clock_gettime)(clock, time);
  if (result == 0 && clock == CLOCK_REALTIME) time->tv_sec += clock_error();
  return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  int result = REAL(gettimeofday)(time, zone);
  if (result == 0) time->tv_sec += clock_error();
  return result;
}

time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (result) *result = now.tv_sec;
  return now.tv_sec;
}
