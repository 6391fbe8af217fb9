"""Kernels, dose, wrong values, and lungs whose own values are changed by disease."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from .base import Base
from .kinds import kind
from .painting import Canvas, field


def in_slices(a: np.ndarray, sigma_mm: float, mm) -> np.ndarray:
    return ndimage.gaussian_filter(a, (0, sigma_mm / mm[1], sigma_mm / mm[2]), truncate=3)


@kind("sharp kernel")
def sharp(base: Base, rng) -> Canvas:
    """Edges overshoot; noise of fine grain, SD 60 to 150 HU."""
    canvas = Canvas(base, rng)
    ct = canvas.ct
    ct += rng.uniform(0.8, 1.8) * (ct - in_slices(ct, 1.6, base.mm))
    noise = rng.standard_normal(ct.shape, dtype=np.float32)
    noise -= 0.9 * in_slices(noise, 2, base.mm)
    canvas.ct = np.clip(ct + noise * (rng.uniform(60, 150) / noise[0].std()), -1024, 3071)
    return canvas


@kind("smooth kernel")
def smooth(base: Base, rng) -> Canvas:
    canvas = Canvas(base, rng)
    canvas.ct = in_slices(canvas.ct, rng.uniform(1.2, 1.8), base.mm)
    return canvas


@kind("very smooth kernel")
def very_smooth(base: Base, rng) -> Canvas:
    """As of a scan for planning radiotherapy, or a reconstruction of thick sections that overlap: 2 to 2.8 mm in the
    slices, 2 to 3 across."""
    canvas = Canvas(base, rng)
    blurred = in_slices(canvas.ct, rng.uniform(2, 2.8), base.mm)
    canvas.ct = ndimage.gaussian_filter1d(blurred, rng.uniform(2, 3) / base.mm[0], axis=0, mode="nearest")
    return canvas


@kind("low dose")
def low_dose(base: Base, rng) -> Canvas:
    """Coarse noise of SD 40 to 80 HU, and streaks from side to side at the shoulders."""
    canvas = Canvas(base, rng)
    shape, mm = canvas.ct.shape, base.mm
    noise = in_slices(rng.standard_normal(shape, dtype=np.float32), 1.3, mm)
    canvas.ct += noise * (rng.uniform(40, 80) / noise.std())
    streaks = ndimage.gaussian_filter(rng.standard_normal(shape, dtype=np.float32), (0, 0.7, 45 / mm[2]), truncate=2)
    streaks *= rng.uniform(60, 160) / streaks.std()
    wide = base.body.sum((1, 2)).astype(np.float32)
    top = np.clip((np.arange(shape[0]) - 0.72 * shape[0]) / (0.2 * shape[0]), 0, 1) * (wide > 0)
    canvas.ct += streaks * top[:, None, None].astype(np.float32)
    canvas.ct = np.clip(canvas.ct, -1024, 3071)
    return canvas


@kind("values off by 50")
def offset(base: Base, rng) -> Canvas:
    canvas = Canvas(base, rng)
    canvas.ct += rng.choice([-50, 50])
    return canvas


@kind("rescale missing", added=1024.0)
def no_rescale(base: Base, rng) -> Canvas:
    """Stored values in place of HU: 1024 more, nothing below 0."""
    canvas = Canvas(base, rng)
    canvas.ct = np.maximum(canvas.ct + 1024, 0)
    return canvas


@kind("emphysema")
def emphysema(base: Base, rng) -> Canvas:
    """Patches of -950 to -1000 HU in 15 to 50 % of the lungs, vessels left, some of them bullae at the pleura."""
    canvas = Canvas(base, rng)
    blobs = field(rng, canvas.ct.shape, base.mm, rng.uniform(15, 45))
    lung = canvas.lungs > 0
    limit = np.quantile(blobs[lung], 1 - rng.uniform(0.15, 0.5))
    ill = np.nonzero(lung & (blobs > limit) & (canvas.ct < -650))
    strength = np.clip((blobs[ill] - limit) * 4, 0, 1)
    canvas.ct[ill] += strength * (rng.uniform(-990, -955) + canvas.texture(ill, min(base.noise, 20)) - canvas.ct[ill])
    return canvas


@kind("ground glass")
def ground_glass(base: Base, rng) -> Canvas:
    """In 40 to 70 % of the lungs, patches 200 to 450 HU denser, up to -250 HU; vessels stay what they are."""
    canvas = Canvas(base, rng)
    blobs = field(rng, canvas.ct.shape, base.mm, rng.uniform(40, 80)) + 0.4 * field(rng, canvas.ct.shape, base.mm, 12)
    lung = canvas.lungs > 0
    limit = np.quantile(blobs[lung], 1 - rng.uniform(0.4, 0.7))
    ill = np.nonzero(lung & (blobs > limit))
    more = rng.uniform(200, 450) * np.clip((blobs[ill] - limit) * 3, 0, 1)
    old = canvas.ct[ill]
    canvas.ct[ill] = np.where(old < -250, np.minimum(old + more, np.maximum(old, -250)), old)
    return canvas
