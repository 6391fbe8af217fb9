"""Voxels with a place in space, and whether two of them are the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

#: The furthest that a corner of a volume may lie from where a peer has it, mm.
CORNER_MM = 1e-4


@dataclass
class Picture:
    """What one reader makes of a file."""

    #: Values after the rescale, [i, j, k] in whatever order the reader has.
    values: np.ndarray
    #: 4 x 4, index to patient position in mm, LPS.
    affine: np.ndarray
    reader: str
    #: Half a step of the 16-bit spread where the values do not fit 16 bits exactly; 0 where they do.
    tolerance: float = 0.0
    #: Whether the affine is to be believed: SimpleITK cannot hold shear, for one.
    placed: bool = True


def spread(raw: np.ndarray, slope: float = 1.0) -> float:
    """The tolerance that Stylet states for numbers as stored (SampleMapping.swift), found independently.

    Whole numbers whose range is at most 65535 are exact: 0. All others are rounded to 65,536 even steps between the
    least and the greatest: half a step, in values.
    """
    if raw.dtype.kind in "iub":
        low, high = int(raw.min()), int(raw.max())
        return 0.0 if high - low <= 65535 else (high - low) / 65535 * abs(slope) / 2
    finite = raw[np.isfinite(raw)]
    if finite.size == 0:
        return 0.0
    low, high = float(finite.min()), float(finite.max())
    if high - low <= 65535 and np.array_equal(finite, np.rint(finite)):
        return 0.0
    # One value only: what is left is the rounding of a double that was 32768 steps away.
    return max((high / 65535 - low / 65535) * abs(slope) / 2, 1e-11)


def without_gaps(values: np.ndarray) -> np.ndarray:
    """NaN and infinities as Stylet has them: the least finite number."""
    if values.dtype.kind != "f" or np.isfinite(values).all():
        return values
    finite = values[np.isfinite(values)]
    return np.where(np.isfinite(values), values, finite.min() if finite.size else 0)


def three_dimensional(values: np.ndarray) -> np.ndarray | None:
    """Without trailing axes of one; a plane gets a third axis; nil when there are more than three."""
    while values.ndim > 3 and values.shape[-1] == 1:
        values = values[..., 0]
    while values.ndim < 3:
        values = values[..., np.newaxis]
    return values if values.ndim == 3 else None


def _thick(affine: np.ndarray, shape) -> np.ndarray:
    """The affine with a unit normal along axes of one voxel: how thick these are is nobody's knowledge."""
    m = affine[:3, :3].copy()
    for axis in range(3):
        if shape[axis] != 1:
            continue
        others = [m[:, a] for a in range(3) if a != axis]
        normal = np.cross(*others)
        m[:, axis] = normal / (np.linalg.norm(normal) or 1)
    return m


def placement(a: np.ndarray, a_shape, b: np.ndarray, b_shape):
    """How voxels of `b` lie among those of `a`, or why they do not.

    Returns (axes, flips, worst corner in mm) with axis n of `b` lying along axis axes[n] of `a`; or a string.
    """
    ma, mb = _thick(a, a_shape), _thick(b, b_shape)
    try:
        relation = np.linalg.solve(ma, mb)
    except np.linalg.LinAlgError:
        return "the affine is singular"
    nearest = np.rint(relation)
    if not np.array_equal(np.abs(nearest).sum(axis=0), [1, 1, 1]) or not np.array_equal(
        np.abs(nearest).sum(axis=1), [1, 1, 1]
    ):
        return "the axes or spacings differ: " + _short(relation)
    axes = [int(np.argmax(np.abs(nearest[:, n]))) for n in range(3)]
    flips = [nearest[axes[n], n] < 0 for n in range(3)]
    if [a_shape[axes[n]] for n in range(3)] != list(b_shape):
        return f"the size is {tuple(b_shape)}, not {tuple(a_shape)} in some order"
    worst = 0.0
    for corner in np.ndindex(2, 2, 2):
        index_b = np.array([(b_shape[n] - 1) * corner[n] for n in range(3)], float)
        index_a = np.empty(3)
        for n in range(3):
            index_a[axes[n]] = a_shape[axes[n]] - 1 - index_b[n] if flips[n] else index_b[n]
        at_a = a[:3, :3] @ index_a + a[:3, 3]
        at_b = b[:3, :3] @ index_b + b[:3, 3]
        worst = max(worst, float(np.abs(at_a - at_b).max()))
    return axes, flips, worst


def reordered(values: np.ndarray, axes, flips) -> np.ndarray:
    """`values` of `a` in the order of `b`, as `placement` found it."""
    out = values.transpose(axes)
    return out[tuple(slice(None, None, -1) if f else slice(None) for f in flips)]


def difference(peer: Picture, ours: Picture, corner_mm: float = CORNER_MM) -> str | None:
    """What differs: voxels are paired by where they lie in space, then compared one by one. None: nothing."""
    if peer.placed:
        found = placement(peer.affine, peer.values.shape, ours.affine, ours.values.shape)
        if isinstance(found, str):
            return found
        axes, flips, worst = found
        if not worst <= corner_mm:
            return f"corners lie up to {worst:.3g} mm apart"
    else:
        found = placement(ours.affine, ours.values.shape, ours.affine, ours.values.shape)
        axes, flips, _ = found
        if peer.values.shape != ours.values.shape:
            return f"the size is {ours.values.shape}, not {peer.values.shape}"
    return value_difference(reordered(peer.values, axes, flips), ours.values, peer.tolerance)


def value_difference(peer: np.ndarray, ours: np.ndarray, tolerance: float) -> str | None:
    """Exact but for the last bits of a double, unless there is a tolerance."""
    if tolerance == 0 and peer.dtype.kind in "iu" and ours.dtype.kind in "iu":
        if np.array_equal(peer, ours):
            return None
    worst, count, where = 0.0, 0, None
    for k in range(peer.shape[2]):  # by slices: a chest as doubles is 600 MB
        p, o = peer[:, :, k].astype(np.float64), ours[:, :, k].astype(np.float64)
        off = np.abs(p - o)
        allowed = tolerance * (1 + 1e-6) + 4e-15 * np.maximum(np.abs(p), 1)
        if tolerance:
            allowed = allowed + 1e-9 * np.abs(p)
        if peer.dtype == np.float32:
            allowed = allowed + 6e-8 * np.abs(p)  # its own rounding; no whole number below 2**24 hides in it
        wrong = ~(off <= allowed)
        if wrong.any():
            count += int(wrong.sum())
            at = np.unravel_index(int(np.argmax(np.where(wrong, off, -1))), off.shape)
            if where is None or off[at] > worst:
                worst, where = float(off[at]), (*map(int, at), k, float(p[at]), float(o[at]))
    if not count:
        return None
    i, j, k, p, o = where
    return f"{count} of {peer.size} values differ, by up to {worst:.6g}: at {i},{j},{k} {o:.8g} instead of {p:.8g}"


def _short(matrix: np.ndarray) -> str:
    return "[" + "; ".join(" ".join(f"{x:.4g}" for x in row) for row in matrix) + "]"
