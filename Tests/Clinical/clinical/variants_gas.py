"""Gas that is no lung: in the stomach, the bowel and the oesophagus."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from . import anatomy
from .base import LEFT, RIGHT, Base
from .kinds import NotPossible, kind
from .painting import Canvas, field


def with_room_below(base: Base, side: int, mm: float) -> tuple[Base, tuple[int, int, int]]:
    """The base, with abdomen added until there are so many mm below the top of a dome; and that top."""
    top = anatomy.dome(base.lungs, side, base.mm)
    if top is None or (base.lungs == side).sum() * np.prod(base.mm) < 3e5:
        raise NotPossible("there is no lung of that side")
    missing = mm - top[0] * base.mm[0]
    if missing <= base.mm[0]:
        return base, top
    added = int(np.ceil(missing / base.mm[0]))
    return extended(base, added), (top[0] + added, top[1], top[2])


def extended(base: Base, slices: int) -> Base:
    """More abdomen below: the lowest slices again, mirrored, without their gas; lungs that are cut there taper off."""
    mm, rng = base.mm, np.random.default_rng(slices)
    ground = anatomy.in_plane_mm(base.lungs[:1] > 0, mm)[0]
    reach = max(1, min(4, base.ct.shape[0] // 8))
    cts, masks, bodies = [], [], []
    for t in range(1, slices + 1):
        below = t % (2 * reach)
        source = below if below < reach else 2 * reach - 1 - below
        plane = base.ct[source].astype(np.float32)
        hollow = base.body[source] & (plane < -130) & (anatomy.in_plane_mm(base.body[source:source + 1], mm)[0] > 12)
        hollow = ndimage.binary_dilation(hollow | (base.lungs[source] > 0), iterations=2) & base.body[source]
        noise = ndimage.gaussian_filter(rng.standard_normal(plane.shape), 0.6)
        plane[hollow] = (45 + noise * base.noise / noise.std())[hollow]
        keep = ground > 1.2 * t * mm[0]
        plane[keep] = base.ct[0][keep]
        cts.append(plane)
        bodies.append(base.body[source])
        masks.append(np.where(keep, base.lungs[0], 0).astype(np.uint8))
    ct = np.concatenate([np.rint(cts[::-1]).astype(np.int16), base.ct])
    lungs, body = np.concatenate([masks[::-1], base.lungs]), np.concatenate([bodies[::-1], base.body])
    return base.copy(ct=ct, lungs=lungs, body=body)


def bubble(canvas: Canvas, top, axes_mm, volume_ml: float, gap_mm: float, wall_mm: float, level: float):
    """Gas in a thick-walled organ under the lung: an ellipsoid of the axes' proportions, as large as the volume needs,
    `gap_mm` from lung, 22 mm from the skin and not beside the lung's outer face. Its middle is the place nearest the top
    of the dome where most of it fits. What lies behind the level (-1 front to 1 back, of the half depth) is fluid."""
    mm, base = canvas.mm, canvas.base
    radius = (3 * volume_ml * 1000 / (4 * np.pi)) ** (1 / 3)
    box = canvas.box(top, radius * 2.4 + 25)
    lungs = base.lungs[box]
    lung = ndimage.distance_transform_edt(lungs == 0, sampling=mm)
    room = np.minimum(lung - gap_mm, canvas.depth(box) - 22) - wall_mm
    room[np.cumsum(lungs == LEFT, axis=2) > 0] = -9
    fits = ndimage.distance_transform_edt(room > 0, sampling=mm) > 0.72 * radius
    z, y, x = canvas.away(box, top)
    fits &= z < -0.6 * radius
    if not fits.any():
        raise NotPossible("there is no room for the gas")
    nearest = np.where(fits, z**2 + (y + 10) ** 2 + x**2, 1e9).argmin()
    centre = np.array(np.unravel_index(nearest, fits.shape)) + [b.start for b in box]
    z, y, x = canvas.away(box, centre)
    rough = 2.5 * field(canvas.rng, lung.shape, mm, 40)
    voxel = float(np.prod(mm)) / 1000
    r = np.sqrt((z / axes_mm[0]) ** 2 + (y / axes_mm[1]) ** 2 + (x / axes_mm[2]) ** 2)

    def organ(scale: float) -> np.ndarray:
        return np.minimum((scale - r) * min(axes_mm) + rough, room)

    def gas(scale: float) -> np.ndarray:
        return np.minimum(organ(scale), level * scale * axes_mm[1] - y)

    low, high = 1.0, 2 * radius
    for _ in range(12):
        scale = (low + high) / 2
        low, high = (scale, high) if (gas(scale) > 0).sum() * voxel < volume_ml else (low, scale)
    if (gas(high) > 0).sum() * voxel < 0.3 * volume_ml:
        raise NotPossible("there is no room for the gas")
    canvas.put(box, organ(high) + wall_mm, 40)
    canvas.put(box, organ(high), 15)
    canvas.put(box, gas(high), -985, 12, is_air=True)


@kind("stomach gas")
def stomach(base: Base, rng) -> Canvas:
    """50 to 300 mL under the left dome, 2 to 5 mm from the lung, wall 2 to 4 mm, fluid behind a flat level."""
    volume = rng.uniform(50, 300)
    base, top = with_room_below(base, LEFT, 20 + 1.3 * (3 * volume * 1000 / (4 * np.pi)) ** (1 / 3))
    canvas = Canvas(base, rng)
    wall = rng.uniform(2, 3.5)
    gap = max(0, rng.uniform(2, 5) - wall)
    bubble(canvas, top, (0.9, 1.2, 1), volume, gap, wall, rng.uniform(0.1, 0.7))
    return canvas


@kind("bowel gas")
def bowel(base: Base, rng) -> Canvas:
    """Loops of colon under both domes, the right one between liver and diaphragm (Chilaiditi): bulging tubes 25 to 45 mm
    wide, thin-walled, a few millimetres below the lung."""
    for side in (LEFT, RIGHT):
        base, _ = with_room_below(base, side, 50)
    canvas, mm = Canvas(base, rng), base.mm
    for side in (LEFT, RIGHT):
        top = anatomy.dome(base.lungs, side, mm)
        wide = rng.uniform(25, 45)
        turn, bend = rng.uniform(-0.5, 0.5), rng.uniform(-25, 25)
        depth = wide / 2 + rng.uniform(3, 8)
        box = canvas.box(top, (wide + 45, 110, 110))
        lung = ndimage.distance_transform_edt(base.lungs[box] == 0, sampling=mm)
        z, y, x = canvas.away(box, top)
        t, across = x * np.cos(turn) + y * np.sin(turn), -x * np.sin(turn) + y * np.cos(turn)
        length = rng.uniform(35, 60)
        bulge = wide / 2 * (1 + 0.15 * np.sin(t * 2 * np.pi / 30 + rng.uniform(0, 6)))
        axis = np.sqrt((across + bend * (t / 60) ** 2 + 15) ** 2 + (z + depth + 0.006 * t**2) ** 2)
        over = np.maximum(np.abs(t) - length, 0)
        loop = bulge - np.sqrt(axis**2 + over**2)
        wall = rng.uniform(1.2, 2.2)
        loop = np.minimum(loop, np.minimum(lung - wall - rng.uniform(1.5, 3), canvas.depth(box) - 22))
        canvas.put(box, loop + wall, 35)
        canvas.put(box, loop, -990, 12, is_air=True)
    if not canvas.air.any():
        raise NotPossible("there is no room for a loop")
    return canvas


@kind("oesophagus gas")
def oesophagus(base: Base, rng) -> Canvas:
    """A column of gas 5 to 25 mm wide before the spine, through 40 to 100 % of the lungs' height, wall 2 to 3 mm."""
    canvas, mm = Canvas(base, rng), base.mm
    wide, wall = rng.uniform(5, 25), rng.uniform(2, 3)
    at = np.nonzero(base.lungs.any((1, 2)))[0]
    height = (at[-1] - at[0]) * rng.uniform(0.4, 1)
    low = rng.uniform(at[0], at[-1] - height)
    row, column = gullet(base)
    flat = rng.uniform(0.6, 1)
    phase = rng.uniform(0, 6)
    ks = [k for k in range(base.ct.shape[0]) if low <= k <= low + height]
    for draw_wall in (True, False):
        for k in ks:
            swell = wide / 2 * (0.85 + 0.15 * np.sin(k * mm[0] / 14 + phase))
            box = canvas.box((k, row[k], column[k]), (0, wide + 10, wide + 10))
            box = (slice(k, k + 1), *box[1:])
            _, y, x = canvas.away(box, (k, row[k] - wide * flat / 2 / mm[1], column[k]))
            inside = (1 - np.sqrt((x / swell) ** 2 + (y / (swell * flat)) ** 2)) * swell * flat
            inside = np.minimum(inside, wide)
            if draw_wall:
                canvas.put(box, inside + wall, 35)
            else:
                canvas.put(box, inside, -980, 12, is_air=True)
    return canvas


def gullet(base: Base) -> tuple[np.ndarray, np.ndarray]:
    """Row of the back of the oesophagus and its column in each slice: before the spine, behind the trachea, and farther
    down a little to the left of the middle."""
    row, column = base.spine_front
    row, column = row - 6 / base.mm[1], column + 5 / base.mm[2]
    if base.trachea:
        k, j, i, radius = np.array(base.trachea)[::-1].T
        at = np.arange(base.ct.shape[0])
        beside = np.interp(at, k, i) + 3 / base.mm[2]
        behind = np.minimum(row, np.interp(at, k, j + (radius + 12) / base.mm[1]))
        down = np.clip((k.min() - at) * base.mm[0] / 60, 0, 1)
        row, column = behind * (1 - down) + row * down, beside * (1 - down) + column * down
    return row, column
