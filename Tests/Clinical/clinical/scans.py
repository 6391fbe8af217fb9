"""The manifest: a row a scan. CONTRIBUTING.md says how to add one."""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import dataclass, field

import numpy as np

from . import images
from .base import divided

ROLES = ("covid", "normal", "look")


@dataclass
class Scan:
    """Paths are absolute. Masks: `lungs` 0/1, or 1 right and 2 left; `lesion` 1 ground glass, 2 consolidation."""

    name: str
    path: str
    role: str
    lungs: str | None = None
    lesion: str | None = None
    #: A second reader: lesion, lungs, and slices (first and last, of the file).
    second: dict = field(default_factory=dict)
    #: Masks of nodules by several readers; of more than one, what half of them drew.
    nodule: list[str] = field(default_factory=list)
    #: Whether variants are made of it.
    stress: bool = False
    #: Whether the proposal's model may have been trained on it: it is then measured by one that was not.
    trained: bool = False
    #: Places as [i, j, k, what], counted from 0 towards left, back and head: right, left, or anything else that is no
    #: lung.
    points: list = field(default_factory=list)
    #: Looked at once: mL of right and left lung.
    known_ml: list = field(default_factory=list)

    def missing(self) -> str | None:
        """What of it is not there."""
        named = [self.path, self.lungs, self.lesion, self.second.get("lesion"), *self.nodule]
        return next((p for p in named if p and not os.path.exists(p)), None)

    def image(self) -> images.Image:
        return images.read(self.path)

    def lungs_truth(self, mm) -> np.ndarray | None:
        """1 right, 2 left."""
        if not self.lungs:
            return None
        mask = images.read(self.lungs).values.astype(np.uint8)
        return np.where(mask <= 2, mask, 0).astype(np.uint8) if mask.max() >= 2 else divided(mask, mm)

    def lesion_truth(self) -> np.ndarray | None:
        return images.read(self.lesion).values.astype(np.uint8) if self.lesion else None

    def nodule_truth(self) -> np.ndarray | None:
        if not self.nodule:
            return None
        drawn = sum((images.read(p).values > 0).astype(np.uint8) for p in self.nodule)
        return drawn * 2 >= len(self.nodule)

    def second_lesion(self) -> tuple[np.ndarray, np.ndarray] | None:
        """The second reader's lesion (0/1), and which slices were read."""
        if not self.second:
            return None
        image = images.read(self.second["lesion"])
        first, last = self.second["slices"]
        read = np.zeros(image.values.shape[0], bool)
        read[first:last + 1] = True
        return image.values > 0, read[::-1] if image.is_turned else read


def manifest(path: str, data: str) -> list[Scan]:
    """A manifest's scans; paths are relative to `data`. A key that is not known is an error: it would be a typing
    mistake that changes what is measured."""
    with open(path, "rb") as file:
        rows = json.load(file) if path.endswith(".json") else tomllib.load(file)
    found = []
    for row in rows["scan"]:
        scan = Scan(**row)
        if scan.role not in ROLES:
            raise ValueError(f"{path}: {scan.name}: role {scan.role} is none of {', '.join(ROLES)}")
        scan.path, scan.lungs, scan.lesion = (p and os.path.join(data, p) for p in (scan.path, scan.lungs, scan.lesion))
        scan.nodule = [os.path.join(data, p) for p in scan.nodule]
        if scan.second:
            scan.second["lesion"] = os.path.join(data, scan.second["lesion"])
        found.append(scan)
    names = [scan.name for scan in found]
    if len(set(names)) < len(names):
        raise ValueError(f"{path}: a name stands twice")
    return found


def all_scans(data: str) -> list[Scan]:
    """The repository's manifest, and that of the folder named by STYLET_CLINICAL_DATA (manifest.toml or .json)."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    found = manifest(os.path.join(here, "manifest.toml"), os.path.abspath(data))
    own = os.environ.get("STYLET_CLINICAL_DATA")
    if own:
        paths = [os.path.join(own, name) for name in ("manifest.toml", "manifest.json")]
        path = next((p for p in paths if os.path.exists(p)), None)
        if path is None:
            raise ValueError(f"STYLET_CLINICAL_DATA: there is no manifest.toml or manifest.json in {own}")
        found += manifest(path, os.path.abspath(own))
    return found
