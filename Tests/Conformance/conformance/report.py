"""The report of a project: its page, pictures, row and JSON against the scan and the mask that went in."""

from __future__ import annotations

import base64
import csv
import html.parser
import io
import json
import os
import re
import tempfile

import numpy as np
from PIL import Image

from . import dicom_series, table
from .picture import placement, reordered
from .program import Stylet, read_nifti, read_nrrd
from .table import Row

#: The window of the pictures of lesions: black at the first, white at the second, HU.
BLACK, WHITE = -1350.0, 150.0
VOID = {"meta", "img", "wbr", "br", "hr", "link", "input"}


class Page(html.parser.HTMLParser):
    """Tags in pairs, pictures with their captions, and everything that points out of the page."""

    def __init__(self, text: str):
        super().__init__()
        self.open, self.faults, self.images, self.captions = [], [], [], []
        self.is_caption = False
        self.feed(text)
        self.close()
        if self.open:
            self.faults.append(f"<{self.open[-1]}> is open")

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        if tag == "script" or any(name.startswith("on") for name in named):
            self.faults.append(f"<{tag}> would run")
        for name in ("src", "href", "action", "data"):
            if name in named and not named[name].startswith("data:image/png;base64,"):
                self.faults.append(f"{name} leads to {named[name][:40]}")
        if tag == "img":
            if not named.get("alt"):
                self.faults.append("a picture does not say what it shows")
            self.images.append((named["src"], int(named["width"]), int(named["height"])))
        if tag not in VOID:
            self.open.append(tag)
        self.is_caption = tag == "figcaption"

    def handle_startendtag(self, tag, attributes):
        pass  # of SVG

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes another")
        self.is_caption = False

    def handle_data(self, data):
        if self.is_caption:
            self.captions.append(data)


def canonical(values: np.ndarray, affine: np.ndarray) -> np.ndarray:
    """[i, j, k] towards left, back and head, by the nearest axes."""
    found = placement(affine, values.shape, np.diag([*_spacing(affine, values.shape), 1.0]), _shape(affine, values.shape))
    if isinstance(found, str):
        raise ValueError(found)
    axes, flips, _ = found
    return reordered(values, axes, flips)


def _axes(affine: np.ndarray) -> list[int]:
    """The stored axis that each patient axis runs along."""
    return [int(np.argmax(np.abs(affine[a, :3]) / np.linalg.norm(affine[:3, :3], axis=0))) for a in range(3)]


def _spacing(affine: np.ndarray, shape) -> list[float]:
    return [float(np.linalg.norm(affine[:3, a])) for a in _axes(affine)]


def _shape(affine: np.ndarray, shape) -> list[int]:
    return [shape[a] for a in _axes(affine)]


def check_picture(pixels: np.ndarray, hu: np.ndarray, drawn: np.ndarray, colour) -> str | None:
    """A slice with a pixel for each voxel: [row, column], front or head up, the patient's right on the left."""
    grey = np.clip((hu - BLACK) / (WHITE - BLACK), 0, 1) * 255
    plain = np.all(pixels == pixels[..., :1], axis=2)
    near = np.abs(pixels[..., 0].astype(float) - grey) <= 1
    # Letters and scale cover a little.
    share = near[plain & ~drawn].mean()
    if share < 0.95:
        return f"{share:.0%} of the grey pixels are those of the scan"
    outline = np.all(pixels == np.array(colour), axis=2)
    if not outline.any():
        return "the finding is not outlined"
    if (outline & ~drawn).any():
        return f"{(outline & ~drawn).sum()} pixels of the outline are not on the finding"
    rows, columns = np.nonzero(outline), np.nonzero(drawn)
    for name, ours, theirs in (("rows", rows[0], columns[0]), ("columns", rows[1], columns[1])):
        if (ours.min(), ours.max()) != (theirs.min(), theirs.max()):
            return f"the outline has {name} {ours.min()}-{ours.max()}, the finding {theirs.min()}-{theirs.max()}"
    return None


def check(folder, page: Page, report: dict, project: dict, hu: np.ndarray, mask: np.ndarray, voxel: float) -> list[str]:
    faults = list(page.faults)
    pictures = []
    for source, width, height in page.images:
        image = Image.open(io.BytesIO(base64.b64decode(source.split(",", 1)[1], validate=True)))
        image.load()  # checks every checksum
        if image.format != "PNG" or image.mode not in ("L", "RGB") or image.size != (width, height):
            faults.append(f"a picture is {image.format} {image.mode} {image.size}, not {width} x {height}")
        pictures.append(np.asarray(image.convert("RGB")))
    finding = report["findings"][0]
    millilitres = mask.sum() * voxel / 1000
    if finding["voxels"] != mask.sum() or abs(finding["ml"] - millilitres) > 1e-9 * millilitres:
        faults.append(f"{finding['voxels']} voxels, {finding['ml']} mL, not {mask.sum()} and {millilitres}")
    inside = hu[mask]
    if abs(finding["mean_hu"] - inside.mean()) > 1e-6 * max(abs(inside.mean()), 1):
        faults.append(f"mean {finding['mean_hu']}, not {inside.mean()}")
    named = next(label["colour"] for label in project["labels"] if label["code"] == finding["code"])
    colour = tuple(int(named[n : n + 2], 16) for n in (1, 3, 5))
    found = re.search(r"largest area: axial slice (\d+) of (\d+)", page.captions[0])
    areas = mask.sum(axis=(0, 1))
    if not found or areas[int(found[1]) - 1] != areas.max() or int(found[2]) != hu.shape[2]:
        faults.append(f"the largest area is on slice {areas.argmax() + 1} of {hu.shape[2]}: {page.captions[0]}")
    elif pictures and pictures[0].shape[:2] == hu.shape[1::-1]:
        k = int(found[1]) - 1
        if fault := check_picture(pictures[0], hu[:, :, k].T, mask[:, :, k].T, colour):
            faults.append(f"axial: {fault}")
    else:
        faults.append("the axial picture has not a pixel for each voxel")
    for plane, axis in (("coronal", 1), ("sagittal", 0)):
        at = next((n for n, c in enumerate(page.captions) if f"disease: {plane} slice" in c), None)
        if at is None:
            faults.append(f"no {plane} picture")
            continue
        w = int(re.search(r"slice (\d+) of", page.captions[at])[1]) - 1
        sums = mask.sum(axis=tuple(a for a in range(3) if a != axis))
        if sums[w] != sums.max():
            faults.append(f"{plane} slice {w + 1} has not the most of the disease")
            continue
        shown = np.take(hu, w, axis=axis).T[::-1]  # head up
        grey = np.clip((shown - BLACK) / (WHITE - BLACK), 0, 1)
        height, width = pictures[at].shape[:2]
        rows = np.minimum((np.arange(height) + 0.5) / height * shown.shape[0], shown.shape[0] - 1).astype(int)
        columns = np.minimum((np.arange(width) + 0.5) / width * shown.shape[1], shown.shape[1] - 1).astype(int)
        theirs, ours = grey[np.ix_(rows, columns)], pictures[at][..., 1] / 255.0
        likeness = [np.corrcoef(t.ravel(), ours.ravel())[0, 1] for t in (theirs, theirs[:, ::-1], theirs[::-1])]
        if likeness[0] < 0.95 or likeness[0] < max(likeness[1:]) + 0.05:
            faults.append(f"{plane}: likeness {likeness[0]:.3f}, mirrored {likeness[1]:.3f}, turned {likeness[2]:.3f}")
    with open(folder + "/study.csv", encoding="utf-8", newline="") as file:
        header, row, again = list(csv.reader(file))
    cells = dict(zip(header, row))
    if len(header) != len(row) or len(set(header)) != len(header) or list(report["row"]) != header:
        faults.append("the row has other columns than its header or the JSON")
    elif float(cells[f"{finding['code']}_ml"]) != finding["ml"]:
        faults.append("the row has another volume")
    if [a for a, b in zip(row[1:], again[1:]) if a != b]:
        faults.append("the same project gives another row")
    return faults


def case_job(stylet: Stylet, data: str, title: str, scan: str, mask: str) -> list[Row]:
    name, what = f"report {title}", "page, pictures, row and JSON"
    if not (os.path.exists(scan) and os.path.exists(mask)):
        return [Row(name, what, table.SKIPPED, "not in the data")]
    if os.path.isdir(scan):
        found = [f for f in (dicom_series.look(os.path.join(scan, n)) for n in sorted(os.listdir(scan))) if f]
        peer, _ = dicom_series.volume([s for f in found for s in f.slices])
    else:
        peer = read_nrrd(scan)
    drawn = read_nrrd(mask) if mask.endswith(".nrrd") else read_nifti(mask)
    with tempfile.TemporaryDirectory(prefix="stylet-conformance-") as folder:
        project, page, text = folder + "/case.stylet.json", folder + "/page.html", folder + "/report.json"
        table_words = ("report", project, "--csv", folder + "/study.csv", "--append")
        for words in (
            ("import", scan, mask, "--project", project),
            ("report", project, "--html", page, "--json", text), table_words, table_words,
        ):
            run = stylet.run(*words)
            if run.status != 0:
                return [Row(name, what, table.CRASH if run.crashed else table.UNLISTED, f"{words[0]}: {run.error}")]
        with open(page, encoding="utf-8") as file:
            read = Page(file.read())
        with open(text, encoding="utf-8") as file:
            report = json.load(file)
        with open(project, encoding="utf-8") as file:
            drawn_in = json.load(file)
        hu = canonical(peer.values.astype(np.float64), peer.affine)
        voxel = abs(np.linalg.det(peer.affine[:3, :3]))
        faults = check(folder, read, report, drawn_in, hu, canonical(drawn.values, drawn.affine) != 0, voxel)
    if faults:
        return [Row(name, what, table.DIFFERENT, "; ".join(faults[:4]))]
    return [Row(name, what, table.IDENTICAL, f"{len(read.images)} pictures, as Pillow, csv and NumPy have it")]


def jobs(stylet: Stylet, expected, data: str, out: str):
    thorax = os.path.join(data, "thorax")
    yield case_job, (
        stylet, data, "lidc-0314", thorax + "/lidc-0314", thorax + "/lidc-0314-readers/reader2.nii.gz")
    yield case_job, (stylet, data, "lung1", thorax + "/lung1_image.nrrd", thorax + "/lung1_label.nrrd")
