#!/usr/bin/env python3
"""Write GGUF models whose vocabulary is real and whose network is next to nothing.

    tiny_model.py VOCABULARIES FOLDER

VOCABULARIES holds `qwen.tiktoken` and `deepseek_tokenizer.json`. Into FOLDER go

    qwen2.5.gguf    the Qwen ranks and the added tokens of Qwen2.5
    qwen3.gguf      the same ranks and the added tokens of Qwen3
    deepseek.gguf   the vocabulary, merges and added tokens of the JSON file

A server that loads one of them counts the tokens of a prompt exactly as it would
with the real model; what it answers is always the end of the turn, at once: every
token has the same embedding, the one layer adds nothing to it, and of the output
rows only the one of the end token is not zero.

No chat template is put into the files: give the server one with
--chat-template-file.

Needs the packages gguf and numpy.
"""

import base64
import json
import sys
from pathlib import Path

import gguf
import numpy

WIDTH = 32          # of an embedding
HIDDEN = 32         # of the feed-forward part
CONTEXT = 131072

# Added tokens of Qwen2.5, from id 151643 on; Qwen3 has four more. `True` is what
# the publisher's tokenizer_config.json calls special; the others are ordinary
# added tokens. Both kinds are cut out of a prompt before the merges are applied.
QWEN_ADDED = [
    ("<|endoftext|>", True),
    ("<|im_start|>", True),
    ("<|im_end|>", True),
    ("<|object_ref_start|>", True),
    ("<|object_ref_end|>", True),
    ("<|box_start|>", True),
    ("<|box_end|>", True),
    ("<|quad_start|>", True),
    ("<|quad_end|>", True),
    ("<|vision_start|>", True),
    ("<|vision_end|>", True),
    ("<|vision_pad|>", True),
    ("<|image_pad|>", True),
    ("<|video_pad|>", True),
    ("<tool_call>", False),
    ("</tool_call>", False),
    ("<|fim_prefix|>", False),
    ("<|fim_middle|>", False),
    ("<|fim_suffix|>", False),
    ("<|fim_pad|>", False),
    ("<|repo_name|>", False),
    ("<|file_sep|>", False),
]
QWEN3_ADDED = QWEN_ADDED + [
    ("<tool_response>", False),
    ("</tool_response>", False),
    ("<think>", False),
    ("</think>", False),
]


def byte_letters():
    """The letter that stands for each byte in a byte-level vocabulary (GPT-2's table)."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    letters = {byte: chr(byte) for byte in printable}
    spare = 0x100
    for byte in range(0x100):
        if byte not in letters:
            letters[byte] = chr(spare)
            spare += 1
    return letters


LETTERS = byte_letters()


def spelled(token):
    return "".join(LETTERS[byte] for byte in token)


def read_ranks(path):
    """The tokens of a tiktoken file, in the order of their ranks."""
    ranks = {}
    for line in path.read_bytes().splitlines():
        if line:
            token, rank = line.split()
            ranks[base64.b64decode(token)] = int(rank)
    tokens = sorted(ranks, key=ranks.get)
    if [ranks[token] for token in tokens] != list(range(len(tokens))):
        raise SystemExit(f"{path}: the ranks are not 0, 1, 2, …")
    return tokens, ranks


def halves(token, ranks):
    """The two tokens whose merge makes `token`: what its bytes come to when only
    the merges of lower rank are applied."""
    limit = ranks[token]
    parts = [token[i:i + 1] for i in range(len(token))]
    while len(parts) > 2:
        best, at = limit, None
        for i in range(len(parts) - 1):
            rank = ranks.get(parts[i] + parts[i + 1], limit)
            if rank < best:
                best, at = rank, i
        if at is None:
            break
        parts[at:at + 2] = [parts[at] + parts[at + 1]]
    return parts


def qwen(path, added):
    base, ranks = read_ranks(path)
    merges = []
    for token in base:
        if len(token) > 1:
            parts = halves(token, ranks)
            if len(parts) != 2:
                raise SystemExit(f"{path}: no two tokens merge into {token!r}")
            merges.append(" ".join(spelled(part) for part in parts))
    return {
        "pre": "qwen2",
        "tokens": [spelled(token) for token in base] + [text for text, _ in added],
        "types": [gguf.TokenType.NORMAL] * len(base)
        + [gguf.TokenType.CONTROL if special else gguf.TokenType.USER_DEFINED
           for _, special in added],
        "merges": merges,
        "bos": None,
        "eos": "<|im_end|>",
    }


def deepseek(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    by_id = {number: (text, gguf.TokenType.NORMAL)
             for text, number in data["model"]["vocab"].items()}
    for token in data["added_tokens"]:
        # The names in the fullwidth bars are control tokens, whether or not the
        # file marks them so; what is left (<think>, </think>, …) is ordinary.
        control = token["special"] or token["content"].startswith(("<｜", "<|"))
        by_id[token["id"]] = (
            token["content"],
            gguf.TokenType.CONTROL if control else gguf.TokenType.USER_DEFINED)
    tokens, types = [], []
    for number in range(max(by_id) + 1):
        text, kind = by_id.get(number, (f"[PAD{number}]", gguf.TokenType.UNUSED))
        tokens.append(text)
        types.append(kind)
    merges = [merge if isinstance(merge, str) else " ".join(merge)
              for merge in data["model"]["merges"]]
    return {
        "pre": "deepseek-v3",
        "tokens": tokens,
        "types": types,
        "merges": merges,
        "bos": "<｜begin▁of▁sentence｜>",
        "eos": "<｜end▁of▁sentence｜>",
    }


def write(path, vocabulary):
    tokens = vocabulary["tokens"]
    eos = tokens.index(vocabulary["eos"])

    partial = path.with_suffix(".partial")
    writer = gguf.GGUFWriter(str(partial), "llama")
    writer.add_name(f"tiny {path.stem}")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(HIDDEN)
    writer.add_head_count(1)
    writer.add_head_count_kv(1)
    writer.add_rope_dimension_count(WIDTH)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_vocab_size(len(tokens))
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)

    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(vocabulary["pre"])
    writer.add_token_list(tokens)
    writer.add_token_types(vocabulary["types"])
    writer.add_token_merges(vocabulary["merges"])
    writer.add_eos_token_id(eos)
    writer.add_add_eos_token(False)
    if vocabulary["bos"]:
        writer.add_bos_token_id(tokens.index(vocabulary["bos"]))
        writer.add_add_bos_token(True)
    else:
        writer.add_add_bos_token(False)

    embedding = numpy.zeros((len(tokens), WIDTH), numpy.float16)
    embedding[:, 0] = 1
    output = numpy.zeros((len(tokens), WIDTH), numpy.float16)
    output[eos, 0] = 1
    ones = numpy.ones(WIDTH, numpy.float32)
    square = numpy.zeros((WIDTH, WIDTH), numpy.float16)
    widening = numpy.zeros((HIDDEN, WIDTH), numpy.float16)
    writer.add_tensor("token_embd.weight", embedding)
    writer.add_tensor("output_norm.weight", ones)
    writer.add_tensor("output.weight", output)
    writer.add_tensor("blk.0.attn_norm.weight", ones)
    writer.add_tensor("blk.0.attn_q.weight", square)
    writer.add_tensor("blk.0.attn_k.weight", square)
    writer.add_tensor("blk.0.attn_v.weight", square)
    writer.add_tensor("blk.0.attn_output.weight", square)
    writer.add_tensor("blk.0.ffn_norm.weight", ones)
    writer.add_tensor("blk.0.ffn_gate.weight", widening)
    writer.add_tensor("blk.0.ffn_up.weight", widening)
    writer.add_tensor("blk.0.ffn_down.weight", widening.T.copy())

    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    partial.rename(path)
    print(f"{path.name}: {len(tokens)} tokens, {len(vocabulary['merges'])} merges")


def main():
    if len(sys.argv) != 3:
        raise SystemExit("usage: tiny_model.py VOCABULARIES FOLDER")
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    write(target / "qwen2.5.gguf", qwen(source / "qwen.tiktoken", QWEN_ADDED))
    write(target / "qwen3.gguf", qwen(source / "qwen.tiktoken", QWEN3_ADDED))
    write(target / "deepseek.gguf", deepseek(source / "deepseek_tokenizer.json"))


if __name__ == "__main__":
    main()
