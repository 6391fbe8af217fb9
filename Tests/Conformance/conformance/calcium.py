"""The ungated Agatston score within outlines of a project, against NumPy over the written scan."""

from __future__ import annotations

import json
import math
import os
import tempfile

import nibabel
import numpy as np

from . import table
from .table import Row

TOLERANCE = 1e-6
SCANS = ("thorax/lung1_image.nrrd", "thorax/lidc-0314")
VESSELS = ("LM", "LAD", "LCX", "RCA")

#: A normal reading, signed: the signature freezes what is computed.
SIGN = "R" + "a<Tab>" * 11 + "Sa"


def jobs(stylet, expected, data, out):
    for scan in SCANS:
        if os.path.exists(os.path.join(data, scan)) and stylet.offers("open", "--protocol"):
            yield job, (stylet, data, os.path.join(data, scan))


def job(stylet, data, scan) -> list[Row]:
    name, what = os.path.relpath(scan, data), "Agatston within twelve ellipses as by NumPy"
    with tempfile.TemporaryDirectory(prefix="stylet-conformance-") as folder:
        project, ct = os.path.join(folder, "p.stylet.json"), os.path.join(folder, "ct.nii")
        usual = ("open", scan, "--project", project, "--reader", "r", "--protocol", "covid-chest", "--lungs", "ask")
        runs = [stylet.run("convert", scan, ct, timeout=600)]
        runs.append(stylet.run(*usual, "--script", "R10", "--save", timeout=600))
        if any(run.status != 0 for run in runs):
            return [failed(name, what, runs)]
        values, spacing = read(ct)
        drawn = ellipses(values)
        with open(project, encoding="utf-8") as file:
            content = json.load(file)
        content["measurements"] = drawn
        with open(project, "w", encoding="utf-8") as file:
            json.dump(content, file)
        runs.append(stylet.run(*usual, "--script", SIGN, "--save", timeout=600))
        if runs[-1].status != 0:
            return [failed(name, what, runs)]
        with open(project, encoding="utf-8") as file:
            signed = json.load(file)["reading"]["signature"]["values"]["computed"]
        mine, numpy = signed.get("agatston", {}).get("value", math.nan), score(values, spacing, drawn)
        if abs(mine - numpy) <= TOLERANCE * max(numpy, 1):
            return [Row(name, what, table.IDENTICAL, f"{numpy:.3f}")]
        return [Row(name, what, table.DIFFERENT, f"{mine:.6f} instead of {numpy:.6f}")]


def failed(name, what, runs) -> Row:
    run = next(run for run in runs if run.status != 0)
    return Row(name, what, table.CRASH if run.crashed else table.UNLISTED, run.error)


def read(path):
    """Values by k, j, i as the program counts them (towards left, back and head), and the spacing in mm."""
    image = nibabel.as_closest_canonical(nibabel.load(path))
    values = image.get_fdata(dtype=np.float64)[::-1, ::-1, :]
    return np.ascontiguousarray(values.transpose(2, 1, 0)), image.header.get_zooms()[:3]


def ellipses(values) -> list[dict]:
    """Around bright voxels, three an artery, some over each other."""
    random = np.random.default_rng(3)
    bright = np.argwhere(values > 180)
    drawn = []
    for n in range(12):
        k, j, i = (int(x) for x in bright[random.integers(len(bright))])
        radii = [float(random.uniform(6, 20)), float(random.uniform(6, 20))]
        drawn.append({
            "id": f"m{n + 1}", "type": "ellipse", "plane": "axial", "slice": k, "voxels": [[i, j, k]], "radii": radii,
            "name": VESSELS[n % 4],
        })
    return drawn


def score(values, spacing, drawn) -> float:
    sx, sy, sz = (float(s) for s in spacing)
    together = max(math.floor(3 / sz + 0.5), 1)
    j, i = np.mgrid[0:values.shape[1], 0:values.shape[2]]
    owners: dict[int, np.ndarray] = {}
    for number, vessel in enumerate(VESSELS):
        for one in (one for one in drawn if one["name"] == vessel):
            (u, v, k), (ru, rv) = one["voxels"][0], one["radii"]
            owner = owners.setdefault(k // together, np.full(values.shape[1:], -1))
            inside = ((i - u) * sx / ru) ** 2 + ((j - v) * sy / rv) ** 2 <= 1
            owner[inside & (owner < 0)] = number
    total, least = 0.0, max(1, math.ceil(1 / (sx * sy) - 1e-9))
    for stack, owner in owners.items():
        slices = values[stack * together:(stack + 1) * together]
        mean, height = slices.mean(axis=0), sz * len(slices)
        for number in range(len(VESSELS)):
            for part in parts((owner == number) & (mean >= 130)):
                if len(part) < least:
                    continue
                peak = max(mean[place] for place in part)
                weight = 1 + (peak >= 200) + (peak >= 300) + (peak >= 400)
                total += len(part) * sx * sy * weight * height / 3
    return total


def parts(mask):
    """The parts of a mask whose pixels touch by edges or corners."""
    left = {(int(j), int(i)) for j, i in np.argwhere(mask)}
    while left:
        waiting, part = [left.pop()], []
        while waiting:
            j, i = waiting.pop()
            part.append((j, i))
            near = {(j + dj, i + di) for dj in (-1, 0, 1) for di in (-1, 0, 1)} & left
            left -= near
            waiting.extend(near)
        yield part
