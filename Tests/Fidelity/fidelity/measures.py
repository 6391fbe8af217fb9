"""PSNR and SSIM of pictures of 0...255."""

import numpy as np
from scipy.ndimage import gaussian_filter


def psnr(a, b):
    error = np.mean((a - b) ** 2)
    return 10 * np.log10(255 ** 2 / error) if error else np.inf


def ssim(a, b):
    """Wang 2004: Gaussian window of sigma 1.5 (11 x 11), K1 0.01, K2 0.03."""

    def mean(x):
        return gaussian_filter(x, 1.5, truncate=3.5)

    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    ma, mb = mean(a), mean(b)
    va, vb, cov = mean(a * a) - ma * ma, mean(b * b) - mb * mb, mean(a * b) - ma * mb
    return float(np.mean((2 * ma * mb + c1) * (2 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2))))
