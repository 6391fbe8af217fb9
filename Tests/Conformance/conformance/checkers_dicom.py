"""Checkers of exported DICOM objects: each gives what is wrong, or None."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile

import highdicom
import numpy as np
import pydicom
import SimpleITK
from matplotlib.path import Path

from .mask_truth import Truth, onto, segments_differ


def dciodvfy(path: str, truth: Truth) -> str | None:
    program = shutil.which("dciodvfy")
    if program is None:
        return "dciodvfy is not here (Debian package dicom3tools)"
    done = subprocess.run([program, path], capture_output=True, text=True, errors="replace", timeout=120)
    errors = [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("Error")]
    return f"{len(errors)} errors: {errors[0][:160]}" if errors else None


def with_pydicom(path: str, truth: Truth) -> str | None:
    """Unpacked by hand: frames by their own positions, and each source that is named is in the scan."""
    d = pydicom.dcmread(path)
    if d.SOPClassUID != "1.2.840.10008.5.1.4.1.1.66.4" or d.SegmentationType != "BINARY":
        return f"{d.SOPClassUID.name}, {d.get('SegmentationType')}"
    shared = d.SharedFunctionalGroupsSequence[0]
    o = np.array(shared.PlaneOrientationSequence[0].ImageOrientationPatient, float)
    between_rows, between_columns = map(float, shared.PixelMeasuresSequence[0].PixelSpacing)
    bits = np.unpackbits(np.frombuffer(d.PixelData, np.uint8), bitorder="little")
    size = d.Rows * d.Columns
    segments: dict[str, np.ndarray] = {}
    sources = source_positions(truth.dicom)
    for n, frame in enumerate(d.PerFrameFunctionalGroupsSequence):
        plane = bits[n * size : (n + 1) * size].reshape(d.Rows, d.Columns)
        number = frame.SegmentIdentificationSequence[0].ReferencedSegmentNumber
        position = np.array(frame.PlanePositionSequence[0].ImagePositionPatient, float)
        affine = np.eye(4)
        affine[:3, 0], affine[:3, 1] = o[:3] * between_columns, o[3:] * between_rows
        affine[:3, 2], affine[:3, 3] = np.cross(o[:3], o[3:]), position
        painted = onto(truth, plane.T[:, :, np.newaxis], affine) != 0
        segments[str(number)] = segments.get(str(number), False) | painted
        for derivation in frame.get("DerivationImageSequence", []):
            for source in derivation.SourceImageSequence:
                at = sources.get(str(source.ReferencedSOPInstanceUID))
                if at is None:
                    return f"frame {n + 1} names a source that is not in the scan"
                if np.abs(at - position).max() > 0.01:
                    return f"frame {n + 1} lies {np.abs(at - position).max():.3g} mm from its source"
    for segment in d.SegmentSequence:
        for key in ("SegmentedPropertyCategoryCodeSequence", "SegmentedPropertyTypeCodeSequence", "TrackingUID"):
            if key not in segment:
                return f"segment {segment.SegmentNumber} has no {key}"
        if problem := algorithm_differs(segment, truth):
            return problem
    return segments_differ(truth, segments) or identified(d, truth)


def algorithm_differs(segment: pydicom.Dataset, truth: Truth) -> str | None:
    """SegmentAlgorithmName is of type 1C: there unless a person drew the segment."""
    if segment.SegmentLabel not in truth.algorithms:
        return None
    kind, name = truth.algorithms[segment.SegmentLabel]
    got = segment.SegmentAlgorithmType, segment.get("SegmentAlgorithmName")
    if got[0] != kind or (got[1] is None) != (name is None) or not str(got[1] or "").startswith(name or ""):
        return f"segment {segment.SegmentLabel} is {got[0]} by {got[1]}, not {kind} by {name}"
    return None


def identified(d: pydicom.Dataset, truth: Truth) -> str | None:
    """No identifier goes out unasked."""
    if not truth.dicom:
        return None
    source = pydicom.dcmread(os.path.join(truth.dicom, sorted(os.listdir(truth.dicom))[0]), stop_before_pixels=True)
    for key in ("PatientName", "PatientBirthDate", "OtherPatientIDs", "PatientAddress", "AccessionNumber"):
        if str(source.get(key, "")) and str(source.get(key, "")) == str(d.get(key, "")):
            return f"{key} of the scan went along"
    return None


def source_positions(folder: str) -> dict[str, np.ndarray]:
    out = {}
    for name in os.listdir(folder) if folder else []:
        try:
            d = pydicom.dcmread(
                os.path.join(folder, name), specific_tags=["SOPInstanceUID", "ImagePositionPatient"],
                stop_before_pixels=True)
            out[str(d.SOPInstanceUID)] = np.array(d.ImagePositionPatient, float)
        except Exception:
            continue
    return out


def with_highdicom(path: str, truth: Truth) -> str | None:
    return segments_differ(truth, highdicom_segments(path, truth))


def highdicom_segments(path: str, truth: Truth) -> dict[str, np.ndarray]:
    seg = highdicom.seg.segread(path)
    volume = seg.get_volume(combine_segments=False, rescale_fractional=False)
    numbers = [int(n) for n in seg.segment_numbers]
    array = volume.array if volume.array.ndim == 4 else volume.array[..., np.newaxis]
    return {str(number): onto(truth, array[..., n], volume.affine) for n, number in enumerate(numbers)}


def with_dcmqi(path: str, truth: Truth) -> str | None:
    with tempfile.TemporaryDirectory(prefix="stylet-conformance-") as folder:
        done = subprocess.run(
            [os.path.join(os.path.dirname(sys.executable), "segimage2itkimage"), "--inputDICOM", path,
             "--outputDirectory", folder, "--outputType", "nrrd"], capture_output=True, text=True, timeout=120)
        if done.returncode != 0:
            return f"segimage2itkimage refuses it: {(done.stderr or done.stdout).strip().splitlines()[-1][:200]}"
        segments = {}
        for name in sorted(n for n in os.listdir(folder) if n.endswith(".nrrd")):
            image = SimpleITK.ReadImage(os.path.join(folder, name))
            affine = np.eye(4)
            affine[:3, :3] = np.array(image.GetDirection()).reshape(3, 3) * np.array(image.GetSpacing())
            affine[:3, 3] = image.GetOrigin()
            painted = onto(truth, SimpleITK.GetArrayFromImage(image).T, affine)
            for value in np.unique(painted[painted != 0]):
                segments[f"{name} {value}"] = painted == value
        return segments_differ(truth, segments)


def with_rt_utils(path: str, truth: Truth) -> str | None:
    from rt_utils import RTStructBuilder

    built = RTStructBuilder.create_from(dicom_series_path=truth.dicom, rt_struct_path=path)
    segments = {}
    for name in built.get_roi_names():
        mask = built.get_roi_mask_by_name(name)  # [row, column, slice], slices as in series_data
        out = np.zeros(truth.labels.shape, bool)
        for n, d in enumerate(built.series_data):
            if not mask[:, :, n].any():
                continue
            affine = np.eye(4)
            o = np.array(d.ImageOrientationPatient, float)
            affine[:3, 0], affine[:3, 1] = o[:3] * float(d.PixelSpacing[1]), o[3:] * float(d.PixelSpacing[0])
            affine[:3, 2], affine[:3, 3] = np.cross(o[:3], o[3:]), np.array(d.ImagePositionPatient, float)
            out |= onto(truth, mask[:, :, n].T[:, :, np.newaxis], affine) != 0
        segments[name] = out
    return segments_differ(truth, segments)


def with_dicompyler(path: str, truth: Truth) -> str | None:
    """Its contours, filled by the even-odd rule at the centres of the voxels (axial scans)."""
    from pydicom import dicomio

    if not hasattr(dicomio, "read_file"):  # dicompyler-core asks for it by the name that pydicom 3 dropped
        dicomio.read_file = pydicom.dcmread
    from dicompylercore import dicomparser

    parsed = dicomparser.DicomParser(path)
    segments = {}
    for number, structure in parsed.GetStructures().items():
        out = np.zeros(truth.labels.shape, bool)
        for planes in parsed.GetStructureCoordinates(number).values():
            fill(out, [np.array(plane["data"], float) for plane in planes], truth)
        segments[structure["name"]] = out
    return segments_differ(truth, segments)


def fill(out: np.ndarray, contours: list[np.ndarray], truth: Truth) -> None:
    """Turns over, in a slice of the stored grid, the voxels whose centres lie within each contour (LPS mm)."""
    inverse = np.linalg.inv(truth.affine)
    for points in contours:
        index = points @ inverse[:3, :3].T + inverse[:3, 3]
        k = int(round(float(index[:, 2].mean())))
        low = np.maximum(np.floor(index.min(0)).astype(int), 0)
        high = np.minimum(np.ceil(index.max(0)).astype(int) + 1, out.shape)
        if not 0 <= k < out.shape[2] or (high[:2] <= low[:2]).any():
            continue
        i, j = np.meshgrid(range(low[0], high[0]), range(low[1], high[1]), indexing="ij")
        inside = Path(index[:, :2]).contains_points(np.stack([i.ravel(), j.ravel()], 1)).reshape(i.shape)
        out[low[0] : high[0], low[1] : high[1], k] ^= inside
