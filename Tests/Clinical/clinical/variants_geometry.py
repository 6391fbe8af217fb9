"""Where the picture ends, how the patient lies in it, and how thick the slices are."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from .base import LEFT, RIGHT, Base
from .kinds import NotPossible, kind
from .variants_outside import alone, couch, widened


def height(base: Base) -> tuple[int, int]:
    at = np.nonzero(base.lungs.any((1, 2)))[0]
    return int(at[0]), int(at[-1])


def part(base: Base, k=slice(None), j=slice(None), i=slice(None)):
    return base.ct[k, j, i], base.spacing, base.lungs[k, j, i], None


def edges(base: Base) -> tuple[int, int, int, int]:
    """First and last column of the right lung, then of the left."""
    out = []
    for side in (RIGHT, LEFT):
        at = np.nonzero((base.lungs == side).any((0, 1)))[0]
        if not len(at):
            raise NotPossible("there is no lung of that side")
        out += [int(at[0]), int(at[-1])]
    return tuple(out)


@kind("cut to one lung")
def one_lung(base: Base, rng):
    """The picture ends between the lungs, or takes a rim of up to 15 mm of the other one in."""
    r0, r1, l0, l1 = edges(base)
    rim = round(rng.uniform(-15, 15) / base.mm[2])
    if rng.random() < 0.5:
        return part(base, i=slice(0, min(max((r1 + l0) // 2, l0) + rim, l1 - 5)))
    return part(base, i=slice(max(min((r1 + l0) // 2, r1) - rim, r0 + 5), None))


@kind("cut at the side")
def cut_side(base: Base, rng):
    """The picture ends within a lung, 10 to 50 mm from its outer edge, or within both."""
    r0, _, _, l1 = edges(base)
    a, b = (round(rng.uniform(10, 50) / base.mm[2]) for _ in range(2))
    which = rng.integers(3)
    return part(base, i=slice(r0 + a if which != 1 else 0, l1 - b if which != 0 else None))


@kind("top missing")
def no_top(base: Base, rng):
    """The scan begins 15 to 60 % of the lungs' height below their top: above, at and below the carina."""
    low, high = height(base)
    return part(base, k=slice(0, high - int(rng.uniform(0.15, 0.6) * (high - low))))


@kind("bottom missing")
def no_bottom(base: Base, rng):
    low, high = height(base)
    return part(base, k=slice(low + int(rng.uniform(0.15, 0.6) * (high - low)), None))


@kind("slab of 40 mm")
def slab(base: Base, rng):
    low, high = height(base)
    n = max(2, round(40 / base.mm[0]))
    k = int(rng.uniform(low, max(low, high - n)))
    return part(base, k=slice(k, k + n))


@kind("off centre")
def shifted(base: Base, rng):
    """Moved by 40 to 90 mm in the picture; what leaves it is lost."""
    ranges = ((40, 90, base.mm[2]), (10, 50, base.mm[1]))
    di, dj = (int(rng.choice([-1, 1]) * rng.uniform(a, b) / s) for a, b, s in ranges)
    out = []
    for a, empty in ((base.ct, round(base.air)), (base.lungs, 0)):
        wide = np.pad(a, ((0, 0), (abs(dj),) * 2, (abs(di),) * 2), constant_values=empty)
        out.append(wide[:, abs(dj) - dj:, abs(di) - di:][:, :a.shape[1], :a.shape[2]])
    return out[0], base.spacing, out[1], None


def turned(base: Base, degrees: float, axes: tuple[int, int]) -> Base:
    """About the middle of the lungs, in the plane of two axes; what comes in from outside is as the edge was."""
    mm = np.array(base.mm)
    a = np.radians(degrees)
    turn = np.eye(3)
    p, q = axes
    turn[p, p] = turn[q, q] = np.cos(a)
    turn[p, q], turn[q, p] = -np.sin(a), np.sin(a)
    matrix = turn * mm[None, :] / mm[:, None]
    middle = np.array(ndimage.center_of_mass(base.lungs > 0))
    offset = middle - matrix @ middle
    ct = ndimage.affine_transform(base.ct, matrix, offset, order=1, mode="nearest")
    lungs = np.zeros_like(base.lungs)
    for side in (RIGHT, LEFT):
        mask = (base.lungs == side).astype(np.float32)
        lungs[ndimage.affine_transform(mask, matrix, offset, order=1, mode="nearest") >= 0.5] = side
    return base.copy(ct=ct, lungs=lungs)


@kind("turned")
def tilted(base: Base, rng):
    """By 5 to 25 degrees about the long axis, or 5 to 15 about another; half of them on a level couch."""
    which = rng.integers(3)
    degrees = rng.choice([-1, 1]) * (rng.uniform(5, 25) if which < 2 else rng.uniform(5, 15))
    axes = (1, 2) if which < 2 else [(0, 1), (0, 2)][rng.integers(2)]
    if axes == (1, 2) and rng.random() < 0.5:
        canvas = alone(turned(widened(base, 40, 40, 70, 30), degrees, axes), rng)
        couch(canvas, rng)
        return canvas
    made = turned(base, degrees, axes)
    return made.ct, made.spacing, made.lungs, None


@kind("prone")
def prone(base: Base, rng):
    """The patient lies on the front: the couch is there."""
    canvas = alone(widened(base, 0, 0, 0, 50), rng)
    couch(canvas, rng, front=True)
    return canvas


@kind("prone called supine", sides=False)
def upside_down(base: Base, rng):
    """The same in a picture that does not know it: turned by half."""
    canvas = prone(base, rng)
    turn = (slice(None), slice(None, None, -1), slice(None, None, -1))
    swapped = np.array([0, LEFT, RIGHT], np.uint8)[canvas.lungs[turn]]
    return canvas.ct[turn], base.spacing, swapped, canvas.air[turn]


@kind("gantry tilted")
def sheared(base: Base, rng):
    """The gantry leans by 5 to 20 degrees and nobody has told: each slice lies a little farther to front or back."""
    lean = rng.choice([-1, 1]) * np.tan(np.radians(rng.uniform(5, 20))) * base.mm[0] / base.mm[1]
    steps = np.rint((np.arange(base.ct.shape[0]) - base.ct.shape[0] / 2) * lean).astype(int)
    pad = int(np.abs(steps).max())
    out = []
    for a, empty in ((base.ct, round(base.air)), (base.lungs, 0)):
        wide = np.pad(a, ((0, 0), (pad, pad), (0, 0)), constant_values=empty)
        out.append(np.stack([np.roll(plane, step, axis=0) for plane, step in zip(wide, steps)]))
    return out[0], base.spacing, out[1], None


@kind("mirrored")
def mirrored(base: Base, rng):
    """Situs inversus: heart and liver change sides; the right lung is still on the patient's right."""
    turn = (slice(None), slice(None), slice(None, None, -1))
    return base.ct[turn], base.spacing, np.array([0, LEFT, RIGHT], np.uint8)[base.lungs[turn]], None


@kind("slices of 1 to 6 mm", fine=True)
def slices(base: Base, rng):
    """Slices of 1, 2, 3, 5 or 6 mm: means of thinner ones, or interpolated between thicker."""
    own = base.mm[0]
    most = base.ct.shape[0] * own / 330
    return resliced(base, rng.choice([s for s in (1, 2, 3, 5, 6) if abs(s - own) > 0.3 and s > most]))


@kind("slices of 8 to 12 mm", fine=True)
def thick_slices(base: Base, rng):
    """Means over so much."""
    return resliced(base, rng.uniform(8, 12))


def resliced(base: Base, wanted: float):
    """Other slices: means of thinner ones, or interpolated between thicker."""
    own = base.mm[0]
    x, y, _ = base.spacing
    stack = np.stack([base.ct.astype(np.float32), *((base.lungs == side) * np.float32(1) for side in (RIGHT, LEFT))])
    if wanted > own * 1.3:
        # Means over each thick slice: differences of the running sum at its edges.
        total = np.concatenate([np.zeros_like(stack[:, :1]), np.cumsum(stack, axis=1, dtype=np.float64)], axis=1)
        at = np.arange(0, base.ct.shape[0] + 1e-6, wanted / own)
        lo = np.minimum(at.astype(int), base.ct.shape[0] - 1)
        rest = (at - lo)[None, :, None, None]
        sums = total[:, lo] * (1 - rest) + total[:, lo + 1] * rest
        stack = (sums[:, 1:] - sums[:, :-1]) * (own / wanted)
    else:
        at = np.arange(0, base.ct.shape[0] - 1 + 1e-6, wanted / own)
        lo = np.minimum(at.astype(int), base.ct.shape[0] - 2)
        rest = (at - lo).astype(np.float32)[None, :, None, None]
        stack = stack[:, lo] * (1 - rest) + stack[:, lo + 1] * rest
    lungs = np.where(stack[1] >= 0.5, RIGHT, np.where(stack[2] >= 0.5, LEFT, 0)).astype(np.uint8)
    return stack[0], (x, y, float(wanted)), lungs, None
