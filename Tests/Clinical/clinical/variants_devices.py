"""Tubes and metal."""

from __future__ import annotations

import numpy as np

from .base import Base
from .kinds import NotPossible, kind
from .painting import Canvas
from .variants_gas import gullet


def tube(canvas: Canvas, path, outer: float, inner: float, hu: float):
    """A tube through points (k, j, i), one a slice: a bright wall, air within. Radii in mm."""
    for k, j, i in path:
        box = canvas.box((k, j, i), (0, outer + 4, outer + 4))
        box = (slice(k, k + 1), *box[1:])
        _, y, x = canvas.away(box, (k, j, i))
        r = np.hypot(x, y)
        canvas.put(box, outer - r, hu, 20)
        canvas.put(box, inner - r, -990, 12)


@kind("intubated")
def intubated(base: Base, rng) -> Canvas:
    """A tube in the trachea, its end 20 to 40 mm above where it parts, a cuff that fills the trachea, and a gastric tube
    in the oesophagus."""
    if not base.trachea:
        raise NotPossible("there is no trachea on this scan")
    canvas, mm = Canvas(base, rng), base.mm
    shown = base.trachea[: max(3, len(base.trachea) - round(rng.uniform(20, 40) / mm[0]))]
    inner = rng.uniform(3.2, 4)
    for k, j, i, radius in shown[-max(2, round(25 / mm[0])):-1]:
        box = canvas.box((k, j, i), (0, 20, 20))
        box = (slice(k, k + 1), *box[1:])
        _, y, x = canvas.away(box, (k, j, i))
        canvas.put(box, radius - 0.5 - np.hypot(x, y), -980, 12)
    tube(canvas, [p[:3] for p in shown], inner + 1.4, inner, rng.uniform(150, 500))
    row, column = gullet(base)
    tube(canvas, [(k, row[k] - 4 / mm[1], column[k]) for k in range(base.ct.shape[0])], 2.8, 1.5, rng.uniform(200, 900))
    return canvas


@kind("metal and lines")
def metal(base: Base, rng) -> Canvas:
    """A line in the upper caval vein and two electrodes on the skin, with streaks of dark and bright rays."""
    canvas, mm = Canvas(base, rng), base.mm
    at = np.nonzero(base.lungs.any((1, 2)))[0]
    row, column = base.spine_front
    low = int(at[0] + 0.55 * (at[-1] - at[0]))
    for k in range(low, base.ct.shape[0]):
        point(canvas, k, row[k] - 45 / mm[1], column[k] - 22 / mm[2], 1.4, rng.uniform(1500, 2500), 60, rng)
    middle = base.body[base.ct.shape[0] // 2]
    for _ in range(3):
        k = int(rng.uniform(at[0], at[-1]))
        i = int(column[k] + rng.uniform(-80, 80) / mm[2])
        rows = np.nonzero(base.body[k][:, np.clip(i, 0, middle.shape[1] - 1)])[0]
        if len(rows):
            for step in range(max(1, round(10 / mm[0]))):
                if k + step < base.ct.shape[0]:
                    point(canvas, k + step, rows[0], i, 4, 3000, 160, rng)
    canvas.ct = np.clip(canvas.ct, -1024, 3071)
    return canvas


def point(canvas: Canvas, k: int, j: float, i: float, radius: float, hu: float, streak: float, rng):
    """Metal in one slice, with rays that fade over 50 mm. Rays leave what is lung as it is."""
    mm = canvas.mm
    y = (np.arange(canvas.ct.shape[1], dtype=np.float32) - j)[:, None] * mm[1]
    x = (np.arange(canvas.ct.shape[2], dtype=np.float32) - i)[None, :] * mm[2]
    r, angle = np.hypot(x, y), np.arctan2(y, x)
    rays = sum(np.cos(n * angle + rng.uniform(0, 6)) / np.sqrt(n) for n in (2, 3, 6, 10, 17))
    canvas.ct[k] += streak * rays * np.exp(-r / 50)
    box = (slice(k, k + 1), slice(None), slice(None))
    canvas.put(box, (radius - r)[None], hu, 20, lung=None)
