"""Scans and masks as arrays (k, j, i) towards head, back and left, by SimpleITK: an independent reader."""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass

import numpy as np
import SimpleITK


@dataclass
class Image:
    values: np.ndarray
    #: mm along i, j, k.
    spacing: tuple[float, float, float]
    #: Whether the file's slices go from the head down.
    is_turned: bool = False

    @property
    def mm(self) -> tuple[float, float, float]:
        x, y, z = self.spacing
        return z, y, x


@functools.lru_cache(maxsize=8)
def read(path: str) -> Image:
    """A file, or the longest DICOM series of a folder. The last few are kept: nobody may change their values."""
    if os.path.isdir(path):
        reader = SimpleITK.ImageSeriesReader()
        series = [reader.GetGDCMSeriesFileNames(path, name) for name in reader.GetGDCMSeriesIDs(path)]
        if not series:
            raise ValueError(f"{path} holds no DICOM series")
        reader.SetFileNames(max(series, key=len))
        image = reader.Execute()
    else:
        image = SimpleITK.ReadImage(path)
    is_turned = image.GetDirection()[8] < 0
    image = SimpleITK.DICOMOrient(image, "LPS")
    values = SimpleITK.GetArrayFromImage(image)
    if values.dtype.kind == "f":
        values = np.rint(values)
    values = np.clip(values, -32768, 32767).astype(np.int16)
    values.flags.writeable = False
    return Image(values, tuple(image.GetSpacing()), is_turned)


def write(path: str, values: np.ndarray, spacing) -> None:
    """Uncompressed, as the path's ending says."""
    image = SimpleITK.GetImageFromArray(values)
    image.SetSpacing([float(s) for s in spacing])
    SimpleITK.WriteImage(image, path)


def unite(masks: list[str], path: str) -> None:
    """Writes what any of some masks on one grid has, as 1, on that grid."""
    united = SimpleITK.ReadImage(masks[0]) != 0
    for mask in masks[1:]:
        united = united | (SimpleITK.ReadImage(mask) != 0)
    SimpleITK.WriteImage(united, path)
