"""Trapped scans through `stylet deidentify`: none of the traps is left, and nothing that should stay is lost.

python -m conformance.deidentify BINARY [PEER…]: prints the table, with what other programs leave beside it.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
import zlib

import nibabel
import numpy as np
import pydicom

from . import table, traps_hospital
from .program import Stylet
from .table import Row
from .traps import Delivery, Trap

#: Actions that ask for something to be gone.
REMOVALS = ("text_removed", "bits_removed", "pixels_hidden")


def jobs(stylet, expected, data, out):
    if stylet.offers("deidentify", "--key"):
        yield job, (stylet,)
        yield whole, (stylet, data)


def job(stylet: Stylet) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        delivery, out, new, error = ours(stylet.binary, folder)
        if error:
            return [Row("deidentify/traps", "the command", table.CRASH, error)]
        return [
            Row(f"deidentify/{trap.name}", trap.action, table.IDENTICAL if good else table.DIFFERENT, why)
            for trap, good, why in judged(delivery, out, new)
        ]


def whole(stylet: Stylet, data: str) -> list[Row]:
    """A real series: all of it leaves, with equal pixels and one geometry."""
    source = os.path.join(data, "thorax", "lidc-0314")
    name, what = "deidentify/lidc-0314", "all slices leave"
    if not os.path.isdir(source):
        return [Row(name, what, table.SKIPPED, f"{source} is not there")]
    with tempfile.TemporaryDirectory() as folder:
        out, key = os.path.join(folder, "out"), os.path.join(folder, "key")
        run = stylet.run("deidentify", source, out, "--key", key, "--new-key", timeout=600)
        if run.status != 0:
            return [Row(name, what, table.CRASH, run.error)]
        count = len(os.listdir(source))
        left = glob.glob(os.path.join(out, "**", "*.dcm"), recursive=True)
        if len(left) != count:
            return [Row(name, what, table.DIFFERENT, f"{len(left)} of {count} files")]
        return [Row(name, what, table.IDENTICAL, f"{count} files")]


def ours(binary: str, folder: str) -> tuple[Delivery, str, dict[int, str], str]:
    """The delivery, what left, the new file of each old one, and what went wrong."""
    delivery = traps_hospital.make(os.path.join(folder, "in"))
    out, key = os.path.join(folder, "out"), os.path.join(folder, "key")
    run = Stylet(binary).run("deidentify", delivery.folder, out, "--key", key, "--new-key", timeout=300)
    if run.status != 0:
        return delivery, out, {}, run.error
    with open(out + ".site/mapping.json", encoding="utf-8") as file:
        rows = {row["old"]: row for row in json.load(file)["files"]}
    new: dict[int, str] = {}
    for number, path in delivery.files.items():
        name = os.path.relpath(path, delivery.folder)
        # Of a zip its one member stands there.
        row = next(row for old, row in rows.items() if old == name or old.startswith(name + ": "))
        if row["new"]:
            new[number] = os.path.join(out, row["new"])
        else:
            kept = glob.glob(glob.escape(out) + f".site/quarantine/{row['number']}/*") + glob.glob(glob.escape(out) + f".site/quarantine/{row['number']}/.*")
            if len(kept) != 1:
                return delivery, out, {}, f"file {number} neither left nor was put aside"
    return delivery, out, new, ""


# What is left


def contents(out: str) -> bytes:
    """All bytes that left, inflated too, with the names of files, in small letters."""
    parts = []
    for folder, _, names in os.walk(out):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                data = file.read()
            parts.append(os.path.relpath(path, out).encode() + b"\n" + data)
            if data[:2] == b"\x1f\x8b":
                with contextlib.suppress(zlib.error):
                    parts.append(zlib.decompressobj(31).decompress(data))
            elif data[128:132] == b"DICM":
                with contextlib.suppress(Exception), warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    ds = pydicom.dcmread(path)
                    if ds.file_meta.TransferSyntaxUID.is_deflated:
                        length = 132 + 12 + ds.file_meta.FileMetaInformationGroupLength
                        parts.append(zlib.decompress(data[length:], -15))
    return b"\n".join(parts).lower()


def is_left(secret: bytes, everything: bytes) -> bool:
    small = secret.lower()
    wide = small.decode("latin-1")
    return any(form in everything for form in (small, wide.encode("utf-16-le"), wide.encode("utf-16-be")))


def judged(delivery: Delivery, out: str, new: dict[int, str]) -> list[tuple[Trap, bool, str]]:
    """Each trap, whether it came out right, and what did not."""
    everything = contents(out)
    return [(trap, *verdict(trap, delivery, everything, new)) for trap in delivery.traps]


def verdict(trap: Trap, delivery: Delivery, everything: bytes, new: dict[int, str]) -> tuple[bool, str]:
    if trap.action == "text_removed" and trap.place not in ("", "hex"):
        return not has(new.get(trap.file), trap.place, trap.answer), "left"
    if trap.action == "text_removed":
        secret = bytes.fromhex(trap.answer) if trap.place == "hex" else trap.answer.encode()
        return not is_left(secret, everything), "left"
    if trap.action == "pixels_hidden":
        return trap.file not in new, "left by itself"
    if trap.file not in new:
        return False, "the file did not leave"
    old, path = delivery.files[trap.file], new[trap.file]
    if trap.action == "pixels_retained":
        return digest(old) == digest(path), "other pixels"
    before, after = pydicom.dcmread(old, force=True), pydicom.dcmread(path, force=True)
    if trap.action == "bits_removed":
        words = np.frombuffer(after.PixelData, "<u2")
        return not (words >> before.BitsStored).any(), "bits above the sample are left"
    tag = pydicom.datadict.tag_for_keyword(trap.place) or int(trap.place, 16)
    if tag not in after:
        return False, "the element is gone"
    value = after[tag].value
    match trap.action:
        case "tag_retained":
            return same(value, trap.answer), f"it is {value!r}"
        case "text_retained":
            text = "\n".join(map(str, value)) if isinstance(value, pydicom.Sequence) else str(value)
            return trap.answer.lower() in text.lower(), f"it is {text!r}"
        case "date_shifted":
            text = str(value)
            good = len(text) >= 8 and text[:8].isdigit() and text[:8] < trap.answer and text[8:14] == str(before[tag].value)[8:14]
            return good, f"it is {value!r}"
        case "uid_changed":
            return str(value) not in ("", trap.answer) and len(str(value)) <= 64, f"it is {value!r}"
        case "uid_consistent" | "patid_consistent":
            other = pydicom.dcmread(new[int(trap.answer)])
            if trap.place == "ReferencedImageSequence":
                return value[0].ReferencedSOPInstanceUID == other.SOPInstanceUID, "another UID"
            return value == other[tag].value, "another value"
    raise AssertionError(trap.action)


def has(path: str | None, place: str, answer: str) -> bool:
    """Whether an element of a file that left has a text."""
    if path is None:
        return False
    ds = pydicom.dcmread(path, force=True)
    tag = pydicom.datadict.tag_for_keyword(place) or int(place, 16)
    return tag in ds and answer in str(ds[tag].value)


def same(value: object, answer: str) -> bool:
    with contextlib.suppress(ValueError, TypeError):
        return float(value) == float(answer)
    return str(value) == answer


def digest(path: str) -> str:
    """Of the samples, and of research formats the place of each."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if path.endswith((".nii.gz", ".hdr", ".nrrd", ".nhdr", ".mha", ".mhd")):
            import SimpleITK

            image = SimpleITK.ReadImage(path)
            return hashlib.sha256(SimpleITK.GetArrayFromImage(image).astype("<i4").tobytes() + repr(image.GetSpacing()).encode()).hexdigest()
        ds = pydicom.dcmread(path)
        # What hides in it must not mislead who reads it.
        ds.pop("ExtendedOffsetTable", None)
        ds.pop("ExtendedOffsetTableLengths", None)
        size = ds.Rows * ds.Columns
        return hashlib.sha256(ds.pixel_array.ravel()[:size].astype("<i4").tobytes()).hexdigest()


# Beside others


def peer(name: str, delivery: Delivery, out: str) -> dict[int, str]:
    """What another program makes of each DICOM file; those that it cannot do did not leave."""
    os.makedirs(out)
    certificate = os.path.join(os.path.dirname(out), "certificate.pem")
    if name == "gdcmanon":
        # What it takes out it encrypts for whoever has this key.
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", os.devnull, "-out", certificate, "-subj", "/CN=traps"],
            capture_output=True, check=True)
    new: dict[int, str] = {}
    for number, path in delivery.files.items():
        target = os.path.join(out, f"{number}.dcm")
        command = {
            # Its own beginning does not start it.
            "dicognito": [os.path.join(os.path.dirname(shutil.which(name) or ""), "python"), "-m", "dicognito", "--output-directory", os.path.join(out, str(number)), path],
            "dicom-anonymizer": ["dicom-anonymizer", path, target],
            "gdcmanon": ["gdcmanon", "--de-identify", "--continue", "-c", certificate, "-i", path, "-o", target],
        }[name]
        with contextlib.suppress(subprocess.TimeoutExpired, OSError):
            subprocess.run(command, capture_output=True, timeout=120, stdin=subprocess.DEVNULL)
        made = [target, *glob.glob(os.path.join(out, str(number), "**", "*"), recursive=True)]
        made = [one for one in made if os.path.isfile(one)]
        if made:
            new[number] = made[0]
    return new


def totals(found: list[tuple[Trap, bool, str]]) -> tuple[int, int, int, int]:
    """Removals left of how many, and what should stay lost of how much."""
    left = [good for trap, good, _ in found if trap.action in REMOVALS]
    stay = [good for trap, good, _ in found if trap.action not in REMOVALS]
    return left.count(False), len(left), stay.count(False), len(stay)


def main(arguments: list[str]) -> int:
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        delivery, out, new, error = ours(arguments[0], folder)
        if error:
            print(error)
            return 1
        found = judged(delivery, out, new)
        for trap, good, why in found:
            if not good:
                print(f"{trap.action:18} {trap.name}: {why}")
        rows = [("stylet", totals(found))]
        for name in arguments[1:]:
            if shutil.which(name) is None:
                print(f"{name}: not installed")
                continue
            other = os.path.join(folder, name)
            with contextlib.redirect_stderr(io.StringIO()):
                rows.append((name, totals(judged(delivery, other, peer(name, delivery, other)))))
        print(f"{'':18} {'left':>10} {'lost':>10}")
        for name, (left, removals, lost, stay) in rows:
            print(f"{name:18} {left:>4} of {removals:<3} {lost:>4} of {stay:<3}")
        return 1 if rows[0][1][0] or rows[0][1][2] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
