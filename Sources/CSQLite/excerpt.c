// The FTS5 auxiliary function `excerpt`.
//
// FTS5's own snippet() takes for granted that what stands at two positions does not overlap in the
// text. Pairs of characters do: for 天 and 天气 it gives the rest of the text twice.
#include "CSQLiteExcerpt.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "fts5_api.h"

enum {
  // Positions of an excerpt: words, or characters of a run of CJK.
  width = 24,
  // Matches that are looked at; a common word stands a million times in a long text.
  looked_at = 512,
  // Bytes before the first match and from there on: one token can be as long as the text.
  bytes_before = 200,
  bytes_after = 600,
};

// A match of a phrase: its positions, the last one included.
typedef struct {
  int phrase, first, last;
} match;

// The positions of the excerpt, and where they are in the text; -1 for one that was not seen.
typedef struct {
  int position;
  int first;
  int start[width], end[width];
  // Whether something stands after the last of them.
  bool has_more;
} window;

// A part of the text.
typedef struct {
  int start, end;
} range;

static int see_token(void *context, int flags, const char *token, int length, int start, int end) {
  window *seen = context;
  (void)token, (void)length;
  if ((flags & FTS5_TOKEN_COLOCATED) != 0) return SQLITE_OK;
  int index = seen->position++ - seen->first;
  if (index >= width) {
    seen->has_more = true;
    return SQLITE_DONE;
  }
  if (index >= 0) {
    seen->start[index] = start;
    seen->end[index] = end;
  }
  return SQLITE_OK;
}

// Finds where the window's positions are.
static int look(const Fts5ExtensionApi *api, Fts5Context *context, const char *text, int length,
                window *seen) {
  seen->position = 0;
  seen->has_more = false;
  for (int i = 0; i < width; i++) seen->start[i] = seen->end[i] = -1;
  int rc = api->xTokenize(context, text, length, seen, see_token);
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

// Reads the first matches, in the order of their places.
static int read_matches(const Fts5ExtensionApi *api, Fts5Context *context, match *matches,
                        int *count) {
  int all = 0;
  int rc = api->xInstCount(context, &all);
  *count = 0;
  for (int i = 0; rc == SQLITE_OK && i < all && *count < looked_at; i++) {
    int phrase, column, position;
    rc = api->xInst(context, i, &phrase, &column, &position);
    // A damaged index may name any position; no text has so many.
    if (rc != SQLITE_OK || column != 0 || position > INT32_MAX / 2) continue;
    int size = api->xPhraseSize(context, phrase);
    matches[(*count)++] = (match){phrase, position, position + (size > 0 ? size - 1 : 0)};
  }
  return rc;
}

// The first position of the excerpt that shows the most phrases, and the first of those if several
// do; what is found stands in its middle.
static int best_position(const match *matches, int count) {
  int best = 0, best_score = 0;
  for (int i = 0; i < count; i++) {
    uint64_t phrases = 0;
    int score = 0, last = matches[i].last;
    for (int j = i; j < count && matches[j].last < matches[i].first + width; j++) {
      uint64_t bit = UINT64_C(1) << (matches[j].phrase & 63);
      if ((phrases & bit) == 0) {
        score++;
        last = matches[j].last;
      }
      phrases |= bit;
    }
    if (score > best_score) {
      int spare = width - (last - matches[i].first + 1);
      best_score = score;
      best = matches[i].first - (spare > 0 ? spare / 2 : 0);
    } else if (best_score == 0) {
      best = matches[i].first;  // Longer than an excerpt.
    }
  }
  return best > 0 ? best : 0;
}

// The parts of the text that matches cover, one after another, those that overlap as one.
static int find_ranges(const window *seen, const match *matches, int count, range *ranges) {
  bool covered[width] = {false};
  bool joined[width] = {false};
  for (int i = 0; i < count; i++) {
    for (int p = matches[i].first; p <= matches[i].last; p++) {
      int index = p - seen->first;
      if (index < 0) continue;
      if (index >= width) break;
      covered[index] = true;
      if (p < matches[i].last) joined[index] = true;
    }
  }
  int found = 0;
  for (int i = 0; i < width; i++) {
    if (!covered[i] || seen->start[i] < 0) continue;
    bool overlaps = found > 0 && seen->start[i] < ranges[found - 1].end;
    bool goes_on = found > 0 && i > 0 && joined[i - 1];
    if (overlaps || goes_on) ranges[found - 1].end = seen->end[i];
    else ranges[found++] = (range){seen->start[i], seen->end[i]};
  }
  return found;
}

// Where a character begins, at `at` or before it.
static int character_start(const char *text, int at) {
  while (at > 0 && (text[at] & 0xC0) == 0x80) at--;
  return at;
}

static void append(sqlite3_str *result, const char *text, int start, int end) {
  if (end > start) sqlite3_str_append(result, text + start, end - start);
}

// Writes the excerpt: the window's text with marks around the ranges, and dots where it is cut.
static void write_excerpt(sqlite3_str *result, const char *text, int length, const window *seen,
                          const range *ranges, int count) {
  int start = seen->first > 0 && seen->start[0] >= 0 ? seen->start[0] : 0;
  int end = length;
  for (int i = 0; seen->has_more && i < width && seen->end[i] >= 0; i++) end = seen->end[i];
  int anchor = count > 0 ? ranges[0].start : start;
  if (anchor - start > bytes_before) start = character_start(text, anchor - bytes_before);
  if (end - anchor > bytes_after) end = character_start(text, anchor + bytes_after);
  if (start > 0) sqlite3_str_appendall(result, "…");
  int at = start;
  for (int i = 0; i < count && ranges[i].start < end; i++) {
    int last = ranges[i].end < end ? ranges[i].end : end;
    append(result, text, at, ranges[i].start);
    sqlite3_str_appendchar(result, 1, 2);
    append(result, text, ranges[i].start, last);
    sqlite3_str_appendchar(result, 1, 3);
    at = last;
  }
  append(result, text, at, end);
  if (end < length) sqlite3_str_appendall(result, "…");
}

static void excerpt(const Fts5ExtensionApi *api, Fts5Context *context, sqlite3_context *result,
                    int argument_count, sqlite3_value **arguments) {
  (void)argument_count, (void)arguments;
  const char *text = NULL;
  int length = 0, count = 0;
  match *matches = sqlite3_malloc(sizeof(match) * looked_at);
  if (matches == NULL) return sqlite3_result_error_nomem(result);
  int rc = api->xColumnText(context, 0, &text, &length);
  if (rc == SQLITE_OK) rc = read_matches(api, context, matches, &count);
  window seen = {.first = best_position(matches, count)};
  if (rc == SQLITE_OK && text != NULL) rc = look(api, context, text, length, &seen);
  // Near the end of the text there is room for more before it.
  if (rc == SQLITE_OK && text != NULL && seen.first > 0 && seen.position < seen.first + width) {
    seen.first = seen.position > width ? seen.position - width : 0;
    rc = look(api, context, text, length, &seen);
  }
  range ranges[width];
  if (rc == SQLITE_OK) {
    sqlite3_str *written = sqlite3_str_new(sqlite3_context_db_handle(result));
    if (text != NULL) {
      int found = find_ranges(&seen, matches, count, ranges);
      write_excerpt(written, text, length, &seen, ranges, found);
    }
    rc = sqlite3_str_errcode(written);
    int bytes = sqlite3_str_length(written);
    char *whole = sqlite3_str_finish(written);
    if (rc == SQLITE_OK) {
      sqlite3_result_text(result, whole == NULL ? "" : whole, whole == NULL ? 0 : bytes,
                          SQLITE_TRANSIENT);
    }
    sqlite3_free(whole);
  }
  sqlite3_free(matches);
  if (rc != SQLITE_OK) sqlite3_result_error_code(result, rc);
}

int csqlite_register_excerpt(sqlite3 *db) {
  fts5_api *api = NULL;
  int rc = csqlite_fts5_api(db, &api);
  return rc == SQLITE_OK ? api->xCreateFunction(api, "excerpt", NULL, excerpt, NULL) : rc;
}
