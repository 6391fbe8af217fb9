"""What lies around the patient: couch, cushion, blanket, folds of skin, arms, and the edge of the field of view."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from . import anatomy
from .base import Base
from .kinds import kind
from .painting import Canvas, field


def alone(base: Base, rng) -> Canvas:
    """The patient without anything around."""
    canvas = Canvas(base, rng)
    air = np.nonzero(base.outside_mm > 1.2 * max(base.mm[1:]))
    canvas.ct[air] = base.air + canvas.texture(air, 8)
    return canvas


def widened(base: Base, left_mm: float, right_mm: float, back_mm: float = 0, front_mm: float = 0) -> Base:
    """More air around, as of a larger field of view."""
    z, y, x = base.mm
    pads = ((0, 0), (round(front_mm / y), round(back_mm / y)), (round(right_mm / x), round(left_mm / x)))
    ct = np.pad(base.ct, pads, constant_values=round(base.air))
    return base.copy(ct=ct, lungs=np.pad(base.lungs, pads), body=np.pad(base.body, pads))


def planes(base: Base):
    """mm along j and i from the middle of the body, for a slice."""
    j, i = np.nonzero(base.body.any(0))
    cj, ci = (j.min() + j.max()) / 2, (i.min() + i.max()) / 2
    y = (np.arange(base.ct.shape[1], dtype=np.float32) - cj)[:, None] * base.mm[1]
    x = (np.arange(base.ct.shape[2], dtype=np.float32) - ci)[None, :] * base.mm[2]
    return y, x


def back_mm(base: Base, front: bool = False) -> float:
    """How far the back, or the front, of most slices lies from the middle along j, mm."""
    rows = np.array([np.nonzero(plane.any(1))[0][[0, -1]] for plane in base.body if plane.any()])
    middle = (rows[:, 0].min() + rows[:, 1].max()) / 2
    return float(np.percentile(middle - rows[:, 0] if front else rows[:, 1] - middle, 90)) * base.mm[1]


def couch(canvas: Canvas, rng, front: bool = False) -> np.ndarray:
    """A hollow couch under the back (or, of one who lies prone, under the front): a shell of 2 to 4 mm around foam or
    air, curved or flat, perhaps with rails. Its place in a slice."""
    base = canvas.base
    y, x = planes(base)
    y = (-y if front else y) - back_mm(base, front) - rng.uniform(0, 4)
    curve = rng.choice([0, 1 / 900, 1 / 500, 1 / 350])
    half, deep, shell = rng.uniform(190, 240), rng.uniform(25, 60), rng.uniform(2, 4)
    upper = y + curve / 2 * np.minimum(np.abs(x), half) ** 2
    slab = np.minimum(np.minimum(upper, deep - y), half - np.abs(x))
    hu, foam = rng.uniform(-150, 100), rng.uniform(-1000, -900)
    place = slab > 0
    for k in range(base.ct.shape[0]):
        free = np.minimum(slab, base.outside_mm[k] - 1.5 * base.mm[1])[None]
        box = (slice(k, k + 1), slice(None), slice(None))
        canvas.put(box, free, hu, 15, lung=None)
        canvas.put(box, np.minimum(free, slab[None] - shell), foam, 10, lung=None, is_air=True)
        if curve == 0:
            rail = 8 - np.hypot(np.abs(x) - half + 10, y + 8)
            canvas.put(box, np.minimum(rail, base.outside_mm[k] - 3)[None], 400, 15, lung=None)
    return place


@kind("couch")
def other_couch(base: Base, rng) -> Canvas:
    """Another couch under the patient; half of them with the picture's couch mirrored to the front as a cover."""
    base = widened(base, 0, 0, 50, 0)
    canvas = alone(base, rng)
    couch(canvas, rng)
    if rng.random() < 0.5:
        sheet(canvas, rng, rng.uniform(5, 25), rng.uniform(4, 10), rng.uniform(-900, -700))
    return canvas


def sheet(canvas: Canvas, rng, away_mm: float, thick_mm: float, hu: float):
    """A blanket over the front, in folds: it touches here and lies `away_mm` off there."""
    base = canvas.base
    y, x = planes(base)
    wave = field(rng, base.ct.shape, base.mm, 70)
    off = np.clip(away_mm * (0.6 + 0.7 * wave), 0.5, None)
    fall = np.clip(y / 40, -5, 1)
    for k in range(base.ct.shape[0]):
        if not base.body[k].any():
            continue
        inside = thick_mm / 2 - np.abs(base.outside_mm[k] - off[k] - thick_mm / 2)
        # Its soft edge ends at the skin.
        inside = np.where((fall < 1) & (base.outside_mm[k] > 0), inside, -9)
        canvas.put((slice(k, k + 1), slice(None), slice(None)), inside[None].astype(np.float32), hu, 40, lung=None)


@kind("cushion and blanket")
def cushion(base: Base, rng) -> Canvas:
    """A foam cushion along the back with a gap of air, a blanket in folds, and a sheet wrapped around patient and couch
    that shuts litres of air in."""
    base = widened(base, 20, 20, 60, 20)
    canvas = alone(base, rng)
    couch(canvas, rng)
    y, x = planes(base)
    thick, gap = rng.uniform(20, 45), rng.uniform(0, 12)
    wave = field(rng, base.ct.shape, base.mm, 90)
    sector = np.degrees(np.arctan2(np.abs(x), y)) < rng.uniform(50, 85)
    for k in range(base.ct.shape[0]):
        if not base.body[k].any():
            continue
        d = base.outside_mm[k] - np.clip(gap * (0.5 + wave[k]), 0, None)
        pad = np.where(sector & (base.outside_mm[k] > 0), np.minimum(d - 1, thick - d), -9)
        box = (slice(k, k + 1), slice(None), slice(None))
        canvas.put(box, pad[None].astype(np.float32), -500, 60, lung=None)
        canvas.put(box, (pad - 2)[None].astype(np.float32), -960, 12, lung=None, is_air=True)
    sheet(canvas, rng, rng.uniform(3, 20), rng.uniform(3, 9), rng.uniform(-850, -300))
    if rng.random() < 0.7:
        wrapped(canvas, rng)
    return canvas


def wrapped(canvas: Canvas, rng):
    """A sheet of 2 to 4 mm stretched over patient and couch; the air beneath is shut in."""
    base, thick, hu = canvas.base, rng.uniform(2, 4), rng.uniform(-400, -50)
    step = max(1, round(3 / base.mm[1]))
    for k in range(base.ct.shape[0]):
        things = (canvas.ct[k] > -700) | base.body[k]
        small = things[::step, ::step]
        pad = int(90 / (base.mm[1] * step))
        small = np.pad(small, pad)
        near = ndimage.distance_transform_edt(~small) < pad * 0.8
        depth = ndimage.distance_transform_edt(near) - pad * 0.8
        depth = ndimage.zoom(depth[pad:-pad, pad:-pad].astype(np.float32), step, order=1)
        depth = np.pad(depth, [(0, max(0, n - m)) for n, m in zip(things.shape, depth.shape)], mode="edge")
        depth = depth[: things.shape[0], : things.shape[1]] * step * base.mm[1] + 3
        inside = np.minimum(thick / 2 - np.abs(depth - 2), base.outside_mm[k] - base.mm[1])
        canvas.put((slice(k, k + 1), slice(None), slice(None)), inside[None].astype(np.float32), hu, 20, lung=None)
        canvas.air[k] |= (depth > 3) & (canvas.ct[k] < -850) & ~base.body[k]


@kind("round field of view")
def round_field(base: Base, rng) -> Canvas:
    """A circle with padding of -3024, -2000, -1024 or -1000 outside it; it may cut skin and a rim of lung."""
    canvas = alone(base, rng) if rng.random() < 0.5 else Canvas(base, rng)
    if rng.random() < 0.6:
        couch(canvas, rng)
    y, x = planes(base)
    wide = np.ptp(np.nonzero(base.body.any((0, 1)))[0]) * base.mm[2] / 2
    radius = wide + rng.choice([25, 5, -10, -25, -40]) + rng.uniform(-4, 4)
    outside = np.hypot(y - rng.uniform(-20, 20), x - rng.uniform(-20, 20)) > radius
    canvas.ct[:, outside] = rng.choice([-3024, -2000, -1024, -1000])
    canvas.lungs[:, outside] = 0
    return canvas


@kind("folds of skin")
def folds(base: Base, rng) -> Canvas:
    """Flaps of fat on flank and breast that shut pockets of air 3 to 12 mm wide in."""
    base = widened(base, 35, 35, 0, 35)
    canvas = alone(base, rng)
    couch(canvas, rng)
    y, x = planes(base)
    angle = np.degrees(np.arctan2(y, x))
    height = base.ct.shape[0] * base.mm[0]
    for at in (rng.uniform(10, 60), 180 - rng.uniform(10, 60), -rng.uniform(50, 75), -180 + rng.uniform(50, 75)):
        wide, slit, flap = rng.uniform(16, 30), rng.uniform(3, 12), rng.uniform(10, 20)
        middle, reach = rng.uniform(0.2, 0.8) * height, rng.uniform(25, 60)
        off = np.abs((angle - at + 180) % 360 - 180) / wide
        for k in range(base.ct.shape[0]):
            along = ((k * base.mm[0] - middle) / reach) ** 2
            if along >= 1 or not base.body[k].any():
                continue
            d, bend = base.outside_mm[k], np.clip(1 - off**2 - along, 0, None)
            gap = slit * np.clip(1.6 * np.sqrt(bend) - 0.35, 0, None)
            whole = np.where(off**2 + along < 1, gap + flap * np.sqrt(bend) - d, -9)
            box = (slice(k, k + 1), slice(None), slice(None))
            whole = np.minimum(whole, np.where(d > 0, 9, -1))
            canvas.put(box, whole[None].astype(np.float32), -95, 15)
            pocket = np.where(d > 0, np.minimum(gap - d, d - 0.3), -9)
            canvas.put(box, np.minimum(pocket, whole)[None].astype(np.float32), -995, 8, is_air=True)
    return canvas


@kind("arms down")
def arms(base: Base, rng) -> Canvas:
    """Arms beside the body, with bone, touching it in places so that pockets of air are shut in."""
    base = widened(base, 95, 95)
    canvas = alone(base, rng)
    couch(canvas, rng)
    y, x = planes(base)
    body = base.body.any(0)
    i = np.nonzero(base.body.any((0, 1)))[0]
    half = (i[-1] - i[0]) * base.mm[2] / 2
    for side in (-1, 1):
        r, flat = rng.uniform(36, 48), rng.uniform(0.8, 1.1)
        row, phase, slope = rng.uniform(-10, 25), rng.uniform(0, 6), rng.uniform(-0.08, 0.08)
        for k in range(base.ct.shape[0]):
            plane = base.body[k]
            if not plane.any():
                continue
            z = (k - base.ct.shape[0] / 2) * base.mm[0]
            near = np.abs(y[:, 0] - row) < r * 0.8
            across = (np.nonzero(plane[near].any(0))[0] - (i[0] + i[-1]) / 2) * base.mm[2]
            edge = (across.max() if side > 0 else -across.min()) if len(across) else half
            at = side * (edge + r * 0.86 + 5 * np.sin(z / 18 + phase) + slope * z)
            inside = (1 - np.hypot((x - at) / r, (y - row) / (r * flat))) * r * min(1, flat)
            free = np.minimum(inside, base.outside_mm[k] + 0.3)
            box = (slice(k, k + 1), slice(None), slice(None))
            canvas.put(box, free[None].astype(np.float32), -90, 15, lung=None)
            canvas.put(box, np.minimum(inside - 7, free)[None].astype(np.float32), 55, 15, lung=None)
            canvas.put(box, (12 - np.hypot(x - at, y - row))[None].astype(np.float32), 700, 40, lung=None)
            canvas.put(box, (6 - np.hypot(x - at, y - row))[None].astype(np.float32), 60, 30, lung=None)
    return canvas


@kind("wider than the field of view")
def no_air_around(base: Base, rng) -> Canvas:
    """30 to 70 mm of fat around, of which a circle cuts all the skin away: beyond it padding, and no air anywhere."""
    thick = rng.uniform(30, 70)
    base = widened(base, thick, thick, thick, thick)
    canvas = alone(base, rng)
    for k in range(base.ct.shape[0]):
        ring = np.where(base.outside_mm[k] > 0, thick - base.outside_mm[k], -9)
        canvas.put((slice(k, k + 1), slice(None), slice(None)), ring[None].astype(np.float32), -100, 15, lung=None)
    y, x = planes(base)
    j, i = np.nonzero(base.body.any(0))
    half = min(np.ptp(j) * base.mm[1], np.ptp(i) * base.mm[2]) / 2
    radius = max(half + thick * 0.7, np.ptp(i) * base.mm[2] / 2 - 10)
    outside = np.broadcast_to(np.hypot(y, x) > radius, canvas.ct.shape)
    canvas.ct[outside] = rng.choice([-3024, -2000, -1024])
    canvas.lungs[outside] = 0
    canvas.air[outside] = False
    return canvas


@kind("couch with channels")
def channels(base: Base, rng) -> Canvas:
    """A couch close under the back that is hollow: webs every 20 to 60 mm between two shells, with air between; some of
    its channels as large as a bronchus, some as an arm."""
    base = widened(base, 20, 20, 70, 0)
    canvas = alone(base, rng)
    y, x = planes(base)
    y = y - back_mm(base) + rng.uniform(0, 12)
    half, deep, shell = rng.uniform(180, 235), rng.uniform(25, 60), rng.uniform(2, 5)
    upper = y + np.minimum(np.abs(x), half) ** 2 / rng.choice([1200, 700, 450])
    slab = np.minimum(np.minimum(upper, deep - y), half - np.abs(x))
    web = np.abs((x + 1000) % rng.uniform(20, 60) - 10) - rng.uniform(1.5, 4)
    hu, filling = rng.uniform(-100, 250), rng.choice([-1000, -1000, -930])
    for k in range(base.ct.shape[0]):
        free = np.minimum(slab, base.outside_mm[k] - 0.5 * base.mm[1])[None].astype(np.float32)
        box = (slice(k, k + 1), slice(None), slice(None))
        canvas.put(box, free, hu, 15, lung=None)
        canvas.put(box, np.minimum(np.minimum(free, slab[None] - shell), web[None] + 0 * free), filling, 10, lung=None,
                   is_air=True)
    return canvas
