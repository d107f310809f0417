// The FTS5 auxiliary function `relevance`.
//
// FTS5's own bm25() reads every row that a word is in to learn how rare it is, and needs the length of
// each text beside the index. This one stops counting where it no longer matters, and is told a length.
#include "CSQLiteRelevance.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "fts5_api.h"

// Common choices for BM25; the length is that of a usual message.
static const double saturation = 1.2, length_weight = 0.75, usual_length = 500;

// The age at which half of the surplus for new messages is left.
static const double half_life_days = 90;

// What stays the same from row to row of one query.
typedef struct {
  sqlite3_int64 rows;
  int phrases;
  // The first row number, and how many there could be from it on; none where rarity does not count.
  sqlite3_int64 first, span;
  // How much a phrase says, by how rare it is; negative while that is not known.
  double weights[];
} query_facts;

// Rows that a phrase was counted in, and the row where that ended.
typedef struct {
  sqlite3_int64 count, last_row;
  bool is_cut;
} rows_counted;

// How many rows are counted before the rest is taken to be like them.
enum { counted_rows = 1000 };

static int count_row(const Fts5ExtensionApi *api, Fts5Context *context, void *user) {
  rows_counted *counted = user;
  if (++counted->count < counted_rows) return SQLITE_OK;
  counted->last_row = api->xRowid(context);
  counted->is_cut = true;
  return SQLITE_DONE;
}

static int weigh(const Fts5ExtensionApi *api, Fts5Context *context, query_facts *facts, int phrase) {
  rows_counted counted = {0};
  facts->weights[phrase] = 1;
  if (facts->span <= 0) return SQLITE_OK;
  int rc = api->xQueryPhrase(context, phrase, &counted, count_row);
  if (rc != SQLITE_OK && rc != SQLITE_DONE) return rc;
  double found = (double)counted.count, rows = (double)facts->rows;
  if (counted.is_cut) {
    double passed = (double)counted.last_row - (double)facts->first + 1;
    if (passed >= 1) found *= (double)facts->span / passed;
  }
  if (rows < found) rows = found;
  facts->weights[phrase] = log(1 + (rows - found + 0.5) / (found + 0.5));
  return SQLITE_OK;
}

// Finds what is known of the query, made at its first row.
static int find_facts(const Fts5ExtensionApi *api, Fts5Context *context, sqlite3_value **arguments,
                      query_facts **result) {
  *result = api->xGetAuxdata(context, 0);
  if (*result != NULL) return SQLITE_OK;
  int phrases = api->xPhraseCount(context);
  query_facts *facts =
      sqlite3_malloc64(sizeof *facts + sizeof facts->weights[0] * (sqlite3_uint64)phrases);
  if (facts == NULL) return SQLITE_NOMEM;
  facts->rows = 0;
  facts->phrases = phrases;
  facts->first = sqlite3_value_int64(arguments[3]);
  sqlite3_int64 last = sqlite3_value_int64(arguments[4]);
  // Row numbers are never negative, unless somebody changed the file.
  bool has_rows = facts->first >= 0 && last >= facts->first && last < INT64_MAX;
  // Of a single phrase it does not matter how rare it is.
  facts->span = phrases > 1 && has_rows ? last - facts->first + 1 : 0;
  for (int i = 0; i < phrases; i++) facts->weights[i] = -1;
  int rc = api->xRowCount(context, &facts->rows);
  if (rc == SQLITE_OK) rc = api->xSetAuxdata(context, facts, sqlite3_free);
  else sqlite3_free(facts);
  if (rc == SQLITE_OK) *result = facts;
  return rc;
}

// How often a phrase stands in the first columns of the row.
static int frequency(const Fts5ExtensionApi *api, Fts5Context *context, int phrase, int columns) {
  Fts5PhraseIter place;
  int column = -1, offset, count = 0;
  if (api->xPhraseFirst(context, phrase, &place, &column, &offset) != SQLITE_OK) return 0;
  // Columns come in order; -1 says that there is nothing more.
  for (; column >= 0 && column < columns; api->xPhraseNext(context, &place, &column, &offset)) count++;
  return count;
}

static void relevance(const Fts5ExtensionApi *api, Fts5Context *context, sqlite3_context *result,
                      int argument_count, sqlite3_value **arguments) {
  if (argument_count != 5) {
    return sqlite3_result_error(result, "relevance takes a table and 5 arguments", -1);
  }
  int columns = sqlite3_value_int(arguments[0]);
  double length = sqlite3_value_double(arguments[1]), days = sqlite3_value_double(arguments[2]);
  double norm = saturation * (1 - length_weight + length_weight * length / usual_length);
  double score = 0;
  query_facts *facts = NULL;
  int rc = find_facts(api, context, arguments, &facts);
  for (int i = 0; rc == SQLITE_OK && i < facts->phrases; i++) {
    int count = frequency(api, context, i, columns);
    if (count == 0) continue;
    if (facts->weights[i] < 0) rc = weigh(api, context, facts, i);
    score += facts->weights[i] * count * (saturation + 1) / (count + norm);
  }
  if (rc != SQLITE_OK) return sqlite3_result_error_code(result, rc);
  sqlite3_result_double(result, score * (1 + exp2(-(days > 0 ? days : 0) / half_life_days)));
}

int csqlite_register_relevance(sqlite3 *db) {
  fts5_api *api = NULL;
  int rc = csqlite_fts5_api(db, &api);
  return rc == SQLITE_OK ? api->xCreateFunction(api, "relevance", NULL, relevance, NULL) : rc;
}
