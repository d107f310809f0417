#include "CMigrations.h"

// `#embed` is C23. SwiftPM always compiles C with the Swift toolchain's clang, which has it.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char sql_0001[] = {
#embed "../../Migrations/0001_conversations.sql" suffix(, )
    0};
static const char sql_0002[] = {
#embed "../../Migrations/0002_messages.sql" suffix(, )
    0};
static const char sql_0003[] = {
#embed "../../Migrations/0003_tool_calls.sql" suffix(, )
    0};
static const char sql_0004[] = {
#embed "../../Migrations/0004_turns.sql" suffix(, )
    0};
static const char sql_0005[] = {
#embed "../../Migrations/0005_search.sql" suffix(, )
    0};
static const char sql_0006[] = {
#embed "../../Migrations/0006_operations.sql" suffix(, )
    0};
static const char sql_0007[] = {
#embed "../../Migrations/0007_undoing.sql" suffix(, )
    0};
static const char sql_0008[] = {
#embed "../../Migrations/0008_collecting.sql" suffix(, )
    0};
static const char sql_0009[] = {
#embed "../../Migrations/0009_token_counts.sql" suffix(, )
    0};
static const char sql_0010[] = {
#embed "../../Migrations/0010_learned.sql" suffix(, )
    0};

static const char sql_0011[] = {
#embed "../../Migrations/0011_summaries.sql" suffix(, )
    0};

static const char sql_0012[] = {
#embed "../../Migrations/0012_undoing_summaries.sql" suffix(, )
    0};

static const char sql_0013[] = {
#embed "../../Migrations/0013_search.sql" suffix(, )
    0};

static const char sql_0014[] = {
#embed "../../Migrations/0014_usage.sql" suffix(, )
    0};

static const char sql_0015[] = {
#embed "../../Migrations/0015_cached.sql" suffix(, )
    0};

static const char sql_0016[] = {
#embed "../../Migrations/0016_records.sql" suffix(, )
    0};

static const struct {
  const char *name;
  const char *sql;
} migrations[] = {
    {"0001_conversations.sql", sql_0001}, {"0002_messages.sql", sql_0002},
    {"0003_tool_calls.sql", sql_0003},    {"0004_turns.sql", sql_0004},
    {"0005_search.sql", sql_0005},        {"0006_operations.sql", sql_0006},
    {"0007_undoing.sql", sql_0007},       {"0008_collecting.sql", sql_0008},
    {"0009_token_counts.sql", sql_0009},  {"0010_learned.sql", sql_0010},
    {"0011_summaries.sql", sql_0011},
    {"0012_undoing_summaries.sql", sql_0012},
    {"0013_search.sql", sql_0013},
    {"0014_usage.sql", sql_0014},
    {"0015_cached.sql", sql_0015},
    {"0016_records.sql", sql_0016},
};

int cmigrations_count(void) { return (int)(sizeof migrations / sizeof migrations[0]); }

const char *cmigrations_name(int index) {
  return index >= 0 && index < cmigrations_count() ? migrations[index].name : 0;
}

const char *cmigrations_sql(int index) {
  return index >= 0 && index < cmigrations_count() ? migrations[index].sql : 0;
}
