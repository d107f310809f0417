#!/usr/bin/env python3
"""Compares the newest reply in a store with the stream on standard input: same_reply.py STORE.

The stream is read with nothing of convo, so that a fast client that loses text cannot win.
"""

import json
import sqlite3
import sys

sent = []
for line in sys.stdin.buffer:
    if line.startswith(b"data: {"):
        for choice in json.loads(line[6:])["choices"]:
            sent.append(choice["delta"].get("content") or "")
sent = "".join(sent)

store = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
row = store.execute(
    "SELECT turn.status, message.text FROM turn JOIN message ON message.id = turn.reply_id"
    " ORDER BY turn.id DESC LIMIT 1"
).fetchone()
if not sent or row != ("complete", sent):
    sys.exit(f"the stored reply is not what was sent ({len(sent)} characters): {row and row[0]}")
