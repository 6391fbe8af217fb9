"""python -m clinical --stylet BINARY --data FOLDER --out FOLDER [--only lungs|proposal|stress] [--scan A,B] [--kind A,B]
[--seeds N] [--pictures FOLDER], or python -m clinical --self-test [--stylet BINARY]"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import tempfile
import time

import numpy as np

from . import bars, lungs, phantoms, proposal, report, scans, selftest, stress
from .kinds import KINDS
from .models import Models
from .program import Failed, Program


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="clinical", description="Lungs and proposals measured on real scans.")
    parser.add_argument("--stylet")
    parser.add_argument("--data", default="")
    parser.add_argument("--out", default=".build-tests/clinical", help="where rows, tables and models go")
    parser.add_argument("--only", choices=("lungs", "proposal", "stress"))
    parser.add_argument("--scan", type=lambda s: s.split(","), help="names of the manifest, or phantom")
    parser.add_argument("--kind", type=lambda s: s.split(","), help="kinds of variants; alone it means --only stress")
    parser.add_argument("--seeds", type=int, default=1, help="variants of each kind and base")
    parser.add_argument("--pictures", help="a folder for pictures of gross errors: they show patients")
    parser.add_argument("--self-test", action="store_true", help="the suite itself, without data")
    parser.add_argument("--list", action="store_true", help="the kinds of variants")
    asked = parser.parse_args()
    unknown = [k for k in asked.kind or [] if k not in KINDS]
    if unknown:
        parser.error(f"no such kind: {', '.join(unknown)}; --list names them")
    if asked.kind and not asked.only:
        asked.only = "stress"
    if not asked.stylet and not asked.self_test and not asked.list:
        parser.error("--stylet BINARY is needed")
    return asked


def main() -> int:
    asked = options()
    if asked.list:
        print("\n".join(KINDS))
        return 0
    if asked.self_test:
        faults = selftest.run(Program(asked.stylet) if asked.stylet else None)
        print("\n".join(faults) if faults else "clinical: self-test passed")
        return 1 if faults else 0
    start = time.monotonic()
    program = Program(asked.stylet)
    found = [s for s in scans.all_scans(asked.data) if not asked.scan or s.name in asked.scan]
    for scan in [s for s in found if s.missing()]:
        print(f"clinical: skipped {scan.name}: {scan.missing()} is not there", file=sys.stderr)
    found = [s for s in found if not s.missing()]
    with_phantoms = not asked.scan or "phantom" in asked.scan
    os.makedirs(asked.out, exist_ok=True)
    if asked.pictures:
        os.makedirs(asked.pictures, exist_ok=True)
    rows: dict = {"program": program.version()}
    with tempfile.TemporaryDirectory(prefix="stylet-clinical-") as folder:
        if asked.only != "stress":
            rows |= real(program, found, asked, folder, with_phantoms)
        if asked.only in (None, "stress"):
            rows["stress"] = stressed(program, [s for s in found if s.stress], asked, folder, with_phantoms)
            rows["kinds"] = stress.summary(rows["stress"])
            print(report.kinds(rows["kinds"]) + "\n" + report.variants(rows["stress"]) + "\n", flush=True)
    rows["bars"] = bars.judged(rows)
    print("\n".join(f"{'met    ' if is_met else 'not met'}  {words}" for is_met, words in rows["bars"]) + "\n")
    rows["seconds"] = time.monotonic() - start
    print(f"{rows['program']} · {rows['seconds']:.0f} s · {os.path.join(asked.out, 'rows.json')}")
    written(rows, asked.out)
    return 1 if any("failed" in r for part in ("lungs", "proposal", "stress") for r in rows.get(part, [])) else 0


def real(program: Program, found, asked, folder: str, with_phantoms: bool) -> dict:
    """Lungs and proposals of whole scans, one after the other: their times are the program's alone."""
    lung_rows, rows = [], []
    is_proposed = asked.only != "lungs"
    models = Models(program, scans.all_scans(asked.data), asked.out) if is_proposed else None
    for scan in found:
        row, mask = lungs.row(program, scan)
        lung_rows.append(row)
        own = np.where(mask.labels <= 2, mask.labels, 0) if mask else None
        if is_proposed:
            try:
                rows.append(proposal.row(program, scan, models.without(scan), own))
            except Failed as error:
                rows.append({"scan": scan.name, "role": scan.role, "failed": str(error)})
    # What has no lesion must have no proposal.
    for seed in (11, 12) if with_phantoms else ():
        phantom = phantoms.make(program, folder, seed, lesions="0")
        lung_rows.append(lungs.shape_row(program, phantom.path, phantom.lungs, phantom.name))
        if is_proposed:
            rows.append(proposal.row(program, scans.Scan(phantom.name, phantom.path, "normal"), None, phantom.lungs))
    print(report.lungs(lung_rows) + "\n", flush=True)
    if not is_proposed:
        return {"lungs": lung_rows}
    summary = proposal.summary(rows)
    print(report.proposals(rows, summary) + "\n", flush=True)
    return {"lungs": lung_rows, "proposal": rows, "proposal_summary": summary}


def stressed(program: Program, found, asked, folder: str, with_phantoms: bool) -> list[dict]:
    names = stress.bases(program, found, folder)
    if with_phantoms:
        names += stress.phantom_bases(program, folder)
    rows = []
    # A line as soon as it is known: a run that is broken off leaves what it had.
    with open(os.path.join(asked.out, "stress.jsonl"), "w", encoding="utf-8") as file:
        for row in stress.run(program, folder, names, asked.kind, asked.seeds, asked.pictures) if names else []:
            rows.append(row)
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
    return rows


def written(rows: dict, out: str) -> None:
    """All as JSON; each table as CSV."""
    with open(os.path.join(out, "rows.json"), "w", encoding="utf-8") as file:
        json.dump(rows, file, indent=1, ensure_ascii=False)
    for part in ("lungs", "proposal", "stress", "kinds"):
        if not rows.get(part):
            continue
        columns = list(dict.fromkeys(key for row in rows[part] for key in row))
        with open(os.path.join(out, part + ".csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            for row in rows[part]:
                writer.writerow({
                    key: json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value
                    for key, value in row.items()})


if __name__ == "__main__":
    sys.exit(main())
