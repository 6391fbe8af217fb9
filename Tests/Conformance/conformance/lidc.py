"""The four readers of LIDC-IDRI-0314: their masks go into projects on the scan, and their amounts are known."""

from __future__ import annotations

import json
import os
import tempfile

from . import table
from .program import Stylet, read_nifti
from .mask_truth import Truth, labels_differ, onto
from .table import Row

#: By pylidc 0.2.3, rounded as published with the data.
MILLILITRES = {1: 1.874, 2: 2.266, 3: 1.519, 4: 2.085}
VOXELS = {1: 3071, 2: 3712, 3: 2488, 4: 3416}


def reader_job(stylet: Stylet, data: str, reader: int) -> list[Row]:
    scan = os.path.join(data, "thorax/lidc-0314")
    mask = os.path.join(data, f"thorax/lidc-0314-readers/reader{reader}.nii.gz")
    name, what = f"import lidc-0314 reader {reader}", f"{VOXELS[reader]} voxels, {MILLILITRES[reader]} mL"
    if not os.path.exists(mask):
        return [Row(name, what, table.SKIPPED, "not in the data")]
    with tempfile.TemporaryDirectory(prefix="stylet-conformance-") as folder:
        project, out = folder + "/lidc.stylet.json", folder + "/again.nii.gz"
        for words in (
            ("import", scan, mask, "--project", project), ("export", project, folder + "/extent.json"),
            ("export", project, out),
        ):
            run = stylet.run(*words)
            if run.status != 0:
                verdict = table.CRASH if run.crashed else table.UNLISTED
                return [Row(name, what, verdict, f"{words[0]}: {run.error}")]
        with open(folder + "/extent.json", encoding="utf-8") as file:
            total = json.load(file)["total"]
        peer, again = read_nifti(mask), read_nifti(out)
        difference = labels_differ(
            Truth(peer.values, peer.affine), onto(Truth(peer.values, peer.affine), again.values, again.affine))
    found = f"{total['voxels']} voxels, {total['ml']:.3f} mL"
    if difference or (total["voxels"], round(total["ml"], 3)) != (VOXELS[reader], MILLILITRES[reader]):
        return [Row(name, what, table.DIFFERENT, f"{found}; {difference or 'the voxels come out again'}")]
    return [Row(name, what, table.IDENTICAL, f"{found}; the same voxels come out again")]


def jobs(stylet: Stylet, expected, data: str, out: str):
    for reader in MILLILITRES:
        yield reader_job, (stylet, data, reader)
