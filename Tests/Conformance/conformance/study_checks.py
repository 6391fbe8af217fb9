"""python -m conformance.study_checks FORM FOLDER: an exported study, held by the programs that it is for.

One process a form, since what stands in for torch would be met by the others. Prints what was checked; fails with what is
wrong."""

from __future__ import annotations

import contextlib
import csv
import importlib.util
import io
import json
import logging
import multiprocessing
import multiprocessing.pool
import os
import shutil
import subprocess
import sys

from . import standins


def rows(folder: str) -> tuple[list[str], list[list[str]]]:
    with open(os.path.join(folder, "cases.csv"), encoding="utf-8", newline="") as file:
        read = list(csv.reader(file))
    return read[0], read[1:]


def nnunet(folder: str) -> str:
    """Its own check of a data set: files, labels, shapes, spacings; and its own reading of the labels."""
    standins.install("torch", "acvl_utils", "dynamic_network_architectures", "skimage", "tifffile")
    os.environ.update(nnUNet_raw=folder, nnUNet_preprocessed=folder, nnUNet_results=folder)
    # Its pool would begin processes that know of no stand-in.
    multiprocessing.get_context = lambda *_: Threads
    from nnunetv2.experiment_planning.verify_dataset_integrity import verify_dataset_integrity
    from nnunetv2.utilities.label_handling.label_handling import LabelManager

    [name] = os.listdir(folder)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        verify_dataset_integrity(os.path.join(folder, name), 1)
    wrong = [line for line in said.getvalue().splitlines() if line.startswith(("Error", "Warning", "WARNING"))]
    assert not wrong, wrong[0]
    with open(os.path.join(folder, name, "dataset.json"), encoding="utf-8") as file:
        data = json.load(file)
    labels = LabelManager(data["labels"], None)
    assert labels.has_ignore_label and labels.ignore_label == max(data["labels"].values())
    with open(os.path.join(folder, name, "splits_final.json"), encoding="utf-8") as file:
        splits = json.load(file)
    assert all(set(s["train"]) | set(s["val"]) == set(data["dataset"]) for s in splits) and splits
    return f"{data['numTraining']} cases pass its check, {len(splits)} splits"


class Threads:
    """What stands in for processes: threads."""

    Pool = multiprocessing.pool.ThreadPool


def monai(folder: str) -> str:
    """Its own loader of lists; each image and label is there and on one grid."""
    import SimpleITK

    root = os.path.dirname(importlib.util.find_spec("monai").origin)
    standins.install("torch", "monai")
    spec = importlib.util.spec_from_file_location("decathlon", os.path.join(root, "data", "decathlon_datalist.py"))
    loader = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loader)
    path, count = os.path.join(folder, "datalist.json"), 0
    for key in ("training", "test"):
        for item in loader.load_decathlon_datalist(path, True, key, base_dir=folder):
            image, label = (SimpleITK.ReadImage(item[name]) for name in ("image", "label"))
            assert image.IsSameImageGeometryAs(label, 1e-4, 1e-4), item
            assert key == "test" or isinstance(item["fold"], int), item
            count += 1
    return f"{count} pairs load, each on one grid"


def parquet(folder: str) -> str:
    """By pyarrow: types, nulls and values are those of the CSV, to the last digit."""
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(os.path.join(folder, "cases.parquet"))
    table.validate(full=True)
    head, body = rows(os.path.join(os.path.dirname(folder), "csv"))
    assert table.column_names == head, "columns differ"
    nulls = 0
    for n, name in enumerate(head):
        column = table.column(name)
        read = {
            pyarrow.string(): str, pyarrow.int64(): int, pyarrow.float64(): float, pyarrow.bool_(): "true".__eq__,
        }[column.type]
        texts = [row[n] for row in body]
        values = column.to_pylist()
        for value, text in zip(values, texts, strict=True):
            if value is None or value == "":
                assert text == "", f"{name}: {text} is null in Parquet"
            else:
                assert value == read(text), f"{name}: {value} is {text} in CSV"
        nulls += column.null_count
    assert nulls > 0, "nothing is null"
    return f"{table.num_rows} rows, {table.num_columns} columns and {nulls} nulls as in the CSV"


def croissant(folder: str) -> str:
    """By mlcroissant: validated without an error, and its records are those of the CSV."""
    import mlcroissant

    logging.disable(logging.CRITICAL)
    data = mlcroissant.Dataset(jsonld=os.path.join(folder, "croissant.json"))
    errors = sorted(data.metadata.ctx.issues.errors)
    assert not errors, errors[0]
    head, body = rows(folder)
    records = list(data.records(record_set="cases"))
    assert len(records) == len(body), f"{len(records)} records of {len(body)}"
    at = head.index("case")
    names = [r["cases/case"].decode() for r in records]
    assert names == [row[at] for row in body], "records differ"
    return f"valid, {len(records)} records"


def bids(folder: str) -> str:
    """By nibabel: every mask lies on its scan; tables have a row for each."""
    import nibabel
    import numpy

    count = 0
    for place, _, files in os.walk(os.path.join(folder, "derivatives", "stylet")):
        for name in files:
            if not name.endswith("_dseg.nii.gz"):
                continue
            mask = nibabel.load(os.path.join(place, name))
            stem = name.split("_space-")[0]
            scan = nibabel.load(os.path.join(folder, os.path.relpath(place, os.path.join(folder, "derivatives", "stylet")), stem + "_ct.nii.gz"))
            assert mask.shape == scan.shape and numpy.allclose(mask.affine, scan.affine, atol=1e-4), name
            assert os.path.exists(os.path.join(place, name.replace(".nii.gz", ".json"))), name
            count += 1
    with open(os.path.join(folder, "derivatives", "stylet", "scans.tsv"), encoding="utf-8") as file:
        lines = file.read().splitlines()
    assert len(lines) == count + 1 and len({line.count("\t") for line in lines}) == 1, "scans.tsv"
    return f"{count} masks lie on their scans"


def dicom(folder: str) -> str:
    """By highdicom: each case is a segmentation, and a report that refers to its segments; nobody's name is in them."""
    import highdicom

    segments = reports = 0
    for case in sorted(os.listdir(folder)):
        path = os.path.join(folder, case, case)
        if not os.path.isdir(os.path.dirname(path)):
            continue
        report = highdicom.sr.srread(path + ".sr.dcm")
        assert isinstance(report, highdicom.sr.Comprehensive3DSR), case
        assert not str(report.PatientName) and not report.PatientID, case
        errors = invalid(path + ".sr.dcm")
        assert not errors, f"{case}: {errors[0]}"
        groups = report.content.get_volumetric_roi_measurement_groups()
        reports += 1
        if not os.path.exists(path + ".seg.dcm"):
            assert not groups, case
            continue
        seg = highdicom.seg.segread(path + ".seg.dcm")
        assert seg.number_of_segments > 0 and not str(seg.PatientName) and not seg.PatientID, case
        assert report.StudyInstanceUID == seg.StudyInstanceUID, case
        check_groups(case, groups, seg)
        segments += len(groups)
    assert segments > 0, "no report refers to a segment"
    return f"{reports} reports read, {segments} groups have code, tracking and volume of their segment"


def check_groups(case: str, groups: list, seg) -> None:
    """Each group is of a segment, and has the volume of its pixels."""
    for group in groups:
        [reference] = [item.ReferencedSOPSequence[0] for item in group[0].ContentSequence if item.ValueType == "IMAGE"]
        assert reference.ReferencedSOPInstanceUID == seg.SOPInstanceUID, case
        segment = seg.get_segment_description(reference.ReferencedSegmentNumber)
        assert group.finding_type == segment.segmented_property_type, case
        assert (group.tracking_identifier, group.tracking_uid) == (segment.tracking_id, segment.tracking_uid), case
        measures = seg.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0]
        millilitres = measures.SliceThickness * measures.PixelSpacing[0] * measures.PixelSpacing[1] / 1000
        [volume] = [m.value for m in group.get_measurements() if m.name.value == "118565006"]
        expected = voxels(seg, reference.ReferencedSegmentNumber) * millilitres
        assert abs(volume - expected) < 1e-6 * expected, f"{case}: {volume} mL, {expected} by the segment's pixels"


def voxels(seg, number: int) -> int:
    pixels = seg.pixel_array.reshape(-1, seg.Rows, seg.Columns)
    frames = [
        n for n, frame in enumerate(seg.PerFrameFunctionalGroupsSequence)
        if frame.SegmentIdentificationSequence[0].ReferencedSegmentNumber == number
    ]
    return int(pixels[frames].sum())


def invalid(path: str) -> list[str]:
    """What dciodvfy finds wrong; nothing where it is not there."""
    if not shutil.which("dciodvfy"):
        return []
    run = subprocess.run(["dciodvfy", path], capture_output=True, text=True, timeout=60)
    return [line for line in (run.stdout + run.stderr).splitlines() if line.startswith("Error")]


if __name__ == "__main__":
    form, folder = sys.argv[1:]
    check = {"nnunet": nnunet, "monai": monai, "parquet": parquet, "croissant": croissant, "bids": bids, "dicom": dicom}
    print(check[form](os.path.abspath(folder)))
