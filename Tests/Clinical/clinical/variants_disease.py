"""Large things that change what a chest looks like: bullae, a side without a lung, a stomach in the chest, contrast."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from .base import LEFT, RIGHT, Base
from .kinds import NotPossible, kind
from .painting import Canvas, depth_mm, field
from .variants_devices import point
from .variants_gas import gullet
from .variants_geometry import height
from .variants_lung import lung_box


@kind("bullae")
def bullae(base: Base, rng) -> Canvas:
    """One to four spaces of gas alone, 40 to 110 mm wide, in the upper two thirds of the lungs against the pleura, with
    walls of a millimetre. They are lung."""
    canvas, mm = Canvas(base, rng), base.mm
    for _ in range(rng.integers(1, 5)):
        side = rng.choice([RIGHT, LEFT])
        box = lung_box(base, side)
        lung = base.lungs[box] == side
        inside = depth_mm(lung, mm)
        upper = np.nonzero(lung & (inside < 8) & (np.arange(lung.shape[0]) > lung.shape[0] / 3)[:, None, None])
        if not len(upper[0]):
            continue
        n = rng.integers(len(upper[0]))
        z, y, x = canvas.away(box, [at[n] + b.start for at, b in zip(upper, box)])
        radius, shape = rng.uniform(20, 55), rng.uniform(0.8, 1.25, 3)
        ball = radius - np.sqrt((z * shape[0]) ** 2 + (y * shape[1]) ** 2 + (x * shape[2]) ** 2)
        ball = np.minimum(ball + 3 * field(rng, lung.shape, mm, 40), inside + 0.5)
        canvas.put(box, np.minimum(ball + 1, inside), -600, 15, lung=None)
        canvas.put(box, np.minimum(ball, inside), rng.uniform(-1000, -975), 12, lung=None)
    return canvas


@kind("large effusion", hard=True)
def large_effusion(base: Base, rng) -> Canvas:
    """50 to 90 % of one side is fluid, +5 to +20 HU; what is left of the lung floats before and above it."""
    return flooded(base, rng, rng.uniform(0.5, 0.9))


@kind("pneumonectomy", hard=True)
def pneumonectomy(base: Base, rng) -> Canvas:
    """One side holds fluid alone: there is one lung."""
    return flooded(base, rng, 1.0)


def flooded(base: Base, rng, part: float) -> Canvas:
    canvas = Canvas(base, rng)
    side = rng.choice([RIGHT, LEFT])
    box = lung_box(base, side)
    lung = base.lungs[box] == side
    z, y, x = canvas.away(box, [(b.start + b.stop) / 2 for b in box])
    score = y - 0.5 * z + 6 * field(rng, lung.shape, base.mm, 60) + 0 * x
    limit = np.quantile(score[lung], 1 - part) if part < 1 else -1e4
    inside = depth_mm(lung, base.mm, rim=1)
    canvas.put(box, np.minimum(score - limit, inside), rng.uniform(5, 20))
    return canvas


@kind("hiatal hernia")
def hernia(base: Base, rng) -> Canvas:
    """A stomach of 40 to 80 mm before the spine and behind the heart, in the lower third of the chest, with a wall of 3
    to 5 mm, gas before a flat level of fluid. Lung gives way."""
    canvas, mm = Canvas(base, rng), base.mm
    low, high = height(base)
    row, column = gullet(base)
    radius, wall = rng.uniform(20, 40), rng.uniform(3, 5)
    k = int(low + rng.uniform(0.1, 0.3) * (high - low))
    centre = (k, row[k] - (radius + wall) / mm[1], column[k] + rng.uniform(-8, 15) / mm[2])
    box = canvas.box(centre, radius * 1.6 + 12)
    z, y, x = canvas.away(box, centre)
    tall = rng.uniform(0.9, 1.4)
    organ = radius - np.sqrt((z / tall) ** 2 + y**2 + x**2)
    organ = organ + 2.5 * field(rng, organ.shape, mm, 30)
    canvas.put(box, organ + wall, 40)
    canvas.put(box, organ, 15)
    canvas.put(box, np.minimum(organ, rng.uniform(0, 0.7) * radius - y), -985, 12, is_air=True)
    if not canvas.air.any():
        raise NotPossible("there is no room for the gas")
    return canvas


@kind("contrast agent")
def contrast(base: Base, rng) -> Canvas:
    """Blood 100 to 350 HU brighter: what is soft between the lungs, and vessels in them; a caval vein that throws
    streaks."""
    canvas, mm = Canvas(base, rng), base.mm
    low, high = height(base)
    more = rng.uniform(100, 350)
    columns = np.arange(base.ct.shape[2])
    for k in range(low, high + 1):
        for j in np.nonzero((base.lungs[k] == RIGHT).any(1) & (base.lungs[k] == LEFT).any(1))[0]:
            between = slice(columns[base.lungs[k, j] == RIGHT].max() + 1, columns[base.lungs[k, j] == LEFT].min())
            line = canvas.ct[k, j, between]
            line[(line > 20) & (line < 90)] += more
    canvas.ct = np.where(base.lungs > 0, canvas.ct, ndimage.gaussian_filter(canvas.ct, (0, 0.7 / mm[1], 0.7 / mm[2])))
    vessel = (base.lungs > 0) & (base.ct > -300)
    canvas.ct[vessel] += more * np.clip((base.ct[vessel] + 300) / 340, 0, 1)
    row, column = base.spine_front
    for k in range(int(low + 0.6 * (high - low)), base.ct.shape[0]):
        point(canvas, k, row[k] - 45 / mm[1], column[k] - 22 / mm[2], 7, rng.uniform(600, 1200), 50, rng)
    canvas.ct = np.clip(canvas.ct, -1024, 3071)
    return canvas


@kind("pacemaker")
def pacemaker(base: Base, rng) -> Canvas:
    """A can of metal, 45 mm wide and 8 mm thick, in the wall before an apex, whose rays of 300 to 700 HU go through the
    chest, and its lead in the heart."""
    canvas, mm = Canvas(base, rng), base.mm
    low, high = height(base)
    _, column = base.spine_front
    side, strength = rng.choice([-1, 1]), rng.uniform(300, 700)
    for k in range(max(low, high - round(60 / mm[0])), max(low + 1, high - round(15 / mm[0]))):
        i = int(np.clip(column[k] + side * 75 / mm[2], 0, base.ct.shape[2] - 1))
        rows = np.nonzero(base.body[k][:, i])[0]
        if not len(rows):
            continue
        j = rows[0] + 12 / mm[1]
        point(canvas, k, j, i, 2, 3000, strength, rng)
        box = canvas.box((k, j, i), (0, 12, 30))
        box = (slice(k, k + 1), *box[1:])
        _, y, x = canvas.away(box, (k, j, i))
        canvas.put(box, np.minimum(22 - np.abs(x), 4 - np.abs(y)), 3000, 20, lung=None)
    canvas.ct = np.clip(canvas.ct, -1024, 3071)
    return canvas
