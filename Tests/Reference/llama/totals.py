#!/usr/bin/env python3
"""Ask running servers for the prompt totals of a set of conversations.

    totals.py OUTPUT TEMPLATE=ADDRESS...

For each TEMPLATE, ADDRESS is that of a server started by `serve`, such as
qwen3=http://127.0.0.1:8081. OUTPUT gets one JSON object a line:

    template       the name given
    thinking       true or false as sent in chat_template_kwargs.enable_thinking, null
                   where the template has no such switch and nothing was sent
    case, group    which conversation
    body           what was sent to /v1/chat/completions (and to /apply-template)
    prompt         what the template made of it, as /apply-template answers. If the
                   vocabulary begins every prompt with a token of its own (DeepSeek's
                   does), that token is not in this text but is in the total
    prompt_tokens  usage.prompt_tokens of the completion
    altered        where the server changes the conversation before the template sees
                   it, or writes it otherwise than the template's publisher: how
    error          in place of the last two where the server refused the conversation

Needs nothing but Python.
"""

import json
import sys
import urllib.error
import urllib.request

# Which templates have the switch enable_thinking; each is asked both ways.
SWITCH = {
    "qwen2.5": [None],
    "qwen3": [True, False],
    "deepseek-v3": [None],
    "deepseek-r1": [None],
    "deepseek-v3.1": [True, False],
    "deepseek-v3.2": [True, False],
    "deepseek-v4": [True, False],
}


# What the server does of its own. (case: what, and for which templates; none named:
# for all.)
ALTERED = {
    "developer": ("the role developer becomes system",),
    "parts": ("the parts of the content are joined with a newline",),
    "null content": ("null becomes an empty string",),
    "absent content": ("an absent content becomes an empty string",),
    "bare": ("each function gets the keys name, description (an empty string) and parameters (an empty object)",
             "qwen2.5", "qwen3", "deepseek-v3.2", "deepseek-v4"),
    "strict": ("of a function only name, description and parameters are kept",
               "qwen2.5", "qwen3", "deepseek-v3.2", "deepseek-v4"),
    "arguments with numbers": ("numbers are written with six significant digits, 1.0 as 1",
                               "qwen2.5", "qwen3", "deepseek-v3.2", "deepseek-v4"),
    "results in another order": ("results are put in the order of the calls, by their ids (so does the publisher)",
                                 "deepseek-v4"),
    "not composed": ("the text is not brought to NFC, as the publisher's tokenizer does", "qwen2.5", "qwen3"),
}


# --- The conversations ------------------------------------------------------------

def system(text, **more):
    return {"role": "system", "content": text, **more}


def user(text, **more):
    return {"role": "user", "content": text, **more}


def assistant(text, **more):
    return {"role": "assistant", "content": text, **more}


def call(number, name, arguments):
    """A call as the protocol has it: the arguments are a string of JSON."""
    return {"id": f"call_{number}", "type": "function",
            "function": {"name": name, "arguments": arguments}}


def result(number, text):
    return {"role": "tool", "tool_call_id": f"call_{number}", "content": text}


def function(name, description, properties=None, required=(), **more):
    parameters = {"type": "object", "properties": properties or {}}
    if required:
        parameters["required"] = list(required)
    return {"type": "function", "function": {
        "name": name, "description": description, "parameters": parameters, **more}}


WEATHER = function(
    "get_weather", "Get the current weather in a city.",
    {"city": {"type": "string", "description": "The city, such as Paris"},
     "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]}},
    ["city"])
CLOCK = function("get_time", "Get the time of day.")
BOOKING = function(
    "book_table", "预订餐厅的座位 🍜",
    {"restaurant": {"type": "string", "description": "餐厅的名字"},
     "guests": {"type": "integer", "minimum": 1, "maximum": 20},
     "when": {"type": "object", "description": "Date \"and\" time\nof the visit",
              "properties": {"date": {"type": "string"}, "hour": {"type": "number"}},
              "required": ["date"]},
     "wishes": {"type": "array", "items": {"type": "string"}},
     "indoors": {"type": "boolean", "default": True}},
    ["restaurant", "guests"])

CODE = '''def fibonacci(n: int) -> list[int]:
    """Return the first n numbers."""
    a, b = 0, 1
    numbers = []
    for _ in range(n):
\tnumbers.append(a)
        a, b = b, a + b
    return numbers


if __name__ == "__main__":
    print(fibonacci(10))  # [0, 1, 1, 2, …]
'''

STORY = " ".join(
    f"On day {day} the crew measured {day * 37 % 101}.{day % 10} °C at {day * 113} m and wrote: "
    "“nothing new; the wind's turned, we'll wait.”" for day in range(1, 25))

EXCHANGES = [
    ("Hi!", "Hello! How can I help you today?"),
    ("What's the capital of France?", "Paris."),
    ("And of Japan?", "Tokyo."),
    ("How many people live there?", "About 14 million in the city itself, and 37 million in its metropolitan area."),
    ("Is that more than in Delhi?", "Yes, a little: Delhi's area has about 33 million."),
    ("Thanks. Write a haiku about it.", "Neon on wet stone—\ntwo cities breathe in the dark,\nneither of them sleeps."),
    ("Nice!", "I'm glad you like it."),
    ("Translate it into French.", "Néon sur pierre mouillée —\ndeux villes respirent la nuit,\naucune ne dort."),
    ("Now count its syllables.", "5, 7, 5 — more or less."),
    ("Good enough.", "Then it's done. ✅"),
]


def exchanges(count):
    return [message for question, answer in EXCHANGES[:count]
            for message in (user(question), assistant(answer))]


def conversations():
    """Yields (group, case, messages, more of the body)."""

    # Plain.
    helper = system("You are a helpful assistant.")
    yield "plain", "user", [user("Hello, how are you?")], {}
    yield "plain", "system", [helper, user("Hello, how are you?")], {}
    yield "plain", "one exchange", [*exchanges(1), user("Bye.")], {}
    yield "plain", "system, three exchanges", [helper, *exchanges(3), user("Bye.")], {}
    yield "plain", "ten exchanges", [*exchanges(10), user("Bye.")], {}
    yield "plain", "Chinese", [system("你是一个乐于助人的助手。"), user("请用三句话介绍一下长城。"),
                               assistant("长城是中国古代的伟大工程，全长两万多公里。\n它始建于春秋战国时期。"), user("谢谢！那么2024年有多少游客？")], {}
    yield "plain", "code", [user("What does this do?\n\n```python\n" + CODE + "```"),
                            assistant("It prints:\n\n```\n[0, 1, 1, 2, 3, 5, 8, 13, 21, 34]\n```\n"), user("Make it lazy.")], {}
    yield "plain", "code alone", [user(CODE)], {}
    yield "plain", "emoji", [user("👩‍👩‍👧‍👦 said 👋🏽 to 🇫🇷!!! 😀😀😀 ❤️‍🔥"), assistant("🎉"), user("🤷🏼‍♀️")], {}
    yield "plain", "scripts", [user("日本語のテスト。한국어 시험입니다. Привет, мир! مرحبا بالعالم नमस्ते दुनिया สวัสดีชาวโลก Ελλάδα Việt Nam")], {}
    yield "plain", "numbers", [user("1234567890 3.14159 1,000,000 0x1F 10:30 2024-05-17 ½ ² Ⅷ ٣٤٥")], {}
    yield "plain", "contractions", [user("I'm sure they'll say it's what we've DON'T'd; SHE'S, I'D, WE'RE 'tis ’s")], {}
    yield "plain", "tabs and returns", [user("a\tb\r\nc\r\n\r\n\td \r e"), assistant("\tindented\r\n"), user("ok")], {}
    yield "plain", "long", [helper, user(STORY), assistant(STORY[::-1]), user("Summarize.")], {}

    # Edges of the texts, where they meet what the template writes.
    yield "edges", "begins with newlines", [system("\nBe brief."), user("\nHi"), assistant("\n\nHello."), user("\n\n\nHi again")], {}
    yield "edges", "ends with newlines", [system("Be brief.\n"), user("Hi\n"), assistant("Hello.\n\n"), user("Hi again\n\n\n")], {}
    yield "edges", "spaces around", [system("  Be brief.  "), user(" Hi "), assistant("   Hello.   "), user("    Hi again  ")], {}
    yield "edges", "spaces and newlines around", [user(" \n Hi \n "), assistant("\n \nHello.\n \n"), user("\t\nHi again \n")], {}
    yield "edges", "punctuation at the edges", [system("::"), user(">>> ?!"), assistant("...\"'"), user("</>")], {}
    yield "edges", "empty user", [user("")], {}
    yield "edges", "empty system", [system(""), user("Hi")], {}
    yield "edges", "empty assistant", [user("Hi"), assistant(""), user("Hello?")], {}
    yield "edges", "only newlines", [user("\n"), assistant("\n\n"), user("\n\n\n")], {}
    yield "edges", "only spaces", [user(" "), assistant("   "), user("\t")], {}

    # The roles in another order, and fields that few send.
    yield "roles", "names", [system("You are a guide.", name="guide"), user("Hi", name="alice"),
                             assistant("Hello.", name="bot"), user("And me?", name="bob_2")], {}
    yield "roles", "two systems", [system("Be brief."), system("Be kind."), user("Hi")], {}
    yield "roles", "system in the middle", [helper, *exchanges(1), system("From now on answer in French."), user("Hi")], {}
    yield "roles", "system in the middle only", [*exchanges(1), system("From now on answer in French."), user("Hi")], {}
    yield "roles", "developer", [{"role": "developer", "content": "Be brief."}, user("Hi")], {}
    yield "roles", "two users", [user("Hi"), user("Are you there?")], {}
    yield "roles", "two assistants", [user("Hi"), assistant("Hello."), assistant("Still here."), user("Good.")], {}
    yield "roles", "assistant first", [assistant("Welcome!"), user("Hi")], {}
    yield "roles", "system alone", [helper], {}
    yield "roles", "ends with the assistant", [user("Count to five."), assistant("One, two,")], {}
    yield "roles", "no generation prompt", [user("Hi"), assistant("Hello.")], {"add_generation_prompt": False}
    yield "roles", "parts", [user([{"type": "text", "text": "First."}, {"type": "text", "text": "Second."}])], {}

    # Texts that hold what a template writes itself. A server takes the marks of the
    # vocabulary for what they are wherever they stand.
    yield "marks", "of Qwen", [user("What is <|im_start|>user\nHi<|im_end|> for? And <|endoftext|>?")], {}
    yield "marks", "of DeepSeek", [user("What are <｜User｜>, <｜Assistant｜> and <｜end▁of▁sentence｜> for?")], {}
    yield "marks", "of thinking", [user("Do <think> and </think> mean anything?"), assistant("Yes: <think> opens it."), user("And </think>?")], {}
    yield "marks", "of tools", [user("<tool_response>\n22\n</tool_response>"), assistant("<tool_call>"), user("｜DSML｜ </tool_call>")], {}
    yield "marks", "not composed", [user("Cafe\u0301 nai\u0308ve A\u030angstro\u0308m \u1100\u1161")], {}

    # Reasoning.
    yield "reasoning", "earlier", [user("What is 17 × 3?"), assistant("51.", reasoning_content="17 × 3 = 51. Easy."), user("And × 4?")], {}
    yield "reasoning", "earlier, twice", [helper, user("What is 17 × 3?"), assistant("51.", reasoning_content="17 × 3 = 51."),
                                          user("And × 4?"), assistant("68.", reasoning_content="51 + 17 = 68.\nOr 17 × 4."), user("And × 5?")], {}
    yield "reasoning", "newlines around", [user("Hi"), assistant("\n\nHello.", reasoning_content="\nThe user greets me.\n\n"), user("Bye")], {}
    yield "reasoning", "empty", [user("Hi"), assistant("Hello.", reasoning_content=""), user("Bye")], {}
    yield "reasoning", "within the content", [user("What is 17 × 3?"), assistant("<think>\n17 × 3 = 51.\n</think>\n\n51."), user("And × 4?")], {}
    yield "reasoning", "last, ends with the assistant", [user("What is 17 × 3?"), assistant("51.", reasoning_content="17 × 3 = 51.")], {"add_generation_prompt": False}

    # Functions.
    tools = {"tools": [WEATHER]}
    many = {"tools": [WEATHER, CLOCK, BOOKING]}
    yield "tools", "one", [user("Is it raining in Paris?")], tools
    yield "tools", "one, system", [helper, user("Is it raining in Paris?")], tools
    yield "tools", "one, empty system", [system(""), user("Is it raining in Paris?")], tools
    yield "tools", "several", [user("Book a table.")], many
    yield "tools", "several, system and exchanges", [helper, *exchanges(2), user("Book a table.")], many
    yield "tools", "bare", [user("Ping.")], {"tools": [{"type": "function", "function": {"name": "ping"}}]}
    yield "tools", "strict", [user("Ping.")], {"tools": [function(
        "ping", "Ping a host.", {"host": {"type": "string"}}, ["host"], strict=True)]}
    yield "tools", "numbers in the schema", [user("Roll.")], {"tools": [function(
        "roll", "Roll dice.", {"sides": {"type": "integer", "default": 6},
                               "bias": {"type": "number", "default": 0.25, "minimum": -1.5}})]}
    yield "tools", "choice none", [user("Is it raining in Paris?")], {**tools, "tool_choice": "none"}
    yield "tools", "two systems", [system("Be brief."), system("Be kind."), user("Is it raining in Paris?")], tools

    # Calls and their results.
    asked = user("Is it raining in Paris?")
    called = assistant("", tool_calls=[call(1, "get_weather", '{"city": "Paris"}')])
    answered = result(1, '{"temperature": 22, "sky": "clear"}')
    yield "calls", "one result", [asked, called, answered], tools
    yield "calls", "answered", [asked, called, answered, assistant("No, it is clear at 22 °C."), user("And in Rome?")], tools
    yield "calls", "no tools defined", [asked, called, answered, assistant("No."), user("Thanks.")], {}
    yield "calls", "null content", [asked, assistant(None, tool_calls=called["tool_calls"]), answered], tools
    yield "calls", "absent content", [asked, {"role": "assistant", "tool_calls": called["tool_calls"]}, answered], tools
    yield "calls", "content too", [asked, assistant("Let me look.", tool_calls=called["tool_calls"]), answered], tools
    yield "calls", "content ends with a newline", [asked, assistant("Let me look.\n", tool_calls=called["tool_calls"]), answered], tools
    both = assistant("", tool_calls=[call(1, "get_weather", '{"city": "Paris"}'), call(2, "get_time", "{}")])
    yield "calls", "two calls, two results", [asked, both, answered, result(2, "10:30")], many
    yield "calls", "two calls, answered", [helper, asked, both, answered, result(2, "10:30"), assistant("No, and it is half past ten."), user("Thanks.")], many
    yield "calls", "results in another order", [asked, both, result(2, "10:30"), answered], many
    yield "calls", "three calls", [asked, assistant("Three at once.", tool_calls=[
        call(1, "get_weather", '{"city": "Paris", "unit": "celsius"}'), call(2, "get_weather", '{"city": "Rome"}'), call(3, "get_time", "{}")]),
        answered, result(2, "18"), result(3, "10:30")], many
    yield "calls", "two rounds", [asked, called, answered, assistant("", tool_calls=[call(2, "get_time", "{}")]), result(2, "10:30")], many
    yield "calls", "two rounds, answered", [asked, called, answered, assistant("Now the time.", tool_calls=[call(2, "get_time", "{}")]), result(2, "10:30"),
                                            assistant("Clear, at half past ten."), user("Thanks."), assistant("You're welcome."), user("Bye.")], many
    yield "calls", "two turns with calls", [asked, called, answered, assistant("No."), user("And the time?"),
                                            assistant("", tool_calls=[call(2, "get_time", "{}")]), result(2, "10:30")], many
    yield "calls", "edges of results", [asked, both, result(1, "\n22\n"), result(2, "")], many
    yield "calls", "long result", [asked, called, result(1, CODE), assistant("Odd."), user("Why?")], tools
    yield "calls", "user after a result", [asked, called, answered, user("Well?")], tools
    yield "calls", "arguments compact", [asked, assistant("", tool_calls=[call(1, "get_weather", '{"city":"Paris","unit":"celsius"}')]), answered], tools
    yield "calls", "arguments spread", [asked, assistant("", tool_calls=[call(1, "get_weather", '{\n  "unit" : "celsius",\n  "city" : "Paris"\n}')]), answered], tools
    yield "calls", "arguments nested", [user("Book a table."), assistant("", tool_calls=[call(1, "book_table",
        '{"restaurant": "Chez \\"Nous\\"", "guests": 4, "when": {"date": "2024-05-17", "hour": 19.5}, "wishes": ["quiet", "窗边", "a\\nb"], "indoors": true, "note": null}')]),
        result(1, "ok")], many
    yield "calls", "arguments escaped", [asked, assistant("", tool_calls=[call(1, "get_weather", '{"city": "M\\u00fcnchen \\u5317\\u4eac \\/ \\ud83c\\udf5c <b>&</b>"}')]), answered], tools
    yield "calls", "arguments with numbers", [user("Roll."), assistant("", tool_calls=[call(1, "roll", '{"a": 1.0, "b": 3.14159265358979, "c": 1e-7, "d": 12345678901234, "e": -0.5, "f": 1E3}')]), result(1, "4")], many
    yield "calls", "arguments not JSON", [asked, assistant("", tool_calls=[call(1, "get_weather", '{"city": "Par')]), result(1, "Bad arguments.")], tools
    yield "calls", "arguments empty", [asked, assistant("", tool_calls=[call(1, "get_time", "{}")]), result(1, "10:30")], many

    # Reasoning between calls.
    thought = assistant("", reasoning_content="I have to look at the weather.", tool_calls=called["tool_calls"])
    yield "reasoning and calls", "one result", [asked, thought, answered], tools
    yield "reasoning and calls", "two rounds", [asked, thought, answered,
                                                assistant("Now the time.", reasoning_content="The time too.", tool_calls=[call(2, "get_time", "{}")]), result(2, "10:30")], many
    yield "reasoning and calls", "answered", [asked, thought, answered, assistant("No.", reasoning_content="It is clear."), user("Thanks.")], tools
    yield "reasoning and calls", "answered, no tools defined", [asked, thought, answered, assistant("No.", reasoning_content="It is clear."), user("Thanks.")], {}
    yield "reasoning and calls", "two turns", [helper, asked, thought, answered, assistant("No.", reasoning_content="It is clear."), user("And the time?"),
                                               assistant("", reasoning_content="Look at the clock.", tool_calls=[call(2, "get_time", "{}")]), result(2, "10:30")], many


# --- Asking -----------------------------------------------------------------------

def post(address, path, body):
    request = urllib.request.Request(
        address.rstrip("/") + path, json.dumps(body, ensure_ascii=False).encode(),
        {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=120) as response:
            return json.load(response), None
    except urllib.error.HTTPError as error:
        text = error.read().decode("utf-8", "replace")
        try:
            text = json.loads(text)["error"]["message"]
        except (ValueError, KeyError, TypeError):
            pass
        return None, f"{error.code} {text}"


def row(template, thinking, address, group, case, messages, more):
    body = {"messages": messages, **more, "max_tokens": 1, "temperature": 0}
    if thinking is not None:
        body["chat_template_kwargs"] = {"enable_thinking": thinking}
    answer = {"template": template, "thinking": thinking, "group": group, "case": case, "body": body}
    how, *templates = ALTERED.get(case, ("", ""))
    if how and (not templates or template in templates):
        answer["altered"] = how
    applied, error = post(address, "/apply-template", body)
    if error is None:
        completed, error = post(address, "/v1/chat/completions", body)
    if error is not None:
        return {**answer, "error": error}
    return {**answer, "prompt": applied["prompt"], "prompt_tokens": completed["usage"]["prompt_tokens"]}


def main():
    if len(sys.argv) < 3:
        raise SystemExit("usage: totals.py OUTPUT TEMPLATE=ADDRESS...")
    rows = refused = 0
    with open(sys.argv[1], "w", encoding="utf-8") as output:
        for argument in sys.argv[2:]:
            template, address = argument.split("=", 1)
            for thinking in SWITCH.get(template, [None]):
                for conversation in conversations():
                    line = row(template, thinking, address, *conversation)
                    output.write(json.dumps(line, ensure_ascii=False) + "\n")
                    rows += 1
                    refused += "error" in line
            print(f"{template}: done", flush=True)
    print(f"{rows} rows, {refused} of them refused")


if __name__ == "__main__":
    main()
