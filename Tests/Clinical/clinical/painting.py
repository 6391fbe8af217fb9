"""Puts shapes into a scan as a scanner would show them: with soft edges and the scan's own noise."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from scipy import ndimage

from . import anatomy


class Canvas:
    """A scan in the making: `ct` float32 HU, `lungs` 0/1/2, `air`: air that was put there and is no lung, and `opacity`
    that was put into lungs, None where the kind is about something else."""

    opacity: np.ndarray | None = None

    def __init__(self, base, rng: np.random.Generator):
        self.base, self.rng = base, rng
        self.ct = base.ct.astype(np.float32)
        self.lungs = base.lungs.copy()
        self.air = np.zeros(base.lungs.shape, bool)
        self.mm = base.mm

    def box(self, centre, radius) -> tuple[slice, ...]:
        """The part of the grid within so many mm of a point (k, j, i); radius one number or three."""
        radius = np.broadcast_to(radius, 3)
        return tuple(
            slice(max(0, int(c - r / s)), max(0, min(n, int(c + r / s) + 2)))
            for c, r, s, n in zip(centre, radius, self.mm, self.ct.shape))

    def away(self, box, centre):
        """mm from a point along k, j and i, ready to broadcast."""
        axes = [(np.arange(b.start, b.stop, dtype=np.float32) - c) * s for b, c, s in zip(box, centre, self.mm)]
        return axes[0][:, None, None], axes[1][None, :, None], axes[2][None, None, :]

    def depth(self, box) -> np.ndarray:
        """How deep within the body each voxel of a part of the grid lies, mm, as far as that part shows it."""
        return anatomy.in_plane_mm(self.base.body[box], self.mm)

    @cached_property
    def tiles(self) -> np.ndarray:
        """Four planes of noise of SD 1, smoothed a little in the slices as kernels do; periodic."""
        raw = self.rng.standard_normal((4, 256, 256), dtype=np.float32)
        soft = ndimage.gaussian_filter(raw, [0, 0.6, 0.6], mode="wrap")
        return soft / soft.std()

    def texture(self, at, sd: float | None = None) -> np.ndarray:
        """Noise like the scan's for voxels given by their indices (k, j, i)."""
        k, j, i = at
        start = self.rng.integers(0, 256, (2, 64))
        row, column = start[:, (k * 7) % 64]
        return self.tiles[k % 4, (j + row) % 256, (i + column) % 256] * (self.base.noise if sd is None else sd)

    def put(
        self, box, inside_mm: np.ndarray, hu, sd: float | None = None, *, is_air: bool = False,
        lung: bool | None = False,
    ):
        """Fills where `inside_mm` > 0 (mm within the shape; a voxel's width of soft edge) with a value and noise. What is
        filled is no lung any more, unless `lung` is None: then the truth stays as it is."""
        edge = max(self.mm[1], self.mm[2])
        at = np.nonzero(inside_mm > -edge / 2)
        if not len(at[0]):
            return
        alpha = np.clip(0.5 + inside_mm[at] / edge, 0, 1).astype(np.float32)
        at = tuple(x + (b.start or 0) for x, b in zip(at, box))
        self.ct[at] += alpha * (hu + self.texture(at, sd) - self.ct[at])
        inside = tuple(x[alpha > 0.5] for x in at)
        if lung is False:
            self.lungs[inside] = 0
        self.air[inside] = is_air


def depth_mm(mask: np.ndarray, mm, rim: int = 0) -> np.ndarray:
    """How deep each voxel lies within a mask that was grown by `rim` voxels, mm; below 0 outside."""
    if rim:
        mask = ndimage.binary_dilation(mask, iterations=rim)
    if not mask.any():
        return np.full(mask.shape, -99, np.float32)
    out = -ndimage.distance_transform_edt(~mask, sampling=mm)
    if not mask.all():
        out += ndimage.distance_transform_edt(mask, sampling=mm)
    return np.where(out > 0, out - mm[2] / 2, out + mm[2] / 2).astype(np.float32)


def field(rng: np.random.Generator, shape, mm, scale: float) -> np.ndarray:
    """A smooth random field of mean 0 and SD 1 whose blobs are about `scale` mm wide."""
    cell = scale / 4
    coarse = [max(3, int(np.ceil(n * s / cell)) + 2) for n, s in zip(shape, mm)]
    small = ndimage.gaussian_filter(rng.standard_normal(coarse, dtype=np.float32), 1.4)
    at = [np.arange(n, dtype=np.float32) * s / cell for n, s in zip(shape, mm)]
    out = small
    for axis, x in enumerate(at):
        lo = np.clip(x.astype(int), 0, out.shape[axis] - 2)
        w = np.clip(x - lo, 0, 1)
        w = w.reshape([-1 if a == axis else 1 for a in range(3)])
        out = np.take(out, lo, axis) * (1 - w) + np.take(out, lo + 1, axis) * w
    return (out - out.mean()) / max(float(out.std()), 1e-6)
