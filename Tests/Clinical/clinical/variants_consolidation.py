"""Lungs that are mostly without air, as of the worst patients: what falls out of the lungs there is missing from every
percentage."""

from __future__ import annotations

import numpy as np

from .base import LEFT, RIGHT, Base
from .kinds import kind
from .painting import Canvas, depth_mm, field
from .variants_lung import lung_box

#: Where it lies, as weights of (k, j, i) and of the lung's own blobs: base and back, base, back, a lobe's fissure, and
#: patches that run together.
PLACES = {
    "dependent": (-0.5, 0.85, 6), "base": (-1, 0.1, 8), "back": (0, 1, 8), "lobe": (-0.75, 0.65, 3),
    "patches": (-0.15, 0.15, 60),
}


def consolidated(base: Base, rng, sides, share) -> Canvas:
    """So much of each of some lungs at 20 to 60 HU, its edge over 3 to 12 mm ground glass; two in three with air in the
    bronchi. It is lung, and opacity."""
    canvas = Canvas(base, rng)
    canvas.opacity = np.zeros(base.lungs.shape, bool)
    down, back, rough = PLACES[rng.choice(list(PLACES))]
    for side in sides:
        box = lung_box(base, side)
        lung = base.lungs[box] == side
        z, y, _ = canvas.away(box, [(b.start + b.stop) / 2 for b in box])
        score = down * z + back * y + rough * field(rng, lung.shape, base.mm, 45)
        limit = np.quantile(score[lung], 1 - share())
        inside = depth_mm(lung, base.mm, rim=1)
        solid = np.minimum(score - limit, inside)
        edge = rng.uniform(3, 12)
        canvas.put(box, np.minimum(solid + edge, inside), rng.uniform(-550, -350), 60, lung=None)
        canvas.put(box, solid, rng.uniform(20, 60), lung=None)
        if rng.random() < 0.67:
            tubes = 1.4 - 9 * np.hypot(field(rng, lung.shape, base.mm, 28), field(rng, lung.shape, base.mm, 28))
            canvas.put(box, np.minimum(np.minimum(tubes, solid - 4), inside - 8), -850, lung=None)
        canvas.opacity[box] |= lung & (score > limit - edge)
    return canvas


@kind("consolidation of one lung")
def one(base: Base, rng) -> Canvas:
    """30 to 80 % of one lung without air."""
    return consolidated(base, rng, [rng.choice([RIGHT, LEFT])], lambda: rng.uniform(0.3, 0.8))


@kind("consolidation of both lungs")
def both(base: Base, rng) -> Canvas:
    """30 to 80 % of each lung without air, alike on both sides: neither tells what the other should be."""
    part = rng.uniform(0.3, 0.8)
    return consolidated(base, rng, [RIGHT, LEFT], lambda: np.clip(part + rng.uniform(-0.1, 0.1), 0.3, 0.8))
