"""The suite's own test: measures against plain counts, every kind of variant on a drawn thorax, and, with a program, a
phantom through all of it. Without data; less than a minute."""

from __future__ import annotations

import os
import tempfile

import numpy as np

from . import bars, images, phantoms, stress
from .base import Base, coarsened, divided
from .gross import Piece, gross
from .kinds import KINDS
from .measures import (
    bland_altman, dice, grade, hausdorff95, precision, recall, sfr, standards, surface, zone_percents, zones)
from .models import Models
from .program import Program, Remark, remarks
from .scans import Scan
from .variants import variant


def run(program: Program | None) -> list[str]:
    """What is wrong; empty when all is well."""
    faults: list[str] = []

    def check(is_right: bool, what: str) -> None:
        if not is_right:
            faults.append("clinical: self-test: " + what)

    overlaps(check)
    pieces(check)
    extents(check)
    words(check)
    names(check)
    inherited(check)
    wanted(check)
    training(check)
    base = thorax()
    sides(check, base)
    for name in KINDS:
        kinds(check, base, name)
    if program:
        through(check, program)
    return faults


def overlaps(check) -> None:
    rng = np.random.default_rng(1)
    for shape in ((3, 4, 5), (1, 6, 2), (1, 1, 1)):
        a, b = rng.random(shape) < 0.5, rng.random(shape) < 0.6
        points = [set(map(tuple, np.argwhere(m))) for m in (a, b)]
        both = len(points[0] & points[1])
        total = len(points[0]) + len(points[1])
        check(abs(dice(a, b) - (2 * both / total if total else 1)) < 1e-12, f"Dice of {shape}")
        if points[1]:
            check(recall(a, b) == both / len(points[1]), f"recall of {shape}")
        if points[0]:
            check(precision(a, b) == both / len(points[0]), f"precision of {shape}")
        mm = (2.0, 1.0, 0.5)
        one, other = surface(a, mm), surface(b, mm)
        if len(one) and len(other):
            far = np.sqrt(((one[:, None] - other[None]) ** 2).sum(2))
            naive = max(np.percentile(far.min(1), 95), np.percentile(far.min(0), 95))
            check(abs(hausdorff95(a, b, mm) - naive) < 1e-9, f"surface distance of {shape}")
    empty = np.zeros((2, 2, 2), bool)
    check(dice(empty, empty) == 1 and recall(empty, empty) is None and hausdorff95(empty, ~empty, mm) is None, "empty masks")


def pieces(check) -> None:
    """A cube of 15 mm is 3.4 mL; what is thin, near or small is no gross error."""
    mm, shape = (1.5, 1.5, 1.5), (40, 40, 60)
    truth = np.zeros(shape, np.uint8)
    truth[10:30, 10:30, 5:25], truth[10:30, 10:30, 35:55] = 1, 2
    ct = np.full(shape, -800, np.int16)
    check(not gross(truth, truth, mm, ct), "a right mask has gross errors")

    def changed(k, j, i, value) -> list:
        mask = truth.copy()
        mask[k, j, i] = value
        return gross(mask, truth, mm, ct)

    cube = slice(10, 20)
    found = changed(cube, slice(33, 40), slice(5, 25), 1)
    check([p.what for p in found] == ["extra"], f"a piece outside: {found}")
    check(bool(found) and abs(found[0].ml - 10 * 7 * 20 * 1.5**3 / 1000) < 0.8, f"its volume: {found}")
    check([p.what for p in changed(slice(10, 20), slice(10, 30), slice(5, 25), 0)] == ["missing"], "a missing piece")
    check([p.what for p in changed(slice(10, 22), slice(10, 30), slice(35, 55), 1)] == ["other side"], "a wrong side")
    check(not changed(slice(10, 30), slice(10, 30), slice(25, 27), 1), "3 mm too much")
    check(not changed(slice(10, 14), slice(34, 38), slice(5, 9), 1), "a small piece")
    check(not changed(slice(5, 39), slice(35, 36), slice(5, 55), 1), "a sheet of a voxel")
    thick = gross(truth[:20], np.concatenate([truth[1:20], truth[:1] * 0]), (6, 1.5, 1.5), ct[:20])
    check(not thick, f"a thick slice more at an end: {thick}")
    mask = truth.copy()
    mask[14:24, 14:24, 26:34] = 1
    check(not gross(mask, truth, (1.5, 2.2, 2.2), ct + 800), "a dense piece at the hilum")
    check(bool(gross(mask, truth, (1.5, 2.2, 2.2), ct)), "an airy piece between the lungs")
    check(bool(gross(mask, truth, (1.5, 2.2, 2.2), ct + 800, lesion=mask)), "a lesion at the hilum")


def extents(check) -> None:
    table = standards()
    rows = table["scales"]["sfr"]["grades"]
    wanted = {0: 0, 0.1: 1, 9.99: 1, 10: 2, 24.9: 2, 25: 3, 50: 4, 75: 4, 75.1: 5}
    check(all(grade(p, rows) == g for p, g in wanted.items()), "SFR classes")
    check(sfr(0.3, 90, True, table) == 0 and sfr(0.3, 90, False, table) == 1, "what no reader confirmed")
    mean, low, high = bland_altman([1.0, 3.0])
    check(mean == 2 and abs(high - low - 2 * 1.96 * np.sqrt(2)) < 1e-9, "limits of agreement")
    lungs = np.zeros((9, 2, 4), np.uint8)
    lungs[..., 0], lungs[..., 3] = 1, 2
    zone = zones(lungs)
    check([int((zone == z).sum()) for z in range(1, 7)] == [6] * 6 and zone[8, 0, 0] == 1, "six zones")
    check(zone_percents(zone == 4, zone) == [0, 0, 0, 100, 0, 0], "a zone's percentage")


def words(check) -> None:
    plain = remarks("right lung  5 mL\ncheck: 12 mL of gas left out\ncheck: only one lung found\n")
    check([r.kind for r in plain] == ["# mL of gas left out", "only one lung found"], "remarks in lines")
    json = remarks('{"remarks": [{"badge": "a", "side": null, "voxel": [1, 2, 3], "slices": [3, 4], "words": "b"}]}')
    check(json[0].voxel == (3, 2, 1) and json[0].slices == (3, 4) and json[0].kind == "a", "remarks in JSON")


def names(check) -> None:
    """A remark names a piece by its place; without places one that is not usual does."""
    piece = Piece("extra", 5.0, (10, 20, 30))
    mm = (5.0, 1.0, 1.0)
    near, far = Remark("a", "", (12, 22, 33), (12, 12)), Remark("a", "", (40, 22, 33), (38, 42))
    check(stress.named(piece, [near], {"a"}, mm) and not stress.named(piece, [far], set(), mm), "a remark with its place")
    slices = Remark("a", "", (10, 80, 90), (9, 12))
    check(stress.led(piece, [near], mm) and not stress.led(piece, [far, slices], mm), "a remark that leads there")
    large = Piece("extra", 5.0, (10, 20, 30), box=((9, 15, 25), (39, 25, 35)))
    check(stress.led(large, [far], mm) and not stress.led(large, [slices], mm), "one that leads to its end")
    check(stress.named(piece, [slices], set(), mm), "a remark on the slices")
    bare = [Remark("# mL of gas left out", "")]
    check(stress.named(piece, bare, set(), mm) and not stress.named(piece, bare, {bare[0].kind}, mm), "one without")


def inherited(check) -> None:
    """What the unaltered scan has as well is not the kind's own."""
    row = {"hard": False, "dice": 0.9, "named": False, "led": False, "remarks": [], "base": "a", "kind": "couch"}
    old, new = {"what": "missing", "ml": 9.0, "hu": -100.0}, {"what": "extra", "ml": 9.0, "hu": -900.0}
    first = row | {"kind": stress.UNALTERED, "gross": [old]}
    named = row | {"gross": [old, new], "named": True, "led": True}
    rows = [first, row | {"gross": [old | {"ml": 12.0}]}, named, row | {"gross": []}]
    couch = stress.summary(rows)[1]
    check((couch["variants"], couch["gross"], couch["own"]) == (3, 2, 1), f"errors of the scan and of the kind: {couch}")
    check([couch[key] for key in ("clean", "named", "unnamed", "led")] == [1, 1, 1, 1], f"what was named: {couch}")


def wanted(check) -> None:
    """Bars are met and missed."""
    good = {"scan": "a", "role": "covid", "dice": 0.8, "ratio": 1.0, "sfr": 2, "true_sfr": 2, "ml": 9.0}
    kind = {"kind": "couch", "hard": False, "variants": 20, "gross": 1, "own": 1, "named": 1}
    rows = {"proposal": [good], "kinds": [kind], "lungs": [{"scan": "a", "gross": []}]}
    check(all(is_met for is_met, _ in bars.judged(rows)) and len(bars.judged(rows)) == 6, "bars that are met")
    rows = {
        "proposal": [good | {"dice": 0.5, "ratio": 0.7, "sfr": 1}, {"scan": "b", "role": "normal", "ml": 3.0}],
        "kinds": [kind | {"own": 2, "named": 0}], "lungs": [{"scan": "a", "gross": [1]}]}
    check(not any(is_met for is_met, _ in bars.judged(rows)) and len(bars.judged(rows)) == 7, "bars that are missed")


def training(check) -> None:
    """What the trainer is given, and that it changes with the data."""
    with tempfile.TemporaryDirectory(prefix="stylet-clinical-") as folder:
        masks = [os.path.join(folder, f"{n}.nii") for n in "ab"]
        for n, mask in enumerate(masks):
            values = np.zeros((2, 3, 4), np.uint8)
            values[n, n, n] = 7
            images.write(mask, values, (1, 1, 1))
        models = Models.__new__(Models)
        models.folder, models.trainer, models.is_needed = os.path.join(folder, "out"), masks[0], True
        models.scans = [Scan("one", masks[0], "covid", lesion=masks[1], trained=True)]
        two = Scan("two", masks[0], "look", nodule=masks, trained=True)
        check(models.entry(models.scans[0]) == {"name": "one", "image": masks[0], "role": "covid", "lesion": masks[1]},
              "a row for the trainer")
        row = models.entry(two)
        check(row["role"] == "normal" and (images.read(row["lesion"]).values == 1).sum() == 2, "nodules for the trainer")
        before = models.digest("")
        os.utime(masks[1], ns=(1, 1))
        check(models.digest("") != before != models.digest("x"), "a model of other data")
        models.is_needed = False
        check(models.without(two) is None, "nothing is trained without a trainer")


def thorax() -> Base:
    """A drawn chest: an oval body, two lungs with domes, a trachea that parts, a spine, vessels."""
    shape, mm = (54, 80, 110), (5.0, 3.4, 3.4)
    k, j, i = np.ogrid[: shape[0], : shape[1], : shape[2]]
    z, y, x = (k - 27) * mm[0], (j - 40) * mm[1], (i - 55) * mm[2]
    rng = np.random.default_rng(3)
    ct = np.full(shape, -1000, np.float32)
    body = (x / 170) ** 2 + (y / 115) ** 2 + 0 * z < 1
    ct[body] = 40
    lungs = np.zeros(shape, np.uint8)
    for side, at in ((1, -78), (2, 78)):
        oval = ((x - at) / 55) ** 2 + (y / 85) ** 2 + (z / 118) ** 2 < 1
        dome = ((x - at * 0.95) / 60) ** 2 + (y / 80) ** 2 + ((z + 125) / 75) ** 2 < 1
        lungs[oval & ~dome & body] = side
    ct[lungs > 0] = -840
    vessel = np.sin(x / 7) + np.sin(y / 8 + 1) + np.sin(z / 9) > 2.4
    ct[(lungs > 0) & vessel] = 20
    ct[np.broadcast_to(x**2 + (y - 82) ** 2 < 18**2, shape) & (z < 1000)] = 300
    tube = (np.abs(x) - np.clip(10 - z, 0, 40) * 0.7) ** 2 + (y - 25) ** 2 < 9**2
    ct[tube & (z > -15) & (lungs == 0)] = -980
    ct += rng.normal(0, 12, shape)
    return Base("drawn", np.rint(ct).astype(np.int16), (3.4, 3.4, 5.0), lungs)


def sides(check, base: Base) -> None:
    parted = divided(base.lungs > 0, base.mm)
    check(bool((parted == base.lungs).all()), "sides of lungs that lie apart")
    joined = base.lungs > 0
    joined[30:33, 38:42, 50:60] = True
    again = divided(joined, base.mm)
    wrong = int(((again != base.lungs) & (base.lungs > 0)).sum())
    check(wrong < 0.01 * joined.sum(), f"sides of lungs that touch: {wrong} voxels")
    lobes = base.lungs == 2
    lobes[24:26] = False
    check(set(np.unique(divided(lobes, base.mm))) == {0, 2}, "the side of one lung in two pieces")
    one = divided(base.lungs == 2, base.mm)
    check(set(np.unique(one)) == {0, 2}, "the side of one lung")
    half = coarsened(base, 6.8, 10)
    check(half.ct.shape == (27, 40, 55) and half.spacing == (6.8, 6.8, 10.0), "a coarser copy")
    check(abs((half.lungs > 0).sum() * 8 / (base.lungs > 0).sum() - 1) < 0.06, "lungs of a coarser copy")


def kinds(check, base: Base, name: str) -> None:
    made, again = variant(base, name, 5), variant(base, name, 5)
    if made is None:
        check(False, f"{name} is not possible on a plain thorax")
        return
    check(made.ct.dtype == np.int16 and made.ct.shape == made.lungs.shape == made.air.shape, f"{name}: shapes")
    check(made.lungs.max() <= 2 and (made.lungs > 0).any(), f"{name}: no lungs")
    check(not (made.air & (made.lungs > 0)).any(), f"{name}: air that is lung")
    is_same = all(np.array_equal(getattr(made, part), getattr(again, part)) for part in ("ct", "lungs", "air"))
    check(is_same, f"{name}: two are not alike")
    other = variant(base, name, 6)
    is_fixed = name in ("mirrored", "values off by 50", "rescale missing")
    check(other is None or is_fixed or other.ct.shape != made.ct.shape or not np.array_equal(other.ct, made.ct),
          f"{name}: the seed does nothing")
    was = int((base.lungs > 0).sum() * np.prod(base.mm))
    now = int((made.lungs > 0).sum() * np.prod(made.mm))
    check(now < 1.2 * was, f"{name}: more lung than there was")
    is_gas = name.endswith("gas") or name == "pneumothorax"
    if is_gas:
        check(made.air.any() and made.ct[made.air].mean() < -600, f"{name}: no gas was put there")
    if name in ("stomach gas", "bowel gas"):
        check(now > 0.97 * was, f"{name}: lung was lost")


def through(check, program: Program) -> None:
    """A phantom and two variants of it, measured from end to end."""
    with tempfile.TemporaryDirectory(prefix="stylet-clinical-") as folder:
        phantom = phantoms.make(program, folder, 3, "128x128x80", "6")
        check(set(np.unique(phantom.lesion)) == {0, 1, 2}, "a phantom's lesions")
        names = stress.phantom_bases(program, folder, seeds=(3,), size="128x128x80")
        rows = list(stress.run(program, folder, names, ["couch", "cut at the side"], 1))
        check([r["kind"] for r in rows] == ["as it is", "couch", "cut at the side"], "rows of a phantom")
        check(not any(r.get("failed") for r in rows), f"a variant failed: {rows}")
        # What is wrong must be said by the program; how often it is wrong is for the whole suite to tell.
        is_told = not rows[0]["gross"] or rows[0]["named"]
        check(rows[0]["dice"] > 0.95 and is_told, f"a phantom as it is: {rows[0]}")
        check(len(stress.summary(rows)) == 3, "a row a kind")
        path = os.path.join(folder, "a.nrrd")
        images.write(path, phantom.image.values, phantom.image.spacing)
        back = images.read(path)
        check(np.array_equal(back.values, phantom.image.values), "a scan that is written is read again")
        check(program.run("--version")[2] >= 0, "memory of a run")
