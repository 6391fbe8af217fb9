"""Proposed opacities, against a reader's; the second reader beside."""

from __future__ import annotations

import numpy as np

from .measures import bland_altman, dice, precision, recall, sfr, standards, zone_percents, zones
from .program import Failed, Program
from .scans import Scan


def row(program: Program, scan: Scan, model: str | None, lungs: np.ndarray | None) -> dict:
    """A row of the table of proposals. `lungs`: the program's own, to take its percentages of."""
    out = {"scan": scan.name, "role": scan.role, "model": "without it" if model else "own"}
    try:
        found = program.propose(scan.path, model=model)
    except Failed as error:
        return out | {"failed": str(error)}
    image, drawn = scan.image(), found.labels > 0
    ml = float(np.prod(image.mm)) / 1000
    out |= {
        "ml": float(drawn.sum() * ml), "seconds": found.seconds, "peak_mb": found.peak / 1e6,
        "badges": [r.words for r in found.remarks],
    }
    if lungs is not None and (lungs > 0).any():
        out["percent"] = float(100 * drawn.sum() / (lungs > 0).sum())
    nodule = scan.nodule_truth()
    if nodule is not None:
        out["nodule_kept"] = recall(drawn, nodule)
    truth = scan.lesion_truth()
    if truth is None:
        return out
    out |= against(found.labels, truth, ml)
    second = scan.second_lesion()
    if second:
        other, read = second
        out["dice_second"] = dice(drawn[read], other[read])
        out["dice_readers"] = dice(truth[read] > 0, other[read])
    reader = scan.lungs_truth(image.mm)
    if reader is not None and lungs is not None:
        out |= percentages(drawn, lungs, truth > 0, reader, ml)
    return out


def against(found: np.ndarray, truth: np.ndarray, ml: float) -> dict:
    """Overlap in all, and of ground glass and consolidation each."""
    a, b = found > 0, truth > 0
    volume = int(b.sum())
    out = {
        "true_ml": volume * ml, "dice": dice(a, b), "recall": recall(a, b), "precision": precision(a, b),
        "ratio": int(a.sum()) / volume if volume else None,
    }
    for name, value in (("ggo", 1), ("con", 2)):
        out |= {
            f"dice_{name}": dice(found == value, truth == value), f"{name}_ml": float((found == value).sum() * ml),
            f"true_{name}_ml": float((truth == value).sum() * ml),
        }
    return out


def percentages(drawn, lungs, truth, reader, ml: float) -> dict:
    """Extent in % of the lungs, each of its own lungs; SFR classes; the six zones' differences in points."""
    table = standards()
    mine, true = (
        100 * int((m & (l > 0)).sum()) / max(int((l > 0).sum()), 1) for m, l in ((drawn, lungs), (truth, reader)))
    pairs = zip(zone_percents(drawn, zones(lungs)), zone_percents(truth, zones(reader)))
    apart = [a - b for a, b in pairs if a is not None and b is not None]
    return {
        "percent": mine, "true_percent": true, "sfr": sfr(mine, int(drawn.sum()) * ml, True, table),
        "true_sfr": sfr(true, int(truth.sum()) * ml, False, table), "zones": apart,
        "zones_mean": float(np.mean(np.abs(apart))) if apart else None,
        "zones_max": float(np.max(np.abs(apart))) if apart else None,
    }


def summary(rows: list[dict]) -> dict:
    """Over the scans that a reader has read."""
    read = [r for r in rows if "dice" in r and r["role"] == "covid"]
    if not read:
        return {}
    agreed = [r for r in read if "true_sfr" in r]
    confusion: dict[str, int] = {}
    for r in agreed:
        key = f"{r['true_sfr']} read, {r['sfr']} proposed"
        confusion[key] = confusion.get(key, 0) + 1
    second = [r["dice_readers"] for r in read if "dice_readers" in r]
    return {
        "scans": len(read), "dice": float(np.mean([r["dice"] for r in read])),
        "ratio": [min(r["ratio"] for r in read), max(r["ratio"] for r in read)],
        "readers": float(np.mean(second)) if second else None,
        "percent_points": bland_altman([r["percent"] - r["true_percent"] for r in agreed]), "sfr": confusion,
    }
