#!/usr/bin/env python3
"""Writes messages in real words, one a line: real_texts.py COUNT FILE [SEED].

About 400 bytes of UTF-8 each, log-normal in length: six in ten English, three Chinese, one both or
English with code. Words are drawn as often as wordfreq says that people use them, but each without
regard to the one before: how many messages a word is in is as in real text, phrases are rarer.
"""

import itertools
import random
import sys

import wordfreq

MOST = 60_000  # words of a language


def vocabulary(language, is_word):
    """The commonest words, and how often they and all commoner ones are used."""
    known = [item for item in wordfreq.get_frequency_dict(language).items() if is_word(item[0])]
    # Equally common words in an order of their own, so that the texts depend on the seed alone.
    known.sort(key=lambda item: (-item[1], item[0]))
    words, frequencies = zip(*known[:MOST])
    return words, list(itertools.accumulate(frequencies))


def is_english(word):
    return word.isascii() and word.replace("'", "").isalpha()


def is_chinese(word):
    return all("\u4e00" <= character <= "\u9fff" for character in word)


class Writer:
    def __init__(self, seed):
        self.source = random.Random(seed)
        self.words, self.weights = vocabulary("en", is_english)
        self.chinese_words, self.chinese_weights = vocabulary("zh", is_chinese)

    def english(self, size):
        sentences, length = [], 0
        while length < size:
            words = self.source.choices(
                self.words, cum_weights=self.weights, k=self.source.randint(5, 17))
            if len(words) > 10:
                words[5] += ","
            sentences.append(" ".join(words).capitalize() + ".")
            length += len(sentences[-1]) + 1
        return " ".join(sentences)

    def chinese(self, size):
        text, length = [], 0
        while length < size:
            words = self.source.choices(
                self.chinese_words, cum_weights=self.chinese_weights,
                k=self.source.randint(5, 17))
            if len(words) > 10:
                words[5] += "，"
            text.append("".join(words) + "。")
            length += 3 * len(text[-1])
        return "".join(text)

    def code(self, size):
        names = self.source.choices(self.words, cum_weights=self.weights, k=max(2, size // 16))
        calls = (
            f"let {first}_{place} = self.{second}({place})"
            for place, (first, second) in enumerate(zip(names[::2], names[1::2])))
        return "```" + "; ".join(calls) + "```"

    def message(self):
        size = int(min(max(self.source.lognormvariate(0, 0.5), 0.2), 4) * 320)
        kind = self.source.random()
        if kind < 0.6:
            return self.english(size)
        if kind < 0.9:
            return self.chinese(size)
        second = self.chinese if kind < 0.95 else self.code
        return self.english(size // 2) + " " + second(size // 2)


def main(count, path, seed=1):
    writer = Writer(seed)
    with open(path, "w", encoding="utf-8") as out:
        for _ in range(count):
            out.write(writer.message() + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:]))
