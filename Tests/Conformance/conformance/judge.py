"""One input, what Stylet makes of it and what its peers make of it: the verdict."""

from __future__ import annotations

import hashlib
import os
import tempfile

import numpy as np

from . import table
from .expected import Expected
from .picture import Picture, difference, placement
from .program import Run, Stylet, read_nifti, read_nrrd, stored_affine
from .table import Row

#: Above this many voxels one way out is enough.
LARGE = 40_000_000
#: A NIfTI-1 affine is single precision: what that can be off at 2 m from the origin.
NIFTI_CORNER_MM = 1e-3


def plain(text: str, path: str, name: str, data: str) -> str:
    """An error line without this machine's folders."""
    return text.removeprefix("stylet: ").replace(path + ": ", "").replace(data + "/", "")


def judge(
    stylet: Stylet, expected: Expected, name: str, path: str, what: str, peers: list[Picture], data: str,
    arguments: tuple[str, ...] = (), aside: str = "",
) -> Row:
    """
    - peers: what independent readers have, the one that is followed first; empty when none reads the input.
    - aside: why the input is no image, where its kind says so without reading it.
    """
    with tempfile.TemporaryDirectory(prefix="stylet-conformance-") as folder:
        out = os.path.join(folder, "out.nrrd")
        run = stylet.run("convert", path, out, *arguments)
        error = plain(run.error, path, name, data) if run.status else ""
        if run.crashed:
            return Row(name, what, table.CRASH, f"exit {run.status}: {error}")
        if run.refused:
            verdict, reason = expected.refusal(name, error, is_image=bool(peers))
            return Row(name, what, verdict, (f"{aside}: " if aside and verdict == table.NOT_IMAGE else "") + reason)
        if stale := expected.reading(name):
            return Row(name, what, *stale)
        if not peers:
            return Row(name, what, table.UNCHECKED, aside or "no independent reader reads it")
        ours = [read_nrrd(out)]
        digest = digest_of(out)
        if ours[0].values.size <= LARGE:
            second = os.path.join(folder, "out.nii")
            run = stylet.run("convert", path, second, *arguments)
            if run.status != 0:
                return Row(name, what, table.DIFFERENT, f"goes out as NRRD, but not as NIfTI: {run.error}")
            ours.append(read_nifti(second))
        row = compare(stylet, expected, name, path, what, peers, ours, arguments)
        row.digest = digest
        return row


def digest_of(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def compare(stylet, expected, name, path, what, peers, ours, arguments) -> Row:
    run, info = stylet.run_info(path, *arguments)
    if run.status != 0:
        return Row(name, what, table.DIFFERENT, f"convert reads it, info --load does not: {run.error}")
    results: list[tuple[Picture, str | None]] = []
    for peer in peers:
        wrong = None
        for way in ours:
            corner = NIFTI_CORNER_MM if way.reader == "nibabel" else 1e-4
            if found := difference(peer, way, corner):
                wrong = f"{found} (by way of {way.reader})"
                break
        results.append((peer, wrong or stated_difference(peer, info)))
    matched = [p.reader for p, wrong in results if wrong is None]
    others = [f"{p.reader}: {wrong}" for p, wrong in results if wrong is not None]
    side = expected.side(name)
    followed = peers[0].reader if side is None else side[0]
    reason = "as " + " and ".join(matched) if matched else ""
    tolerance = peers[0].tolerance
    if tolerance > 1e-11:
        reason += f"; 16-bit spread, within half a step of {2 * tolerance:.4g}"
    if not peers[0].placed:
        reason += "; no place in space stated"
    if others:
        reason += ("; " if reason else "") + "otherwise " + " · ".join(others)
    if side is not None and followed in matched:
        return Row(name, what, table.IDENTICAL, f"{reason} — {side[1]}")
    # Peers that contradict one another need somebody's judgement, which stands in expected.toml.
    return Row(name, what, table.DIFFERENT if others else table.IDENTICAL, reason)


def stated_difference(peer: Picture, info: dict) -> str | None:
    """What `info --json` states, held against a peer: size, affine, range of values, and the step of a spread."""
    if peer.placed:
        found = placement(peer.affine, peer.values.shape, stored_affine(info), info["stored_size"])
        if isinstance(found, str):
            return f"info: {found}"
        if not found[2] <= 1e-4:
            return f"info: corners lie up to {found[2]:.3g} mm apart"
    low, high = float(peer.values.min()), float(peer.values.max())
    allowed = peer.tolerance * 2 * (1 + 1e-6) + (
        6e-8 if peer.values.dtype == np.float32 else 1e-12) * max(abs(low), abs(high))
    if not np.allclose(info["values"], [low, high], rtol=0, atol=allowed):
        return f"info: values {info['values']}, not {[low, high]}"
    if peer.tolerance > 1e-11 and not any("rounded to steps" in p for p in info["problems"]):
        return "info does not say that the values are rounded"
    return None
