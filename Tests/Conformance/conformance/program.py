"""The program under test, run as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass

import nibabel
import nrrd
import numpy as np

from .picture import Picture

#: What a refusal may end with (sysexits): bad data, no input.
REFUSALS = (65, 66)

#: NRRD spaces, as the signs that lead to LPS.
NRRD_TO_LPS = {
    "left-posterior-superior": (1, 1, 1), "lps": (1, 1, 1),
    "right-anterior-superior": (-1, -1, 1), "ras": (-1, -1, 1),
    "left-anterior-superior": (1, -1, 1), "las": (1, -1, 1),
}


@dataclass
class Run:
    status: int
    out: str
    err: str

    @property
    def refused(self) -> bool:
        return self.status in REFUSALS

    @property
    def crashed(self) -> bool:
        return self.status != 0 and not self.refused

    @property
    def error(self) -> str:
        """The one line, without the program's name and the path."""
        line = self.err.strip().splitlines()[-1] if self.err.strip() else f"exit {self.status} without a word"
        return line if self.status >= 0 else f"signal {-self.status}: {line}"


class Stylet:
    def __init__(self, binary: str):
        self.binary = binary

    def offers(self, subcommand: str, words: str) -> bool:
        """Whether the help of a subcommand names an option or a form."""
        return words in self.run(subcommand, "--help").out

    def run(self, *arguments: str, timeout: float = 120) -> Run:
        try:
            done = subprocess.run(
                [self.binary, *arguments], capture_output=True, timeout=timeout, stdin=subprocess.DEVNULL,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
            )
        except subprocess.TimeoutExpired:
            return Run(-9, "", f"still running after {timeout:.0f} s")
        return Run(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    def run_info(self, path: str, *arguments: str) -> tuple[Run, dict]:
        run = self.run("info", path, "--json", "--load", *arguments)
        return run, json.loads(run.out) if run.status == 0 else {}


def stored_affine(info: dict) -> np.ndarray:
    """The affine that `info --json` states for the stored axes."""
    affine = np.eye(4)
    affine[:3, :3] = np.array(info["stored_axes_lps_mm"]).T
    affine[:3, 3] = info["stored_origin_lps_mm"]
    return affine


def read_nrrd(path: str) -> Picture:
    """By pynrrd; the affine by the header's fields."""
    values, header = nrrd.read(path, index_order="F")
    return Picture(values, nrrd_affine(header, values.ndim), "pynrrd")


def nrrd_affine(header: dict, dimension: int) -> np.ndarray:
    affine = np.eye(4)
    directions = header.get("space directions")
    if directions is not None:
        rows = np.asarray(directions, float)
        rows = rows[~np.isnan(rows).any(axis=1)]
        affine[:3, : len(rows)] = rows.T
        affine[:3, 3] = header.get("space origin", (0, 0, 0))
        signs = NRRD_TO_LPS.get(str(header.get("space", "lps")).lower(), (1, 1, 1))
        affine[:3] *= np.array(signs)[:, None]
    elif "spacings" in header:
        spacings = [s if np.isfinite(s) else 1 for s in header["spacings"]][:3]
        affine[range(len(spacings)), range(len(spacings))] = spacings
    return affine


def read_nifti(path: str) -> Picture:
    """By nibabel, RAS turned to LPS."""
    image = nibabel.load(path)
    slope, intercept = image.dataobj.slope, image.dataobj.inter
    scaled = (slope, intercept) != (1, 0)
    # As doubles: left to itself nibabel scales in the narrowest float that it finds good enough.
    values = image.dataobj.get_unscaled() if not scaled else image.get_fdata(dtype=np.float64, caching="unchanged")
    return Picture(np.asarray(values), np.diag([-1, -1, 1, 1.0]) @ image.affine, "nibabel")
