"""python -m conformance --stylet BINARY --data FOLDER --out FOLDER [--only PATTERN] [--strict]"""

from __future__ import annotations

import argparse
import fnmatch
import importlib.metadata
import os
import sys
import time
import traceback
import warnings
from concurrent.futures import ProcessPoolExecutor, as_completed

from . import dicom, dicom_series, research, table
from .expected import Expected
from .program import Stylet
from .table import Row

PEERS = ["nibabel", "SimpleITK", "pydicom", "pynrrd", "highdicom", "dcmqi", "rt-utils", "dicompyler-core", "pycocotools", "pillow", "mlcroissant", "pyarrow", "nnunetv2", "monai"]


def folder_job(stylet, expected, data, folder, names) -> list[Row]:
    """All files of one folder."""
    warnings.simplefilter("ignore")
    rows, found = [], []
    for file in names:
        path = os.path.join(folder, file)
        # The header decides; what is none of the research formats and no DICOM is judged as another file.
        is_research = research.kind(path) is not None
        looked = None if is_research else dicom_series.look(path)
        if looked is not None:
            found.append(looked)
        else:
            rows += research.rows(stylet, expected, data, os.path.relpath(path, data))
    if found:
        rows += dicom.rows(stylet, expected, data, found)
    return rows


def guarded(job, *arguments) -> list[Row]:
    """A defect of the suite is a failed row, not a suite that ends."""
    start = time.monotonic()
    try:
        rows = job(*arguments)
    except Exception as error:
        name = next((a for a in reversed(arguments) if isinstance(a, str)), job.__name__)
        trace = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{os.path.basename(trace.filename)}:{trace.lineno}"
        rows = [Row(name, job.__name__, table.CRASH, f"the suite itself: {type(error).__name__}: {error} ({where})")]
    for row in rows:
        row.seconds = round((time.monotonic() - start) / max(len(rows), 1), 2)
        row.kind = job.__module__.rsplit(".", 1)[-1]
    return rows


def jobs(stylet, expected, data, out):
    for folder, names in dicom_series.folders(data).items():
        yield folder_job, (stylet, expected, data, folder, names)
    for module in ("lidc", "seg", "rtstruct", "export", "extent", "agree", "consensus", "calcium", "report", "study", "deidentify"):
        try:
            found = __import__(f"{__package__}.{module}", fromlist=["jobs"])
        except ImportError as error:
            yield missing, (module, str(error))
            continue
        for job, arguments in found.jobs(stylet, expected, data, out):
            yield job, arguments


def missing(module: str, error: str) -> list[Row]:
    return [Row(module, "a part of the suite", table.SKIPPED, error)]


def main() -> int:
    parser = argparse.ArgumentParser(prog="conformance")
    parser.add_argument("--stylet", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True, help="where table.md and table.jsonl go")
    parser.add_argument("--only", default="*", help="rows whose name matches this pattern")
    parser.add_argument("--verbose", action="store_true", help="print every row, not only those that fail")
    options = parser.parse_args()
    data = os.path.abspath(options.data)
    stylet = Stylet(os.path.abspath(options.stylet))
    expected = Expected(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "expected.toml"))
    os.makedirs(options.out, exist_ok=True)
    start = time.monotonic()

    from . import selftest

    faults = selftest.run()
    for fault in faults:
        print(f"conformance: self-test: {fault}", file=sys.stderr)
    rows: list[Row] = []
    with ProcessPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        wanted = list(jobs(stylet, expected, data, os.path.abspath(options.out)))
        # The long ones first, so that the end is not one of them alone.
        wanted.sort(key=lambda job: job[0] is folder_job and len(job[1][4]) < 50)
        for done in as_completed([pool.submit(guarded, job, *arguments) for job, arguments in wanted]):
            rows += done.result()
    rows = sorted((r for r in rows if fnmatch.fnmatchcase(r.name, options.only)), key=lambda r: (r.kind, r.name))

    versions = ", ".join(f"{p} {importlib.metadata.version(p)}" for p in PEERS)
    notes = [stylet.run("--version").out.splitlines()[0], versions, f"{time.monotonic() - start:.0f} s"]
    with open(os.path.join(options.out, "table.md"), "w", encoding="utf-8") as file:
        file.write(table.markdown(rows, notes))
    with open(os.path.join(options.out, "table.jsonl"), "w", encoding="utf-8") as file:
        file.write(table.json_lines(rows))
    for row in rows:
        if options.verbose or row.is_bad:
            print(f"{row.verdict:24} {row.name}  [{row.what}]  {row.reason}")
    print(" · ".join(notes))
    print(", ".join(f"{count} {verdict}" for verdict, count in table.totals(rows)))
    return 1 if faults or any(r.is_bad for r in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
