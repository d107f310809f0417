#!/usr/bin/env python3
"""Derives the tables of characters from the reference implementations themselves.

    pip install tiktoken==0.14.0 tokenizers==0.23.3
    Vocabularies/derive.py

Writes, beside this file, little-endian:

character-classes.bin  for each block of 128 characters its number (2 bytes), then the blocks, a byte a
                       character: see CharacterClass.swift. The two libraries agree on every one.
composition.bin        what canonical composition needs, as `tokenizers` does it: for each block its
                       number (1 byte), then the blocks, a byte a character: 0 for a character that
                       composition leaves alone wherever it is, the combining class, or 255 for
                       class 0; then the number of decompositions (4 bytes) and, sorted, for
                       each the character, the first and the second of its parts (4 bytes each, 0 for
                       no second), and 1 if they compose again.
"""
import os
import struct
import unicodedata

import tiktoken
from tokenizers import Regex, normalizers, pre_tokenizers

FOLDER = os.path.dirname(os.path.abspath(__file__))
CHARACTERS = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
CLASSES = [("Lu", 1), ("Lt", 1), ("Ll", 2), ("Lm", 4), ("Lo", 4), ("M", 8), ("N", 16), (None, 32),
           ("P", 128), ("S", 128)]


def chunks():
    for start in range(0, len(CHARACTERS), 4096):
        yield "".join(CHARACTERS[start:start + 4096])


def matched_by_tiktoken(pattern):
    encoding = tiktoken.Encoding(
        "bytes", pat_str=pattern, mergeable_ranks={bytes([byte]): byte for byte in range(256)},
        special_tokens={})
    return {c for chunk in chunks() for c in bytes(encoding.encode_ordinary(chunk)).decode()}


def matched_by_tokenizers(pattern):
    split = pre_tokenizers.Split(Regex(pattern), "removed")
    matched = set()
    for chunk in chunks():
        kept = set()
        for _, (start, end) in split.pre_tokenize_str(chunk):
            kept.update(range(start, end))
        matched.update(c for index, c in enumerate(chunk) if index not in kept)
    return matched


def two_stage(values, number):
    blocks, index, data = {}, [], bytearray()
    for start in range(0, len(values), 128):
        block = bytes(values[start:start + 128])
        if block not in blocks:
            blocks[block] = len(blocks)
            data += block
        index.append(blocks[block])
    return struct.pack("<%d%s" % (len(index), number), *index) + bytes(data)


def write(name, data):
    with open(os.path.join(FOLDER, name), "wb") as file:
        file.write(data)
    print(name, len(data))


def classes():
    values = bytearray(0x110000)
    for category, bit in CLASSES:
        pattern = r"\p{%s}" % category if category else r"\s"
        matched = matched_by_tiktoken(pattern)
        assert matched == matched_by_tokenizers(pattern), category
        for character in matched:
            values[ord(character)] |= bit
    for newline in "\r\n":
        values[ord(newline)] |= 64
    write("character-classes.bin", two_stage(values, "H"))


def composition():
    compose, decompose = normalizers.NFC().normalize_str, normalizers.NFD().normalize_str
    decompositions = []
    values = bytearray(0x110000)
    for character in CHARACTERS:
        # Python may know a newer Unicode: its class holds if the library moves the character so.
        known = unicodedata.combining(character)
        if known:
            low, high = ("\u0334", 1), ("\u0345", 240)
            moves = (compose(character + low[0]) == low[0] + character if known > low[1]
                     else compose(high[0] + character) == character + high[0])
            values[ord(character)] = known if moves else 0
        if 0xAC00 <= ord(character) < 0xD7A4:
            continue
        parts = unicodedata.decomposition(character)
        if not parts or parts.startswith("<") or decompose(character) == character:
            continue
        parts = [int(part, 16) for part in parts.split()]
        again = compose("".join(map(chr, parts))) == character
        decompositions.append((ord(character), parts[0], parts[1] if len(parts) > 1 else 0, again))
        if not again:
            values[ord(character)] = values[ord(character)] or 255
        elif parts[1]:
            values[parts[1]] = values[parts[1]] or 255
    for jamo in [*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)]:
        values[jamo] = 255
    data = two_stage(values, "B") + struct.pack("<I", len(decompositions))
    for decomposition in sorted(decompositions):
        data += struct.pack("<4I", *decomposition)
    write("composition.bin", data)


if __name__ == "__main__":
    classes()
    composition()
