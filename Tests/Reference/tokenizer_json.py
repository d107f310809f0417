"""Writes vocabularies as Hugging Face's tokenizer.json, as their publishers do: tokenizer_json.py FOLDER OUT

FOLDER is what `setup` prepared. OUT gets qwen.json, o200k_base.json, and llama3.json, which has the
ranks of cl100k_base (Llama's own are not to be had) and the pattern of Llama 3. Each token has one
merge, that of the two parts out of which its bytes come by merging; `ignore_merges` is as in Llama 3.
Further arguments `NAME=RANKS=PATTERN` take other files in tiktoken's form.
"""

import json
import os
import sys

import references

WORD = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def parts(token, ranks, rank):
    """The last two parts of a token's bytes; None where merging does not lead to it."""
    pieces = [token[i : i + 1] for i in range(len(token))]
    while len(pieces) > 2:
        pairs = [ranks.get(a + b, rank) for a, b in zip(pieces, pieces[1:])]
        best = min(pairs)
        if best >= rank:
            return None
        i = pairs.index(best)
        pieces[i : i + 2] = [pieces[i] + pieces[i + 1]]
    return pieces


def description(ranks, pattern, normalizes):
    characters = references.bytes_to_characters()
    written = lambda token: "".join(map(characters.__getitem__, token))
    merges = []
    for token, rank in sorted(ranks.items(), key=lambda item: item[1]):
        if len(token) > 1:
            pair = parts(token, ranks, rank)
            if pair:
                merges.append([written(part) for part in pair])
    split = {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Isolated", "invert": False}
    level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "NFC"} if normalizes else None,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, level]},
        "post_processor": None,
        "decoder": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False},
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": None,
            "continuing_subword_prefix": None,
            "end_of_word_suffix": None,
            "fuse_unk": False,
            "byte_fallback": False,
            "ignore_merges": True,
            "vocab": {written(token): rank for token, rank in ranks.items()},
            "merges": merges,
        },
    }


def main():
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    folder, out, *others = sys.argv[1:]
    references.enter(folder)
    from tiktoken.load import load_tiktoken_bpe

    o200k = references.tiktoken_encoding(folder, "o200k_base")
    wanted = [
        ("qwen", references.ranks(folder, "qwen"), references.QWEN_PATTERN),
        ("llama3", references.ranks(folder, "cl100k_base"), WORD),
        ("o200k_base", o200k._mergeable_ranks, o200k._pat_str),
    ]
    for other in others:
        name, path, pattern = other.split("=", 2)
        wanted.append((name, load_tiktoken_bpe(path), pattern))
    os.makedirs(out, exist_ok=True)
    for name, ranks, pattern in wanted:
        with open(os.path.join(out, name + ".json"), "w", encoding="utf-8") as file:
            json.dump(description(ranks, pattern, name.startswith("qwen")), file, ensure_ascii=False, indent=1)
            file.write("\n")


if __name__ == "__main__":
    main()
