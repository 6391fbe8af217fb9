"""Foreign structure sets, brought in by `stylet import SCAN RTSTRUCT`, against a naive filling of their contours."""

from __future__ import annotations

import os

import numpy as np
import pydicom

from . import table
from .checkers_dicom import fill
from .expected import Expected
from .foreign import carry, headers, overlaid_difference, scan_of
from .mask_truth import Truth
from .program import Stylet
from .table import Row

#: Voxels whose centre lies nearer to an outline than this, in voxels, may be in or out.
EDGE = 0.02


def contours_of(path: str) -> dict[str, list[np.ndarray]]:
    d = pydicom.dcmread(path)
    names = {roi.ROINumber: str(roi.ROIName) for roi in d.get("StructureSetROISequence", [])}
    out: dict[str, list[np.ndarray]] = {}
    for roi in d.get("ROIContourSequence", []):
        for contour in roi.get("ContourSequence", []):
            if contour.ContourGeometricType in ("CLOSED_PLANAR", "CLOSEDPLANAR_XOR") and contour.ContourData:
                points = np.array(contour.ContourData, float).reshape(-1, 3)
                out.setdefault(f"{roi.ReferencedROINumber} {names.get(roi.ReferencedROINumber, '?')}", []).append(points)
    return out


def near_edges(out: np.ndarray, contours: list[np.ndarray], truth: Truth) -> None:
    """Marks the voxels whose centres lie on an outline."""
    inverse = np.linalg.inv(truth.affine)
    for points in contours:
        index = points @ inverse[:3, :3].T + inverse[:3, 3]
        k = int(round(float(index[:, 2].mean())))
        if not 0 <= k < out.shape[2]:
            continue
        for a, b in zip(index[:, :2], np.roll(index[:, :2], -1, axis=0)):
            low, high = np.floor(np.minimum(a, b)).astype(int), np.ceil(np.maximum(a, b)).astype(int) + 1
            low, high = np.maximum(low, 0), np.minimum(high, out.shape[:2])
            if (high <= low).any():
                continue
            i, j = np.meshgrid(range(low[0], high[0]), range(low[1], high[1]), indexing="ij")
            along, p = b - a, np.stack([i, j], -1) - a
            t = np.clip((p @ along) / max(float(along @ along), 1e-12), 0, 1)
            out[low[0] : high[0], low[1] : high[1], k] |= np.linalg.norm(p - t[..., None] * along, axis=-1) < EDGE


def rtstruct_job(stylet: Stylet, expected: Expected, data: str, path: str, scan: str | None) -> list[Row]:
    name = "import " + os.path.relpath(path, data)
    contours = contours_of(path)
    what = f"RTSTRUCT, {len(contours)} regions with contours"
    if scan is None:
        return [Row(name, what, table.SKIPPED, "its scan is not in the data")]
    what += f", on {os.path.relpath(scan, data)}"

    def check(got: Truth) -> str | None:
        unsure = np.zeros(got.labels.shape, bool)
        regions = {}
        for region, polygons in contours.items():
            mask = np.zeros(got.labels.shape, bool)
            fill(mask, polygons, got)
            near_edges(unsure, polygons, got)
            if mask.any():
                regions[region] = mask
        return overlaid_difference(regions, got.labels, unsure)

    row = carry(stylet, expected, data, name, what, scan, path, check)
    if not contours and row.verdict == table.UNLISTED:
        row.verdict = table.NOT_IMAGE
    return [row]


def jobs(stylet: Stylet, expected: Expected, data: str, out: str):
    found = headers(data)
    for header in found:
        if header.sop_class == "1.2.840.10008.5.1.4.1.1.481.3":
            yield rtstruct_job, (stylet, expected, data, header.path, scan_of(header, found))
