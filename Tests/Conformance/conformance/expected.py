"""What is refused on purpose: expected.toml."""

from __future__ import annotations

import fnmatch
import tomllib
from dataclasses import dataclass, field

from . import table


@dataclass
class Entry:
    """A pattern of row names, the words that the refusal must have, and why it is right."""

    pattern: str
    says: str
    why: str
    used: int = field(default=0, compare=False)

    def covers(self, name: str) -> bool:
        return fnmatch.fnmatchcase(name, self.pattern)


class Expected:
    def __init__(self, path: str):
        with open(path, "rb") as file:
            content = tomllib.load(file)
        self.entries = [
            Entry(path, e["says"], e["why"])
            for e in content.get("refused", [])
            for path in e["path"]
        ]
        #: Rows where Stylet follows one peer against another, or the standard against a peer.
        self.sided = [(path, e["with"], e["why"]) for e in content.get("sides", []) for path in e["path"]]

    def of(self, name: str) -> Entry | None:
        """The last entry that covers a row: special cases stand below general ones."""
        return next((e for e in reversed(self.entries) if e.covers(name)), None)

    def side(self, name: str) -> tuple[str, str] | None:
        return next(((w, why) for path, w, why in self.sided if fnmatch.fnmatchcase(name, path)), None)

    def refusal(self, name: str, error: str, *, is_image: bool) -> tuple[str, str]:
        """The verdict on a refusal (exit 65 or 66), and the reason to show."""
        entry = self.of(name)
        if entry is None:
            if not is_image:
                return table.NOT_IMAGE, error
            return table.UNLISTED, error
        if entry.says not in error:
            return table.UNLISTED, f"expected to say “{entry.says}”: {error}"
        return table.REFUSED, f"{entry.why} — “{error}”"

    def reading(self, name: str) -> tuple[str, str] | None:
        """The verdict on a row that is read though it is listed; None when it is not."""
        entry = self.of(name)
        if entry is None:
            return None
        return table.STALE, f"listed as refused ({entry.pattern}), and is read: take it from expected.toml"
