"""The extent in the lungs and the densitometry, against NumPy over the written files."""

from __future__ import annotations

import json
import math
import os
import tempfile

import nibabel
import numpy as np

from . import table
from .table import Row

#: How far a number may be from NumPy's, relative.
TOLERANCE = 1e-6

CASES = {
    "thorax/lung1_image.nrrd": ["thorax/lung1_label.nrrd"],
    "thorax/lidc-0314": [f"thorax/lidc-0314-readers/reader{n}.nii.gz" for n in (1, 2, 3, 4)],
}


def jobs(stylet, expected, data, out):
    for scan, masks in CASES.items():
        found = [path for path in (os.path.join(data, mask) for mask in masks) if os.path.exists(path)]
        if found and os.path.exists(os.path.join(data, scan)):
            yield job, (stylet, data, os.path.join(data, scan), found)


def job(stylet, data, scan, masks) -> list[Row]:
    """A row a mask."""
    rows, what = [], "extent and densitometry as by NumPy"
    with tempfile.TemporaryDirectory(prefix="stylet-conformance-") as folder:
        files = {part: os.path.join(folder, part + ".nii") for part in ("ct", "lungs", "labels")}
        begun = [
            stylet.run(command, scan, files[part], timeout=600)
            for command, part in (("convert", "ct"), ("lungs", "lungs"))]
        for mask in masks:
            name = f"{os.path.relpath(scan, data)} with {os.path.basename(mask)}"
            runs = begun + [stylet.run("convert", mask, files["labels"], timeout=600)]
            words = ("extent", scan, "--labels", mask, "--lungs", files["lungs"], "--json", "--qct")
            runs.append(stylet.run(*words, timeout=600))
            failed = [run for run in runs if run.status != 0]
            if failed:
                rows.append(Row(name, what, table.CRASH if failed[0].crashed else table.UNLISTED, failed[0].error))
                continue
            rows.append(judged(name, what, json.loads(runs[-1].out), *read(files)))
    return rows


def judged(name: str, what: str, mine: dict, ct, lungs, labels, voxel) -> Row:
    numpy = {"lungs": extent(ct, lungs, labels, voxel), "quantitative_ct": densitometry(ct, lungs, labels, voxel)}
    faults, count = [], [0]
    compare(mine, numpy, "", faults, count)
    if faults:
        return Row(name, what, table.DIFFERENT, f"{len(faults)} of {count[0]} differ: " + "; ".join(faults[:3]))
    return Row(name, what, table.IDENTICAL, f"{count[0]} numbers within {TOLERANCE:g}")


def read(files):
    """Values, lungs and labels on one grid, its third axis towards the head; mm³ of a voxel."""
    images = {part: nibabel.as_closest_canonical(nibabel.load(path)) for part, path in files.items()}
    affine = images["ct"].affine
    for part, image in images.items():
        assert np.allclose(image.affine, affine, atol=1e-3) and image.shape == images["ct"].shape, part
    ct = images["ct"].get_fdata(dtype=np.float64)
    lungs, labels = (np.asarray(images[part].dataobj).astype(np.uint8) for part in ("lungs", "labels"))
    return np.clip(ct, -1024, 3071), lungs, labels, abs(np.linalg.det(affine[:3, :3]))


def share(voxels: int, lung: int, voxel: float) -> dict:
    return {"voxels": voxels, "ml": voxels * voxel / 1000, "percent": 100 * voxels / lung if lung else None}


def half_up(x: float) -> int:
    return math.floor(x + 0.5)


def thirds(lung) -> tuple[int, int]:
    """The limits of the zones where no landmark sets them."""
    used = np.flatnonzero(lung.any(axis=(0, 1)))
    bottom, height = int(used[0]), int(used[-1] - used[0] + 1)
    carina, veins = half_up(bottom + height * 2 / 3), half_up(bottom + height / 3)
    return carina, min(veins, half_up((bottom + carina) / 2))


def extent(ct, lungs, labels, voxel, limits=None) -> dict:
    """What the program says of the lungs, by its rules."""
    lung = (lungs == 1) | (lungs == 2)
    carina, veins = limits or thirds(lung)
    k = np.arange(ct.shape[2])
    levels = [k >= carina, (k < carina) & (k >= veins), k < veins]

    def region(where) -> dict:
        voxels = int(where.sum())
        counts = np.bincount(labels[where], minlength=256)
        return {
            "lung_voxels": voxels, "lung_ml": voxels * voxel / 1000,
            "lesion": share(int(counts[1:].sum()), voxels, voxel),
            "findings": [
                {"value": n, **share(int(counts[n]), voxels, voxel)} for n in range(1, 256) if counts[n]],
        }

    zones = [region((lungs == side) & level) for side in (1, 2) for level in levels]
    both = region(lung)
    lesion = ct[lung & (labels != 0)]

    def band(where) -> dict:
        return share(int(where.sum()), both["lung_voxels"], voxel)

    glass = (lesion >= -750) & (lesion <= -300)
    solid = (lesion > -300) & (lesion <= 100)
    outside = np.bincount(labels[~lung], minlength=256)
    percent = both["lesion"]["percent"]
    zonal = [z["lesion"]["percent"] for z in zones]
    scored = None
    if percent and None not in zonal:
        scored = [0 if p == 0 else 1 + sum(p >= b for b in (25, 50, 75)) for p in zonal]
    return {
        "both": both, "right": region(lungs == 1), "left": region(lungs == 2), "zones": zones,
        "limits": {"carina": {"k": carina}, "veins": {"k": veins}},
        "densities": {
            "ground_glass": band(glass), "consolidation": band(solid), "other": band(~glass & ~solid),
            "high_opacity": band(lesion >= -200),
        },
        "outside": [
            {"value": n, "voxels": int(outside[n]), "ml": outside[n] * voxel / 1000}
            for n in range(1, 256) if outside[n]],
        # Where nothing is drawn in the lungs, and no reader says that there is nothing, there are none.
        "scores": {
            "sfr_class": None if not percent else 1 + sum((percent >= 10, percent >= 25, percent >= 50, percent > 75)),
            "whole_lung": None if not percent else 1 + sum(percent >= b for b in (5, 25, 50, 75)),
            "zonal": scored, "zonal_sum": None if scored is None else sum(scored),
        },
    }


def densitometry(ct, lungs, labels, voxel) -> dict:
    ml = voxel / 1000

    def numbers(where) -> dict | None:
        x = ct[where]
        if not x.size:
            return None

        def percent(inside) -> float:
            return 100 * np.count_nonzero(inside) / x.size

        centred = x - x.mean()
        second = np.mean(centred**2)
        perc15 = np.percentile(x, 15)
        gas = x[(x >= -1000) & (x <= 0)]
        return {
            "voxels": x.size, "volume_ml": x.size * ml, "mass_g": ((np.clip(x, -1000, 100) + 1000) / 1000).sum() * ml,
            "gas_ml": (-gas / 1000).sum() * ml, "mean_hu": x.mean(), "sd_hu": x.std(),
            "skewness": np.mean(centred**3) / second**1.5, "kurtosis": np.mean(centred**4) / second**2 - 3,
            "laa950_percent": percent(x <= -950), "laa910_percent": percent(x <= -910), "perc15_hu": perc15,
            "density_g_l": perc15 + 1000, "haa_percent": percent((x >= -600) & (x <= -250)),
            "well_aerated_percent": percent((x >= -950) & (x <= -700)),
            "compromised_percent": percent((x >= -500) & (x <= 100)),
            "aeration": [
                {"percent": percent((x >= -1000) & (x < -900))}, {"percent": percent((x >= -900) & (x < -500))},
                {"percent": percent((x >= -500) & (x < -100))}, {"percent": percent((x >= -100) & (x <= 100))},
            ],
        }

    def sides(allowed) -> dict:
        return {
            name: numbers(np.isin(lungs, values) & allowed)
            for name, values in (("both", [1, 2]), ("right", [1]), ("left", [2]))
        }

    return {"lungs": sides(np.True_), "without_lesion": sides(labels == 0)}


def compare(mine, numpy, place: str, faults: list, count: list) -> None:
    """Every number that NumPy has must be there."""
    if isinstance(numpy, dict):
        for key, value in numpy.items():
            if not isinstance(mine, dict) or key not in mine:
                faults.append(f"{place}.{key} is missing")
            else:
                compare(mine[key], value, f"{place}.{key}", faults, count)
    elif isinstance(numpy, list):
        if not isinstance(mine, list) or len(mine) != len(numpy):
            faults.append(f"{place} has not {len(numpy)} elements")
            return
        for n, value in enumerate(numpy):
            compare(mine[n], value, f"{place}[{n}]", faults, count)
    else:
        count[0] += 1
        is_same = mine is None if numpy is None else mine is not None and math.isclose(
            mine, numpy, rel_tol=TOLERANCE, abs_tol=1e-12)
        if not is_same:
            faults.append(f"{place}: {mine}, NumPy {numpy}")
