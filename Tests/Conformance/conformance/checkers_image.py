"""Checkers of exported label maps and texts: each gives what is wrong, or None."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import tempfile

import nibabel
import nrrd
import numpy as np
import SimpleITK
from pycocotools import mask as coco_mask

from .mask_truth import Truth, labels_differ, onto, segments_differ
from .program import nrrd_affine


def with_simpleitk(path: str, truth: Truth) -> str | None:
    image = SimpleITK.ReadImage(path)
    affine = np.eye(4)
    affine[:3, :3] = np.array(image.GetDirection()).reshape(3, 3) * np.array(image.GetSpacing())
    affine[:3, 3] = image.GetOrigin()
    return labels_differ(truth, onto(truth, SimpleITK.GetArrayFromImage(image).T, affine))


def with_nibabel(path: str, truth: Truth) -> str | None:
    image = nibabel.load(path)
    affine = np.diag([-1, -1, 1, 1.0]) @ image.affine
    return labels_differ(truth, onto(truth, np.asarray(image.dataobj), affine))


def with_pynrrd(path: str, truth: Truth) -> str | None:
    values, header = nrrd.read(path, index_order="F")
    return labels_differ(truth, onto(truth, values, nrrd_affine(header, values.ndim)))


def slicer_segments(path: str, truth: Truth) -> str | None:
    """The fields that 3D Slicer's segmentation storage node reads and writes."""
    values, header = nrrd.read(path, index_order="F")
    for key in ("Segmentation_MasterRepresentation", "Segmentation_ContainedRepresentationNames"):
        if "Binary labelmap" not in header.get(key, ""):
            return f"{key} is {header.get(key)!r}"
    layered = values if values.ndim == 4 else values[np.newaxis]
    if values.ndim == 4 and header["kinds"][0] != "list":
        return f"the axis of layers is of kind {header['kinds'][0]}"
    affine, segments, n = nrrd_affine(header, values.ndim), {}, 0
    while f"Segment{n}_ID" in header:
        field = {key: header.get(f"Segment{n}_{key}") for key in ("Name", "Color", "LabelValue", "Layer", "Extent", "Tags")}
        if missing := [key for key, value in field.items() if value is None]:
            return f"Segment{n} has no {', '.join(missing)}"
        colour = [float(c) for c in field["Color"].split()]
        if len(colour) != 3 or not all(0 <= c <= 1 for c in colour):
            return f"Segment{n}_Color is {field['Color']!r}"
        painted = layered[int(field["Layer"])] == int(field["LabelValue"])
        where = np.argwhere(painted)
        extent = [int(x) for x in field["Extent"].split()]
        bounds = np.stack([where.min(0), where.max(0)], 1).ravel().tolist() if len(where) else extent
        if any(e > b if i % 2 == 0 else e < b for i, (e, b) in enumerate(zip(extent, bounds))):
            return f"Segment{n}_Extent {field['Extent']} does not hold its voxels, {bounds}"
        if "TerminologyEntry:" not in field["Tags"] or "Segmentation.Status:" not in field["Tags"]:
            return f"Segment{n}_Tags are {field['Tags']!r}"
        segments[f"{n} {field['Name']}"] = onto(truth, painted, affine)
        n += 1
    if not n:
        return "there is no Segment0_ID"
    return segments_differ(truth, segments)


def itksnap(path: str, truth: Truth) -> str | None:
    line = re.compile(r'^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+([\d.]+)\s+([01])\s+([01])\s+"([^"]*)"\s*$')
    seen = {}
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for number, row in enumerate(text.splitlines(), 1):
        if row.startswith("#") or not row.strip():
            continue
        if (m := line.match(row)) is None:
            return f"line {number} is no label: {row[:60]!r}"
        if max(int(m[n]) for n in (2, 3, 4)) > 255 or not 0 <= float(m[5]) <= 1:
            return f"line {number}: no colour"
        seen[int(m[1])] = m[8]
    if 0 not in seen:
        return "the clear label, 0, is missing"
    missing = [v for v in truth.values if v not in seen]
    return f"label {missing} is missing" if missing else None


def coco(path: str, truth: Truth) -> str | None:
    """A picture for each slice; masks in runs that go down the columns. Pictures are put in order by their numbers."""
    with open(path, encoding="utf-8") as file:
        content = json.load(file)
    images = sorted(content["images"], key=lambda image: image["id"])
    categories = {c["id"] for c in content["categories"]}
    layers: dict[int, dict[int, np.ndarray]] = {}
    for annotation in content["annotations"]:
        if annotation["category_id"] not in categories:
            return f"annotation {annotation['id']} is of no category"
        runs = annotation["segmentation"]
        if isinstance(runs["counts"], list):
            runs = coco_mask.frPyObjects(runs, *runs["size"])
        picture = coco_mask.decode({"size": runs["size"], "counts": runs["counts"]}).astype(bool)  # [row, column]
        if abs(annotation["area"] - picture.sum()) > 0.5:
            return f"annotation {annotation['id']}: area {annotation['area']}, not {picture.sum()}"
        x, y, w, h = annotation["bbox"]
        rows, columns = np.where(picture)
        if [x, y, w, h] != [columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1]:
            return f"annotation {annotation['id']}: bbox {annotation['bbox']}"
        label = layers.setdefault(annotation["category_id"], {})
        label[annotation["image_id"]] = label.get(annotation["image_id"], False) | picture
    # Canonical axial pictures: columns to the patient's left, rows to the back, pictures from the feet.
    canonical = axial(truth)
    used = [k for k in range(canonical.shape[2]) if canonical[:, :, k].any()]
    painted = [image for image in images if any(image["id"] in label for label in layers.values())]
    if len(painted) != len(used):
        return f"{len(painted)} pictures are painted, not {len(used)} slices"
    blank = np.zeros(canonical.shape[1::-1], bool)
    got = {
        str(c): np.stack([label.get(image["id"], blank).T for image in painted], 2) for c, label in layers.items()}
    return segments_differ(Truth(canonical[:, :, used], truth.affine), got)


def axial(truth: Truth) -> np.ndarray:
    """The labels with axes to patient left, posterior and superior, by nibabel's rules."""
    ras = np.diag([-1, -1, 1, 1.0]) @ truth.affine
    wanted = nibabel.orientations.axcodes2ornt(("L", "P", "S"))
    turn = nibabel.orientations.ornt_transform(nibabel.orientations.io_orientation(ras), wanted)
    return nibabel.orientations.apply_orientation(truth.labels, turn)


def table_csv(path: str, truth: Truth) -> str | None:
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return amounts({int(r["value"]): (int(r["voxels"]), float(r["ml"])) for r in rows}, truth)


def table_json(path: str, truth: Truth) -> str | None:
    with open(path, encoding="utf-8") as file:
        content = json.load(file)
    return amounts({f["value"]: (f["voxels"], f["ml"]) for f in content["findings"]}, truth)


def amounts(found: dict[int, tuple[int, float]], truth: Truth) -> str | None:
    for value, ml in truth.millilitres.items():
        count = int((truth.labels == value).sum())
        if value not in found:
            return f"finding {value} is missing"
        if found[value][0] != count or abs(found[value][1] - ml) > 1e-5 + 1e-5 * ml:
            return f"finding {value}: {found[value]}, not {(count, round(ml, 6))}"
    extra = [v for v, (count, _) in found.items() if count and v not in truth.values]
    return f"finding {extra} is not in the mask" if extra else None


def dcmqi_json(path: str, truth: Truth) -> str | None:
    """The members that dcmqi wants; and dcmqi itself makes a SEG with it where the scan is DICOM."""
    with open(path, encoding="utf-8") as file:
        content = json.load(file)
    if not isinstance(content.get("segmentAttributes"), list) or not content["segmentAttributes"]:
        return "segmentAttributes is missing"
    labels = []
    for segment in content["segmentAttributes"][0]:
        labels.append(segment.get("labelID"))
        for key in ("SegmentedPropertyCategoryCodeSequence", "SegmentedPropertyTypeCodeSequence"):
            code = segment.get(key, {})
            if not all(code.get(part) for part in ("CodeValue", "CodingSchemeDesignator", "CodeMeaning")):
                return f"label {segment.get('labelID')}: {key} is {code}"
        if segment.get("SegmentAlgorithmType") not in ("MANUAL", "SEMIAUTOMATIC", "AUTOMATIC"):
            return f"label {segment.get('labelID')}: SegmentAlgorithmType {segment.get('SegmentAlgorithmType')}"
        if segment["SegmentAlgorithmType"] != "MANUAL" and not segment.get("SegmentAlgorithmName"):
            return f"label {segment.get('labelID')}: SegmentAlgorithmName is missing"
        colour = segment.get("recommendedDisplayRGBValue", [])
        if len(colour) != 3 or not all(0 <= c <= 255 for c in colour):
            return f"label {segment.get('labelID')}: recommendedDisplayRGBValue {colour}"
    if missing := [v for v in truth.values if v not in labels]:
        return f"label {missing} is missing"
    if not truth.dicom or sorted(labels) != truth.values:
        return None
    with tempfile.TemporaryDirectory(prefix="stylet-conformance-") as folder:
        done = subprocess.run(
            [os.path.join(os.path.dirname(sys.executable), "itkimage2segimage"), "--inputDICOMDirectory", truth.dicom,
             "--inputImageList", truth.nifti, "--inputMetadata", path, "--outputDICOM", folder + "/seg.dcm"],
            capture_output=True, text=True, timeout=120)
        if done.returncode != 0:
            return f"itkimage2segimage refuses it: {(done.stderr or done.stdout).strip().splitlines()[-1][:200]}"
    return None
