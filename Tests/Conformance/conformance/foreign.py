"""Foreign DICOM masks: which there are, the scan that each is of, and what becomes of them in a project."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass

import nibabel
import numpy as np
import pydicom

from . import dicom_series, table
from .expected import Expected
from .judge import plain
from .mask_truth import Truth
from .program import Stylet, read_nifti
from .table import Row

TAGS = [
    "SOPClassUID", "SOPInstanceUID", "SeriesInstanceUID", "FrameOfReferenceUID", "ImagePositionPatient", "Rows",
    "ReferencedFrameOfReferenceSequence", "ReferencedSeriesSequence",
]


@dataclass
class Header:
    path: str
    sop_class: str
    instance: str
    series: str
    frame: str
    is_image: bool
    dataset: pydicom.Dataset


def headers(data: str) -> list[Header]:
    out = []
    for folder, names in dicom_series.folders(data).items():
        for name in names:
            path = os.path.join(folder, name)
            try:
                d = pydicom.dcmread(path, stop_before_pixels=True, specific_tags=TAGS)
            except Exception:
                continue
            out.append(
                Header(
                    path, str(d.get("SOPClassUID", "")), str(d.get("SOPInstanceUID", "")),
                    str(d.get("SeriesInstanceUID", "")), str(d.get("FrameOfReferenceUID", "")),
                    "ImagePositionPatient" in d and "Rows" in d, d))
    return out


def named(dataset: pydicom.Dataset) -> set[str]:
    """Every series and instance that an object refers to, at any depth."""
    out: set[str] = set()
    for element in dataset.iterall():
        if element.keyword in ("ReferencedSOPInstanceUID", "SeriesInstanceUID"):
            out.add(str(element.value))
    return out


def scan_of(mask: Header, all_headers: list[Header]) -> str | None:
    """The first file of the series that a mask refers to, or shares the frame of reference with."""
    whole = pydicom.dcmread(mask.path, stop_before_pixels=True)
    wanted = named(whole) - {mask.series}
    images = sorted((h for h in all_headers if h.is_image), key=lambda h: h.path)
    close = [h for h in images if h.instance in wanted or h.series in wanted]
    if not close:
        frames = {str(e.value) for e in whole.iterall() if e.keyword == "FrameOfReferenceUID"} - {""}
        close = [h for h in images if h.frame in frames]
    # Of copies of one series those beside the mask.
    near = [h for h in close if os.path.commonpath([h.path, mask.path]) == os.path.dirname(mask.path)]
    return (near or close or [None])[0].path if (near or close) else None


def overlaid_difference(segments: dict[str, np.ndarray], got: np.ndarray, unsure: np.ndarray | None = None) -> str | None:
    """A label map held against masks that may overlap: where one alone lies its label stands; elsewhere one of them.

    unsure: voxels that say nothing, such as those on an outline.
    """
    sure = np.ones(got.shape, bool) if unsure is None else ~unsure
    count = sum((mask != 0).astype(np.int32) for mask in segments.values())
    if wrong := int((((count > 0) != (got != 0)) & sure).sum()):
        return f"{wrong} voxels are painted that should not be, or the other way round"
    taken: dict[int, str] = {}
    for name, mask in segments.items():
        alone = (mask != 0) & (count == 1) & sure
        values = np.unique(got[alone])
        if len(values) > 1:
            return f"segment {name} has become labels {values.tolist()}"
        if len(values) == 1:
            if int(values[0]) in taken:
                return f"segments {taken[int(values[0])]} and {name} have become one label"
            taken[int(values[0])] = name
    return None


def carry(
    stylet: Stylet, expected: Expected, data: str, name: str, what: str, scan: str, mask: str, check
) -> Row:
    """Imports a mask and lets `check` compare the label map that comes out with a peer's masks."""
    with tempfile.TemporaryDirectory(prefix="stylet-conformance-") as folder:
        project, out = folder + "/case.stylet.json", folder + "/out.nii.gz"
        run = stylet.run("import", scan, mask, "--project", project)
        if run.crashed:
            return Row(name, what, table.CRASH, f"exit {run.status}: {run.error}")
        if run.refused:
            return Row(name, what, *expected.refusal(name, plain(run.error, mask, "", data), is_image=True))
        if stale := expected.reading(name):
            return Row(name, what, *stale)
        run = stylet.run("export", project, out)
        if run.status != 0:
            return Row(name, what, table.CRASH, f"export: {run.error}")
        got = read_nifti(out)
        problem = check(Truth(np.asarray(got.values), got.affine))
    return Row(name, what, table.DIFFERENT if problem else table.IDENTICAL, problem or "the same voxels come out")


def blank_scan(path: str, shape, affine: np.ndarray) -> None:
    """A scan of nothing on a mask's own grid, for masks whose scan is not in the data."""
    nibabel.save(nibabel.Nifti1Image(np.zeros(shape, np.int16), np.diag([-1, -1, 1, 1.0]) @ affine), path)
