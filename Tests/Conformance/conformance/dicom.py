"""DICOM series and files, against pydicom and SimpleITK (GDCM)."""

from __future__ import annotations

import os
import tempfile

import numpy as np
import SimpleITK

from .dicom_series import Found, NotAVolume, Slice, has_inner_dicom, is_sheared, series_of, volume
from .expected import Expected
from .judge import digest_of, judge, plain
from .picture import Picture
from .program import Stylet
from . import table
from .table import Row

#: Lossy DCT need not come out the same from two decoders; what may differ is a step of the stored values (PS3.5 A.4.1).
LOSSY_DCT = {f"1.2.840.10008.1.2.4.{n}": f".{n}" for n in (50, 51, 53, 55)}


def by_simpleitk(kept: list[Slice], sheared: bool) -> Picture:
    """The same files, in the same order: the decoders and the rescale are GDCM's."""
    if len(kept) == 1 or kept[0].frame is not None:
        image = SimpleITK.ReadImage(kept[0].path, imageIO="GDCMImageIO")
    else:
        reader = SimpleITK.ImageSeriesReader()
        reader.SetImageIO("GDCMImageIO")
        reader.SetFileNames([s.path for s in kept])
        image = reader.Execute()
    if image.GetNumberOfComponentsPerPixel() > 1:
        raise ValueError("colour")
    values = SimpleITK.GetArrayFromImage(image).T
    affine = np.eye(4)
    affine[:3, :3] = np.array(image.GetDirection()).reshape(3, 3) * np.array(image.GetSpacing())
    affine[:3, 3] = image.GetOrigin()
    return Picture(values, affine, "SimpleITK", placed=not sheared)


def describe(slices: list[Slice]) -> str:
    d = slices[0].dataset
    syntax = d.file_meta.get("TransferSyntaxUID", "") if d.file_meta else ""
    text = f"{d.get('Modality', '?')}, {len(slices)} x {d.Columns}x{d.Rows}, {d.get('BitsStored', '?')} bit"
    return f"{text}, {syntax.name if syntax else 'bare data set'}"


def peers_of(slices: list[Slice]) -> tuple[list[Picture], str]:
    """The volume as pydicom and SimpleITK have it; or none, and why the slices make no volume."""
    try:
        first, kept = volume(slices)
    except NotAVolume as why:
        return [], str(why)
    except Exception as error:  # a decoder that is missing, or damage
        first, kept, undecoded = None, slices, f"pydicom: {str(error).splitlines()[0][:100]}"
    peers = [first] if first is not None else []
    try:
        peers.append(by_simpleitk(kept, first is None or is_sheared(first.affine)))
    except Exception:
        pass
    syntax = str(kept[0].dataset.file_meta.get("TransferSyntaxUID", "")) if kept[0].dataset.file_meta else ""
    if syntax in LOSSY_DCT:
        for peer in peers:
            peer.tolerance = abs(kept[0].slope)
    return peers, "" if peers else undecoded


def rows(stylet: Stylet, expected: Expected, data: str, found: list[Found]) -> list[Row]:
    """The rows of one folder: every series, every file that stands alone, and the folder itself."""
    out: list[Row] = []
    for group in series_of(found):
        path = min(s.path for s in group)
        name = os.path.relpath(path, data)
        peers, why = peers_of(group)
        row = judge(stylet, expected, name, path, describe(group), peers, data, aside=why)
        if len({s.path for s in group}) > 1:
            row.name += f" + {len({s.path for s in group}) - 1}"
        # Peers make some image of any slices: that a series is refused has to be meant.
        if row.verdict == table.NOT_IMAGE:
            row.verdict = table.UNLISTED
        out.append(row)
    for file in found:
        if file.aside:
            name = os.path.relpath(file.path, data)
            out.append(judge(stylet, expected, name, file.path, "DICOM", [], data, aside=file.aside))
    folder = os.path.dirname(found[0].path)
    if len(found) > 1 and not has_inner_dicom(folder):
        out.append(folder_row(stylet, expected, data, folder, out))
    return out


def folder_row(stylet: Stylet, expected: Expected, data: str, folder: str, known: list[Row]) -> Row:
    """A folder opens as one of its series, to the byte as that series opens by itself."""
    name = os.path.relpath(folder, data) + "/"
    what = f"a folder of {sum(not r.what == 'DICOM' for r in known)} series or single images"
    with tempfile.TemporaryDirectory(prefix="stylet-conformance-") as scratch:
        out = os.path.join(scratch, "out.nrrd")
        run = stylet.run("convert", folder, out)
        if run.crashed:
            return Row(name, what, table.CRASH, f"exit {run.status}: {run.error}")
        if run.refused:
            are_images = any(r.digest for r in known)
            return Row(name, what, *expected.refusal(name, plain(run.error, folder, name, data), is_image=are_images))
        if stale := expected.reading(name):
            return Row(name, what, *stale)
        same = [r for r in known if r.digest == digest_of(out)]
    if same:
        return Row(name, what, same[0].verdict, f"opens as {os.path.basename(same[0].name)}, to the byte")
    return Row(name, what, table.DIFFERENT, "opens as none of its series opens by itself")
