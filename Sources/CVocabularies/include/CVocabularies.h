#pragma once
#include <stddef.h>

// The files of the folder Vocabularies, as parts of the program: read where they lie, so that a process
// loads only the pages that it needs.

/// The classes of all characters of Unicode, see `CharacterClasses` in ChatTokens.
const unsigned char *_Nonnull cvocabularies_character_classes(void);

/// What canonical composition needs, see `CompositionTable` in ChatTokens.
const unsigned char *_Nonnull cvocabularies_composition(void);

/// How many packed vocabularies there are.
int cvocabularies_count(void);

/// The name of a vocabulary; NULL past the last.
const char *_Nullable cvocabularies_name(int index);

/// The bytes of a vocabulary, aligned to 64; NULL past the last.
const unsigned char *_Nullable cvocabularies_bytes(int index, size_t *_Nonnull size);
