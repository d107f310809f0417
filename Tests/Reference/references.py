"""The reference tokenizers of the four vocabularies, out of the folder that `setup` prepared.

cl100k_base and o200k_base are tiktoken's own; qwen is tiktoken with Qwen's ranks and pattern, after
normalization to NFC; deepseek is Hugging Face's tokenizers with DeepSeek's tokenizer.json. Nothing
is a special token here: what looks like one is text.
"""

import json
import os
import sys

VOCABULARIES = "cl100k_base", "o200k_base", "qwen", "deepseek"

# The pattern of Qwen's tokenizers, as dashscope 2.0.2 states it.
QWEN_PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def enter(folder):
    """Goes on with the Python of the folder's virtual environment, where that is another one."""
    environment = os.path.join(os.path.realpath(folder), "venv")
    if os.path.realpath(sys.prefix) != environment:
        python = os.path.join(environment, "bin", "python")
        if not os.path.exists(python):
            raise SystemExit(f"{folder} has no virtual environment: run `setup {folder}` first")
        os.execv(python, [python, *sys.argv])


def path(folder, name):
    return os.path.join(folder, "vocabularies", name)


def ranks(folder, vocabulary):
    """The bytes of each token of a vocabulary in tiktoken's form, with their rank, which is the id."""
    from tiktoken.load import load_tiktoken_bpe

    if vocabulary == "qwen":
        return load_tiktoken_bpe(path(folder, "qwen.tiktoken"))
    return tiktoken_encoding(folder, vocabulary)._mergeable_ranks


def tiktoken_encoding(folder, vocabulary):
    import tiktoken

    if vocabulary == "qwen":
        return tiktoken.Encoding(
            "qwen", pat_str=QWEN_PATTERN, mergeable_ranks=ranks(folder, "qwen"), special_tokens={}
        )
    # tiktoken looks into its cache first, and checks the digest of what it finds there.
    os.environ["TIKTOKEN_CACHE_DIR"] = os.path.join(folder, "vocabularies")
    return tiktoken.get_encoding(vocabulary)


def deepseek_tokenizer(folder):
    return listed_tokenizer(path(folder, "deepseek_tokenizer.json"))


def listed_tokenizer(file_path):
    """A tokenizer.json without its added tokens, so that nothing is special, and with nothing put
    around a text."""
    from tokenizers import Tokenizer

    with open(file_path, encoding="utf-8") as file:
        description = json.load(file)
    description["added_tokens"] = []
    description["post_processor"] = None
    return Tokenizer.from_str(json.dumps(description))


def bytes_to_characters():
    """The characters that stand for bytes in Hugging Face's byte-level vocabularies."""
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in plain]
    return {b: chr(b) for b in plain} | {b: chr(256 + i) for i, b in enumerate(others)}


def qwen_tokenizer(folder):
    """Qwen's ranks once more, as a vocabulary of Hugging Face's tokenizers: merged by a list of
    pairs rather than by rank, split by another engine of regular expressions, and normalized."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    by_bytes = ranks(folder, "qwen")
    characters = bytes_to_characters()
    written = {token: "".join(map(characters.__getitem__, token)) for token in by_bytes}
    merges = []
    for token, rank in by_bytes.items():
        pairs = [
            (by_bytes[token[:i]], by_bytes[token[i:]], token[:i], token[i:])
            for i in range(1, len(token))
            if token[:i] in by_bytes and token[i:] in by_bytes
        ]
        merges += [(rank, *pair) for pair in sorted(pairs)]
    merges.sort(key=lambda merge: merge[0])
    tokenizer = Tokenizer(
        models.BPE(
            vocab={written[token]: rank for token, rank in by_bytes.items()},
            merges=[(written[left], written[right]) for _, _, _, left, right in merges],
            ignore_merges=True,
        )
    )
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(QWEN_PATTERN), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    return tokenizer


def batch_encoder(folder, vocabulary):
    """A function from a list of texts to the list of their ids. The vocabulary is one of the four,
    or the path of a tokenizer.json."""
    if vocabulary == "deepseek" or vocabulary.endswith(".json"):
        if vocabulary == "deepseek":
            tokenizer = deepseek_tokenizer(folder)
        else:
            tokenizer = listed_tokenizer(vocabulary)
        return lambda texts: [
            encoding.ids for encoding in tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        ]
    encode = tiktoken_encoding(folder, vocabulary).encode_ordinary
    if vocabulary == "qwen":
        from tokenizers import normalizers

        normalize = normalizers.NFC().normalize_str
        return lambda texts: [encode(text if text.isascii() else normalize(text)) for text in texts]
    return lambda texts: [encode(text) for text in texts]
