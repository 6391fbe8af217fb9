"""python toml.py PROBE [--texts N] [--seed N]: the reader of TOML against Python's tomllib.

Texts that are written here, texts made at random by the grammar (with keys so few that they meet), and both of them with
bytes changed. PROBE is the package's `toml-probe`. Needs nothing but Python 3.11.
"""

from __future__ import annotations

import argparse
import datetime
import glob
import json
import math
import os
import random
import subprocess
import sys
import tomllib

VALID = [
    "", "# only a comment", "a=1", "a = 1 # why\r\nb = 2\r\n", "\ta\t=\t1\t", "a.b.c = 1\na.b.d = 2\n[a.e]\nf = 3", "'a b'.\"c.d\" . e = 1",
    "\"\" = 1", "'' = 1", "1 = 2\n- = 4\n_ = 5\n2.3 = 3", "true = true\nfalse = false\ninf = inf\nnan = nan",
    "a = [\n1, # one\n\n2\n,]", "a = [[1, 2], ['x', {b = 1}], [], {}]", "a = {b = 1, c.d = 2, c.e = 3, 'f' = {g = []}}",
    "[a]\n[a.b]\n[c.d]\n[c]\ne = 1", "[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3\n[[a.e]]\n[[a.e]]\nf = 1", "[a.b.c]\n[a]\nb.d = 1\n", "[a]\nb.c = 1\nb.d = 2\n[a.b.e]\n",
    "a = 0\nb = +0\nc = -0\nd = +99\ne = 1_000\nf = 9223372036854775807\ng = -9223372036854775808",
    "a = 0xDEADbeef\nb = 0o755\nc = 0b1101_0110\nd = 0x0\ne = 0x00ff\nf = 0b0_0", "a = 1.0\nb = -0.01\nc = 5e+22\nd = 1E06\ne = -2e-2\nf = 6.626e-34\ng = 9_1.2_5\nh = 1e1_0\ni = 0e0\nk = -0.0\nl = 1e400\nm = 1e00",
    "a = inf\nb = +inf\nc = -inf\nd = nan\ne = +nan\nf = -nan",
    "a = 1979-05-27T07:32:00Z\nb = 1979-05-27T00:32:00-07:00\nc = 1979-05-27 00:32:00.999999\nd = 1979-05-27t07:32:00z\ne = 1979-05-27\nf = 07:32:00\ng = 00:32:00.5\nh = 2000-02-29",
    "a = \"\\b\\t\\n\\f\\r\\\"\\\\ \\u00e9 \\U0001F600\"\nb = 'C:\\x\\'", "a = \"\"\"\nx\ny\"\"\"\nb = '''\nx\r\ny'''\nc = \"\"\"a\"\"\"\"\nd = \"\"\"a\"\"\"\"\"\ne = ''''a'''''\nf = \"\"\"\"\"\"\ng = ''''''",
    "a = \"\"\"x \\\n   \n\n  y\\  \t\n z \\\"\"\"\\\"\"\"\"", "a = \"é\u00a0漢字\u200b\"\n'\u0438' = 1", "a = \"\u0080\u009b\"  # \u0085", "a = \"\"\"\ta\\\\\\\n  \"\"\"",
    "a = 1979-05-27 # a date\nb = 1979-05-27 \nc = [1979-05-27 ,1979-05-27 07:32:00]", "[ a . 'b' ]\n[[ c . d ]]", "a = 1\n[b]\na = 1", "a = [ # x\n]",
    "a.b = 1\n[a.c]\nd=1", "[a.b]\nc.d.e = 1\nc.d.f = 1\n[a.b.c.g]", "[[a.b]]\n[a]\nc = 1\n[[a.b]]",
]
INVALID = [
    "a", "a =", "= 1", "a = 1 b = 2", "a = = 1", "a b = 1", "a. = 1", ".a = 1", "a..b = 1", "a\n= 1", "a =\n1", "[a", "[a]]", "[[a]", "[]", "[[]]", "[a.]", "[.a]", "[ [a]]", "[a] b = 1",
    "a = [", "a = [1", "a = [1 2]", "a = [,]", "a = [1,,]", "a = {", "a = {b = 1", "a = {b = 1,}", "a = {,}", "a = {b = 1 c = 2}", "a = {b = 1,\nc = 2}", "a = {\n}", "a = [}", "a = {b}",
    "a = 1\na = 2", "a = 1\n'a' = 2", "a.b = 1\na.b = 2", "a = 1\na.b = 2", "a.b = 1\na = 2", "[a]\n[a]", "[a]\nb = 1\n[a.b]", "[a.b]\nc = 1\n[a]\nb.d = 1", "[[a]]\n[a]", "[a]\n[[a]]", "a = []\n[[a]]", "a = [{}]\n[a.b]",
    "a = {}\n[a]", "a = {}\n[a.b]", "a = {}\na.b = 1", "a = {b = {}}\na.b.c = 1", "a = {b = 1, b = 2}", "a = {b = {}, b.c = 1}", "a = {b.c = 1, b = 1}", "a.b = 1\n[a]", "[a]\nb.c = 1\n[a.b]", "[[a.b]]\n[a]\nb.c = 1", "[[a.b]]\n[a.b]",
    "[a.b.c]\nz = 9\n[a]\nb.c.t = 1", "[a.b.c]\n[a]\nb.d = 1\n[a.b]", "a.b.c = 1\na.b = {}", "[a]\nb = []\n[[a.b.c]]",
    "a = 01", "a = +01", "a = -", "a = +", "a = 1_", "a = _1", "a = 1__0", "a = 0x", "a = 0xg", "a = 0X1", "a = +0x1", "a = -0b1", "a = 0b2", "a = 0o8", "a = 0x_1", "a = 0x1_", "a = 1.", "a = .1", "a = 1.e1", "a = 1e", "a = 1e+", "a = 1e_1", "a = 1._1",
    "a = 1_.0", "a = 1e1.0", "a = 00.1", "a = 1.0.0", "a = --1", "a = 0_1", "a = Inf", "a = NaN", "a = infinity", "a = True", "a = tru", "a = truee", "a = yes", "a = null", "a = +true",
    "a = 1979-05-27T07:32", "a = 1979-5-27", "a = 1979-13-01", "a = 1979-02-29", "a = 1900-02-29", "a = 1979-04-31", "a = 1979-05-00", "a = 1979-05-27T24:00:00", "a = 1979-05-27T07:60:00", "a = 1979-05-27T07:32:61", "a = 1979-05-27T07:32:00.", "a = 1979-05-27T07:32:00+24:00",
    "a = 1979-05-27T07:32:00+07:60", "a = 1979-05-27T07:32:00+0700", "a = 1979-05-27T", "a = 1979-05-27  07:32:00", "a = 1979-05-27_07:32:00", "a = 7:32:00", "a = 07:32", "a = 07:32:00Z", "a = 1979-05-27Z", "a = 79-05-27",
    "a = \"", "a = '", "a = \"x\ny\"", "a = 'x\ny'", "a = \"\\", "a = \"\\x41\"", "a = \"\\a\"", "a = \"\\u12\"", "a = \"\\ud800\"", "a = \"\\U00110000\"", "a = \"\\Uffffffff\"", "a = \"\"\"x", "a = '''x", "a = \"\"\"\"\"\"\"", "a = ''''''''", "a = \"\"\"x\\ y\"\"\"",
    "a = \"\x00\"", "a = \"\x1f\"", "a = \"\x7f\"", "a = '\x01'", "a = '''\x01'''", "# \x01", "# \x7f", "\x00", "a = 1\r", "a = 1\rb = 2", "# x\ry", "a = \"\"\"x\ry\"\"\"", "a = \"x\" \"y\"", "\"\"\"a\"\"\" = 1", "'''a''' = 1", "\"a = 1", "é = 1", "a\u00a0= 1", "a = 1\u00a0", "\u2028a = 1", "a = x", "a = 'x' # \x0b",
]
# What tomllib and the standard (or our limits) see differently, with what is ours to say.
OURS = [
    ("\ufeffa = 1", True, "a byte order mark in front, which editors write"),
    ("a = 9223372036854775808", False, "more than 64 bits are no integer here"),
    ("a = 0xffffffffffffffffff", False, "more than 64 bits are no integer here"),
    ("a = 1990-12-31T23:59:60Z", True, "a leap second is one of RFC 3339"),
    ("a = " + "[" * 100 + "]" * 100, False, "deeper than the limit"),
    ("a = " + "[" * 99 + "]" * 99, True, "as deep as the limit"),
    (".".join("a" * 101) + " = 1", False, "deeper than the limit"),
    (".".join("a" * 100) + " = 1", True, "as deep as the limit"),
    ("[" + ".".join("a" * 60) + "]\n" + ".".join("b" * 41) + " = 1", False, "deeper than the limit"),
    ("a = " + "[" * 500_000, False, "no depth may end the program"), ("a = " + "{b = " * 500_000, False, "no depth may end the program"),
    (".".join(["a"] * 500_000) + " = 1", False, "no depth may end the program"), ("[" + ".".join(["a"] * 500_000) + "]", False, "no depth may end the program"),
    ("[" * 500_000, False, "no depth may end the program"), ("a = [}", False, ""), ("a = " + "9" * 500_000, False, ""), ("a = 0." + "9" * 500_000, True, ""), ("a = 1e" + "9" * 500_000, True, ""),
    ("a = '" + "x" * 1_000_000 + "'", True, ""), ("\n".join(f"[[a]]\nb = {n}" for n in range(50_000)), True, "many elements"), ("\n".join(f"a.b{n} = {n}" for n in range(50_000)), True, "many keys"),
]


def random_text(rng: random.Random) -> str:
    """By the grammar; the keys are few, so that tables, values and headers meet."""
    def key(most=3):
        parts = [rng.choice(["a", "b", "c", "d", "\"a\"", "'b'", "1", "\"\""] if rng.random() < 0.3 else ["a", "b", "c", "d"]) for _ in range(rng.randint(1, most))]
        return rng.choice([".", ".", " . "]).join(parts)

    def digits(most=4, digits="0123456789"):
        text = "".join(rng.choice(digits) for _ in range(rng.randint(1, most)))
        return text[:1] + "".join(rng.choice(["", "", "", "_"]) + c for c in text[1:])

    def number():
        form = rng.randrange(8)
        sign = rng.choice(["", "", "+", "-"])
        if form < 3: return sign + digits(rng.choice([2, 5, 20]))
        if form == 3: return sign + digits() + "." + digits()
        if form == 4: return sign + digits() + rng.choice("eE") + rng.choice(["", "+", "-"]) + digits(3)
        if form == 5: return sign + digits() + "." + digits() + "e" + digits(2)
        if form == 6: return rng.choice(["0x" + digits(8, "0123456789abcdefABCDEF"), "0o" + digits(8, "01234567"), "0b" + digits(8, "01")])
        return sign + rng.choice(["inf", "nan", "0", "0.0", "true"])

    def moment():
        date = f"{rng.choice([1979, 2000, 1900, 1, 9999]):04}-{rng.randint(1, 13):02}-{rng.randint(1, 31):02}"
        time = f"{rng.randint(0, 24):02}:{rng.randint(0, 60):02}:{rng.randint(0, 59):02}" + rng.choice(["", "", ".5", ".123456", ".1234567890"])
        return rng.choice([date, time, date + rng.choice("Tt ") + time, date + "T" + time + rng.choice(["Z", "z", "+01:00", "-23:59", "+24:00"])])

    def text():
        body = "".join(rng.choice(["a", "é", " ", "\t", "#", "]", ",", "\\n", "\\u0041", "\\\\", "=", "'", "\\\""]) for _ in range(rng.randint(0, 6)))
        form = rng.randrange(4)
        if form == 0: return '"' + body + '"'
        if form == 1: return "'" + body.replace("'", "") + "'"
        lines = body.replace(" ", rng.choice(["\n", "\r\n", " \\\n  ", " "]))
        return '"""' + lines + '"""' if form == 2 else "'''" + lines.replace("'", "") + "'''"

    def value(depth=0):
        form = rng.randrange(10)
        if form < 3 or depth > 3: return number()
        if form < 5: return text()
        if form == 5: return moment()
        if form == 6: return rng.choice(["true", "false"])
        if form < 9:
            blank = rng.choice(["", " ", "\n", " # c\n"])
            return "[" + blank + ("," + blank).join(value(depth + 1) for _ in range(rng.randint(0, 3))) + rng.choice(["", ",", ""]) + blank + "]"
        return "{" + ", ".join(f"{key(2)} = {value(depth + 1)}" for _ in range(rng.randint(0, 3))) + "}"

    lines = []
    for _ in range(rng.randint(1, 9)):
        kind = rng.randrange(8)
        if kind < 5: lines.append(f"{key()} = {rng.choice(['1', '1', value()])}")
        elif kind == 5: lines.append(f"[{key()}]")
        elif kind == 6: lines.append(f"[[{key()}]]")
        else: lines.append(rng.choice(["", "# x", "  \t"]))
    return rng.choice(["\n", "\n", "\r\n"]).join(lines)


def mutated(rng: random.Random, text: str) -> str:
    pieces = list(text)
    for _ in range(rng.randint(1, 3)):
        at = rng.randint(0, len(pieces))
        bit = rng.choice(list("[]{}=.,#\"'\\\n\r\t _+-:0179eExobTZzafintu\x00\x1b\x7f\x85\u200b") + ['"""', "'''", "\\u", "\r\n", "[[", "]]", "{}", "[]"])
        change = rng.randrange(4)
        if change == 0: pieces.insert(at, bit)
        elif change == 1 and pieces: pieces[at % len(pieces)] = bit
        elif change == 2: del pieces[at:at + rng.randint(1, 4)]
        else: pieces[at:at] = pieces[rng.randint(0, at):at]
    return "".join(pieces)


def tagged(value):
    """As the probe writes it; dates and times as Python's own."""
    if isinstance(value, bool): return ("bool", value)
    if isinstance(value, int): return ("integer", value)
    if isinstance(value, float): return ("float", "nan" if math.isnan(value) else repr(value))
    if isinstance(value, str): return ("string", value)
    if isinstance(value, list): return [tagged(v) for v in value]
    if isinstance(value, dict): return {k: tagged(v) for k, v in value.items()}
    return (type(value).__name__, str(value))


def untagged(value):
    if isinstance(value, list): return [untagged(v) for v in value]
    if set(value) == {"type", "value"} and isinstance(value["type"], str):
        kind, text = value["type"], value["value"]
        if kind == "bool": return ("bool", text == "true")
        if kind == "integer": return ("integer", int(text))
        if kind == "float": return ("float", "nan" if text == "nan" else repr(float(text)))
        if kind == "string": return ("string", text)
        made = tomllib.loads("x = " + text)["x"]
        want = {"datetime": datetime.datetime, "datetime-local": datetime.datetime, "date-local": datetime.date, "time-local": datetime.time}[kind]
        assert type(made) is want and (kind != "datetime") == (getattr(made, "tzinfo", None) is None), text
        return (type(made).__name__, str(made))
    return {k: untagged(v) for k, v in value.items()}


def holds_what_is_ours(value) -> bool:
    """Integers beyond 64 bits are Python's alone."""
    if isinstance(value, dict): return any(holds_what_is_ours(v) for v in value.values())
    if isinstance(value, list): return any(holds_what_is_ours(v) for v in value)
    return isinstance(value, int) and not isinstance(value, bool) and not -(1 << 63) <= value < 1 << 63


def ask(probe: str, texts: list[str]) -> list[str]:
    blob = b"".join(b"%d\n%s" % (len(b), b) for b in (t.encode() for t in texts))
    done = subprocess.run([probe], input=blob, capture_output=True, timeout=600)
    if done.returncode != 0: raise SystemExit(f"toml: the probe ended with {done.returncode}")
    return done.stdout.decode().split("\n")[:-1]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("probe")
    parser.add_argument("--texts", type=int, default=40_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../..")
    files = [open(f, encoding="utf-8").read() for f in sorted(glob.glob(root + "/Keymaps/*.toml") + glob.glob(root + "/Samples/**/*.toml", recursive=True))]
    seeds = VALID + INVALID + [f for f in files if len(f) < 3000]
    made = [random_text(rng) for _ in range(options.texts // 2)]
    made += [mutated(rng, rng.choice(seeds + made)) for _ in range(options.texts // 2)]
    texts = VALID + INVALID + files + made
    bad, accepted = [], 0
    for text, said in zip(texts, ask(options.probe, texts), strict=True):
        try:
            right = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, ValueError, RecursionError):
            right = None
        if right is not None and holds_what_is_ours(right): right = None
        if right is None and not said.startswith("!") and (":60" in text or "0000-" in text or text.startswith("\ufeff")): continue
        accepted += right is not None
        if (right is None) != said.startswith("!") or right is not None and untagged(json.loads(said)) != tagged(right):
            bad.append((text, said, right))
    for text in VALID:
        tomllib.loads(text)
    for (text, is_right, why), said in zip(OURS, ask(options.probe, [t for t, _, _ in OURS]), strict=True):
        if said.startswith("!") == is_right: bad.append((text[:200], said[:200], why))
    for text, said, right in bad[:20]: print(f"toml: {text!r}\n  says {said[:300]}\n  tomllib {right!r}")
    print(f"toml: {len(texts) + len(OURS)} texts, {accepted} of them TOML; {len(bad)} read otherwise than by tomllib")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
