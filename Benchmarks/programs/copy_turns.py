#!/usr/bin/env python3
"""Makes many turns of few in a store: copy_turns.py STORE [COUNT].

With COUNT there are so many turns in the end, copies of those there are, in every conversation. Without
it each reply that no turn made gets one, like one of those that made another. Through convo a turn waits
twice for the disk, which takes hours for a million. Columns that are not named here are copied as they
are, so that a schema may have more of them.
"""

import pathlib
import sqlite3
import sys

NEW = {"id": "NULL", "uuid": "randomblob(16)"}


def insert(store, own, source, values=()):
    columns = [row[1] for row in store.execute("PRAGMA table_info(turn)")]
    copied = ", ".join((NEW | own).get(column, f"pattern.{column}") for column in columns)
    store.execute(f"INSERT INTO turn ({', '.join(columns)}) SELECT {copied} FROM {source}", values)


def answer_all(store):
    store.executescript(
        """
        CREATE TEMPORARY TABLE kind AS
          SELECT row_number() OVER (ORDER BY id) - 1 AS number, id FROM turn
          WHERE reply_id IS NOT NULL;
        CREATE UNIQUE INDEX temp.kind_number ON kind (number);
        """)
    own = {
        "conversation_id": "message.conversation_id", "base_id": "NULL",
        "head_id": "message.parent_id", "reply_id": "message.id",
        "day": "date(message.created_at / 1000, 'unixepoch')",
        "sent_at": "message.created_at - 2000", "first_token_at": "message.created_at - 1000",
        "ended_at": "message.created_at"}
    insert(
        store, own,
        """
        message JOIN kind ON kind.number = message.conversation_id % (SELECT count(*) FROM kind)
        JOIN turn AS pattern ON pattern.id = kind.id
        WHERE message.role = 'assistant' AND message.text <> ''
          AND NOT EXISTS (SELECT 1 FROM turn WHERE reply_id = message.id)
        """)


def multiply(store, count):
    known, last = store.execute("SELECT count(*), max(id) FROM turn").fetchone()
    conversations = store.execute("SELECT max(id) FROM conversation").fetchone()[0]
    while known < count:
        # A prime, so that each copy of a turn is in another conversation.
        own = {"conversation_id": f"1 + (pattern.id * 7919 + {known}) % {conversations}"}
        insert(store, own, "turn AS pattern WHERE pattern.id <= ? LIMIT ?", (last, count - known))
        known = store.execute("SELECT count(*) FROM turn").fetchone()[0]


def sum_up(store):
    """Sums the turns up as the migration does that made the tables of sums."""
    store.execute("DELETE FROM usage_by_conversation")
    store.execute("DELETE FROM usage_by_day")
    migration = pathlib.Path(__file__).parents[2] / "Migrations" / "0014_usage.sql"
    for statement in migration.read_text(encoding="utf-8").split(";"):
        if "turn_usage_entry" in statement:
            store.execute(statement)


def main(path, count=None):
    store = sqlite3.connect(path)
    with store:
        multiply(store, count) if count else answer_all(store)
        sum_up(store)
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
