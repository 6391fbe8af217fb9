"""A program in a terminal of its own: keys in, the screen's text with its colours out. By tmux."""

import itertools
import os
import re
import shlex
import subprocess
import time


class Terminal:
    """Ends with its `with` block; the program too.

    Keys are written as the program's key maps write them, without brackets for single characters: "zd<Space><CR>".
    """

    NAMES = {"cr": "Enter", "esc": "Escape", "space": "Space", "tab": "Tab", "lt": "<", "bs": "BSpace",
             "left": "Left", "right": "Right", "up": "Up", "down": "Down", "pageup": "PPage", "pagedown": "NPage"}

    count = itertools.count()

    def __init__(self, words, columns, rows, term="tmux-256color", environment=None):
        self.columns, self.rows = columns, rows
        self.socket = f"stylet-pictures-{os.getpid()}-{next(self.count)}"
        set = {"TERM": term, "LC_ALL": "C.UTF-8", "COLORTERM": "truecolor" if "direct" in term else "",
               **(environment or {})}
        self.command = f"env -u NO_COLOR {shlex.join(f'{k}={v}' for k, v in set.items())} {shlex.join(map(str, words))}"

    def tmux(self, *words):
        return subprocess.run(["tmux", "-L", self.socket, *words], capture_output=True, text=True, check=True).stdout

    def __enter__(self):
        self.tmux("-f", "/dev/null", "-u", "new-session", "-d", "-x", str(self.columns), "-y", str(self.rows), "cat")
        self.tmux("set", "-g", "status", "off")
        self.tmux("resize-window", "-x", str(self.columns), "-y", str(self.rows))
        self.tmux("set", "-g", "remain-on-exit", "on")
        self.tmux("respawn-pane", "-k", f"exec {self.command}")
        self.process = self.tmux("display", "-p", "#{pane_pid}").strip()
        return self

    def __exit__(self, *_):
        subprocess.run(["tmux", "-L", self.socket, "kill-server"], capture_output=True)
        # It may still be writing its files, and holds them until it has.
        end = time.monotonic() + 20
        while os.path.exists(f"/proc/{self.process}") and time.monotonic() < end:
            time.sleep(0.1)

    def text(self):
        """The screen, a line a row, with SGR codes."""
        return self.tmux("capture-pane", "-e", "-p", "-N")

    def plain(self):
        return self.tmux("capture-pane", "-p")

    def press(self, keys, settle=0.4):
        for name, character in re.findall(r"<([A-Za-z-]+)>|(.)", keys):
            if name:
                self.tmux("send-keys", self.NAMES.get(name.lower(), name))
            else:
                self.tmux("send-keys", "-l", character)
        return self.settled(settle)

    def settled(self, quiet=0.4, longest=20):
        """The screen once it has not changed for so many seconds."""
        before, since, end = None, time.monotonic(), time.monotonic() + longest
        while time.monotonic() < end:
            now = self.text()
            if now != before:
                before, since = now, time.monotonic()
            elif time.monotonic() - since >= quiet:
                return now
            time.sleep(0.1)
        return before

    def wait(self, pattern, longest=60):
        """Until the screen shows something; its text then."""
        end = time.monotonic() + longest
        while time.monotonic() < end:
            if re.search(pattern, self.plain()):
                return self.settled()
            time.sleep(0.2)
        raise TimeoutError(f"no {pattern!r} on the screen:\n{self.plain()}")
