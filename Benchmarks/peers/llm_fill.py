#!/usr/bin/env python3
"""Fills llm's database through its own code: llm_fill.py USER_FOLDER TEXTS MESSAGES."""

import itertools
import os
import sys

import llm
import sqlite_utils
from llm.migrations import migrate


class Canned(llm.Model):
    model_id = "canned"
    reply = ""

    def execute(self, prompt, stream, response, conversation):
        yield self.reply


def main(folder, texts, messages):
    os.makedirs(folder, exist_ok=True)
    database = sqlite_utils.Database(os.path.join(folder, "logs.db"))
    database.conn.execute("PRAGMA synchronous = OFF")
    migrate(database)
    with open(texts, encoding="utf-8") as file:
        lines = itertools.cycle([line.rstrip("\n") for line in file])
    model = Canned()
    for _ in range(messages // 20):
        conversation = model.conversation()
        for _ in range(10):
            model.reply = next(lines)
            response = conversation.prompt(next(lines))
            response.text()
            response.log_to_db(database)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
