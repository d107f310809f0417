// Measures whole processes: every round runs each command once, in turn, so that a neighbour's load
// falls on all of them alike.
//
//   measure [-a area] [-n rounds] [-w warm-ups] [-o file] [-e file] name: [VAR=value ...] command
//           [argument ...] [--- name: ...]
//
// A line of JSON for each run goes to the file (or to stdout). Wall time is from fork to the end of
// the process, CPU time and peak memory are the kernel's (wait4). Output of the commands is thrown
// away; what they say on stderr goes to the file of -e. A small parent keeps fork cheap, and low the
// peak that a child begins with.

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { maximum_commands = 16 };

struct command {
  char *name;
  char **words;
};

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static double milliseconds(struct timeval time) {
  return (double)time.tv_sec * 1e3 + (double)time.tv_usec * 1e-3;
}

static void become(char **words, int notices) {
  int nothing = open("/dev/null", O_RDWR);
  if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0) _exit(126);
  if (notices >= 0 && dup2(notices, 2) < 0) _exit(126);
  // Assignments are made here and not by env(1), which would be one more program to start.
  while (*words && strchr(*words, '=') && (*words)[0] != '/') putenv(*words++);
  if (!*words) _exit(126);
  execvp(*words, words);
  fprintf(stderr, "%s: %s\n", *words, strerror(errno));
  _exit(127);
}

static int run(const struct command *command, const char *area, int round, FILE *out,
               int notices) {
  struct rusage usage;
  int status = 0;
  double start = seconds();
  pid_t child = fork();
  if (child < 0) {
    perror("fork");
    exit(1);
  }
  if (child == 0) become(command->words, notices);
  while (wait4(child, &status, 0, &usage) < 0) {
    if (errno != EINTR) {
      perror("wait4");
      exit(1);
    }
  }
  double wall = (seconds() - start) * 1e3;
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (round >= 0) {
    fprintf(out,
            "{\"area\":\"%s\",\"case\":\"%s\",\"round\":%d,\"wall_ms\":%.3f,\"cpu_ms\":%.3f,"
            "\"peak_mb\":%.2f,\"status\":%d}\n",
            area, command->name, round, wall,
            milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
            (double)usage.ru_maxrss / 1024, code);
  }
  return code;
}

int main(int count, char **arguments) {
  const char *area = "process";
  int rounds = 11, warm_ups = 1, notices = -1, option;
  FILE *out = stdout;
  while ((option = getopt(count, arguments, "+a:n:w:o:e:")) != -1) {
    switch (option) {
    case 'a': area = optarg; break;
    case 'n': rounds = atoi(optarg); break;
    case 'w': warm_ups = atoi(optarg); break;
    case 'o':
      if (!(out = fopen(optarg, "a"))) {
        perror(optarg);
        return 74;
      }
      break;
    case 'e':
      if ((notices = open(optarg, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644)) < 0) {
        perror(optarg);
        return 74;
      }
      break;
    default: return 64;
    }
  }

  struct command commands[maximum_commands];
  int commands_count = 0;
  for (int index = optind; index < count; index++) {
    char *name = arguments[index];
    size_t length = strlen(name);
    if (commands_count == maximum_commands || length < 2 || name[length - 1] != ':') {
      fprintf(stderr, "measure: expected `name:` at %s\n", name);
      return 64;
    }
    name[length - 1] = 0;
    commands[commands_count++] = (struct command){name, arguments + index + 1};
    while (index < count && strcmp(arguments[index], "---") != 0) index++;
    if (index < count) arguments[index] = NULL;
  }

  int failed = 0;
  for (int round = -warm_ups; round < rounds; round++) {
    for (int index = 0; index < commands_count; index++) {
      int code = run(&commands[index], area, round, out, notices);
      if (code != 0) {
        fprintf(stderr, "measure: %s ended with %d\n", commands[index].name, code);
        failed = 1;
      }
    }
    fflush(out);
  }
  return failed;
}
