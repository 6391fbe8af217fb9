"""DICOM slices as pydicom has them: which lie together, and the volume that they make by the standard's rules."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

import numpy as np
import pydicom
from pydicom.errors import InvalidDicomError

from .picture import Picture

#: Positions closer than this are one, mm.
SAME_MM = 0.005

NOT_SLICES = {
    "1.2.840.10008.1.3.10": "DICOMDIR",
    "1.2.840.10008.5.1.4.1.1.66.4": "segmentation",
    "1.2.840.10008.5.1.4.1.1.66.7": "label map segmentation",
    "1.2.840.10008.5.1.4.1.1.481.2": "RT dose",
    "1.2.840.10008.5.1.4.1.1.481.3": "RT structure set",
    "1.2.840.10008.5.1.4.1.1.481.5": "RT plan",
}


@dataclass
class Slice:
    """A grey frame with a place in space."""

    path: str
    dataset: pydicom.Dataset
    position: np.ndarray
    rows: np.ndarray  # along a row
    columns: np.ndarray  # along a column
    spacing: tuple[float, float]  # between rows, between columns
    slope: float
    intercept: float
    frame: int | None = None

    @property
    def normal(self) -> np.ndarray:
        return np.cross(self.rows, self.columns)

    @property
    def shape(self) -> tuple:
        d = self.dataset
        turned = tuple(np.round(np.concatenate([self.rows, self.columns]), 3))
        return (str(d.get("SeriesInstanceUID", "")), d.Rows, d.Columns, turned, tuple(np.round(self.spacing, 5)))


@dataclass
class Found:
    """What a file is."""

    path: str
    slices: list[Slice] = field(default_factory=list)
    aside: str = ""


def look(path: str) -> Found | None:
    """None: not DICOM."""
    try:
        d = pydicom.dcmread(path, stop_before_pixels=False, defer_size="64 KB")
        if not d.file_meta and "SOPClassUID" not in d:
            return None
    except InvalidDicomError:
        d = bare(path)
    except Exception:  # not even a header
        d = None
    if d is None:
        return None
    sop = str(d.get("SOPClassUID", d.file_meta.get("MediaStorageSOPClassUID", "") if d.file_meta else ""))
    if sop in NOT_SLICES:
        return Found(path, aside=NOT_SLICES[sop])
    if "Rows" not in d or "PixelData" not in d:
        return Found(path, aside=f"DICOM without an image ({pydicom.uid.UID(sop).name})")
    if int(d.get("SamplesPerPixel", 1)) != 1:
        return Found(path, aside="a colour image")
    try:
        return Found(path, slices=frames(path, d))
    except (AttributeError, KeyError, TypeError, IndexError) as error:
        return Found(path, aside=f"an image without a place in space: {str(error)[:80]}")


def bare(path: str) -> pydicom.Dataset | None:
    """A data set without the preamble."""
    with open(path, "rb") as file:
        start = file.read(4)
    if len(start) < 4 or start[:2] not in (b"\x02\x00", b"\x08\x00", b"\x00\x08"):
        return None
    try:
        d = pydicom.dcmread(path, force=True)
        return d if "SOPClassUID" in d else None
    except Exception:
        return None


def cosines(values) -> tuple[np.ndarray, np.ndarray]:
    """Along a row and a column, unit vectors (PS3.3 C.7.6.2.1.1): files write them with few digits."""
    o = np.array(values, float)
    return tuple(v / (np.linalg.norm(v) or 1) for v in (o[:3], o[3:]))


def frames(path: str, d: pydicom.Dataset) -> list[Slice]:
    if "PerFrameFunctionalGroupsSequence" not in d:
        if int(d.get("NumberOfFrames", 1) or 1) > 1:
            raise AttributeError("several frames without positions")
        return [
            Slice(
                path, d, np.array(d.ImagePositionPatient, float), *cosines(d.ImageOrientationPatient), tuple(map(float, d.PixelSpacing)),
                float(d.get("RescaleSlope", 1) or 1), float(d.get("RescaleIntercept", 0) or 0))
        ]
    shared = d.SharedFunctionalGroupsSequence[0]

    def group(frame, sequence, needed=True):
        for place in (frame, shared):
            if sequence in place and len(place[sequence].value):
                return place[sequence].value[0]
        if needed:
            raise AttributeError(f"no {sequence}")
        return None

    out = []
    for n, frame in enumerate(d.PerFrameFunctionalGroupsSequence):
        along = cosines(group(frame, "PlaneOrientationSequence").ImageOrientationPatient)
        scale = group(frame, "PixelValueTransformationSequence", needed=False)
        out.append(
            Slice(
                path, d, np.array(group(frame, "PlanePositionSequence").ImagePositionPatient, float), *along,
                tuple(map(float, group(frame, "PixelMeasuresSequence").PixelSpacing)),
                float(scale.RescaleSlope) if scale else 1.0, float(scale.RescaleIntercept) if scale else 0.0, n))
    return out


def pixels(s: Slice) -> np.ndarray:
    """Stored values [row, column], unused high bits dropped, sign carried (PS3.5 8.1.1)."""
    d = s.dataset
    raw = d.pixel_array
    if s.frame is not None and raw.ndim == 3:
        raw = raw[s.frame]
    stored = int(d.get("BitsStored", d.BitsAllocated))
    low = int(d.get("HighBit", stored - 1)) - stored + 1
    value = (raw.astype(np.int64) >> low) & ((1 << stored) - 1)
    if int(d.get("PixelRepresentation", 0)) == 1:
        value = np.where(value >= 1 << (stored - 1), value - (1 << stored), value)
    return value.astype(np.int32)


def values(s: Slice) -> np.ndarray:
    """After the rescale, [column, row]."""
    stored = pixels(s).T
    if s.slope == int(s.slope) and s.intercept == int(s.intercept):
        return stored * np.int32(s.slope) + np.int32(s.intercept)
    return stored * s.slope + s.intercept


class NotAVolume(Exception):
    """Why the slices make no volume."""


def volume(slices: list[Slice]) -> tuple[Picture, list[Slice]]:
    """Sorted by position along the normal, copies dropped, checked for even steps; the affine keeps shear."""
    normal = slices[0].normal
    ordered = sorted(slices, key=lambda s: (float(s.position @ normal), s.path))
    kept = [ordered[0]]
    for s in ordered[1:]:
        if (s.position - kept[-1].position) @ normal < SAME_MM:
            if not np.array_equal(values(s), values(kept[-1])):
                raise NotAVolume("two images at one position")
            continue
        kept.append(s)
    first, count = kept[0], len(kept)
    step = (kept[-1].position - first.position) / (count - 1) if count > 1 else normal
    for n, s in enumerate(kept):
        off = np.abs(s.position - first.position - n * step).max()
        if off > max(0.1, 0.01 * np.linalg.norm(step)):
            raise NotAVolume(f"position {n} is {off:.3g} mm off even steps")
    affine = np.eye(4)
    affine[:3, 0] = first.rows * first.spacing[1]
    affine[:3, 1] = first.columns * first.spacing[0]
    affine[:3, 2] = step
    affine[:3, 3] = first.position
    return Picture(np.stack([values(s) for s in kept], axis=2), affine, "pydicom"), kept


def is_sheared(affine: np.ndarray) -> bool:
    m = affine[:3, :3] / np.linalg.norm(affine[:3, :3], axis=0)
    return bool(np.abs(m.T @ m - np.eye(3)).max() > 1e-4)


def series_of(found: list[Found]) -> list[list[Slice]]:
    """Slices of one folder by series and shape; slices at one and the same position stand alone."""
    groups: dict[tuple, list[Slice]] = {}
    for file in found:
        for s in file.slices:
            key = s.shape if s.frame is None else (*s.shape, s.path)
            groups.setdefault(key, []).append(s)
    out = []
    for group in groups.values():
        heights = [float(s.position @ group[0].normal) for s in group]
        if max(heights) - min(heights) < SAME_MM:
            out += [[s] for s in group]
        else:
            out.append(group)
    return sorted(out, key=lambda g: min(s.path for s in g))


def folders(data: str) -> dict[str, list[str]]:
    """Every folder that holds files, with their names."""
    out = {}
    for folder, _, names in sorted(os.walk(data)):
        if names:
            out[folder] = sorted(names)
    return out


def has_inner_dicom(folder: str) -> bool:
    """Whether a folder below this one holds DICOM files: Stylet searches deeply."""
    for inner, _, names in os.walk(folder):
        if inner != folder and any(look(os.path.join(inner, name)) for name in names):
            return True
    return False
