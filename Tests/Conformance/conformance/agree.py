"""Agreement of four readers: overlap against SimpleITK, surfaces against what surface-distance gives for these masks."""

from __future__ import annotations

import json
import os

import SimpleITK

from . import table
from .table import Row

SCAN = "thorax/lidc-0314"
READERS = [f"thorax/lidc-0314-readers/reader{n}.nii.gz" for n in (1, 2, 3, 4)]

#: Of each pair: surface Dice at 1 and at 2 mm, HD95, Hausdorff and mean surface distance, mm; by DeepMind's
#: surface-distance 1f805ce, which has not been released for today's SciPy.
SURFACES = {
    (1, 2): (0.855771, 0.952703, 2.989075, 5.614052, 0.524797),
    (1, 3): (0.871572, 0.928129, 3.000000, 4.792980, 0.554098),
    (1, 4): (0.924840, 0.955257, 3.125000, 5.565308, 0.348175),
    (2, 3): (0.765938, 0.934665, 3.000000, 4.892297, 0.694065),
    (2, 4): (0.927660, 0.991851, 1.268996, 4.658347, 0.351284),
    (3, 4): (0.872368, 0.945867, 3.000000, 4.075580, 0.556280),
}

#: How far a number may be from theirs.
TOLERANCE = 1e-5


def jobs(stylet, expected, data, out):
    paths = [os.path.join(data, path) for path in [SCAN] + READERS]
    if all(os.path.exists(path) for path in paths):
        yield job, (stylet, paths[0], paths[1:])


def job(stylet, scan, masks) -> list[Row]:
    """A row a pair."""
    what = "agreement as by SimpleITK and surface-distance"
    runs = [
        stylet.run("agree", *masks, "--scan", scan, "--json", "--tolerance", mm, timeout=600) for mm in ("1", "2")]
    failed = [run for run in runs if run.status != 0]
    if failed:
        return [Row(SCAN, what, table.CRASH if failed[0].crashed else table.UNLISTED, failed[0].error)]
    pairs = [
        {(pair["first"], pair["second"]): lesion(pair) for pair in json.loads(run.out)["scans"][0]["pairs"]}
        for run in runs]
    return [judged(f"readers {a} and {b}", what, [mine.get((a, b)) for mine in pairs], masks, a, b) for a, b in SURFACES]


def lesion(pair: dict) -> dict:
    """All that was drawn."""
    return next(finding for finding in pair["findings"] if finding["code"] == "lesion")


def judged(name: str, what: str, mine: list, masks: list, a: int, b: int) -> Row:
    if None in mine:
        return Row(name, what, table.DIFFERENT, "the pair is not told")
    images = [SimpleITK.Cast(SimpleITK.ReadImage(masks[n - 1]) > 0, SimpleITK.sitkUInt8) for n in (a, b)]
    overlap = SimpleITK.LabelOverlapMeasuresImageFilter()
    overlap.Execute(*images)
    near, far = mine
    numbers = (
        near["dice"], near["jaccard"], near["surface_dice"], far["surface_dice"], near["hd95_mm"],
        near["hausdorff_mm"], near["assd_mm"])
    known = (overlap.GetDiceCoefficient(), overlap.GetJaccardCoefficient()) + SURFACES[a, b]
    faults = [f"{own} is not {other:g}" for own, other in zip(numbers, known)
              if own is None or abs(own - other) > TOLERANCE]
    if faults:
        return Row(name, what, table.DIFFERENT, f"{len(faults)} of {len(known)} differ: " + "; ".join(faults[:3]))
    return Row(name, what, table.IDENTICAL, f"{len(known)} numbers within {TOLERANCE:g}")
