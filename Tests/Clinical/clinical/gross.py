"""Gross errors of lungs: connected pieces of more than 2 mL that are plainly wrong.

Wrong is what is predicted farther than 4 mm from the truth, what is true farther than 4 mm from the prediction, and lung
of one side that is farther than 4 mm from that side's truth; each opened by a ball of 2 mm. Between slices a neighbour
always counts as near, however thick they are. Readers differ in how much of a hilum they call lung: a piece of less than
10 mL at the mediastinum whose mean is above -500 HU, vessels and walls, is none of these errors, unless half of it is
what the reader called a lesion.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from .anatomy import ball, dilated, disc, opened

NEAR_MM, OPEN_MM, GROSS_ML = 4.0, 2.0, 2.0
HILUM_ML, HILUM_HU, HILUM_MM = 10.0, -500.0, 12.0


@dataclass
class Piece:
    """`what`: extra, missing or other side; `at`: (k, j, i) of its middle."""

    what: str
    ml: float
    at: tuple[int, int, int]
    #: Mean HU, where the scan was given: tells gas and tissue.
    hu: float | None = None
    #: The least and the greatest (k, j, i) of its voxels.
    box: tuple[tuple[int, int, int], tuple[int, int, int]] | None = None


def gross(
    found: np.ndarray, truth: np.ndarray, mm, ct: np.ndarray | None = None, sides: bool = True,
    lesion: np.ndarray | None = None,
) -> list[Piece]:
    """Both arrays (k, j, i): 1 right lung, 2 left lung; other values are no lung. `ct` HU; `lesion` the reader's, not 0.
    Largest first."""
    found, truth = (np.where(a <= 2, a, 0) for a in (found, truth))
    tries = [("extra", found > 0, truth > 0), ("missing", truth > 0, found > 0)]
    if sides:
        for side in (1, 2):
            tries.append(("other side", (found == side) & (truth == 3 - side), truth == side))
    pieces = []
    for what, these, those in tries:
        pieces += far_pieces(what, these, those, mm, ct, truth if what != "other side" else None, lesion)
    return sorted(pieces, key=lambda p: -p.ml)


def far_pieces(what: str, these: np.ndarray, those: np.ndarray, mm, ct=None, lungs=None, lesion=None) -> list[Piece]:
    wrong = these & ~those
    voxel = float(np.prod(mm)) / 1000
    if wrong.sum() * voxel <= GROSS_ML:
        return []
    near = [min(s, NEAR_MM) for s in mm]
    margin = [int(np.ceil(NEAR_MM / s)) + 1 for s in near]
    box = tuple(
        slice(max(0, x.min() - m), x.max() + m + 1) for x, m in zip(np.nonzero(wrong), margin))
    wrong, those = wrong[box], those[box]
    if those.any():
        wrong &= ~dilated(those, ball(NEAR_MM, near))
    wrong = opened(np.pad(wrong, 2), ball(OPEN_MM, mm))[2:-2, 2:-2, 2:-2]
    parts, count = ndimage.label(wrong)
    sizes = np.bincount(parts.ravel(), minlength=count + 1) * voxel
    pieces = []
    for n in np.nonzero(sizes[1:] > GROSS_ML)[0] + 1:
        here = parts == n
        at = tuple(int(x + b.start) for x, b in zip(ndimage.center_of_mass(here), box))
        hu = float(ct[box][here].mean()) if ct is not None else None
        is_dense = hu is not None and hu > HILUM_HU and sizes[n] < HILUM_ML
        is_dense &= lesion is None or np.count_nonzero(lesion[box][here]) < 0.5 * here.sum()
        if is_dense and lungs is not None and at_mediastinum(here, lungs[box[0]], box, mm):
            continue
        ends = ndimage.find_objects(here.astype(np.int8))[0]
        low = tuple(int(e.start + b.start) for e, b in zip(ends, box))
        high = tuple(int(e.stop - 1 + b.start) for e, b in zip(ends, box))
        pieces.append(Piece(what, float(sizes[n]), at, hu, (low, high)))
    return pieces


def at_mediastinum(piece: np.ndarray, lungs: np.ndarray, box, mm) -> bool:
    """Whether most of a piece lies within 12 mm of what is between right and left lung in the rows of its slices.
    `lungs` has all rows of the piece's slices."""
    i = np.arange(lungs.shape[2])
    right, left = lungs == 1, lungs == 2
    end = np.where(right.any(2), lungs.shape[2] - 1 - right[..., ::-1].argmax(2), lungs.shape[2])
    begin = np.where(left.any(2), left.argmax(2), -1)
    between = (i > end[..., None]) & (i < begin[..., None])
    between = np.stack([ndimage.binary_dilation(plane, disc(HILUM_MM, mm)) for plane in between])
    return bool((between[:, box[1], box[2]] & piece).sum() > 0.6 * piece.sum())
