"""What fills, collapses or divides a lung."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from .base import LEFT, RIGHT, Base
from .kinds import NotPossible, kind
from .painting import Canvas, depth_mm, field


def lung_box(base: Base, side: int) -> tuple[slice, ...]:
    box = ndimage.find_objects((base.lungs == side).astype(np.int8))
    if not box or (base.lungs == side).sum() * np.prod(base.mm) < 3e5:
        raise NotPossible("there is no lung of that side")
    return box[0]


def unit(rng) -> np.ndarray:
    v = rng.standard_normal(3)
    return v / np.linalg.norm(v)


def wall_mm(base: Base, box, side: int) -> np.ndarray:
    """How far each voxel of a lung lies from the chest wall, mm: from what is outward of the lung in its row, or in a row
    without lung."""
    lung = base.lungs[box] == side
    from_outside = lung[..., ::-1] if side == LEFT else lung
    outer = np.cumsum(from_outside, axis=2) == 0
    outer = outer[..., ::-1] if side == LEFT else outer
    return ndimage.distance_transform_edt(~np.pad(outer, 1, mode="edge"), sampling=base.mm)[1:-1, 1:-1, 1:-1]


@kind("lungs in pieces")
def bands(base: Base, rng) -> Canvas:
    """Two bent bands of scar, 4 to 8 mm thick, across each lung. They are lung."""
    canvas = Canvas(base, rng)
    for side in (RIGHT, LEFT):
        box = lung_box(base, side)
        centre = [(b.start + b.stop) / 2 for b in box]
        z, y, x = canvas.away(box, centre)
        inside = depth_mm(base.lungs[box] == side, base.mm)
        for at in (rng.uniform(-60, -15), rng.uniform(15, 60)):
            n = unit(rng) * (1, 0.7, 0.7)
            n /= np.linalg.norm(n)
            plane = n[0] * z + n[1] * y + n[2] * x - at + 5 * field(rng, inside.shape, base.mm, 60)
            band = rng.uniform(4, 8) / 2 - np.abs(plane)
            canvas.put(box, np.minimum(band, inside), rng.uniform(10, 50), lung=None)
    return canvas


@kind("effusion")
def effusion(base: Base, rng) -> Canvas:
    """100 to 1000 mL of fluid, +10 HU, at the back and base of one or both lungs, higher along the wall. No lung."""
    canvas = Canvas(base, rng)
    for side in rng.choice([RIGHT, LEFT], rng.integers(1, 3), replace=False):
        box = lung_box(base, side)
        lung = base.lungs[box] == side
        centre = [(b.start + b.stop) / 2 for b in box]
        z, y, x = canvas.away(box, centre)
        score = y - 0.35 * z + 22 * np.exp(-wall_mm(base, box, side) / 10)
        wanted = min(rng.uniform(100, 1000) * 1000 / np.prod(base.mm), 0.45 * lung.sum())
        limit = np.quantile(score[lung], 1 - wanted / lung.sum())
        inside = depth_mm(lung, base.mm, rim=1)
        canvas.put(box, np.minimum(score - limit, inside), 10)
    return canvas


@kind("collapse", hard=True)
def collapse(base: Base, rng) -> Canvas:
    """10 to 40 % of one lung dense, with or without air in its bronchi, bounded by a fissure. It is lung."""
    canvas = Canvas(base, rng)
    side = rng.choice([RIGHT, LEFT])
    box = lung_box(base, side)
    lung = base.lungs[box] == side
    z, y, x = canvas.away(box, [(b.start + b.stop) / 2 for b in box])
    n = [(-0.75, 0.65, 0), (0.9, -0.4, 0), (-0.35, -0.8, 0.2), (-0.3, 0.95, 0)][rng.integers(4)]
    score = n[0] * z + n[1] * y + n[2] * x + rng.uniform(2, 10) * field(rng, lung.shape, base.mm, 40)
    limit = np.quantile(score[lung], 1 - rng.uniform(0.1, 0.4))
    inside = depth_mm(lung, base.mm, rim=1)
    canvas.put(box, np.minimum(score - limit, inside), rng.uniform(20, 50), lung=None)
    if rng.random() < 0.5:
        tubes = 1.2 - 9 * np.hypot(field(rng, lung.shape, base.mm, 30), field(rng, lung.shape, base.mm, 30))
        canvas.put(box, np.minimum(np.minimum(tubes, score - limit - 3), inside - 6), -850, lung=None)
    return canvas


@kind("pneumothorax", hard=True)
def pneumothorax(base: Base, rng) -> Canvas:
    """Air of -1000 HU between lung and front wall, 10 to 45 mm deep, behind it the lung's thin edge. The air is no lung:
    a program is not asked to tell it, but to say something."""
    canvas = Canvas(base, rng)
    side = rng.choice([RIGHT, LEFT])
    box = lung_box(base, side)
    lung = base.lungs[box] == side
    rows = np.nonzero(lung.any((0, 2)))[0]
    front = 1 - (np.arange(lung.shape[1]) - rows[0]) / max(rows[-1] - rows[0], 1)
    deep = rng.uniform(10, 45) * np.clip(front, 0, 1)[None, :, None] ** 1.3 + 1.5 * field(rng, lung.shape, base.mm, 50)
    inside = depth_mm(lung, base.mm, rim=1)
    gap = np.minimum(np.where(deep > 2.5, deep - wall_mm(base, box, side), -9), inside)
    edge = max(1.2, base.mm[2] * 0.8)
    canvas.put(box, np.minimum(gap + edge, inside), -250, lung=None)
    canvas.put(box, gap, -1000, 12, is_air=True)
    return canvas
