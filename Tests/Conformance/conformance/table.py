"""Rows, verdicts, and the table that they make."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, field

IDENTICAL = "identical"
REFUSED = "refused, deliberate"
NOT_IMAGE = "not an image, set aside"
BROKEN = "refused by all readers"
SKIPPED = "skipped"
DIFFERENT = "DIFFERENT"
CRASH = "CRASH"
UNLISTED = "REFUSED, NOT LISTED"
STALE = "STALE"
UNCHECKED = "READ, NO PEER"

GOOD = (IDENTICAL, REFUSED, NOT_IMAGE, BROKEN, SKIPPED)
BAD = (DIFFERENT, CRASH, UNLISTED, STALE, UNCHECKED)


@dataclass
class Row:
    """One line: a file, a series, or a mask that was carried through."""

    name: str
    what: str
    verdict: str
    reason: str = ""
    seconds: float = 0.0
    kind: str = field(default="", compare=False)
    #: Of what came out, to see whether two ways in lead to the same; not shown.
    digest: str = field(default="", compare=False, repr=False)

    @property
    def is_bad(self) -> bool:
        return self.verdict in BAD


def markdown(rows: list[Row], notes: list[str]) -> str:
    def cell(text: str) -> str:
        return text.replace("|", "\\|").replace("\n", " ")

    lines = [
        f"# Conformance, {time.strftime('%Y-%m-%d %H:%M:%S UTC', time.gmtime())}",
        "",
        *notes,
        "",
        *(f"- {verdict}: {count}" for verdict, count in totals(rows)),
        "",
        "| file | what it is | verdict | reason |",
        "| --- | --- | --- | --- |",
    ]
    lines += [f"| {cell(r.name)} | {cell(r.what)} | {r.verdict} | {cell(r.reason)} |" for r in rows]
    return "\n".join(lines) + "\n"


def json_lines(rows: list[Row]) -> str:
    return "".join(json.dumps({n: v for n, v in asdict(r).items() if n != "digest"}, ensure_ascii=False) + "\n" for r in rows)


def totals(rows: list[Row]) -> list[tuple[str, int]]:
    return [(v, n) for v in (*GOOD, *BAD) if (n := sum(r.verdict == v for r in rows))]
