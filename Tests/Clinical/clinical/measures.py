"""Numbers by which masks are compared: overlap, surface distance, classes of extent, agreement."""

from __future__ import annotations

import os
import tomllib

import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree


def dice(a: np.ndarray, b: np.ndarray) -> float:
    """1 for two empty masks."""
    both = int(np.count_nonzero(a)) + int(np.count_nonzero(b))
    return 2 * int(np.count_nonzero(a & b)) / both if both else 1.0


def recall(found: np.ndarray, truth: np.ndarray) -> float | None:
    """How much of the truth was found; None where there is none."""
    n = np.count_nonzero(truth)
    return np.count_nonzero(found & truth) / n if n else None


def precision(found: np.ndarray, truth: np.ndarray) -> float | None:
    return recall(truth, found)


def surface(mask: np.ndarray, mm) -> np.ndarray:
    """Points in mm of the voxels of a mask that have a neighbour outside it; the picture's edge is none."""
    inner = ndimage.binary_erosion(mask, border_value=1)
    return np.argwhere(mask & ~inner) * np.array(mm)


def hausdorff95(a: np.ndarray, b: np.ndarray, mm) -> float | None:
    """The greater of both 95th percentiles of the distances from one surface to the other, mm; None when one is empty.
    By the middles of surface voxels. Huttenlocher 1993, with the percentile that is customary."""
    one, other = surface(a, mm), surface(b, mm)
    if not len(one) or not len(other):
        return None
    to_other, to_one = cKDTree(other).query(one)[0], cKDTree(one).query(other)[0]
    return float(max(np.percentile(to_other, 95), np.percentile(to_one, 95)))


def standards() -> dict:
    """Samples/standards/chest-ct.toml: the cut-offs that the program itself has."""
    root = os.path.abspath(__file__)
    for _ in range(4):
        root = os.path.dirname(root)
    with open(os.path.join(root, "Samples", "standards", "chest-ct.toml"), "rb") as file:
        return tomllib.load(file)


def grade(percent: float, grades: list[dict]) -> int:
    """The grade of the first row that holds a percentage: `to` belongs to it, `below` does not."""
    for row in grades:
        if "to" in row and percent <= row["to"] or "below" in row and percent < row["below"]:
            return row["grade"]
    return grades[-1]["grade"]


def sfr(percent: float, ml: float, automatic: bool, table: dict) -> int:
    """The SFR class of an extent; what no reader confirmed is class 0 below the standards' limits."""
    least = table["unconfirmed"]
    if automatic and (percent < least["percent"] or ml < least["millilitres"]):
        return 0
    return grade(percent, table["scales"]["sfr"]["grades"])


def bland_altman(differences: list[float]) -> tuple[float, float, float] | None:
    """Mean difference and its limits of agreement, mean ± 1.96 SD (n - 1). Bland and Altman 1986."""
    if len(differences) < 2:
        return None
    mean, sd = float(np.mean(differences)), float(np.std(differences, ddof=1))
    return mean, mean - 1.96 * sd, mean + 1.96 * sd


def zones(lungs: np.ndarray) -> np.ndarray:
    """Thirds of the lungs' height, 1 to 3 from above, in the right lung; 4 to 6 in the left; 0 elsewhere."""
    out = np.zeros(lungs.shape, np.uint8)
    at = np.nonzero((lungs > 0).any((1, 2)))[0]
    if not len(at):
        return out
    bottom, height = at[0], at[-1] - at[0] + 1
    k = np.arange(lungs.shape[0])
    third = np.where(k >= bottom + height * 2 / 3, 1, np.where(k >= bottom + height / 3, 2, 3)).astype(np.uint8)
    for side in (1, 2):
        here = lungs == side
        out[here] = np.broadcast_to(third[:, None, None] + 3 * (side - 1), lungs.shape)[here]
    return out


def zone_percents(lesion: np.ndarray, zone: np.ndarray) -> list[float | None]:
    """How much of each zone is lesion, %; None where there is no zone."""
    lung = np.bincount(zone.ravel(), minlength=7)[1:7]
    ill = np.bincount(zone[lesion], minlength=7)[1:7]
    return [100 * i / n if n else None for i, n in zip(ill.tolist(), lung.tolist())]
