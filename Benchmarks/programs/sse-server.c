// A loopback endpoint that streams an answer of as many chunks as the URL asks for, at once.
//
//   sse-server port-file
//
// POST /10000/v1/chat/completions answers with 10,000 content chunks, one with the finish reason,
// one with the usage, and [DONE]; the body ends where the connection closes. Under
// /10000-chunked/... every event is an HTTP chunk of its own, as most servers send them. Any GET is
// a list of one model. Bodies are made before the first answer that needs them, so that nothing but
// write(2) runs while a client is measured. The port is the system's choice, written to port-file.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct body {
  long chunks;
  int framed;
  char *bytes;
  size_t length;
  struct body *next;
};

static struct body *bodies;
static pthread_mutex_t bodies_lock = PTHREAD_MUTEX_INITIALIZER;

static const char *const words[] = {
    "the ", "model ", "keeps ", "answering ", "in ", "small ", "pieces ", "一段 ", "of ", "text, ",
    "whose ", "length ", "varies ", "and ", "文字 ", "repeats\\n"};

static void event(FILE *out, int framed, const char *data) {
  if (framed) fprintf(out, "%zx\r\n", strlen(data) + 8);
  fprintf(out, "data: %s\n\n", data);
  if (framed) fputs("\r\n", out);
}

static void make(struct body *body) {
  static const char head[] =
      "{\"id\": \"chatcmpl-1\", \"object\": \"chat.completion.chunk\", \"created\": 1700000000, "
      "\"model\": \"m\", \"system_fingerprint\": \"fp\", \"choices\": ";
  char data[512];
  FILE *out = open_memstream(&body->bytes, &body->length);
  if (!out) exit(1);
  for (long index = 0; index < body->chunks; index++) {
    snprintf(data, sizeof data,
             "%s[{\"index\": 0, \"delta\": {%s\"content\": \"%s\"}, \"logprobs\": null, "
             "\"finish_reason\": null}]}",
             head, index ? "" : "\"role\": \"assistant\", ",
             words[(size_t)index * 7 % (sizeof words / sizeof *words)]);
    event(out, body->framed, data);
  }
  snprintf(data, sizeof data,
           "%s[{\"index\": 0, \"delta\": {}, \"logprobs\": null, \"finish_reason\": \"stop\"}]}",
           head);
  event(out, body->framed, data);
  snprintf(data, sizeof data,
           "%s[], \"usage\": {\"prompt_tokens\": 3, \"completion_tokens\": %ld, "
           "\"total_tokens\": %ld}}",
           head, body->chunks, body->chunks + 3);
  event(out, body->framed, data);
  event(out, body->framed, "[DONE]");
  if (body->framed) fputs("0\r\n\r\n", out);
  fclose(out);
}

static const struct body *find(long chunks, int framed) {
  pthread_mutex_lock(&bodies_lock);
  struct body *body = bodies;
  while (body && (body->chunks != chunks || body->framed != framed)) body = body->next;
  if (!body) {
    if (!(body = calloc(1, sizeof *body))) exit(1);
    body->chunks = chunks;
    body->framed = framed;
    make(body);
    body->next = bodies;
    bodies = body;
  }
  pthread_mutex_unlock(&bodies_lock);
  return body;
}

static void send_all(int socket, const char *bytes, size_t length) {
  while (length) {
    ssize_t sent = write(socket, bytes, length > 65536 ? 65536 : length);
    if (sent <= 0) return;
    bytes += sent;
    length -= (size_t)sent;
  }
}

static void answer(int socket, const char *request) {
  if (strncmp(request, "POST /", 6) != 0) {
    static const char models[] =
        "{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"object\":\"model\"}]}";
    char whole[256];
    int length = snprintf(whole, sizeof whole,
                          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                          "Content-Length: %zu\r\nConnection: close\r\n\r\n%s",
                          sizeof models - 1, models);
    send_all(socket, whole, (size_t)length);
    return;
  }
  char *end;
  long chunks = strtol(request + 6, &end, 10);
  int framed = strncmp(end, "-chunked/", 9) == 0;
  const struct body *body = find(chunks < 1 ? 1 : chunks, framed);
  char head[256];
  int length = snprintf(head, sizeof head,
                        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n%s"
                        "Connection: close\r\n\r\n",
                        framed ? "Transfer-Encoding: chunked\r\n" : "");
  send_all(socket, head, (size_t)length);
  send_all(socket, body->bytes, body->length);
}

static void *serve(void *argument) {
  enum { capacity = 1 << 18 };
  int socket = (int)(long)argument;
  char *request = malloc(capacity + 1), *end = NULL;
  size_t length = 0;
  ssize_t received;
  while (request && length < capacity && !end &&
         (received = read(socket, request + length, capacity - length)) > 0) {
    length += (size_t)received;
    request[length] = 0;
    end = strstr(request, "\r\n\r\n");
  }
  if (end) {
    char *field = strcasestr(request, "\r\ncontent-length:");
    size_t body = field && field < end ? strtoul(field + 17, NULL, 10) : 0;
    size_t whole = (size_t)(end + 4 - request) + body;
    if (strcasestr(request, "\r\nexpect: 100")) {
      send_all(socket, "HTTP/1.1 100 Continue\r\n\r\n", 25);
    }
    while (length < whole && length < capacity &&
           (received = read(socket, request + length, capacity - length)) > 0) {
      length += (size_t)received;
    }
    request[length] = 0;
    answer(socket, request);
    shutdown(socket, SHUT_WR);
    while (read(socket, request, capacity) > 0) {}
  }
  free(request);
  close(socket);
  return NULL;
}

int main(int count, char **arguments) {
  if (count != 2) return 64;
  signal(SIGPIPE, SIG_IGN);
  int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 64) ||
      getsockname(listener, (struct sockaddr *)&address, &size)) {
    perror("sse-server");
    return 1;
  }
  FILE *file = fopen(arguments[1], "w");
  if (!file) {
    perror(arguments[1]);
    return 74;
  }
  fprintf(file, "%d\n", ntohs(address.sin_port));
  fclose(file);
  for (;;) {
    int client = accept(listener, NULL, NULL);
    if (client < 0) continue;
    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, (void *)(long)client) == 0) {
      pthread_detach(thread);
    } else {
      close(client);
    }
  }
}
