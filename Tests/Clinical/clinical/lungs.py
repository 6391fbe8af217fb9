"""Lungs of real scans, against readers' masks and places that were looked at."""

from __future__ import annotations

import numpy as np

from . import images
from .gross import gross
from .measures import dice, hausdorff95
from .program import Failed, Found, Program
from .scans import Scan


def row(program: Program, scan: Scan) -> tuple[dict, Found | None]:
    """A row of the table of lungs; and what was found, for others to use."""
    out = {"scan": scan.name, "role": scan.role}
    try:
        found = program.lungs(scan.path)
    except Failed as error:
        return out | {"failed": str(error)}, None
    image = scan.image()
    lungs = np.where(found.labels <= 2, found.labels, 0)
    ml = float(np.prod(image.mm)) / 1000
    out |= {
        "right_ml": float((lungs == 1).sum() * ml), "left_ml": float((lungs == 2).sum() * ml),
        "seconds": found.seconds, "peak_mb": found.peak / 1e6, "voxels_mb": image.values.size * 2 / 1e6,
        "badges": [r.words for r in found.remarks],
    }
    if scan.known_ml:
        out["known_ml"] = scan.known_ml
    truth = scan.lungs_truth(image.mm)
    if truth is not None:
        pieces = gross(lungs, truth, image.mm, image.values, lesion=scan.lesion_truth())
        out |= {
            "dice": dice(lungs > 0, truth > 0), "dice_right": dice(lungs == 1, truth == 1),
            "dice_left": dice(lungs == 2, truth == 2), "hd95_mm": hausdorff95(lungs > 0, truth > 0, image.mm),
            "gross": [vars(p) for p in pieces],
        }
    if scan.points:
        wrong = []
        for i, j, k, what in scan.points:
            is_found = {0: "no lung", 1: "right", 2: "left"}[int(lungs[k, j, i])]
            wanted = what if what in ("right", "left") else "no lung"
            if is_found != wanted:
                wrong.append(f"{what} at {i}, {j}, {k} is {is_found}")
        out |= {"points": len(scan.points), "points_wrong": wrong}
    nodule = scan.nodule_truth()
    if nodule is not None:
        out["nodule_in_lungs"] = float((nodule & (lungs > 0)).sum() / nodule.sum())
    return out, found


def shape_row(program: Program, path: str, truth: np.ndarray, name: str) -> dict:
    """The same of a phantom, whose truth is its own."""
    try:
        found = program.lungs(path)
    except Failed as error:
        return {"scan": name, "role": "phantom", "failed": str(error)}
    image = images.read(path)
    lungs = np.where(found.labels <= 2, found.labels, 0)
    return {
        "scan": name, "role": "phantom", "dice": dice(lungs > 0, truth > 0), "dice_right": dice(lungs == 1, truth == 1),
        "dice_left": dice(lungs == 2, truth == 2), "hd95_mm": hausdorff95(lungs > 0, truth > 0, image.mm),
        "gross": [vars(p) for p in gross(lungs, truth, image.mm, image.values)], "seconds": found.seconds,
        "peak_mb": found.peak / 1e6, "voxels_mb": image.values.size * 2 / 1e6, "badges": [r.words for r in found.remarks],
        "right_ml": float((lungs == 1).sum() * np.prod(image.mm) / 1000),
        "left_ml": float((lungs == 2).sum() * np.prod(image.mm) / 1000),
    }
