"""Pictures of what went wrong, three planes through the largest wrong piece. They show patients: keep them out of the
repository."""

from __future__ import annotations

import numpy as np
from PIL import Image
from scipy import ndimage

#: Truth, right lung, left lung: RGB.
TRUTH, RIGHT, LEFT = (60, 220, 60), (255, 70, 70), (70, 200, 255)


def failure(path: str, made, lungs: np.ndarray, pieces: list) -> None:
    """One PNG: axial, coronal and sagittal through the largest piece; the edge of the truth green, lungs red and blue."""
    at = pieces[0].at if pieces else tuple(n // 2 for n in lungs.shape)
    shown = []
    for axis in range(3):
        take = [slice(None)] * 3
        take[axis] = at[axis]
        planes = [a[tuple(take)] for a in (made.ct, made.lungs, lungs)]
        rest = [s for n, s in enumerate(made.mm) if n != axis]
        if axis > 0:
            planes = [p[::-1] for p in planes]
        shown.append(drawn(*planes, rest))
    height = max(p.shape[0] for p in shown)
    row = np.concatenate([np.pad(p, ((0, height - p.shape[0]), (0, 8), (0, 0))) for p in shown], axis=1)
    Image.fromarray(row).save(path)


def drawn(ct: np.ndarray, truth: np.ndarray, lungs: np.ndarray, mm, step: float = 1.0) -> np.ndarray:
    """A plane at one mm a pixel."""
    zoom = [s / step for s in mm]
    grey = np.clip((ndimage.zoom(ct.astype(np.float32), zoom, order=0) + 1150) / 1400 * 255, 0, 255).astype(np.uint8)
    out = np.repeat(grey[..., None], 3, axis=2)
    for mask, colour in ((truth > 0, TRUTH), (lungs == 1, RIGHT), (lungs == 2, LEFT)):
        large = ndimage.zoom(mask.astype(np.uint8), zoom, order=0) > 0
        out[large & ~ndimage.binary_erosion(large)] = colour
    return out
