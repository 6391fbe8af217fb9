"""Models of the proposal that were trained without a scan, so that it can be measured with one that has not seen it.

`stylet-train MANIFEST.json OUT.json --each-left-out FOLDER` beside the program makes them all at once; what it made is
kept by the digest of the trainer and of all that it reads. `all.json` beside them has seen every scan.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

from . import images
from .program import Failed, Program
from .scans import Scan


class Models:
    def __init__(self, program: Program, scans: list[Scan], folder: str):
        self.scans = [s for s in scans if s.trained and not s.missing()]
        self.trainer = os.path.join(os.path.dirname(program.binary), "stylet-train")
        self.folder = folder
        is_learned = os.path.exists(self.trainer) and "--model" in program.help("propose")
        self.is_needed = is_learned and bool(self.scans)

    def without(self, scan: Scan) -> str | None:
        """The path of a model that has not seen the scan; None where the program's own has not either, or nothing is
        learned. Raises `Failed` where none can be trained."""
        if not self.is_needed or not scan.trained:
            return None
        manifest = os.path.join(self.folder, "training.json")
        text = json.dumps({"scans": [self.entry(s) for s in self.scans]}, indent=1)
        made = os.path.join(self.folder, self.digest(text))
        if not os.path.exists(made):
            os.makedirs(self.folder, exist_ok=True)
            with open(manifest, "w", encoding="utf-8") as file:
                file.write(text)
            print("clinical: training, each scan left out in turn", file=sys.stderr)
            with tempfile.TemporaryDirectory(dir=self.folder) as part:
                words = [self.trainer, manifest, os.path.join(part, "all.json"), "--each-left-out", part]
                status = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode
                if status != 0:
                    raise Failed(f"stylet-train ended with {status}")
                shutil.copytree(part, made + ".part", dirs_exist_ok=True)
            os.replace(made + ".part", made)
        return os.path.join(made, f"without-{scan.name}.json")

    def entry(self, scan: Scan) -> dict:
        """As the trainer reads it. What is not normal of a scan without opacities are its nodules. Lungs are the
        program's: on those it will propose."""
        row = {"name": scan.name, "image": scan.path, "role": "covid" if scan.role == "covid" else "normal"}
        if scan.lesion:
            row["lesion"] = scan.lesion
        elif len(scan.nodule) == 1:
            row["lesion"] = scan.nodule[0]
        elif scan.nodule:
            row["lesion"] = os.path.join(self.folder, scan.name + "-nodules.nii")
            os.makedirs(self.folder, exist_ok=True)
            images.unite(scan.nodule, row["lesion"])
        return row

    def digest(self, text: str) -> str:
        """Of the trainer, of the manifest, and of sizes and times of what it names."""
        sum = hashlib.sha256(text.encode())
        with open(self.trainer, "rb") as file:
            sum.update(file.read())
        for scan in self.scans:
            for path in filter(None, (scan.path, scan.lesion, *scan.nodule)):
                about = os.stat(path)
                sum.update(f"{path} {about.st_size} {about.st_mtime_ns}".encode())
        return sum.hexdigest()[:16]
