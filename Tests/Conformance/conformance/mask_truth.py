"""A mask as it ought to be, and holding what another program reads of it against that."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Truth:
    """Labels on the grid of the scan, [i, j, k] in the scan's stored order, and 4 x 4 to LPS mm."""

    labels: np.ndarray
    affine: np.ndarray
    #: The scan's DICOM folder; "" for a scan of another format.
    dicom: str = ""
    #: The project's mask as NIfTI, written by nibabel: for programs that want one beside what is checked.
    nifti: str = ""
    #: How each finding was drawn, by its code: type and name in DICOM's words; empty where that plays no part.
    algorithms: dict[str, tuple[str, str | None]] = field(default_factory=dict)

    @property
    def values(self) -> list[int]:
        return [int(v) for v in np.unique(self.labels) if v]

    @property
    def millilitres(self) -> dict[int, float]:
        voxel = abs(np.linalg.det(self.affine[:3, :3])) / 1000
        return {v: float((self.labels == v).sum() * voxel) for v in self.values}


class Astray(Exception):
    """A voxel that does not lie on a voxel of the scan."""


def onto(truth: Truth, values: np.ndarray, affine: np.ndarray) -> np.ndarray:
    """What is painted in a mask of any order or extent, voxel by voxel where it lies in space, on the scan's grid."""
    index = np.argwhere(values != 0)
    out = np.zeros(truth.labels.shape, np.int64)
    if not len(index):
        return out
    place = index @ affine[:3, :3].T + affine[:3, 3]
    inside = (place - truth.affine[:3, 3]) @ np.linalg.inv(truth.affine[:3, :3]).T
    nearest = np.rint(inside).astype(int)
    off = float(np.abs(inside - nearest).max())
    if off > 0.01:
        raise Astray(f"voxels lie up to {off:.3g} of a voxel beside the scan's")
    if (nearest < 0).any() or (nearest >= truth.labels.shape).any():
        raise Astray("voxels lie outside the scan")
    out[tuple(nearest.T)] = values[tuple(index.T)]
    return out


def labels_differ(truth: Truth, got: np.ndarray) -> str | None:
    wrong = int((truth.labels != got).sum())
    return f"{wrong} voxels differ, of {int((truth.labels != 0).sum())} that are painted" if wrong else None


def segments_differ(truth: Truth, segments: dict[str, np.ndarray]) -> str | None:
    """Segments by any name or number: each must be one of the labels, and each label one of them."""
    left = {v: truth.labels == v for v in truth.values}
    for name, painted in segments.items():
        if not painted.any():
            continue
        match = next((v for v, mask in left.items() if np.array_equal(mask, painted != 0)), None)
        if match is None:
            near = [f"label {v}: {int((mask != (painted != 0)).sum())} voxels differ" for v, mask in left.items()]
            return f"segment {name} ({int((painted != 0).sum())} voxels) is no label; " + "; ".join(near)
        del left[match]
    return f"no segment for label {', '.join(map(str, left))}" if left else None
