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
  // Positions among which the best place is looked for: words, or characters of a run of CJK.
  width = 24,
  // Positions around it that an excerpt may reach.
  reach = 80,
  held = width + 2 * reach,
  // Matches that are looked at; a common word stands a million times in a long text.
  looked_at = 512,
  // The widest excerpt, in columns of a terminal.
  most_columns = 10000,
};

// A match of a phrase: its positions, the last one included.
typedef struct {
  int phrase, first, last;
} match;

// A text, and where some of its positions are in it.
typedef struct {
  const char *text;
  int length;
  int position;
  int first;
  // Of the positions from the first on, as far as there are any.
  int count;
  int start[held], end[held];
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
  if (index < 0) return SQLITE_OK;
  if (index >= held) return SQLITE_DONE;
  seen->start[index] = start;
  seen->end[index] = end;
  seen->count = index + 1;
  return SQLITE_OK;
}

// Finds where the window's positions are.
static int look(const Fts5ExtensionApi *api, Fts5Context *context, window *seen) {
  seen->position = seen->count = 0;
  int rc = api->xTokenize(context, seen->text, seen->length, seen, see_token);
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

// The column of those that have a text in which the most phrases are found, and the first of them.
static int best_column(const Fts5ExtensionApi *api, Fts5Context *context, int columns) {
  int all = 0, best = 0, best_score = 0;
  if (columns < 2 || api->xInstCount(context, &all) != SQLITE_OK) return 0;
  for (int wanted = 0; wanted < columns; wanted++) {
    uint64_t phrases = 0;
    int score = 0;
    for (int i = 0; i < all && i < looked_at; i++) {
      int phrase, column, position;
      if (api->xInst(context, i, &phrase, &column, &position) != SQLITE_OK) return 0;
      uint64_t bit = UINT64_C(1) << (phrase & 63);
      if (column != wanted || (phrases & bit) != 0) continue;
      phrases |= bit;
      score++;
    }
    if (score > best_score) best = wanted, best_score = score;
  }
  return best;
}

// Reads the first matches in a column, in the order of their places.
static int read_matches(const Fts5ExtensionApi *api, Fts5Context *context, int wanted,
                        match *matches, int *count) {
  int all = 0;
  int rc = api->xInstCount(context, &all);
  *count = 0;
  for (int i = 0; rc == SQLITE_OK && i < all && *count < looked_at; i++) {
    int phrase, column, position;
    rc = api->xInst(context, i, &phrase, &column, &position);
    // A damaged index may name any position; no text has so many.
    if (rc != SQLITE_OK || column != wanted || position > INT32_MAX / 2) continue;
    int size = api->xPhraseSize(context, phrase);
    matches[(*count)++] = (match){phrase, position, position + (size > 0 ? size - 1 : 0)};
  }
  return rc;
}

// Finds the positions that show the most phrases, and the first such if several do.
static match best_place(const match *matches, int count) {
  match best = {0, 0, 0};
  int best_score = 0;
  for (int i = 0; i < count; i++) {
    uint64_t phrases = 0;
    int score = 0, last = matches[i].last;
    for (int j = i; j < count && matches[j].last < matches[i].first + width; j++) {
      uint64_t bit = UINT64_C(1) << (matches[j].phrase & 63);
      if ((phrases & bit) != 0) continue;
      phrases |= bit;
      score++;
      last = matches[j].last;
    }
    // One that is longer than all positions is still better than none.
    if (score > best_score || (i == 0 && score == 0)) {
      best_score = score;
      best = (match){0, matches[i].first, last};
    }
  }
  return best;
}

// The parts of the text that matches cover, one after another, those that overlap as one.
static int find_ranges(const window *seen, const match *matches, int count, range *ranges) {
  bool covered[held] = {false};
  bool joined[held] = {false};
  for (int i = 0; i < count; i++) {
    for (int p = matches[i].first; p <= matches[i].last; p++) {
      int index = p - seen->first;
      if (index < 0) continue;
      if (index >= seen->count) break;
      covered[index] = true;
      if (p < matches[i].last) joined[index] = true;
    }
  }
  int found = 0;
  for (int i = 0; i < seen->count; i++) {
    if (!covered[i]) continue;
    bool overlaps = found > 0 && seen->start[i] < ranges[found - 1].end;
    bool goes_on = found > 0 && i > 0 && joined[i - 1];
    if (overlaps || goes_on) ranges[found - 1].end = seen->end[i];
    else ranges[found++] = (range){seen->start[i], seen->end[i]};
  }
  return found;
}

// Terminal columns of a part of a text: characters of three bytes or more are wide.
static int columns_of(const char *text, int start, int end) {
  int columns = 0;
  for (int i = start; i < end; i++) {
    unsigned char byte = (unsigned char)text[i];
    if ((byte & 0xC0) != 0x80) columns += byte >= 0xE0 ? 2 : 1;
  }
  return columns;
}

// The end of as much text from `start` on as goes into some columns, at a character's end.
static int end_within(const char *text, int start, int end, int columns) {
  int at = start;
  while (at < end) {
    int next = at + 1;
    while (next < end && (text[next] & 0xC0) == 0x80) next++;
    columns -= columns_of(text, at, next);
    if (columns < 0) break;
    at = next;
  }
  return at;
}

// The part of the text around a place that goes into some columns, the place in its middle.
static range surroundings(const window *seen, match place, int columns) {
  const char *text = seen->text;
  if (seen->count == 0) return (range){0, end_within(text, 0, seen->length, columns)};
  int from = place.first - seen->first, to = place.last - seen->first;
  if (from >= seen->count) from = seen->count - 1;
  if (to >= seen->count) to = seen->count - 1;
  range part = {seen->start[from], seen->end[to]};
  int left = 0, right = 0, used = columns_of(text, part.start, part.end);
  bool can_left = true, can_right = true;
  while (can_left || can_right) {
    bool goes_left = can_left && (!can_right || left < right);
    bool has_token = goes_left ? from > 0 : to + 1 < seen->count;
    int start = part.start, end = part.end;
    // Beyond the last position there is the rest of the text, unless there are more than are held.
    if (goes_left) start = has_token ? seen->start[from - 1] : seen->first == 0 ? 0 : start;
    else end = has_token ? seen->end[to + 1] : seen->count < held ? seen->length : end;
    // Where pairs overlap, the next position may add nothing.
    if (start > part.start) start = part.start;
    if (end < part.end) end = part.end;
    int more = goes_left ? columns_of(text, start, part.start) : columns_of(text, part.end, end);
    bool fits = used + more <= columns;
    if (fits) {
      used += more;
      part = (range){start, end};
      *(goes_left ? &left : &right) += more;
    }
    if (!fits || !has_token) *(goes_left ? &can_left : &can_right) = false;
    else if (goes_left) from--;
    else to++;
  }
  // A token can be as long as the text.
  if (used > columns) part.end = end_within(text, part.start, part.end, columns);
  return part;
}

static void append(sqlite3_str *result, const char *text, int start, int end) {
  if (end > start) sqlite3_str_append(result, text + start, end - start);
}

// Writes a part of a text with marks around the ranges, and dots where it is cut.
static void write_excerpt(sqlite3_str *result, const window *seen, range part, const range *ranges,
                          int count) {
  if (part.start > 0) sqlite3_str_appendall(result, "…");
  int at = part.start;
  for (int i = 0; i < count && ranges[i].start < part.end; i++) {
    int first = ranges[i].start > at ? ranges[i].start : at;
    int last = ranges[i].end < part.end ? ranges[i].end : part.end;
    if (last <= first) continue;
    append(result, seen->text, at, first);
    sqlite3_str_appendchar(result, 1, 2);
    append(result, seen->text, first, last);
    sqlite3_str_appendchar(result, 1, 3);
    at = last;
  }
  append(result, seen->text, at, part.end);
  if (part.end < seen->length) sqlite3_str_appendall(result, "…");
}

static void excerpt(const Fts5ExtensionApi *api, Fts5Context *context, sqlite3_context *result,
                    int argument_count, sqlite3_value **arguments) {
  if (argument_count < 2) return sqlite3_result_error(result, "excerpt takes a width and texts", -1);
  match *matches = sqlite3_malloc(sizeof(match) * looked_at);
  window *seen = sqlite3_malloc(sizeof *seen);
  range *ranges = sqlite3_malloc(sizeof(range) * held);
  int columns = sqlite3_value_int(arguments[0]);
  columns = columns < 0 ? 0 : columns > most_columns ? most_columns : columns;
  int rc = matches == NULL || seen == NULL || ranges == NULL ? SQLITE_NOMEM : SQLITE_OK, count = 0;
  match place = {0, 0, 0};
  if (rc == SQLITE_OK) {
    int column = best_column(api, context, argument_count - 1);
    memset(seen, 0, sizeof *seen);
    seen->text = (const char *)sqlite3_value_text(arguments[1 + column]);
    seen->length = sqlite3_value_bytes(arguments[1 + column]);
    rc = read_matches(api, context, column, matches, &count);
  }
  if (rc == SQLITE_OK && seen->text != NULL) {
    place = best_place(matches, count);
    seen->first = place.first > reach ? place.first - reach : 0;
    rc = look(api, context, seen);
  }
  if (rc == SQLITE_OK) {
    sqlite3_str *written = sqlite3_str_new(sqlite3_context_db_handle(result));
    if (seen->text != NULL) {
      int found = find_ranges(seen, matches, count, ranges);
      write_excerpt(written, seen, surroundings(seen, place, columns), ranges, found);
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
  sqlite3_free(seen);
  sqlite3_free(ranges);
  if (rc != SQLITE_OK) sqlite3_result_error_code(result, rc);
}

int csqlite_register_excerpt(sqlite3 *db) {
  fts5_api *api = NULL;
  int rc = csqlite_fts5_api(db, &api);
  return rc == SQLITE_OK ? api->xCreateFunction(api, "excerpt", NULL, excerpt, NULL) : rc;
}
