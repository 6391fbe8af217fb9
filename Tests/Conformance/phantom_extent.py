"""phantom_extent.py STYLET [SIZE...]: the extent on phantoms, five seeds each, with and without lesions at the pleura.

With the phantom's own lungs every number must be NumPy's. With lungs that the program finds, percentages of lungs and
zones must be within 0.5 points of what the truth gives between the same limits. Prints a row a phantom.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile

from conformance.extent import compare, extent, read
from conformance.program import Stylet

POINTS = 0.5


def main() -> int:
    stylet, sizes = Stylet(os.path.abspath(sys.argv[1])), sys.argv[2:] or ["128x128x80", "192x192x120", "256x256x160"]
    bad = 0
    print(f"{'size':14}{'seed':>5}  lesions  numbers   lungs  zones  carina (k)")
    for size in sizes:
        for lesions in ("6", "6+2"):
            for seed in range(1, 6):
                with tempfile.TemporaryDirectory() as folder:
                    bad += phantom(stylet, folder, size, seed, lesions)
    print("all within" if not bad else f"{bad} are not within")
    return 1 if bad else 0


def phantom(stylet, folder: str, size: str, seed: int, lesions: str) -> bool:
    files = {"ct": "p.nii.gz", "labels": "p-truth.nii.gz", "lungs": "p-lungs.nii.gz"}
    files = {part: os.path.join(folder, name) for part, name in files.items()}

    def said(*words: str) -> dict:
        run = stylet.run(*words, timeout=600)
        assert run.status == 0, run.err
        return json.loads(run.out) if "--json" in words else {}

    said("phantom", files["ct"], "--size", size, "--seed", str(seed), "--lesions", lesions)
    words = ("extent", files["ct"], "--labels", files["labels"], "--json", "--lungs")
    given, found = said(*words, files["lungs"])["lungs"], said(*words, "auto")["lungs"]
    ct, lungs, labels, voxel = read(files)
    faults, count = [], [0]
    compare(given, extent(ct, lungs, labels, voxel), "lungs", faults, count)
    limits = tuple(found["limits"][name]["k"] for name in ("carina", "veins"))
    truth = extent(ct, lungs, labels, voxel, limits)

    def farthest(mine: list, other: list) -> float:
        pairs = [(a, b) for a, b in zip(mine, other) if a["lesion"]["percent"] is not None]
        return max(
            abs(a["lesion"]["percent"] - (b["lesion"]["percent"] or 0)) for a, b in pairs)

    sides = ("both", "right", "left")
    whole = farthest([found[s] for s in sides], [truth[s] for s in sides])
    zones = farthest(found["zones"], truth["zones"])
    is_bad = bool(faults) or whole > POINTS or zones > POINTS
    print(
        f"{size:14}{seed:5}  {lesions:7}  {'%d same' % count[0] if not faults else faults[0]}  "
        f"{whole:6.3f} {zones:6.3f}  {limits[0]} {found['limits']['carina']['source']}{'  <' if is_bad else ''}",
        flush=True)
    return is_bad


if __name__ == "__main__":
    sys.exit(main())
