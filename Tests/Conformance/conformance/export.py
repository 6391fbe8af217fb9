"""Every form that a project leaves in, held against the mask that was put in by programs that are not ours."""

from __future__ import annotations

import json
import os
import re
import tempfile

import nibabel
import numpy as np

from . import checkers_dicom, checkers_image, dicom_series, table
from .expected import Expected
from .judge import plain
from .mask_truth import Astray, Truth
from .program import Stylet, read_nifti, read_nrrd
from .table import Row

#: form → ending, checkers
FORMS = {
    "nifti": (".nii.gz", [checkers_image.with_simpleitk, checkers_image.with_nibabel]),
    "nrrd": (".nrrd", [checkers_image.with_simpleitk, checkers_image.with_pynrrd]),
    "mha": (".mha", [checkers_image.with_simpleitk]),
    "seg-nrrd": (".seg.nrrd", [checkers_image.slicer_segments]),
    "dicom-seg": (".dcm", [
        checkers_dicom.dciodvfy, checkers_dicom.with_pydicom, checkers_dicom.with_highdicom, checkers_dicom.with_dcmqi]),
    "rtstruct": (".dcm", [checkers_dicom.dciodvfy, checkers_dicom.with_rt_utils, checkers_dicom.with_dicompyler]),
    # The verifier does not know the type of contour that this form is named by.
    "rtstruct-xor": (".dcm", [checkers_dicom.with_rt_utils, checkers_dicom.with_dicompyler]),
    "itksnap": (".label", [checkers_image.itksnap]),
    "dcmqi": (".json", [checkers_image.dcmqi_json]),
    "coco": (".json", [checkers_image.coco]),
    "csv": (".csv", [checkers_image.table_csv]),
    "json": (".json", [checkers_image.table_json]),
}
#: Forms that say nothing of a label but its number: those that name it are held against findings' names.
LUNG_FORMS = ("nifti", "nrrd", "mha")
#: Programs that want the scan's own DICOM files beside the mask.
NEED_DICOM = (checkers_dicom.with_rt_utils,)


def drawn(size, seed: int = 5) -> np.ndarray:
    """Labels that no mirror, turn or swap of axes leaves as they are: a body with a hole and a bite, a bar, a voxel."""
    labels = np.zeros(size, np.uint8)
    i, j, k = (max(n // 8, 1) for n in size)
    top = min(size[2], 2 * k + 4)
    labels[2 * i : 4 * i, j : 4 * j, k:top] = 1
    labels[2 * i + 2 : 2 * i + 5, j + 2 : j + 4, k:top] = 0  # a hole
    labels[2 * i : 2 * i + 2, 3 * j : 4 * j, top - 1] = 0  # a bite, in one slice only
    labels[5 * i : 5 * i + 3, 5 * j : 7 * j, k] = 2
    labels[6 * i, 2 * j, size[2] - 1] = 2
    labels[4 * i, j : j + 3, k] = 3  # touches the body
    return labels


def cases(data: str):
    lidc, small = os.path.join(data, "thorax/lidc-0314"), os.path.join(data, "thorax/ct-64/dicom")
    yield "ct-64 dicom", small, None
    yield "lidc-0314", lidc, os.path.join(data, "thorax/lidc-0314-readers/reader1.nii.gz")
    yield "lung1", os.path.join(data, "thorax/lung1_image.nrrd"), os.path.join(data, "thorax/lung1_label.nrrd")


def truth_of(scan: str, mask: str | None, folder: str) -> tuple[Truth, str]:
    """The labels and the file they go in by."""
    dicom = scan if os.path.isdir(scan) else ""
    if mask is None:
        found = [f for f in (dicom_series.look(os.path.join(scan, n)) for n in sorted(os.listdir(scan))) if f]
        peer, _ = dicom_series.volume([s for f in found for s in f.slices])
        truth = Truth(drawn(peer.values.shape), peer.affine, dicom)
    else:
        peer = read_nrrd(mask) if mask.endswith(".nrrd") else read_nifti(mask)
        truth = Truth(peer.values.astype(np.uint8), peer.affine, dicom)
    truth.nifti = os.path.join(folder, "truth.nii.gz")
    image = nibabel.Nifti1Image(truth.labels, np.diag([-1, -1, 1, 1.0]) @ truth.affine)
    nibabel.save(image, truth.nifti)
    return truth, mask or truth.nifti


def drawn_in_ways(project: str) -> dict[str, tuple[str, str | None]]:
    """Makes the project's first finding one that was accepted of a proposal, its second one drawn by hand, its third one
    that nobody has accepted; how each is to leave."""
    with open(project, encoding="utf-8") as file:
        content = json.load(file)
    slices = next(layer for layer in content["layers"] if layer["name"] == "findings")["slices"]
    drawn_values = sorted({entry["label"] for entry in slices})
    codes = {row["value"]: row["code"] for row in content["labels"]}
    ways = [{"origin": "manual", "from": "proposed"}, {"origin": "manual"}, {"origin": "proposed"}]
    for entry in slices:
        entry.update(ways[drawn_values.index(entry["label"]) % 3])
    taken = [{"label": value, "ml": 1.0} for value in drawn_values[::3]]
    content["proposal"] = [{
        "action": "accepted", "time": "2026-01-01T00:00:00Z", "reader": "reader", "source": "conformance 1",
        "findings": taken}]
    with open(project, "w", encoding="utf-8") as file:
        json.dump(content, file)
    made = [("SEMIAUTOMATIC", "conformance 1"), ("MANUAL", None), ("AUTOMATIC", "Stylet")]
    return {codes[value]: made[n % 3] for n, value in enumerate(drawn_values) if value in codes}


def case_job(stylet: Stylet, expected: Expected, data: str, title: str, scan: str, mask: str | None) -> list[Row]:
    if not os.path.exists(scan):
        return [Row(f"export {title}", "a scan and its mask", table.SKIPPED, "not in the data")]
    offered = stylet.run("export", "--help").out
    rows = []
    with tempfile.TemporaryDirectory(prefix="stylet-conformance-") as folder:
        truth, source = truth_of(scan, mask, folder)
        project = os.path.join(folder, "case.stylet.json")
        run = stylet.run("import", scan, source, "--project", project)
        if run.status != 0:
            return [Row(f"export {title}", "import of the mask", table.CRASH, run.error)]
        truth.algorithms = drawn_in_ways(project)
        for form, (ending, checkers) in FORMS.items():
            name, what = f"export {title} --to {form}", f"{len(truth.values)} findings"
            if not re.search(rf"(?<![\w-]){form}(?![\w-])", offered):
                rows.append(Row(name, what, table.DIFFERENT, "`stylet export --help` does not list the form"))
                continue
            out = os.path.join(folder, form, "out" + ending)
            os.makedirs(os.path.dirname(out))
            run = stylet.run("export", project, out, "--to", form)
            rows.append(Row(name, what, *row_outcome(run, name, out, expected, data, truth, checkers)))
        if mask is None:  # values 1, 2 and 3, as lungs have them
            rows += lung_rows(stylet, expected, data, title, scan, truth, folder)
    return rows


def lung_rows(
    stylet: Stylet, expected: Expected, data: str, title: str, scan: str, truth: Truth, folder: str
) -> list[Row]:
    """The lungs of a project, put in as a mask of 1, 2 and 3 and out again by `--layer lungs`."""
    project = os.path.join(folder, "lungs.stylet.json")
    run = stylet.run("import", scan, truth.nifti, "--layer", "lungs", "--project", project)
    if run.status != 0:
        return [Row(f"export {title} --layer lungs", "import of the lungs", table.CRASH, run.error)]
    truth.algorithms = {}
    rows = []
    for form in LUNG_FORMS:
        ending, checkers = FORMS[form]
        name, what = f"export {title} --layer lungs --to {form}", "right, left and airways"
        out = os.path.join(folder, "lungs-" + form, "out" + ending)
        os.makedirs(os.path.dirname(out))
        run = stylet.run("export", project, out, "--to", form, "--layer", "lungs")
        rows.append(Row(name, what, *row_outcome(run, name, out, expected, data, truth, checkers)))
    return rows


def row_outcome(run, name: str, out: str, expected: Expected, data: str, truth: Truth, checkers) -> tuple[str, str]:
    """The verdict and its words on an export that was run."""
    if run.crashed:
        return table.CRASH, f"exit {run.status}: {run.error}"
    if run.refused:
        return expected.refusal(name, plain(run.error, out, "", data), is_image=True)
    return verdict(out, truth, checkers)


def verdict(path: str, truth: Truth, checkers) -> tuple[str, str]:
    faults, good = [], []
    for checker in checkers:
        if checker in NEED_DICOM and not truth.dicom:
            continue
        if problem := outcome(checker, path, truth):
            faults.append(f"{checker.__name__}: {problem}")
        else:
            good.append(checker.__name__.removeprefix("with_"))
    return (table.DIFFERENT, "; ".join(faults)) if faults else (table.IDENTICAL, "as " + ", ".join(good))


def outcome(checker, path: str, truth: Truth) -> str | None:
    try:
        return checker(path, truth)
    except Astray as astray:
        return str(astray)
    except Exception as error:  # a program that cannot read what we wrote has a complaint
        return f"cannot be read: {type(error).__name__}: {str(error)[:160]}"


def jobs(stylet: Stylet, expected: Expected, data: str, out: str):
    for title, scan, mask in cases(data):
        yield case_job, (stylet, expected, data, title, scan, mask)
