#!/usr/bin/env python3
"""Twenty readers at one machine: as many pseudo-terminals, each with a workstation that scrolls and paints on a scan.

    sessions.py PROGRAM [--sessions 20] [--seconds 60] [--pause 0.5] [--size 200x55] [--scan FILE] [--study] [--json FILE]

Without --scan a phantom of 512x512x275 is made. With --study each session is a reader's day in a study, `stylet study
work`; else `stylet open`. Each types a key every --pause seconds, out of step with the others, as readers do. Said are

- from a key to the first and to the last byte that answers it: p50, p99, the longest, by kind of key. The last byte is
  the one that no other follows within 20 ms or before the next key, so this includes this script's own turn;
- memory of all sessions, of /proc/PID/smaps_rollup: resident, its part that is shared, and proportional (PSS), which
  counts each shared page once over all;
- bytes a second to a terminal, and processor time.

Then all are killed at once (SIGKILL) between strokes and in them. Of each the journal must hold every stroke that its
screen had answered, and `stylet open … --save` must find them: else the status is 1. A loaded machine gives other times:
its load is printed with them.
"""
import argparse, fcntl, json, os, pty, re, select, shutil, signal, struct, subprocess, sys, tempfile, termios, time

SETTLED = 0.02
# What is typed, over and over: name, bytes.
SCROLL, PAINT, MOVE = ("scroll", b"\x1b[6~"), ("paint", b" "), ("move", b"\x1b[C")
BACK = ("scroll", b"\x1b[5~")
ROUND = [SCROLL, SCROLL, PAINT, MOVE, PAINT, BACK, SCROLL, MOVE]


class Session:
    """A program on a terminal of its own, and what it answered."""

    def __init__(self, command, columns, rows, journal):
        self.journal = journal
        environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "TERM": "xterm-256color",
                       "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": "/dev/null"}
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.set_blocking(self.master, False)
        self.text, self.bytes, self.last = b"", 0, time.monotonic()
        self.asked = None  # (kind, time) of the key that waits for an answer
        self.first = None
        self.strokes = 0   # strokes that were answered
        self.typed = 0
        self.times = []    # (kind, to the first byte, to the last)

    def read(self):
        try:
            data = os.read(self.master, 1 << 16)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            return
        now = time.monotonic()
        self.bytes += len(data)
        self.text = (self.text + data)[-1 << 16:]
        self.last = now
        if self.asked and self.first is None:
            self.first = now

    def type(self, kind, keys):
        self.settle(time.monotonic(), whole=True)
        self.asked, self.first = (kind, time.monotonic()), None
        os.write(self.master, keys)
        self.typed += 1

    def settle(self, now, whole=False):
        """Takes an answer once nothing follows it."""
        if not self.asked or self.first is None or (not whole and now - self.last < SETTLED):
            return
        kind, begun = self.asked
        self.times.append((kind, self.first - begun, self.last - begun))
        if kind == "paint":
            self.strokes += 1
        self.asked = None

    def memory(self):
        """kB: resident, shared, proportional."""
        rows = dict(re.findall(r"^(\w+): +(\d+) kB", open(f"/proc/{self.pid}/smaps_rollup").read(), re.M))
        shared = int(rows["Shared_Clean"]) + int(rows["Shared_Dirty"])
        return int(rows["Rss"]), shared, int(rows["Pss"])

    def processor(self):
        """Seconds so far."""
        fields = open(f"/proc/{self.pid}/stat").read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def pump(sessions, seconds):
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        step(sessions, min(left, 0.005))


def step(sessions, seconds):
    ready, _, _ = select.select([s.master for s in sessions], [], [], max(seconds, 0))
    for one in sessions:
        if one.master in ready:
            one.read()
    now = time.monotonic()
    for one in sessions:
        one.settle(now)


def wait(sessions, what, seconds, is_so):
    end = time.monotonic() + seconds
    while not all(is_so(s) for s in sessions):
        if time.monotonic() > end:
            sys.exit(f"sessions: {what} did not come within {seconds} s: "
                     f"{[s.text[-200:] for s in sessions if not is_so(s)][:1]}")
        step(sessions, 0.05)


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"sessions: {' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


def part(values, share):
    values = sorted(values)
    return values[min(int(len(values) * share), len(values) - 1)] if values else float("nan")


RULES = """id = "outlines"
version = 1
title = "Outlines"

[[findings]]
value = 1
code = "GGO"
name = "Ground-glass opacity"
colour = "#e69f00"

[[sections]]
id = "scan"
title = "Scan"

[[sections.fields]]
id = "quality"
title = "Quality"
kind = "choice"
required = true
normal = "good"
options = [ { id = "good", title = "good" }, { id = "poor", title = "poor" } ]
"""


def prepare(program, scan, count, study, folder):
    """Commands, a session each, and how the journal of each is called."""
    if not study:
        names = [f"{folder}/r{n:02}" for n in range(count)]
        return [([program, "open", scan, "--project", name + ".stylet.json", "--reader", os.path.basename(name),
                  "--lungs", "ask"], lambda name=name: name + ".stylet.journal") for name in names]
    with open(folder + "/rules.toml", "w") as file:
        file.write(RULES)
    readers = [f"r{n:02}" for n in range(count)]
    trial = folder + "/trial"
    run(program, "study", "init", trial, "--protocol", folder + "/rules.toml", "--reads", str(count), "--repeats", "0",
        "--gold", "0", *[word for name in readers for word in ("--reader", name)])
    run(program, "study", "add", trial, scan)
    run(program, "study", "assign", trial)

    def journal(name):
        own = f"{trial}/readers/{name}"
        found = [f"{own}/{part}/{file}" for part in os.listdir(own) if len(part) == 2
                 for file in os.listdir(f"{own}/{part}") if file.endswith(".stylet.journal")]
        return found[0] if found else own + "/none"

    return [([program, "study", "work", trial, "--reader", name], lambda name=name: journal(name)) for name in readers]


def main():
    given = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    given.add_argument("program")
    given.add_argument("--sessions", type=int, default=20)
    given.add_argument("--seconds", type=float, default=60)
    given.add_argument("--pause", type=float, default=0.5)
    given.add_argument("--size", default="200x55")
    given.add_argument("--scan")
    given.add_argument("--study", action="store_true")
    given.add_argument("--json")
    given = given.parse_args()
    columns, rows = (int(n) for n in given.size.split("x"))
    program, folder = os.path.abspath(given.program), tempfile.mkdtemp(prefix="stylet-sessions-")
    sessions = []
    try:
        scan = os.path.abspath(given.scan) if given.scan else folder + "/scan.nii.gz"
        if not given.scan:
            run(program, "phantom", scan, "--size", "512x512x275", "--seed", "1")
        commands = prepare(program, scan, given.sessions, given.study, folder)
        begun = time.monotonic()
        sessions = [Session(command, columns, rows, journal) for command, journal in commands]
        if given.study:
            wait(sessions, "the worklist", 120, lambda s: b"sealed" in s.text)
            for one in sessions:
                one.type("open", b"\r")
        # The picture, and all of the scan: what is unsaved is counted once it is there.
        wait(sessions, "the picture", 600, lambda s: b"unsaved" in s.text or b"Axial" in s.text)
        opened = time.monotonic() - begun
        wait(sessions, "the end of loading", 600, lambda s: time.monotonic() - s.last > 3)
        loaded = time.monotonic() - begun - 3
        # Nor is anything found in the background any more, lungs above all.
        busy = [one.processor() for one in sessions]
        while time.monotonic() - begun < 900:
            pump(sessions, 2)
            before, busy = busy, [one.processor() for one in sessions]
            if sum(busy) - sum(before) < 0.1:
                break
        quiet = time.monotonic() - begun
        for one in sessions:
            one.times, one.bytes, one.asked, one.strokes = [], 0, None, 0
        busy = [one.processor() for one in sessions]
        start = time.monotonic()
        due = [start + given.pause * n / len(sessions) for n in range(len(sessions))]
        at = [n % len(ROUND) for n in range(len(sessions))]
        while time.monotonic() - start < given.seconds:
            step(sessions, min(max(min(due) - time.monotonic(), 0), 0.005))
            for n, one in enumerate(sessions):
                if time.monotonic() >= due[n]:
                    one.type(*ROUND[at[n] % len(ROUND)])
                    at[n] += 1
                    due[n] += given.pause
        lasted = time.monotonic() - start
        busy = sum(one.processor() - before for one, before in zip(sessions, busy))
        memory = [one.memory() for one in sessions]
        # In the middle of strokes: every second one has a key that nobody answered yet.
        for one in sessions[::2]:
            one.type("paint", b" ")
        for one in sessions:
            os.kill(one.pid, signal.SIGKILL)
        for one in sessions:
            os.waitpid(one.pid, 0)
        lost = check(program, sessions, commands, given.study)
        report(given, sessions, memory, lasted, (opened, loaded, quiet), busy, lost)
        sys.exit(1 if lost else 0)
    finally:
        for one in sessions:
            try:
                os.kill(one.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        shutil.rmtree(folder, ignore_errors=True)


def check(program, sessions, commands, study):
    """What is missing: each answered stroke is a line of the journal, and the program finds them again."""
    lost = []
    for n, (one, (command, journal)) in enumerate(zip(sessions, commands)):
        with open(journal(), "rb") as file:
            lines = file.read().split(b"\n")
        steps = len([line for line in lines[1:-1] if line])
        if steps < one.strokes:
            lost.append(f"session {n}: {one.strokes} strokes were answered, the journal has {steps}")
        if n % 5 == 0:
            script = "<CR>" if study else ""
            more = [] if study else ["--save"]
            done = subprocess.run(command + ["--script", script, "--dump-screen", "-", "--size", "200x55"] + more,
                                  capture_output=True, text=True)
            found = re.search(r"(\d+) unsaved", done.stdout)
            ok = done.returncode == 0 and (not study or found and int(found.group(1)) >= one.strokes)
            if not ok:
                lost.append(f"session {n}: opened again, status {done.returncode}: {done.stderr.strip()}")
    return lost


def report(given, sessions, memory, lasted, begun, busy, lost):
    out = {"sessions": len(sessions), "study": given.study, "seconds": round(lasted, 1),
           "keys": sum(len(one.times) for one in sessions), "typed": sum(one.typed for one in sessions),
           "first_picture_s": round(begun[0], 1), "loaded_s": round(begun[1], 1),
           "nothing_in_background_s": round(begun[2], 1), "load_average": os.getloadavg()[0],
           "cores": os.cpu_count()}
    for kind in ("scroll", "paint", "move"):
        times = [t for one in sessions for t in one.times if t[0] == kind]
        for name, column in (("first", 1), ("last", 2)):
            values = [t[column] * 1000 for t in times]
            out[f"{kind}_{name}_byte_ms"] = {"n": len(values), "p50": round(part(values, 0.5), 1),
                                             "p99": round(part(values, 0.99), 1),
                                             "max": round(max(values, default=float("nan")), 1)}
    megabyte = 1024
    out["memory_mb"] = {"resident": round(sum(m[0] for m in memory) / megabyte),
                        "of_that_shared": round(sum(m[1] for m in memory) / megabyte),
                        "proportional": round(sum(m[2] for m in memory) / megabyte),
                        "proportional_each": round(sum(m[2] for m in memory) / megabyte / len(memory))}
    out["bytes_a_second_each"] = round(sum(one.bytes for one in sessions) / lasted / len(sessions))
    out["processor_share"] = round(busy / lasted, 2)
    out["strokes_answered"] = sum(one.strokes for one in sessions)
    out["lost"] = lost
    text = json.dumps(out, indent=1)
    print(text)
    if given.json:
        with open(given.json, "w") as file:
            file.write(text + "\n")


if __name__ == "__main__":
    main()
