"""The stress suite: lungs of seeded variants of scans whose lungs are known."""

from __future__ import annotations

import os
import pickle
import tempfile
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from . import images, phantoms, pictures
from .base import Base, coarsened
from .gross import Piece, gross
from .kinds import KINDS, Variant
from .measures import dice
from .program import Failed, Program, Remark
from .scans import Scan
from .variants import variant

#: A remark this near to a wrong piece names it, mm.
NAMES_MM = 40.0
PHANTOMS = (1, 2)
UNALTERED = "as it is"


def bases(program: Program, scans: list[Scan], folder: str) -> list[str]:
    """Makes every base once and keeps it in the folder; their names. A scan without a reader's lungs has the program's,
    of the unaltered scan, which were looked at: see its `known_ml` in the table of lungs."""
    names = []
    for scan in scans:
        image = scan.image()
        lungs = scan.lungs_truth(image.mm)
        by_program = lungs is None
        if by_program:
            found = program.lungs(scan.path).labels
            lungs = np.where(found <= 2, found, 0).astype(np.uint8)
        keep(Base(scan.name, image.values, image.spacing, lungs, by_program), folder)
        names.append(scan.name)
    return names


def phantom_bases(program: Program, folder: str, seeds=PHANTOMS, size: str = "192x192x120") -> list[str]:
    names = []
    for seed in seeds:
        phantom = phantoms.make(program, folder, seed, size, "6+2")
        keep(phantom.base(), folder)
        names.append(phantom.name)
    return names


def keep(base: Base, folder: str) -> None:
    base = coarsened(base)
    # What the kinds will ask for, once and not in every process.
    for one in (base, base.fine):
        if one is not None:
            one.body, one.noise
    base.outside_mm, base.trachea, base.spine_front
    with open(os.path.join(folder, base.name + ".base"), "wb") as file:
        pickle.dump(base, file)


_held: tuple[str, Base] | None = None


def held(name: str, folder: str) -> Base:
    global _held
    if _held is None or _held[0] != name:
        with open(os.path.join(folder, name + ".base"), "rb") as file:
            _held = name, pickle.load(file)
    return _held[1]


def unaltered(base: Base) -> Variant:
    air = np.zeros(base.lungs.shape, bool)
    return Variant(UNALTERED, base.name, 0, base.ct, base.spacing, base.lungs, air)


def measured(program: Program, made: Variant, usual: set[str], pictured: str | None) -> dict:
    """A row: Dice, wrong pieces, and whether a remark names them."""
    row = {"kind": made.kind, "base": made.base, "seed": made.seed, "hard": made.hard}
    with tempfile.TemporaryDirectory(prefix="stylet-clinical-") as folder:
        path = os.path.join(folder, "scan.nrrd")
        images.write(path, made.ct, made.spacing)
        try:
            found = program.lungs(path)
        except Failed as error:
            return row | {"failed": str(error), "dice": 0.0, "gross": [], "named": False, "led": False, "unnamed": [], "remarks": []}
    lungs = np.where(found.labels <= 2, found.labels, 0)
    pieces = gross(lungs, made.lungs, made.mm, made.ct - made.added, made.sides)
    if pictured and pieces:
        name = f"{made.kind}-{made.base}-{made.seed}.png".replace(" ", "-")
        pictures.failure(os.path.join(pictured, name), made, lungs, pieces)
    return row | {
        "dice": dice(lungs > 0, made.lungs > 0), "gross": [vars(p) for p in pieces], "seconds": found.seconds,
        "named": bool(pieces) and all(named(p, found.remarks, usual, made.mm) for p in pieces),
        "led": bool(pieces) and all(led(p, found.remarks, made.mm) for p in pieces),
        "unnamed": [n for n, p in enumerate(pieces) if not named(p, found.remarks, usual, made.mm)],
        "air_taken_ml": float((made.air & (lungs > 0)).sum() * np.prod(made.mm) / 1000),
        "remarks": [r.words for r in found.remarks], "places": [[r.voxel, r.slices] for r in found.remarks], "kinds": sorted({r.kind for r in found.remarks}),
    }


def named(piece: Piece, remarks: list[Remark], usual: set[str], mm) -> bool:
    """Whether a remark names a wrong piece: one whose place is near, or, where the program tells no places, one that it
    does not say of the unaltered scan."""
    for remark in remarks:
        if remark.voxel is not None:
            away = np.linalg.norm((np.array(remark.voxel) - piece.at) * mm)
            if away <= NAMES_MM:
                return True
        if remark.slices is not None:
            if (remark.slices[0] - 1) * mm[0] <= piece.at[0] * mm[0] + NAMES_MM / 4 and (
                    piece.at[0] * mm[0] - NAMES_MM / 4 <= (remark.slices[1] + 1) * mm[0]):
                return True
        elif remark.voxel is None and remark.kind not in usual:
            return True
    return False


def led(piece: Piece, remarks: list[Remark], mm) -> bool:
    """Whether a remark's own place is near a wrong piece, its box where it has one: who goes there sees it."""
    low, high = piece.box or (piece.at, piece.at)

    def away(voxel) -> float:
        return float(np.linalg.norm((np.array(voxel) - np.clip(voxel, low, high)) * mm))

    return any(r.voxel is not None and away(r.voxel) <= NAMES_MM for r in remarks)


def job(program: Program, folder: str, name: str, kind: str, seeds: list[int], usual: set[str], pictured) -> list[dict]:
    base = held(name, folder)
    rows = []
    for seed in seeds:
        try:
            made = variant(base, kind, seed)
        except Exception as error:  # a defect of the suite is a failed row, not a suite that ends
            rows.append({
                "kind": kind, "base": name, "seed": seed, "hard": False, "dice": 0.0, "gross": [], "named": False, "led": False,
                "unnamed": [], "failed": f"the suite itself: {type(error).__name__}: {error}", "remarks": []})
            continue
        if made is not None:
            rows.append(measured(program, made, usual, pictured))
    return rows


def first(program: Program, folder: str, name: str, pictured) -> dict:
    return measured(program, unaltered(held(name, folder)), set(), pictured)


def run(
    program: Program, folder: str, names: list[str], kinds: list[str] | None, seeds: int, pictured: str | None = None,
):
    """Yields rows as they are done, those of the unaltered scans first."""
    wanted = [kind for kind in KINDS if not kinds or kind in kinds]
    with ProcessPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        usual = {}
        for name, row in zip(names, pool.map(first, *zip(*[(program, folder, n, pictured) for n in names]))):
            usual[name] = set(row.get("kinds", []))
            yield row
        waiting = [
            pool.submit(job, program, folder, name, kind, list(range(seeds)), usual[name], pictured)
            for name in names for kind in wanted]
        for done in waiting:
            yield from done.result()


def is_inherited(piece: dict, base: list[dict]) -> bool:
    """Whether the unaltered scan has such a piece: the same is wrong, it is not much larger, and, but for sides, within
    150 HU."""
    return any(
        piece["what"] == p["what"] and piece["ml"] < 2 * p["ml"] + 5
        and (piece["what"] == "other side" or abs(piece["hu"] - p["hu"]) < 150) for p in base)


def summary(rows: list[dict]) -> list[dict]:
    """A row a kind: variants without a gross error, with one that remarks name, all its pieces, and with one that they do
    not. `own`: those with a gross error that the unaltered scan has not; `led`: those whose every piece is near a
    remark's own place."""
    usual = {r["base"]: r["gross"] for r in rows if r["kind"] == UNALTERED}
    out = []
    for kind in dict.fromkeys(r["kind"] for r in rows):
        mine = [r for r in rows if r["kind"] == kind]
        bad = [r for r in mine if r["gross"] or r.get("failed")]
        own = [
            r for r in bad
            if r.get("failed") or kind == UNALTERED
            or not all(is_inherited(p, usual.get(r["base"], [])) for p in r["gross"])]
        out.append({
            "kind": kind, "hard": mine[0]["hard"], "variants": len(mine), "gross": len(bad), "own": len(own),
            "named": sum(r["named"] for r in bad), "led": sum(r["led"] for r in bad),
            "clean": len(mine) - len(bad), "unnamed": len(bad) - sum(r["named"] for r in bad), "failed": sum(bool(r.get("failed")) for r in mine),
            "dice_median": float(np.median([r["dice"] for r in mine])), "dice_min": min(r["dice"] for r in mine),
            "largest_ml": max((r["gross"][0]["ml"] for r in bad if r["gross"]), default=0.0),
            "said": sum(bool(r["remarks"]) for r in mine),
        })
    return out
