"""A study of phantoms, read, sealed and exported; each form is held by the program that it is for, and comes out alike."""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import subprocess
import sys
import tempfile

from . import table
from .program import Stylet
from .table import Row

#: What is held, and by whom.
FORMS = {
    "nnunet": "nnU-Net's integrity check", "monai": "MONAI's loader of lists", "parquet": "pyarrow",
    "croissant": "mlcroissant", "bids": "nibabel", "dicom": "highdicom and dciodvfy",
}
READERS = ["ann", "bob", "cleo"]
#: All answers of a normal chest, and the signature.
SIGN = "<Esc>R" + "a<Tab>" * 11 + "Sa"


def jobs(stylet, expected, data, out):
    if stylet.offers("study", "export"):
        yield job, (stylet, 6)


class Broken(Exception):
    """A step on the way to the export went wrong."""


def good(stylet: Stylet, *arguments: str) -> None:
    run = stylet.run(*arguments)
    if run.status != 0:
        raise Broken(f"{' '.join(arguments[:2])}: {run.error}")


def study(stylet: Stylet, folder: str, count: int) -> str:
    """Makes it. Signed lines of the log are what `study work` writes."""
    path = os.path.join(folder, "trial")
    options = [word for reader in READERS for word in ("--reader", reader)]
    good(
        stylet, "study", "init", path, *options, "--seed", "3", "--doubles", "400", "--repeats", "0", "--gold", "0",
        "--protocol", "covid-chest", "--title", "Trial")
    for n in range(count):
        scan = os.path.join(folder, f"scan{n}.nii.gz")
        good(stylet, "phantom", scan, "--size", "64x60x32", "--seed", str(n + 1))
        good(stylet, "study", "add", path, scan, "--site", "north" if n % 2 else "south")
    good(stylet, "study", "assign", path)
    with open(os.path.join(path, "study.json"), encoding="utf-8") as file:
        identity = json.load(file)["id"]
    scans = {one["case"]: os.path.join(path, one["path"]) for one in lines(os.path.join(path, "cases.jsonl"))}
    logs: dict[str, list[bytes]] = {}
    for reading in lines(os.path.join(path, "keys", "design.jsonl")):
        reader, alias = reading["reader"], reading["alias"]
        home = os.path.join(path, "readers", reader)
        project = os.path.join(home, alias[:2], f"{alias}.stylet.json")
        os.makedirs(os.path.dirname(project), exist_ok=True)
        good(
            stylet, "open", scans[reading["case"]], "--project", project, "--reader", reader, "--protocol",
            os.path.join(path, "protocol.toml"), "--script", "<Space>s25<Right><Space>" + SIGN, "--save")
        with open(project, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        log = logs.setdefault(reader, [])
        for event in ({"event": "open"}, {"event": "seal", "project": digest}):
            start = f"stylet study events|{identity}|{reader}|desk".encode()
            last = hashlib.sha256(log[-1] if log else start).hexdigest()
            line = event | {"time": "2026-03-02T09:30:00Z", "alias": alias, "previous": last}
            log.append(json.dumps(line).encode())
    for reader, log in logs.items():
        with open(os.path.join(path, "readers", reader, "events.desk.jsonl"), "wb") as file:
            file.write(b"".join(line + b"\n" for line in log))
    return path


def lines(path: str) -> list[dict]:
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def job(stylet: Stylet, count: int) -> list[Row]:
    """A row a form."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            path = study(stylet, folder, count)
            outs = [os.path.join(folder, name) for name in ("out", "again")]
            forms = [word for form in [*FORMS, "csv"] for word in ("--to", form)]
            for out in outs:
                good(stylet, "study", "export", path, "--out", out, "--images", "copy", "--test", "3", "--folds", "2", *forms)
        except Broken as error:
            return [Row("study", "a study that is exported", table.UNLISTED, str(error))]
        return [judged(form, who, outs) for form, who in FORMS.items()]


def judged(form: str, who: str, outs: list[str]) -> Row:
    name, what = f"study export --to {form}", f"held by {who}"
    folders = [os.path.join(out, form) for out in outs]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "conformance.study_checks", form, folders[0]], capture_output=True,
        text=True, timeout=600, env=os.environ)
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or ["failed without a word"]
        return Row(name, what, table.DIFFERENT, said[-1])
    if different := differing(filecmp.dircmp(*folders, ignore=[])):
        return Row(name, what, table.DIFFERENT, f"another run gives other bytes: {different[0]}")
    return Row(name, what, table.IDENTICAL, done.stdout.strip().splitlines()[-1])


def differing(found: filecmp.dircmp) -> list[str]:
    """Files that are not in both, or not alike, byte by byte."""
    _, other, bad = filecmp.cmpfiles(found.left, found.right, found.common_files, shallow=False)
    here = found.left_only + found.right_only + other + bad
    return here + [name for inner in found.subdirs.values() for name in differing(inner)]
