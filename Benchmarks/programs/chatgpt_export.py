#!/usr/bin/env python3
"""Writes a ChatGPT export from a seed: chatgpt_export.py TEXTS MEGABYTES FILE [SEED].

One `conversations.json` as ChatGPT wrote it, every character beyond ASCII escaped: trees of about 20 messages,
one in twenty a second answer or question. What is said are the lines of TEXTS, two of them a message.
"""

import json
import random
import sys
import uuid


def main(texts, megabytes, path, seed=2):
    source = random.Random(seed)
    with open(texts, encoding="utf-8") as file:
        lines = file.read().splitlines()

    def identity():
        return str(uuid.UUID(int=source.getrandbits(128), version=4))

    def message(role, name, time):
        return {
            "id": name, "author": {"role": role, "name": None, "metadata": {}},
            "create_time": time, "update_time": None,
            "content": {"content_type": "text", "parts": [" ".join(source.choices(lines, k=2))]},
            "status": "finished_successfully", "end_turn": role == "assistant", "weight": 1.0,
            "metadata": {} if role == "user" else {
                "model_slug": "gpt-4o", "request_id": identity(), "timestamp_": "absolute"},
            "recipient": "all", "channel": None,
        }

    def conversation():
        begin = 1.68e9 + source.random() * 8e7
        root = parent = identity()
        mapping = {root: {"id": root, "message": None, "parent": None, "children": []}}
        names = [root]
        for index in range(max(2, int(source.lognormvariate(2.7, 0.8)))):
            if source.random() < 0.05 and len(names) > 3:
                parent = names[-2 - source.randrange(2)]
            name = identity()
            role = "assistant" if index % 2 else "user"
            mapping[name] = {
                "id": name, "message": message(role, name, begin + 31.5 * index),
                "parent": parent, "children": []}
            mapping[parent]["children"].append(name)
            names.append(name)
            parent = name
        return {
            "title": " ".join(source.choice(lines).split()[:6]), "create_time": begin,
            "update_time": begin + 9999, "mapping": mapping, "moderation_results": [],
            "current_node": parent, "plugin_ids": None, "conversation_id": identity(),
            "is_archived": False, "default_model_slug": "gpt-4o", "safe_urls": []}

    size = 0
    with open(path, "w", encoding="ascii") as out:
        out.write("[")
        while size < megabytes * 1_000_000:
            text = json.dumps(conversation())
            out.write(("," if size else "") + text)
            size += len(text) + 1
        out.write("]")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3], *map(int, sys.argv[4:]))
