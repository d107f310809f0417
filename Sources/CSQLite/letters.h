#ifndef CSQLITE_LETTERS_H
#define CSQLITE_LETTERS_H

/// Takes the marks off small Greek and Cyrillic letters, as unicode61 takes them off Latin ones, and makes
/// the usual letters and digits of full-width ones.
///
/// unicode61 drops the combining marks of decomposed text in every script, but of composed letters only
/// the Latin ones lose theirs, so that й in one form would not find й in the other.
///
/// - Returns: The length of what was written, at most that of the token; 0 when there was nothing to fold.
int csqlite_fold_letters(const char *token, int length, char *folded);

#endif
