"""What a variant must know of a scan to be plausible: body, noise, trachea, spine, domes. Lungs are given."""

from __future__ import annotations

import numpy as np
from scipy import ndimage


def disc(radius: float, mm) -> np.ndarray:
    """A disc in the plane of a slice, of a radius in mm, for 2-D morphology."""
    y, x = (int(radius / s) for s in mm[-2:])
    j, i = np.ogrid[-y:y + 1, -x:x + 1]
    return (j * mm[-2]) ** 2 + (i * mm[-1]) ** 2 <= radius**2 + 1e-6


def ball(radius: float, mm) -> np.ndarray:
    z, y, x = (int(radius / s) for s in mm)
    k, j, i = np.ogrid[-z:z + 1, -y:y + 1, -x:x + 1]
    return (k * mm[0]) ** 2 + (j * mm[1]) ** 2 + (i * mm[2]) ** 2 <= radius**2 + 1e-6


def dilated(mask: np.ndarray, by: np.ndarray) -> np.ndarray:
    """A mask grown by a shape that is its own mirror image, as a ball is: as SciPy's dilation, in a third of its time."""
    reach = [n // 2 for n in by.shape]
    wide, out = np.pad(mask, [(n, n) for n in reach]), np.zeros(mask.shape, bool)
    for at in np.argwhere(by):
        out |= wide[tuple(slice(a, a + n) for a, n in zip(at, mask.shape))]
    return out


def opened(mask: np.ndarray, by: np.ndarray) -> np.ndarray:
    """A mask without what the shape does not fit into; what lies beyond the array is none of it."""
    return dilated(~dilated(np.pad(~mask, 1, constant_values=True), by)[1:-1, 1:-1, 1:-1], by)


def in_plane_mm(mask: np.ndarray, mm) -> np.ndarray:
    """The distance of each voxel of a mask to what is not in it, within its slice, mm (float32). A slice that is all
    mask has the slice's own width throughout."""
    out = np.zeros(mask.shape, np.float32)
    for k, plane in enumerate(mask):
        if plane.all():
            out[k] = plane.shape[1] * mm[2]
        elif plane.any():
            out[k] = ndimage.distance_transform_edt(plane, sampling=mm[1:])
    return out


def body(ct: np.ndarray, lungs: np.ndarray, mm) -> np.ndarray:
    """The patient without couch and clothes: the greatest part of what is denser than fat's edge, opened by 4 mm in each
    slice so that a couch that touches is let go; holes filled."""
    dense = (ct > -250) | (lungs > 0)
    opener = disc(4, mm)
    filled = np.stack([without_holes(ndimage.binary_opening(plane, opener)) for plane in dense])
    parts, count = ndimage.label(filled)
    if not count:
        return dense
    own = np.bincount(parts[(lungs > 0) & (parts > 0)], minlength=count + 1)
    own[0] = 0
    chosen = int(own.argmax()) if own.any() else int(np.bincount(parts.ravel())[1:].argmax()) + 1
    return (parts == chosen) | (lungs > 0)


def without_holes(plane: np.ndarray) -> np.ndarray:
    """A slice with what the picture's edge cannot reach filled."""
    parts, _ = ndimage.label(~np.pad(plane, 1))
    return parts[1:-1, 1:-1] != parts[0, 0]


def noise(ct: np.ndarray, tissue: np.ndarray) -> float:
    """By the median absolute difference of neighbours along i in soft tissue."""
    here = tissue[..., :-1] & (ct[..., :-1] > -50) & (ct[..., :-1] < 120) & (ct[..., 1:] > -50) & (ct[..., 1:] < 120)
    if not here.any():
        return 10.0
    step = ct[..., 1:][here].astype(np.float32) - ct[..., :-1][here]
    return float(np.clip(np.median(np.abs(step)) * 1.4826 / np.sqrt(2), 3, 60))


def middle(lungs: np.ndarray, body: np.ndarray) -> float:
    """The column between the lungs."""
    i = np.nonzero(lungs.any((0, 1)))[0]
    return (i[0] + i[-1]) / 2 if len(i) else body.shape[2] / 2


def trachea(ct, lungs, body, mm) -> list[tuple[int, float, float, float]]:
    """(k, j, i, radius mm) of the trachea from the top down to where it parts or is lost; empty without one."""
    at_k = np.nonzero(lungs.any((1, 2)))[0]
    if not len(at_k):
        return []
    centre = middle(lungs, body)
    found: list[tuple[int, float, float, float]] = []
    for k in range(ct.shape[0] - 1, int(at_k.mean()), -1):
        parts, count = ndimage.label((ct[k] < -600) & body[k] & (lungs[k] == 0))
        areas = np.bincount(parts.ravel(), minlength=count + 1)[1:] * mm[1] * mm[2]
        tubes = []
        for n in np.nonzero((areas > 30) & (areas < 900))[0]:
            j, i = ndimage.center_of_mass(parts == n + 1)
            from_j, from_i = found[-1][1:3] if found else (j, centre)
            away = float(np.hypot((j - from_j) * mm[1], (i - from_i) * mm[2]))
            if away < 30:
                tubes.append((away, j, i, float(areas[n])))
        tubes.sort()
        is_parted = len(tubes) > 1 and (tubes[0][2] - found[-1][2]) * (tubes[1][2] - found[-1][2]) < 0 if found else False
        is_lost = not tubes or found and (tubes[0][0] > 12 or tubes[0][3] > 2.2 * np.pi * found[-1][3] ** 2)
        if is_parted or is_lost:
            if len(found) * mm[0] >= 20:
                break
            found = []
        elif tubes[0][3] > 40:
            found.append((k, tubes[0][1], tubes[0][2], float(np.sqrt(tubes[0][3] / np.pi))))
    return found if len(found) * mm[0] >= 20 else []


def spine_front(ct, lungs, body, mm) -> tuple[np.ndarray, np.ndarray]:
    """Row and column of the front of the vertebral bodies in each slice, as smooth curves over k; a guess by the lungs
    where no bone is seen."""
    at = np.nonzero(lungs)
    centre, row = middle(lungs, body), np.percentile(at[1], 80) if len(at[0]) else body.shape[1] / 2
    front_at = np.median(at[1]) if len(at[0]) else row
    soft = ndimage.uniform_filter(ct.astype(np.float32), [1, max(1, round(4 / mm[1])), max(1, round(4 / mm[2]))])
    x = int(round(12 / mm[2]))
    lo, hi = int(max(0, centre - x)), int(min(ct.shape[2], centre + x + 1))
    ks, fronts = [], []
    for k in range(ct.shape[0]):
        bone = (soft[k, :, lo:hi] > 145) & body[k, :, lo:hi]
        rows = np.nonzero(bone[int(front_at):].mean(1) > 0.4)[0]
        if len(rows):
            ks.append(k)
            fronts.append(rows[0] + int(front_at))
    k = np.arange(ct.shape[0])
    if len(ks) < max(3, ct.shape[0] // 4):
        curve = np.full(len(k), row)
    else:
        ks, fronts = np.array(ks), np.array(fronts, float)
        good = np.abs(fronts - np.median(fronts)) < 40 / mm[1]
        for _ in range(3):
            fit = np.polyfit(ks[good], fronts[good], 2)
            off = np.abs(np.polyval(fit, ks) - fronts)
            good = off < max(6 / mm[1], np.median(off[good]) * 2)
        curve = np.polyval(fit, k)
    return np.clip(curve, 2, ct.shape[1] - 3), np.full(len(k), centre)


def dome(lungs: np.ndarray, side: int, mm) -> tuple[int, int, int] | None:
    """(k, j, i): the top of the diaphragm under a lung, 1 right or 2 left: the highest lower end among its middle
    columns, behind the heart and away from the mediastinum. None without that lung."""
    mask = lungs == side
    at = np.nonzero(mask)
    if not len(at[0]):
        return None
    low = at[0] < np.percentile(at[0], 50)
    (j0, j1), (i0, i1) = ((x[low].min(), x[low].max()) for x in at[1:])
    rows = slice(int(j0 + 0.45 * (j1 - j0)), int(j0 + 0.72 * (j1 - j0)) + 1)
    lateral = (0.4, 0.7) if side == 2 else (0.3, 0.6)
    columns = slice(int(i0 + lateral[0] * (i1 - i0)), int(i0 + lateral[1] * (i1 - i0)) + 1)
    here = mask[:, rows, columns]
    bottom = np.where(here.any(0), here.argmax(0), 0)
    bottom = ndimage.median_filter(bottom, 5)
    j, i = np.unravel_index(np.argmax(bottom), bottom.shape)
    return int(bottom[j, i]), int(j + rows.start), int(i + columns.start)
