#include "letters.h"

#include <stdint.h>

// The letter without its mark, for each two-byte letter from `first` on; 0 for one without a mark.
static const uint16_t greek[] = {
    // U+0390 … U+03CE
    0x3B9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,                          // ΐ
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x3B1, 0x3B5, 0x3B7, 0x3B9,              // ά έ ή ί
    0x3C5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,                          // ΰ
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x3B9, 0x3C5, 0x3BF, 0x3C5, 0x3C9,             // ϊ ϋ ό ύ ώ
};

static uint32_t cyrillic(uint32_t letter) {
  switch (letter) {
    case 0x439: case 0x45D: return 0x438;  // й ѝ
    case 0x450: case 0x451: return 0x435;  // ѐ ё
    case 0x453: return 0x433;              // ѓ
    case 0x457: return 0x456;              // ї
    case 0x45C: return 0x43A;              // ќ
    case 0x45E: return 0x443;              // ў
    default: return 0;
  }
}

// The letter or digit of a full-width one, U+FF10 to U+FF19 and U+FF41 to U+FF5A; 0 for others.
static char full_width(const unsigned char *bytes, int length) {
  if (length < 3 || bytes[0] != 0xEF || (bytes[1] != 0xBC && bytes[1] != 0xBD)) return 0;
  uint32_t letter = 0xF000u | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
  if (letter >= 0xFF10 && letter <= 0xFF19) return (char)('0' + (letter - 0xFF10));
  return letter >= 0xFF41 && letter <= 0xFF5A ? (char)('a' + (letter - 0xFF41)) : 0;
}

int csqlite_fold_letters(const char *token, int length, char *folded) {
  const unsigned char *bytes = (const unsigned char *)token;
  int written = 0, changed = 0;
  for (int i = 0; i < length; i++) {
    char usual = full_width(bytes + i, length - i);
    if (usual != 0) {
      folded[written++] = usual;
      changed = 1;
      i += 2;
      continue;
    }
    unsigned char lead = bytes[i];
    folded[written++] = token[i];
    // Greek and Cyrillic are the letters that begin with these bytes, all of two bytes.
    if (lead < 0xCE || lead > 0xD1 || i + 1 >= length) continue;
    uint32_t letter = (lead & 0x1Fu) << 6 | (bytes[i + 1] & 0x3Fu), base = 0;
    if (letter >= 0x390 && letter <= 0x3CE) base = greek[letter - 0x390];
    else if (letter >= 0x400) base = cyrillic(letter);
    folded[written++] = token[i + 1];
    if (base != 0) {
      folded[written - 2] = (char)(0xC0 | base >> 6);
      folded[written - 1] = (char)(0x80 | (base & 0x3F));
      changed = 1;
    }
    i++;
  }
  return changed ? written : 0;
}
