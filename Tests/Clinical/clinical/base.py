"""A scan with known lungs, from which variants are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree

from . import anatomy

RIGHT, LEFT = 1, 2


@dataclass
class Base:
    """Arrays are (k, j, i): +k towards the head, +j to the back, +i to the patient's left. `ct` int16 HU; `lungs` uint8:
    1 right, 2 left; `spacing` mm along i, j, k. What is known of the anatomy is found once, when first asked for."""

    name: str
    ct: np.ndarray
    spacing: tuple[float, float, float]
    lungs: np.ndarray
    #: Masks of the program are no truth of its own errors: said in the table.
    by_program: bool = False
    #: The same scan with all its slices, where this one has fewer.
    fine: "Base | None" = field(default=None, repr=False)

    @property
    def mm(self) -> tuple[float, float, float]:
        """Spacing in the order of the arrays' axes."""
        x, y, z = self.spacing
        return z, y, x

    @cached_property
    def body(self) -> np.ndarray:
        return anatomy.body(self.ct, self.lungs, self.mm)

    @cached_property
    def outside_mm(self) -> np.ndarray:
        """How far each voxel is from the body in its slice, mm; 0 within."""
        return anatomy.in_plane_mm(~self.body, self.mm)

    @cached_property
    def air(self) -> float:
        """The value of the air around the patient, HU; -1000 where none is to be seen. Values that were cut or scaled have
        another one than -1000, and what is put into a scan must have the scan's."""
        around = self.ct[(self.outside_mm > 8) & (self.ct > -1023) & (self.ct < -900)]
        return float(np.median(around)) if around.size > 1000 else -1000.0

    @cached_property
    def noise(self) -> float:
        """SD of the values of soft tissue, HU."""
        return anatomy.noise(self.ct, self.body & (self.lungs == 0))

    @cached_property
    def trachea(self) -> list[tuple[int, float, float, float]]:
        return anatomy.trachea(self.ct, self.lungs, self.body, self.mm)

    @cached_property
    def spine_front(self) -> tuple[np.ndarray, np.ndarray]:
        return anatomy.spine_front(self.ct, self.lungs, self.body, self.mm)

    def copy(self, **changed) -> "Base":
        """Another base with some parts changed. What was found of the anatomy is forgotten but noise and air, and the body where
        it is given."""
        parts = dict(name=self.name, ct=self.ct, spacing=self.spacing, lungs=self.lungs, by_program=self.by_program)
        body = changed.pop("body", None)
        made = Base(**(parts | changed))
        made.__dict__["noise"], made.__dict__["air"] = self.noise, self.air
        if body is not None:
            made.__dict__["body"] = body
        return made


def coarsened(base: Base, xy: float = 1.3, z: float = 2.4) -> Base:
    """By whole factors to about these spacings at least, by means of blocks; the lungs where they fill half of a block.
    Slices thicker than that stay."""
    x0, y0, z0 = base.spacing
    f = [max(1, int(z / z0 + 0.1)), max(1, round(xy / y0)), max(1, round(xy / x0))]
    if f == [1, 1, 1]:
        return base

    def means(a: np.ndarray) -> np.ndarray:
        a = a[tuple(slice(0, n - n % m) for n, m in zip(a.shape, f))]
        k, j, i = (n // m for n, m in zip(a.shape, f))
        return a.reshape(k, f[0], j, f[1], i, f[2]).mean((1, 3, 5), dtype=np.float32)

    lungs = np.zeros_like(means(base.lungs), dtype=np.uint8)
    for side in (RIGHT, LEFT):
        lungs[means(base.lungs == side) >= 0.5] = side
    spacing = (x0 * f[2], y0 * f[1], z0 * f[0])
    ct = np.rint(means(base.ct)).astype(np.int16)
    fine = coarsened(base, xy, z0) if f[0] > 1 else None
    return Base(base.name, ct, spacing, lungs, base.by_program, fine)


def divided(mask: np.ndarray, mm) -> np.ndarray:
    """A mask of both lungs as 1 right and 2 left: by its two great parts, which are pared until they part; what is
    small goes to the nearest. A mask with one great part is the side of the picture's half that holds it."""
    mask = mask > 0
    sides = np.zeros(mask.shape, np.uint8)
    if not mask.any():
        return sides
    box = ndimage.find_objects(mask.astype(np.int8))[0]
    whole, mask, out = mask, mask[box], sides[box]
    total, depth = int(mask.sum()), None
    for pared in (0, 1, 2, 3, 4, 6, 8, 10, 12, 15):
        if pared and depth is None:
            depth = ndimage.distance_transform_edt(np.pad(mask, 1), sampling=mm)[1:-1, 1:-1, 1:-1]
        parts, count = ndimage.label(depth > pared if pared else mask)
        sizes = np.bincount(parts.ravel(), minlength=count + 1)[1:]
        great = [n + 1 for n in np.argsort(sizes)[::-1][:2] if sizes[n] > 0.12 * total * 0.9**pared]
        if len(great) == 2 and are_beside(parts, great, mm):
            break
    else:
        middle = (whole.shape[2] - 1) / 2
        out[mask] = RIGHT if np.nonzero(whole)[2].mean() < middle else LEFT
        return sides
    columns = np.arange(mask.shape[2])
    great.sort(key=lambda n: ((parts == n).sum((0, 1)) * columns).sum() / sizes[n - 1])
    for side, n in zip((RIGHT, LEFT), great):
        out[parts == n] = side
    rest = np.argwhere(mask & (out == 0))
    if len(rest):
        edges = [np.argwhere((out == side) & ~ndimage.binary_erosion(out == side)) * mm for side in (RIGHT, LEFT)]
        right, left = (cKDTree(edge[::2]).query(rest * mm)[0] for edge in edges)
        out[tuple(rest.T)] = np.where(right <= left, RIGHT, LEFT)
    return sides


def are_beside(parts: np.ndarray, pair: list[int], mm) -> bool:
    """Whether two parts lie to the right and left of one another, rather than above or before one another: one lung that
    falls into its lobes is not two."""
    apart = np.abs(np.subtract(*ndimage.center_of_mass(parts > 0, parts, pair))) * mm
    return bool(apart[2] > max(apart[0], apart[1]))
