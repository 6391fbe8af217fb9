"""Interpolation between drawn slices beside ITK's (itk-morphologicalcontourinterpolation).

Of each mask every 2nd, 4th, 6th and 8th slice is kept, from each possible first one on; the program, played by keys
on the same CT, and ITK fill in the rest. The table gives Dice on the slices that were left out, for all first slices
together: ITK, the program by shape alone, the program with the CT.

    python interpolation.py --stylet BINARY --data FOLDER [--only PATTERN] [--phases N]

Wants requirements-interpolation.txt beside requirements.txt: ITK is large, so the suite does without it.
"""

from __future__ import annotations

import argparse
import fnmatch
import glob
import os
import subprocess
import sys
import tempfile

import numpy as np
import SimpleITK as sitk

try:
    import itk
except ImportError:
    itk = None

STEPS = (2, 4, 6, 8)
MARGIN = 25
#: A mask is compared where it leaves at least as many voxels to fill.
FEWEST = 20
#: How many pieces of vessels are taken of a scan, the largest left aside, and of how many voxels at least.
VESSELS, SMALLEST = 12, 100


class Case:
    """A mask and the CT around it, axes k, j, i."""

    def __init__(self, name: str, ct: np.ndarray, mask: np.ndarray, spacing):
        places = np.argwhere(mask)
        low = [max(p - (MARGIN if axis else 0), 0) for axis, p in enumerate(places.min(0))]
        high = [p + 1 + (MARGIN if axis else 0) for axis, p in enumerate(places.max(0))]
        box = tuple(slice(a, b) for a, b in zip(low, high))
        self.name, self.ct, self.mask = name, ct[box].astype(np.int16), mask[box]
        self.spacing = tuple(float(x) for x in spacing)

    def write(self, values: np.ndarray, path: str) -> None:
        image = sitk.GetImageFromArray(values)
        image.SetSpacing(self.spacing)
        sitk.WriteImage(image, path)


def read(path: str):
    if os.path.isdir(path):
        reader = sitk.ImageSeriesReader()
        reader.SetFileNames(reader.GetGDCMSeriesFileNames(path))
        image = reader.Execute()
    else:
        image = sitk.ReadImage(path)
    return sitk.GetArrayFromImage(image), image.GetSpacing()


def largest(mask: np.ndarray, count: int) -> list[np.ndarray]:
    """The largest pieces, largest first."""
    pieces = sitk.RelabelComponent(sitk.ConnectedComponent(sitk.GetImageFromArray(mask.astype(np.uint8))))
    values = sitk.GetArrayFromImage(pieces)
    return [values == n for n in range(1, min(count, values.max()) + 1)]


def derived(tag: str, ct: np.ndarray, spacing):
    """Regions that thresholds find in any chest CT: the lungs' vessels, and the bone of the middle."""
    air = sitk.GetImageFromArray((ct < -500).astype(np.uint8))
    labels = sitk.GetArrayFromImage(sitk.ConnectedComponent(air))
    border = np.unique(np.concatenate([labels[:, [0, -1]].ravel(), labels[:, :, [0, -1]].ravel()]))
    found = largest((labels > 0) & ~np.isin(labels, border), 1)
    if found:
        radius = max(round(8 / spacing[0]), 1)
        lung = sitk.BinaryMorphologicalClosing(sitk.GetImageFromArray(found[0].astype(np.uint8)), (radius, radius, 0))
        inner = sitk.GetArrayFromImage(sitk.BinaryErode(lung, (2, 2, 1))) > 0
        for n, vessels in enumerate(largest(inner & (ct > -400), VESSELS + 1)[1:], 1):
            if vessels.sum() >= SMALLEST:
                yield Case(f"{tag} vessels {n}", ct, vessels, spacing)
    smooth = sitk.GetArrayFromImage(
        sitk.DiscreteGaussian(sitk.GetImageFromArray(ct.astype(np.float32)), (0.5, 0.5, 0.0)))
    first, middle, half = ct.shape[0] // 3, ct.shape[2] // 2, int(40 / spacing[0])
    slab = np.zeros(ct.shape, bool)
    slab[first:first + min(41, max(12, ct.shape[0] // 6)), :, middle - half:middle + half] = True
    for bone in largest((smooth > 220) & slab, 1):
        yield Case(f"{tag} bone", ct, bone, spacing)


def cases(data: str):
    thorax = os.path.join(data, "thorax")
    if os.path.isdir(thorax + "/lidc-0314"):
        ct, spacing = read(thorax + "/lidc-0314")
        for path in sorted(glob.glob(thorax + "/lidc-0314-readers/reader*.nii.gz")):
            yield Case("lidc-0314 " + os.path.basename(path)[:7], ct, read(path)[0] > 0, spacing)
        yield from derived("lidc-0314", ct, spacing)
    if os.path.exists(thorax + "/lung1_image.nrrd"):
        ct, spacing = read(thorax + "/lung1_image.nrrd")
        yield Case("lung1 nodule", ct, read(thorax + "/lung1_label.nrrd")[0] > 0, spacing)
        yield from derived("lung1", ct, spacing)
    if os.path.exists(thorax + "/ct-64/lm-64.nrrd"):
        ct, spacing = read(thorax + "/ct-64/ct-64.nrrd")
        regions = read(thorax + "/ct-64/lm-64.nrrd")[0] & 0xFF
        for value in np.unique(regions[regions > 0]):
            if (regions == value).sum() > 500:
                yield Case(f"ct-64 region {value}", ct, regions == value, spacing)
        yield from derived("ct-64", ct, spacing)


def by_itk(kept: np.ndarray) -> np.ndarray:
    image = itk.image_from_array(kept)
    fill = itk.MorphologicalContourInterpolator.New(image)
    fill.SetAxis(2)
    fill.Update()
    return itk.array_from_image(fill.GetOutput()) > 0


def by_stylet(binary: str, case: Case, kept: np.ndarray, folder: str, percent: int) -> np.ndarray:
    """The keys of a reader: import, interpolate, take, export."""
    case.write(kept, folder + "/kept.nii.gz")
    out, project = folder + "/out.nii.gz", folder + "/p.stylet.json"
    for path in (out, project):
        if os.path.exists(path):
            os.remove(path)
    fewer = (100 - percent) // 10
    keys = f":import {folder}/kept.nii.gz<CR>i" + "<Left>" * fewer + f"<CR>:export {out}<CR>:q!<CR>"
    done = subprocess.run(
        [binary, folder + "/ct.nii.gz", "--project", project, "--script", keys, "--size", "100x30"],
        capture_output=True, text=True)
    if done.returncode != 0 or not os.path.exists(out):
        raise RuntimeError(f"{case.name}: {done.stderr.strip() or 'nothing was exported'}")
    return read(out)[0] > 0


def compare(binary: str, case: Case, phases: int) -> list[tuple[int, np.ndarray, np.ndarray]]:
    """For each step: Dice for the first slice kept, and the mean over the phases, of ITK, shape and CT."""
    used = np.flatnonzero(case.mask.any((1, 2)))
    rows = []
    with tempfile.TemporaryDirectory(prefix="stylet-interpolation-") as folder:
        case.write(case.ct, folder + "/ct.nii.gz")
        for step in STEPS:
            scores = []
            for phase in range(min(step, phases)):
                slices = np.arange(used[0] + phase, used[-1] + 1, step)
                kept = np.zeros(case.mask.shape, np.uint8)
                kept[slices] = case.mask[slices]
                left_out = np.setdiff1d(np.arange(slices[0], slices[-1] + 1), slices) if len(slices) > 1 else []
                if len(left_out) == 0 or kept.any((1, 2)).sum() < 2 or case.mask[left_out].sum() < FEWEST:
                    continue
                truth = case.mask[left_out]
                filled = [by_itk(kept), *(by_stylet(binary, case, kept, folder, p) for p in (0, 100))]
                scores.append([2 * (f[left_out] & truth).sum() / (f[left_out].sum() + truth.sum()) for f in filled])
            if scores:
                rows.append((step, np.array(scores[0]), np.mean(scores, 0)))
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(prog="interpolation")
    parser.add_argument("--stylet", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--only", default="*")
    parser.add_argument("--phases", type=int, default=8, help="first slices tried, at most")
    options = parser.parse_args()
    if itk is None:
        print("skipped: interpolation (itk-morphologicalcontourinterpolation is not installed)")
        return 0
    binary = os.path.abspath(options.stylet)
    ahead, behind, seen = [], 0, 0
    print(f"{'':24}every   first slice: ITK  shape     CT      all: ITK  shape     CT")
    for case in cases(options.data):
        if not fnmatch.fnmatchcase(case.name, options.only):
            continue
        seen += 1
        for step, first, mean in compare(binary, case, options.phases):
            below = first[2] < first[0] - 5e-4 or mean[2] < mean[0] - 5e-4
            behind += below
            ahead.append(mean - mean[0])
            numbers = ["".join(f"{x:7.3f}" for x in row) for row in (first, mean)]
            print(f"{case.name:24}{step:5}       {numbers[0]}       {numbers[1]}{'  BELOW ITK' if below else ''}", flush=True)
    if not seen:
        print(f"skipped: interpolation (nothing to compare in {options.data})")
        return 0
    gain = np.mean(ahead, 0)
    print(f"ahead of ITK on average: shape {gain[1]:+.3f}, CT {gain[2]:+.3f}; below it in {behind} of {len(ahead)} rows")
    return 1 if behind or gain[2] < 0.02 else 0


if __name__ == "__main__":
    sys.exit(main())
