/// The schema's migrations, embedded at build time from the folder `Migrations`.
#ifndef CMIGRATIONS_H
#define CMIGRATIONS_H

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

/// How many migrations there are.
int cmigrations_count(void);

/// The file name of migration `index` (from 0), or NULL beyond the last.
const char *_Nullable cmigrations_name(int index);

/// The SQL of migration `index` (from 0), or NULL beyond the last.
const char *_Nullable cmigrations_sql(int index);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
