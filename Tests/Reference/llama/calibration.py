#!/usr/bin/env python3
"""Let convo learn what a model counts of which it knows nothing, from a real server's totals.

    calibration.py FOLDER CORPUS CONVO [TEMPLATE...]

FOLDER is what setup-llama made, CORPUS the folder of that name which Tests/Reference/setup
makes, CONVO the program. For each TEMPLATE (qwen2.5, qwen3, deepseek-v3, deepseek-r1 and
deepseek-v3.1 where none is named) the server is started, and conversations of twelve turns
are held through it, in several kinds of text and in a wide and a narrow window, with a
model name that no profile knows. The totals are the server's; what the models say is not,
because they say nothing: replies are texts too, put in place of the server's on the way.

Prints what convo expected of each prompt, what it allowed for and what the prompt had; then,
over all, the errors after five turns and how many prompts had more than the window left them.
Ends with 1 where there was such a prompt.
"""

import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TEMPLATES = ["qwen2.5", "qwen3", "deepseek-v3", "deepseek-r1", "deepseek-v3.1"]
# What is talked about, by the corpus's folders; a conversation takes them in turn.
KINDS = {
    "English": ["en"],
    "Chinese": ["zh-Hans"],
    "code": ["code"],
    "Chinese and code": ["zh-Hans", "code"],
    "English and JSON": ["en", "json"],
    "Japanese": ["ja"],
    "all": ["en", "zh-Hans", "code", "json", "ja", "ko", "ar", "hi", "markdown"],
}
TURNS = 12
# The window and what is kept free for the reply, in tokens.
WINDOWS = {"wide": (60000, 2000), "narrow": (5000, 1000)}
PORT = 18191


def ask(address, path, body):
    request = urllib.request.Request(
        address + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=600) as answer:
        return json.load(answer)


class Texts:
    """Passages out of the corpus, the same ones in every run."""

    def __init__(self, corpus, kinds, seed):
        self.random = random.Random(seed)
        self.files = itertools.cycle([sorted((corpus / kind).glob("*.txt")) for kind in kinds])
        self.read = {}

    def passage(self, least, most):
        file = self.random.choice(next(self.files))
        text = self.read.setdefault(file, file.read_text(encoding="utf-8"))
        length = self.random.randint(least, most)
        begin = self.random.randrange(max(1, len(text) - length))
        return text[begin:begin + length].replace("\0", "").strip() or "?"


class Upstream(ThreadingHTTPServer):
    """The server, but for what it says."""

    def __init__(self, address):
        super().__init__(("127.0.0.1", 0), Handler)
        self.address = address
        self.reply = ""
        self.prompt_tokens = None
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked.update(stream=False, max_tokens=1)
        asked.pop("stream_options", None)
        upstream = self.server
        usage = ask(upstream.address, "/v1/chat/completions", asked)["usage"]
        upstream.prompt_tokens = usage["prompt_tokens"]
        said = ask(upstream.address, "/tokenize", {"content": upstream.reply})["tokens"]
        body = json.dumps({
            "id": "0", "object": "chat.completion", "created": 0, "model": asked["model"],
            "choices": [{"index": 0, "finish_reason": "stop",
                         "message": {"role": "assistant", "content": upstream.reply}}],
            "usage": {"prompt_tokens": usage["prompt_tokens"], "completion_tokens": len(said),
                      "total_tokens": usage["prompt_tokens"] + len(said)},
        }).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def convo(program, home, *arguments, text):
    environment = {"HOME": home, "PATH": os.environ["PATH"], "NO_PROXY": "127.0.0.1"}
    run = subprocess.run(
        [program, *arguments, "-"], input=text, capture_output=True, text=True, env=environment)
    if run.returncode:
        raise SystemExit(f"convo {' '.join(arguments)}: {run.stderr}")
    return run.stdout


def hold(program, home, upstream, model, texts, window):
    """One conversation; a triple for each prompt: expected, allowed for, reported."""
    limit, reserve = window
    settings = ["-m", model, "--budget", str(limit), "--reserve", str(reserve)]
    for turn in range(TURNS):
        prompt = texts.passage(40, 1500)
        upstream.reply = texts.passage(80, 2500)
        if turn:
            shown = convo(program, home, "context", "--json", *settings, text=prompt)
            whole = json.loads(shown.splitlines()[-1])
            convo(program, home, "continue", *settings, text=prompt)
            yield whole["expected_tokens"], whole["tokens"], upstream.prompt_tokens
        else:
            convo(program, home, "new", *settings, text=prompt)


def main():
    if len(sys.argv) < 4:
        raise SystemExit("usage: calibration.py FOLDER CORPUS CONVO [TEMPLATE...]")
    folder, corpus, program = sys.argv[1], Path(sys.argv[2]), os.path.abspath(sys.argv[3])
    here = Path(__file__).resolve().parent
    errors, above, overflowed, prompts = {name: [] for name in WINDOWS}, 0, 0, 0
    for template in sys.argv[4:] or TEMPLATES:
        server = subprocess.Popen(
            [here / "serve", folder, template, str(PORT)], stdout=subprocess.PIPE, text=True)
        try:
            if "is ready" not in server.stdout.readline():
                raise SystemExit(f"no server for {template}")
            upstream = Upstream(f"http://127.0.0.1:{PORT}")
            with tempfile.TemporaryDirectory() as home:
                settings = Path(home, ".config", "convo", "config.toml")
                settings.parent.mkdir(parents=True)
                settings.write_text(
                    'provider = "lab"\n[providers.lab]\nkey_env = []\n'
                    f'base_url = "http://127.0.0.1:{upstream.server_port}/v1"\n')
                for (kind, folders), (name, window) in itertools.product(
                        KINDS.items(), WINDOWS.items()):
                    model = f"mystery-{kind.replace(' ', '-')}-{name}"
                    texts = Texts(corpus, folders, f"{template} {kind} {name}")
                    row = []
                    for turn, (expected, most, real) in enumerate(
                            hold(program, home, upstream, model, texts, window), 2):
                        error = expected / real - 1
                        row.append(f"{100 * error:+.1f}")
                        prompts += 1
                        above += real > most
                        overflowed += real > window[0] - window[1]
                        if turn > 5:
                            errors[name].append(abs(error))
                    print(f"{template:14} {kind:17} {name:6} % off: {' '.join(row)}", flush=True)
        finally:
            server.terminate()
            server.wait()
    for name, found in errors.items():
        found.sort()
        within = sum(error <= 0.03 for error in found) / len(found)
        print(f"{name}: after five turns {100 * statistics.median(found):.2f} % off in the median, "
              f"{100 * found[int(0.95 * (len(found) - 1))]:.2f} in 95 of 100, "
              f"{100 * found[-1]:.2f} at worst; {100 * within:.1f} % within 3 %")
    print(f"{above} of {prompts} prompts had more than was allowed for, "
          f"{overflowed} more than the window left them")
    sys.exit(overflowed > 0)


if __name__ == "__main__":
    main()
