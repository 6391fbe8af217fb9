"""The program under measurement, run as a user runs it, with its time and memory."""

from __future__ import annotations

import functools
import json
import os
import re
import subprocess
import tempfile
import time
from dataclasses import dataclass, field

import numpy as np

from . import images


class Failed(Exception):
    """The program refused, or fell."""


@dataclass
class Remark:
    """What the program says is to be looked at. `kind`: its words without numbers, or its name in JSON."""

    kind: str
    words: str
    #: (k, j, i), where it says one.
    voxel: tuple[int, int, int] | None = None
    #: First and last k.
    slices: tuple[int, int] | None = None


@dataclass
class Found:
    """A mask that the program wrote, on the scan's grid in canonical order."""

    labels: np.ndarray
    seconds: float
    #: Peak resident memory, bytes.
    peak: int
    remarks: list[Remark] = field(default_factory=list)
    words: str = ""


class Program:
    def __init__(self, binary: str):
        self.binary = os.path.abspath(binary)

    def run(self, *words: str, timeout: float = 900) -> tuple[str, float, int]:
        """Standard output, seconds, peak bytes."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            start = time.monotonic()
            begun = subprocess.Popen(
                [self.binary, *words], stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                env={**os.environ, "LC_ALL": "C.UTF-8"})
            peak = 0
            while begun.poll() is None:
                peak = max(peak, resident_peak(begun.pid))
                if time.monotonic() - start > timeout:
                    begun.kill()
                time.sleep(0.005)
            seconds = time.monotonic() - start
            out.seek(0)
            err.seek(0)
            said, complaint = (file.read().decode("utf-8", "replace") for file in (out, err))
        if begun.returncode != 0:
            last = (complaint.strip().splitlines() or [""])[-1]
            raise Failed(f"exit {begun.returncode}: {last}")
        return said, seconds, peak

    @functools.cache
    def help(self, command: str) -> str:
        return self.run(command, "--help")[0]

    def version(self) -> str:
        return self.run("--version")[0].splitlines()[0]

    def lungs(self, scan: str) -> Found:
        """1 right, 2 left, 3 airways."""
        return self.mask("lungs", scan, *(["--json"] if "--json" in self.help("lungs") else []))

    def propose(self, scan: str, lungs: str | None = None, model: str | None = None) -> Found:
        """1 ground glass, 2 consolidation."""
        return self.mask(
            "propose", scan, *(["--lungs", lungs] if lungs else []), *(["--model", model] if model else []))

    def mask(self, command: str, scan: str, *words: str) -> Found:
        with tempfile.TemporaryDirectory(prefix="stylet-clinical-") as folder:
            out = os.path.join(folder, "mask.nrrd")
            said, seconds, peak = self.run(command, scan, out, *words)
            labels = images.read.__wrapped__(out).values.astype(np.uint8)  # of a path that will be another's
        return Found(labels, seconds, peak, remarks(said), said)


def resident_peak(pid: int) -> int:
    """The kernel's own mark of the most memory so far, bytes; 0 where it tells none. What wait4 tells would begin with
    the memory of this process."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as file:
            line = next((line for line in file if line.startswith("VmHWM:")), None)
    except OSError:
        return 0
    return int(line.split()[1]) * 1024 if line else 0


def remarks(said: str) -> list[Remark]:
    """Of JSON that has remarks, or of lines that begin with `look:`."""
    if said.lstrip().startswith("{"):
        found = []
        for row in json.loads(said).get("remarks", []):
            voxel, slices = row.get("voxel"), row.get("slices")
            kind = " ".join(str(row[key]) for key in ("badge", "side") if row.get(key))
            found.append(Remark(
                kind, row.get("words", kind), tuple(voxel[::-1]) if voxel else None, tuple(slices) if slices else None))
        return found
    lines = [line.removeprefix("check: ") for line in said.splitlines() if line.startswith("check: ")]
    return [Remark(re.sub(r"[-−]?[0-9][0-9.]*", "#", line), line) for line in lines]
