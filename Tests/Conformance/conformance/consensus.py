"""Consensus of four readers: STAPLE against SimpleITK's on the same box, votes and scores against NumPy."""

from __future__ import annotations

import json

import numpy
import SimpleITK

from . import table
from .agree import READERS, SCAN, jobs as agreement
from .table import Row

#: Voxels around all that was drawn that STAPLE looks at.
MARGIN = 10

#: How far a number may be from theirs.
TOLERANCE = 1e-6


def jobs(stylet, expected, data, out):
    for _, (_, scan, masks) in agreement(stylet, expected, data, out):
        yield job, (stylet, scan, masks)


def job(stylet, scan, masks) -> list[Row]:
    """A row a rule."""
    images = [SimpleITK.Cast(SimpleITK.ReadImage(path) > 0, SimpleITK.sitkUInt8) for path in masks]
    drawn = numpy.stack([SimpleITK.GetArrayFromImage(image) > 0 for image in images])
    box = tuple(
        slice(max(int(places.min()) - MARGIN, 0), min(int(places.max()) + 1 + MARGIN, size))
        for places, size in zip(numpy.nonzero(drawn.any(axis=0)), drawn.shape[1:]))
    votes = drawn.sum(axis=0)
    rows = []
    for rule in (["--rule", "staple"], ["--rule", "majority"], ["--tie", "in"], ["--tie", "out"]):
        what = f"consensus as by SimpleITK and NumPy ({' '.join(rule)})"
        run = stylet.run("consensus", *masks, "--scan", scan, "--json", *rule, timeout=600)
        if run.status != 0:
            rows.append(Row(SCAN, what, table.CRASH if run.crashed else table.UNLISTED, run.error))
            continue
        answer = json.loads(run.out)
        numbers = scores(answer, drawn, votes, box)
        numbers += staple(answer, images, box) if "staple" in rule else majority(answer, votes, rule)
        faults = [f"{name}: {own} is not {other:g}" for name, own, other in numbers
                  if own is None or abs(own - other) > TOLERANCE]
        if faults:
            rows.append(Row(SCAN, what, table.DIFFERENT, f"{len(faults)} of {len(numbers)} differ: " + "; ".join(faults[:3])))
        else:
            rows.append(Row(SCAN, what, table.IDENTICAL, f"{len(numbers)} numbers within {TOLERANCE:g}"))
    return rows


def scores(answer, drawn, votes, box) -> list[tuple]:
    """Votes, and each reader against more than half of the other three: three have no tie."""
    finding = answer["findings"][0]
    numbers = [(f"votes {n + 1}", own, (votes > n).sum()) for n, own in enumerate(finding["votes_voxels"])]
    if answer["rule"] != "majority":
        return numbers
    for n, score in enumerate(finding["scores"]):
        mine, others = drawn[n][box], (votes - drawn[n])[box] >= 2
        common = (mine & others).sum()
        numbers += [
            (f"Dice {n + 1}", score["dice"], 2 * common / (mine.sum() + others.sum())),
            (f"sensitivity {n + 1}", score["sensitivity"], common / others.sum()),
            (f"specificity {n + 1}", score["specificity"], (~mine & ~others).sum() / (~others).sum())]
    return numbers


def majority(answer, votes, rule) -> list[tuple]:
    half, tie = len(READERS) / 2, rule[1] if rule[0] == "--tie" else "undecided"
    ties = (votes == half).sum()
    return [
        ("voxels", answer["findings"][0]["voxels"], (votes > half).sum() + (ties if tie == "in" else 0)),
        ("undecided", answer["undecided"]["voxels"], ties if tie == "undecided" else 0)]


def staple(answer, images, box) -> list[tuple]:
    own = answer["findings"][0]["staple"]
    k, j, i = box
    cut = [image[i.start:i.stop, j.start:j.stop, k.start:k.stop] for image in images]
    oracle = SimpleITK.STAPLEImageFilter()
    oracle.SetForegroundValue(1)
    likely = SimpleITK.GetArrayFromImage(oracle.Execute(cut))
    return [
        ("voxels", answer["findings"][0]["voxels"], (likely >= 0.5).sum()), ("box", own["box_voxels"], likely.size),
        ("rounds", own["iterations"], oracle.GetElapsedIterations()),
        *((f"p {n + 1}", a, b) for n, (a, b) in enumerate(zip(own["sensitivity"], oracle.GetSensitivity()))),
        *((f"q {n + 1}", a, b) for n, (a, b) in enumerate(zip(own["specificity"], oracle.GetSpecificity())))]
