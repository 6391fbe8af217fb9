"""Foreign DICOM segmentations, brought in by `stylet import SCAN SEG`, against highdicom."""

from __future__ import annotations

import os
import tempfile

import highdicom
import numpy as np

from . import table
from .expected import Expected
from .foreign import Header, blank_scan, carry, headers, overlaid_difference, scan_of
from .mask_truth import Astray, Truth, onto
from .program import Stylet
from .table import Row

CLASSES = {"1.2.840.10008.5.1.4.1.1.66.4": "SEG", "1.2.840.10008.5.1.4.1.1.66.7": "label map SEG"}


def masks_of(path: str) -> tuple[dict[str, tuple[np.ndarray, np.ndarray]], str]:
    """Each segment as highdicom has it: [k, row, column] and its affine; fractions count from a half."""
    seg = highdicom.seg.segread(path)
    volume = seg.get_volume(combine_segments=False, rescale_fractional=True, allow_missing_positions=True)
    array = volume.array if volume.array.ndim == 4 else volume.array[..., np.newaxis]
    numbers = [int(n) for n in seg.segment_numbers]
    kind = str(seg.segmentation_type.value)
    # 0 is the background of a label map, which is no finding.
    return {str(n): (array[..., i] >= 0.5, volume.affine) for i, n in enumerate(numbers) if n != 0}, kind


def seg_job(stylet: Stylet, expected: Expected, data: str, path: str, kind: str, scan: str | None) -> list[Row]:
    name = "import " + os.path.relpath(path, data)
    try:
        segments, type_ = masks_of(path)
    except Exception as error:
        # Slide microscopy and the like: no volume of a patient. Nothing is to be painted, and nothing to crash.
        segments, type_ = {}, f"no volume ({str(error)[:60]})"
    what = f"{kind} {type_}, {len(segments)} segments"
    with tempfile.TemporaryDirectory(prefix="stylet-conformance-") as folder:
        if scan is None:
            shape, affine = (8, 8, 8), np.diag([1, 1, 1, 1.0])
            if segments:
                mask, affine = next(iter(segments.values()))
                shape = mask.shape
            scan = folder + "/blank.nii.gz"
            blank_scan(scan, shape, affine)
            what += ", on a blank scan"
        elif segments:
            what += f", on {os.path.relpath(scan, data)}"

        def check(got: Truth) -> str | None:
            if not segments:
                return "it was taken in, though no peer has a volume in it"
            try:
                placed = {n: onto(got, mask, affine) for n, (mask, affine) in segments.items()}
            except Astray as astray:
                return f"highdicom's voxels do not lie on the scan: {astray}"
            return overlaid_difference(placed, got.labels)

        row = carry(stylet, expected, data, name, what, scan, path, check)
    if not segments and row.verdict == table.UNLISTED:
        row.verdict = table.NOT_IMAGE
    return [row]


def jobs(stylet: Stylet, expected: Expected, data: str, out: str):
    found: list[Header] = headers(data)
    for header in found:
        if header.sop_class in CLASSES:
            scan = scan_of(header, found)
            yield seg_job, (stylet, expected, data, header.path, CLASSES[header.sop_class], scan)
