"""Makes a logs.db with the real llm (<https://llm.datasette.io>), against an endpoint of its own on loopback.

    python llm_logs.py FOLDER

runs with the Python in whose environment llm is installed (0.26 for the tables of old, 0.32 or newer for the
new ones) and goes on with a logs.db that is there already, so that an old one can be migrated and continued:

    old/bin/python llm_logs.py /tmp/logs && new/bin/python llm_logs.py /tmp/logs

Everything that is said in it is invented. `--small` leaves out the full-text indexes and free pages, which
nobody reads, so that the file is small enough to be committed.
"""

import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)
FUNCTIONS = '''
def add(a: int, b: int) -> int:
    "Adds two numbers."
    return a + b

def fail(reason: str) -> str:
    "Fails."
    raise ValueError(reason)
'''


def reply(request):
    "What the model says to a request of the Chat Completions API."
    messages = request["messages"]
    last = messages[-1]
    text = last["content"] or ""
    if isinstance(text, list):
        text = " ".join(part.get("text", "") for part in text)
    if last["role"] == "tool":
        return {"role": "assistant", "content": "The tools say: " + text}
    if request.get("tools") and "add" in text:
        return {
            "role": "assistant",
            "content": None,
            "tool_calls": [
                call("call_1", "add", {"a": 1, "b": 2}),
                call("call_2", "fail", {"reason": "broken"}),
            ],
        }
    if request.get("response_format"):
        return {"role": "assistant", "content": '{"name": "Ada"}'}
    return {"role": "assistant", "content": f"You said: {text[-40:]} 语言模型"}


def call(id, name, arguments):
    function = {"name": name, "arguments": json.dumps(arguments)}
    return {"id": id, "type": "function", "function": function}


class Endpoint(BaseHTTPRequestHandler):
    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        message = reply(request)
        usage = {
            "prompt_tokens": 10 * len(request["messages"]),
            "completion_tokens": 7,
            "total_tokens": 10 * len(request["messages"]) + 7,
            "prompt_tokens_details": {"cached_tokens": 5},
            "completion_tokens_details": {"reasoning_tokens": 2},
        }
        head = {"id": "chatcmpl-1", "created": 1_760_000_000, "model": "loopback-2025-01-01"}
        reason = "tool_calls" if message.get("tool_calls") else "stop"
        if request.get("stream"):
            deltas = [{key: message[key] for key in ("role", "content")}]
            # The name of a function comes first, and its arguments follow.
            for index, item in enumerate(message.get("tool_calls", [])):
                function = item["function"]
                named = {**item, "function": {**function, "arguments": ""}}
                deltas.append({"tool_calls": [{"index": index, **named}]})
                rest = {"arguments": function["arguments"]}
                deltas.append({"tool_calls": [{"index": index, "function": rest}]})
            chunks = [
                {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
                for delta in deltas
            ] + [
                {"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]},
                {"choices": [], "usage": usage},
            ]
            body = "".join(
                "data: " + json.dumps({**head, "object": "chat.completion.chunk", **chunk}) + "\n\n"
                for chunk in chunks
            )
            body += "data: [DONE]\n\n"
            kind = "text/event-stream"
        else:
            choice = {"index": 0, "message": message, "finish_reason": reason}
            body = json.dumps(
                {**head, "object": "chat.completion", "choices": [choice], "usage": usage}
            )
            kind = "application/json"
        data = body.encode()
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        pass


def run(*arguments, stdin=b""):
    "Runs llm as a user would."
    subprocess.run(
        [sys.executable, "-m", "llm", *map(str, arguments)],
        input=stdin, stdout=subprocess.DEVNULL, check=True)


def converse(folder):
    "The conversations that every version can have."
    notes = folder / "notes.txt"
    notes.write_text("Notes about 悬空引用.\n")
    rules = folder / "rules.txt"
    rules.write_text("Answer in one sentence.")
    picture = folder / "picture.png"
    picture.write_bytes(PICTURE)
    prompt = ["-m", "loopback"]
    run(*prompt, "First question", "-s", "Be brief.", "-o", "temperature", "0.5")
    run("-c", "Second question")
    run("-c", "Third question", "-s", "Be long.")
    run(*prompt, "What do they say?", "-f", notes, "--sf", rules)
    run(*prompt, "--no-stream", "Look", "-a", picture, "--at", "https://example.org/a.png", "image/png")
    run(*prompt, "Look again", "-a", "-", stdin=PICTURE)
    run(*prompt, "--functions", FUNCTIONS, "Please add numbers")
    run("-c", "Thanks")
    run(*prompt, "--schema", "name, age int", "Invent a person")


def think(folder):
    "What only the Python API can do: reasoning, and threads that fork."
    import llm

    try:
        from llm.logs import LogStore
    except ImportError:
        return
    import sqlite_utils
    from llm.parts import StreamEvent

    class Thinker(llm.Model):
        model_id = "thinker"

        def execute(self, prompt, stream, response, conversation):
            yield StreamEvent(type="reasoning", chunk="Let me think.")
            yield StreamEvent(type="text", chunk=f"I thought of {len(prompt.messages)} messages.")

    db = sqlite_utils.Database(folder / "logs.db")
    store = LogStore(db)
    model = Thinker()
    conversation = model.conversation()
    first = conversation.prompt("Think", system="Think hard.")
    first.text()
    first.log_to_db(db)
    second = conversation.prompt("Think more")
    second.text()
    second.log_to_db(db)
    tip = db.query("select tip_message_hash from turns where id = ?", [first.id])
    thread = store.fork(
        next(iter(tip))["tip_message_hash"], name="Another way", forked_from=conversation.id)
    other = model.prompt(messages=[*store.thread_messages(thread), llm.user("Think otherwise")])
    other.text()
    store.log(other, thread_id=thread)


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["LLM_USER_PATH"] = str(folder)
    server = HTTPServer(("127.0.0.1", 0), Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (folder / "extra-openai-models.yaml").write_text(
        json.dumps([{
            "model_id": "loopback", "model_name": "loopback", "supports_tools": True,
            "supports_schema": True, "vision": True,
            "api_base": f"http://127.0.0.1:{server.server_port}/v1",
        }]))
    os.environ["OPENAI_API_KEY"] = "none"
    if (folder / "logs.db").exists():
        first = sqlite3.connect(folder / "logs.db").execute(
            "select id from conversations order by id limit 1").fetchone()
        if first:
            run("--cid", first[0], "Fourth question")
    converse(folder)
    think(folder)
    if "--small" in sys.argv:
        database = sqlite3.connect(folder / "logs.db")
        for (name,) in database.execute(
            "select name from sqlite_master where name in ('responses_fts', 'turn_search_fts')"
        ).fetchall():
            database.execute(f"drop table {name}")
        for (name,) in database.execute(
            "select name from sqlite_master where type = 'trigger'").fetchall():
            database.execute(f"drop trigger {name}")
        database.commit()
        database.execute("pragma page_size = 512")
        database.execute("vacuum")


main()
