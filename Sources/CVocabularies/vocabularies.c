#include "CVocabularies.h"

// `#embed` is C23. SwiftPM always compiles C with the Swift toolchain's clang, which has it.
#pragma clang diagnostic ignored "-Wc23-extensions"

_Alignas(64) static const unsigned char character_classes[] = {
#embed "../../Vocabularies/character-classes.bin"
};
static const unsigned char composition[] = {
#embed "../../Vocabularies/composition.bin"
};
_Alignas(64) static const unsigned char cl100k_base[] = {
#embed "../../Vocabularies/cl100k_base.bpe"
};
_Alignas(64) static const unsigned char o200k_base[] = {
#embed "../../Vocabularies/o200k_base.bpe"
};
_Alignas(64) static const unsigned char qwen[] = {
#embed "../../Vocabularies/qwen.bpe"
};
_Alignas(64) static const unsigned char deepseek[] = {
#embed "../../Vocabularies/deepseek.bpe"
};

static const struct {
  const char *name;
  const unsigned char *bytes;
  size_t size;
} vocabularies[] = {
    {"cl100k_base", cl100k_base, sizeof cl100k_base},
    {"o200k_base", o200k_base, sizeof o200k_base},
    {"qwen", qwen, sizeof qwen},
    {"deepseek", deepseek, sizeof deepseek},
};

const unsigned char *cvocabularies_character_classes(void) { return character_classes; }

const unsigned char *cvocabularies_composition(void) { return composition; }

int cvocabularies_count(void) { return (int)(sizeof vocabularies / sizeof vocabularies[0]); }

const char *cvocabularies_name(int index) {
  return index >= 0 && index < cvocabularies_count() ? vocabularies[index].name : 0;
}

const unsigned char *cvocabularies_bytes(int index, size_t *size) {
  if (index < 0 || index >= cvocabularies_count()) return 0;
  *size = vocabularies[index].size;
  return vocabularies[index].bytes;
}
