// The FTS5 tokenizer `cjk`.
//
// Text is cut into runs of CJK characters and the rest. The rest is unicode61's. A run c1 … cn
// takes n positions: position i < n carries the pair c(i)c(i+1) and, colocated, the single c(i);
// position n carries the single c(n). A query asks for the pairs, which FTS5 makes a phrase of,
// then for the last single if more text follows, and for the single alone if the run is one
// character long. So:
//
// - A word is found exactly where it stands as a substring of a run: the last position of a run has
//   no pair, so that pairs on both sides of punctuation (库据。据库) are not adjacent.
// - A phrase that goes on in another script (模型GPT) is adjacent in the index too.
// - A word at the end of a query, the common case, needs the short lists of the pairs only.
// - A mark in an excerpt covers what the pair covers: a single, unless it ends a run, is one
//   character too long.
//
// An identifier such as HTTPServer2 is one token of unicode61's. Its parts, http, server and 2, and what
// stands before the number, httpserver, are beside it at the same position, so that each finds it; a
// query asks for the whole only. What
// unicode61 itself cuts (foo_bar, /usr/lib) is a phrase of its parts.
//
// Greek and Cyrillic letters lose their marks as Latin ones do, and full-width letters and digits, which
// Chinese keyboards make, are the usual ones.
#include "CSQLiteTokenizer.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "fts5_api.h"
#include "letters.h"

typedef int (*token_callback)(void *context, int flags, const char *token, int length, int start,
                              int end);

typedef struct {
  fts5_tokenizer module;
  Fts5Tokenizer *instance;
} cjk_tokenizer;

// What unicode61's tokens pass through on their way to FTS5: it sees a slice, FTS5 the whole text.
typedef struct {
  token_callback callback;
  void *context;
  const char *slice;
  int offset;
  bool is_query;
} shifted_callback;

// A part of an identifier: where it is in the token.
typedef struct {
  int start, end;
} identifier_part;

// The letters of longer words stay as they are.
enum { longest_folded = 128 };

// A token of more parts is a hash or a key rather than a name, and its parts are nobody's words.
enum { most_parts = 8 };

// A character inside a run: where it is in the text.
typedef struct {
  const char *bytes;
  int length;
  int start;
} cjk_character;

typedef enum {
  not_cjk,
  is_cjk,
  // Invisible inside a run: it neither is a character nor ends the run.
  is_transparent,
} character_class;

// The scripts that are written without spaces between words and that unicode61 would make one token
// of. Punctuation of their blocks is left out on purpose: it ends a run.
static const struct {
  uint32_t first, last;
} cjk_ranges[] = {
    {0x1100, 0x11FF},    // Hangul jamo
    {0x2E80, 0x2FD5},    // CJK and Kangxi radicals, which stand for Han in text out of PDFs
    {0x3005, 0x3007},    // 々〆〇
    {0x3021, 0x3029},    // Suzhou numerals
    {0x3031, 0x3035},    // kana repeat marks
    {0x3038, 0x303C},    // more numerals and iteration marks
    {0x3041, 0x309F},    // hiragana
    {0x30A1, 0x30FA},    // katakana, up to the middle dot
    {0x30FC, 0x30FF},    // katakana, from the long vowel mark
    {0x3105, 0x312F},    // Bopomofo
    {0x3131, 0x318E},    // Hangul compatibility jamo
    {0x31A0, 0x31BF},    // Bopomofo extended
    {0x31F0, 0x31FF},    // katakana phonetic extensions
    {0x3400, 0x4DBF},    // Han, extension A
    {0x4E00, 0x9FFF},    // Han
    {0xA960, 0xA97C},    // Hangul jamo extended A
    {0xAC00, 0xD7A3},    // Hangul syllables
    {0xD7B0, 0xD7FB},    // Hangul jamo extended B
    {0xF900, 0xFAFF},    // Han, compatibility
    {0xFF66, 0xFF9F},    // half-width katakana
    {0xFFA1, 0xFFDC},    // half-width Hangul
    {0x1AFF0, 0x1B16F},  // kana extensions and supplement
    {0x20000, 0x2FFFD},  // planes 2 and 3 are kept for Han, extensions B and on
    {0x30000, 0x3FFFD},
};

// U+1100 begins with 0xE1 in UTF-8; no byte below it can begin a CJK character.
enum { first_cjk_lead = 0xE1 };

// Decodes the sequence of three or four bytes at `bytes`. Returns its length, or 0 if it is
// shorter, longer, cut off or malformed; such bytes are none of ours.
static int decode(const unsigned char *bytes, int available, uint32_t *scalar) {
  unsigned char lead = bytes[0];
  int length = lead < 0xE0 ? 0 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 0 || available < length) return 0;
  uint32_t value = lead & (length == 3 ? 0x0Fu : 0x07u);
  for (int i = 1; i < length; i++) {
    if ((bytes[i] & 0xC0) != 0x80) return 0;
    value = value << 6 | (bytes[i] & 0x3Fu);
  }
  if (value < (length == 3 ? 0x800u : 0x10000u) || value > 0x10FFFFu) return 0;
  *scalar = value;
  return length;
}

static character_class classify(uint32_t scalar) {
  // The ranges where nearly all characters are, before the search.
  if (scalar >= 0x4E00 && scalar <= 0x9FFF) return is_cjk;
  if (scalar >= 0xAC00 && scalar <= 0xD7A3) return is_cjk;
  int low = 0, high = (int)(sizeof cjk_ranges / sizeof cjk_ranges[0]) - 1;
  while (low <= high) {
    int middle = (low + high) / 2;
    if (scalar < cjk_ranges[middle].first) high = middle - 1;
    else if (scalar > cjk_ranges[middle].last) low = middle + 1;
    else return is_cjk;
  }
  // Variation selectors choose the shape of a Han character; the zero-width space and joiners, the
  // word joiner and the byte-order mark come along when text is copied out of web pages.
  bool invisible = (scalar >= 0xFE00 && scalar <= 0xFE0F) ||
                   (scalar >= 0xE0100 && scalar <= 0xE01EF) ||
                   (scalar >= 0x200B && scalar <= 0x200D) || scalar == 0x2060 || scalar == 0xFEFF;
  return invisible ? is_transparent : not_cjk;
}

// What of a name a byte belongs to; other bytes than ASCII's have no part in names.
static int letter_kind(char byte) {
  if (byte >= 'a' && byte <= 'z') return 1;
  if (byte >= 'A' && byte <= 'Z') return 2;
  return byte >= '0' && byte <= '9' ? 3 : 0;
}

// Whether a part begins at `at`: userName, Server2, 2go, and HTTPServer before the S.
static bool begins_part(const char *word, int length, int at) {
  int before = letter_kind(word[at - 1]), here = letter_kind(word[at]);
  if (before == 3 || here == 3) return before != here;
  if (here != 2) return false;
  return before == 1 || (at + 1 < length && letter_kind(word[at + 1]) == 1);
}

// Notes a part, unless it is known; a single letter says nothing, a digit may be a version's.
static int note_part(const char *token, identifier_part part, identifier_part *parts, int count) {
  int length = part.end - part.start;
  bool is_known = length < 1 || (length < 2 && letter_kind(token[part.start]) != 3);
  for (int i = 0; i < count && !is_known; i++) {
    is_known = parts[i].end - parts[i].start == length &&
               memcmp(token + parts[i].start, token + part.start, (size_t)length) == 0;
  }
  if (!is_known) parts[count++] = part;
  return count;
}

// Cuts a word into its parts, each once, and the whole of it before a number at its end. Returns how
// many, or 0 if it is whole.
static int cut_identifier(const char *word, const char *token, int length, identifier_part *parts) {
  int count = 0, start = 0, cuts = 0, last = 0;
  for (int at = 1; at <= length; at++) {
    if (at < length && letter_kind(word[at]) == 0) return 0;
    if (at < length && !begins_part(word, length, at)) continue;
    if (++cuts > most_parts) return 0;
    count = note_part(token, (identifier_part){start, at}, parts, count);
    last = start;
    start = at;
  }
  if (cuts < 2) return 0;
  if (letter_kind(word[last]) != 3) return count;
  return note_part(token, (identifier_part){0, last}, parts, count);
}

static int pass_shifted(void *context, int flags, const char *token, int length, int start,
                        int end) {
  shifted_callback *shifted = context;
  int from = start + shifted->offset;
  char folded[longest_folded];
  int shorter = length <= longest_folded ? csqlite_fold_letters(token, length, folded) : 0;
  if (shorter > 0) {
    token = folded;
    length = shorter;
  }
  int rc = shifted->callback(shifted->context, flags, token, length, from, end + shifted->offset);
  // The folded token is as long as the word in the text where both are ASCII.
  if (rc != SQLITE_OK || shifted->is_query || end - start != length || length < 2) return rc;
  identifier_part parts[most_parts + 1];
  int count = cut_identifier(shifted->slice + start, token, length, parts);
  for (int i = 0; i < count && rc == SQLITE_OK; i++) {
    rc = shifted->callback(shifted->context, FTS5_TOKEN_COLOCATED, token + parts[i].start,
                           parts[i].end - parts[i].start, from + parts[i].start,
                           from + parts[i].end);
  }
  return rc;
}

static int emit_single(token_callback callback, void *context, int flags, cjk_character one) {
  return callback(context, flags, one.bytes, one.length, one.start, one.start + one.length);
}

static int emit_pair(token_callback callback, void *context, cjk_character first,
                     cjk_character second) {
  // Something transparent may stand between them in the text, but not in the index.
  char pair[8];
  memcpy(pair, first.bytes, (size_t)first.length);
  memcpy(pair + first.length, second.bytes, (size_t)second.length);
  return callback(context, 0, pair, first.length + second.length, first.start,
                  second.start + second.length);
}

// Emits the tokens of the run that begins at `start` and sets `end` to where it ends.
static int tokenize_run(const char *text, int length, int start, bool is_query,
                        token_callback callback, void *context, int *end) {
  cjk_character previous = {0};
  bool has_previous = false, has_pair = false;
  int at = start, rc = SQLITE_OK;
  *end = start;
  while (rc == SQLITE_OK && at < length) {
    uint32_t scalar;
    int size = decode((const unsigned char *)text + at, length - at, &scalar);
    character_class class = size == 0 ? not_cjk : classify(scalar);
    if (class == not_cjk) break;
    if (class == is_cjk) {
      cjk_character current = {text + at, size, at};
      if (has_previous) {
        rc = emit_pair(callback, context, previous, current);
        if (rc == SQLITE_OK && !is_query) {
          rc = emit_single(callback, context, FTS5_TOKEN_COLOCATED, previous);
        }
        has_pair = true;
      }
      previous = current;
      has_previous = true;
      *end = at + size;
    }
    at += size;
  }
  if (rc != SQLITE_OK || !has_previous) return rc;
  if (is_query && has_pair && *end == length) return rc;
  return emit_single(callback, context, 0, previous);
}

// The first byte at or after `at` that begins a CJK character, or `length`.
static int next_run(const char *text, int length, int at) {
  const unsigned char *bytes = (const unsigned char *)text;
  for (; at < length; at++) {
    if (bytes[at] < first_cjk_lead) continue;
    uint32_t scalar;
    if (decode(bytes + at, length - at, &scalar) != 0 && classify(scalar) == is_cjk) return at;
  }
  return length;
}

static int cjk_tokenize(Fts5Tokenizer *opaque, void *context, int flags, const char *text,
                        int length, token_callback callback) {
  cjk_tokenizer *tokenizer = (cjk_tokenizer *)opaque;
  bool is_query = (flags & FTS5_TOKENIZE_QUERY) != 0;
  int at = 0, rc = SQLITE_OK;
  if (text == NULL) return SQLITE_OK;
  while (rc == SQLITE_OK && at < length) {
    int run = next_run(text, length, at);
    if (run > at) {
      shifted_callback shifted = {callback, context, text + at, at, is_query};
      rc = tokenizer->module.xTokenize(tokenizer->instance, &shifted, flags, text + at, run - at,
                                       pass_shifted);
    }
    at = run;
    if (rc == SQLITE_OK && run < length) {
      rc = tokenize_run(text, length, run, is_query, callback, context, &at);
    }
  }
  return rc;
}

static void cjk_delete(Fts5Tokenizer *opaque) {
  cjk_tokenizer *tokenizer = (cjk_tokenizer *)opaque;
  if (tokenizer == NULL) return;
  if (tokenizer->instance != NULL) tokenizer->module.xDelete(tokenizer->instance);
  sqlite3_free(tokenizer);
}

static int cjk_create(void *context, const char **arguments, int count, Fts5Tokenizer **result) {
  fts5_api *api = context;
  void *inner_context = NULL;
  *result = NULL;
  cjk_tokenizer *tokenizer = sqlite3_malloc(sizeof *tokenizer);
  if (tokenizer == NULL) return SQLITE_NOMEM;
  memset(tokenizer, 0, sizeof *tokenizer);
  int rc = api->xFindTokenizer(api, "unicode61", &inner_context, &tokenizer->module);
  if (rc == SQLITE_OK) {
    rc = tokenizer->module.xCreate(inner_context, arguments, count, &tokenizer->instance);
  }
  if (rc != SQLITE_OK) {
    // A constructor that failed leaves nothing to destroy, whatever it wrote.
    tokenizer->instance = NULL;
    cjk_delete((Fts5Tokenizer *)tokenizer);
    return rc;
  }
  *result = (Fts5Tokenizer *)tokenizer;
  return SQLITE_OK;
}

int csqlite_register_cjk(sqlite3 *db) {
  static fts5_tokenizer module = {cjk_create, cjk_delete, cjk_tokenize};
  fts5_api *api = NULL;
  int rc = csqlite_fts5_api(db, &api);
  if (rc != SQLITE_OK) return rc;
  // The API outlives every tokenizer made through it, as FTS5's own `porter` relies on.
  return api->xCreateTokenizer(api, "cjk", api, &module, NULL);
}
