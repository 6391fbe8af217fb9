"""NIfTI, NRRD and MetaImage files, against nibabel, SimpleITK and pynrrd."""

from __future__ import annotations

import bz2
import gzip
import multiprocessing
import os
import tempfile
import warnings

import nibabel
import nrrd
import numpy as np
import SimpleITK

from . import program, table
from .expected import Expected
from .judge import judge
from .picture import Picture, spread, three_dimensional, without_gaps
from .table import Row


def head(path: str, count: int = 4096) -> bytes:
    """The first bytes, inflated."""
    with open(path, "rb") as file:
        start = file.read(4)
    opened = gzip.open if start[:2] == b"\x1f\x8b" else bz2.open if start[:3] == b"BZh" else open
    try:
        with opened(path, "rb") as file:
            return file.read(count)
    except (OSError, EOFError):
        return start


def kind(path: str) -> str | None:
    """The family, by content; None for what is none of them."""
    start = head(path)
    if start[128:132] == b"DICM":
        return None  # whatever the preamble before it looks like
    if start.startswith(b"NRRD"):
        return "NRRD"
    if start[344:347] in (b"n+1", b"ni1") or start[4:7] in (b"n+2", b"ni2"):
        return "NIfTI"
    if start[:4] in (b"\x5c\x01\x00\x00", b"\x00\x00\x01\x5c") and len(start) >= 348:
        return "Analyze 7.5"
    if path.endswith((".mha", ".mhd")):
        return "MetaImage"
    stem, image, packed = path.rpartition(".img")
    if image and packed in ("", ".gz") and os.path.exists(stem + ".hdr" + packed):
        return kind(stem + ".hdr" + packed)  # either file of a pair names it
    return None


class ManyVolumes(Exception):
    """More than three dimensions: what there is, and each volume as a picture."""

    def __init__(self, shape, pictures):
        super().__init__(shape, pictures)
        self.pictures = pictures

    def __str__(self) -> str:
        return "x".join(map(str, self.args[0]))


def picture(values, affine, reader, slope: float = 1.0, raw=None, colour: bool = False, placed: bool = True) -> Picture:
    volume = None if colour else three_dimensional(values)
    if volume is None or volume.dtype.kind not in "iufb":
        raise ManyVolumes(values.shape, [])
    tolerance = spread(np.asarray(values if raw is None else raw), slope)
    return Picture(without_gaps(volume), affine, reader, tolerance, placed)


def by_nibabel(path: str) -> Picture:
    image = nibabel.load(path)
    if image.get_data_dtype().kind not in "iuf" or not hasattr(image, "dataobj"):
        raise ManyVolumes(image.shape, [])
    affine = np.diag([-1, -1, 1, 1.0]) @ image.affine if image.affine is not None else np.eye(4)
    proxy = image.dataobj
    slope, intercept = proxy.slope, proxy.inter
    raw = np.asarray(proxy.get_unscaled())
    values = raw if (slope, intercept) == (1, 0) else raw.astype(np.float64) * slope + intercept
    if three_dimensional(values) is None and values.ndim == 4:
        raise ManyVolumes(
            values.shape, [picture(values[..., n], affine, "nibabel", slope, raw=raw[..., n]) for n in (0, -1)])
    return picture(values, affine, "nibabel", slope, raw=raw)


def by_simpleitk(path: str, family: str) -> Picture:
    """In a process of its own: some damaged files bring ITK's readers down."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=_send, args=(theirs, path, family))
    child.start()
    theirs.close()
    try:
        # A fork of a process whose ITK has threads may wait for one of them for ever.
        result = ours.recv() if ours.poll(20) else ValueError("SimpleITK does not end")
    except EOFError:
        result = ValueError("SimpleITK crashes")
    child.kill()
    child.join()
    if isinstance(result, Exception):
        raise result
    return result


def _send(pipe, path: str, family: str) -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    try:
        result = _simpleitk(path, family)
    except ManyVolumes as several:
        result = several
    except Exception as error:
        result = ValueError(str(error)[:200])
    pipe.send(result)
    pipe.close()
    os._exit(0)


def _simpleitk(path: str, family: str) -> Picture:
    reader = SimpleITK.ImageFileReader()
    reader.SetImageIO({"NIfTI": "NiftiImageIO", "NRRD": "NrrdImageIO", "MetaImage": "MetaImageIO"}[family])
    reader.SetFileName(path)
    image = reader.Execute()
    dimension = image.GetDimension()
    colour = image.GetNumberOfComponentsPerPixel() > 1
    values = SimpleITK.GetArrayFromImage(image)
    values = values if colour else values.T
    if dimension > 3 and not colour:
        raise ManyVolumes(values.shape, [])
    affine = np.eye(4)
    m = np.array(image.GetDirection()).reshape(dimension, dimension) * np.array(image.GetSpacing())
    n = min(dimension, 3)
    affine[:n, :n] = m[:n, :n]
    affine[:n, 3] = image.GetOrigin()[:n]
    return picture(values, affine, "SimpleITK", colour=colour)


def by_pynrrd(path: str) -> Picture:
    values, header = nrrd.read(path, index_order="F")
    kinds = header.get("kinds", ["domain"] * values.ndim)
    colour = any(k not in ("domain", "space", "time", "none", "???") for k in kinds)
    affine = program.nrrd_affine(header, values.ndim)
    return picture(values, affine, "pynrrd", colour=colour)


def peers_of(path: str, family: str) -> tuple[list[Picture], str, list[Picture]]:
    """The pictures of the independent readers, a description, and the volumes of a file that has several."""
    pictures: list[Picture] = []
    many: list[Picture] = []
    shapes: list[str] = []
    readers = {"NIfTI": [by_nibabel], "Analyze 7.5": [by_nibabel], "NRRD": [by_pynrrd], "MetaImage": []}[family]
    with tempfile.TemporaryDirectory(prefix="stylet-conformance-") as folder:
        attempts = [(reader, path) for reader in readers]
        if family != "Analyze 7.5":
            attempts.append((lambda p: by_simpleitk(p, family), alone(path, folder)))
        for reader, where in attempts:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    pictures.append(reader(where))
            except ManyVolumes as several:
                shapes.append(str(several))
                many = many or several.pictures
            except Exception:  # an oracle that cannot read a file has no say about it
                continue
    for other in pictures[1:]:  # SimpleITK shows scaled values only; what was stored is nibabel's to say
        other.tolerance = pictures[0].tolerance
    what = family
    if pictures:
        what += " " + "x".join(map(str, pictures[0].values.shape)) + f" {pictures[0].values.dtype}"
    elif shapes:
        what += f" {shapes[0]}, not one volume of grey values"
    return pictures, what, many if not pictures else []


def alone(path: str, folder: str) -> str:
    """A place where SimpleITK does not find x.nii.gz when it is asked for x.nii."""
    if not path.endswith((".nii", ".nii.gz")):
        return path
    copy = os.path.join(folder, os.path.basename(path))
    os.symlink(path, copy)
    return copy


def rows(stylet: program.Stylet, expected: Expected, data: str, name: str) -> list[Row]:
    path = os.path.join(data, name)
    family = kind(path)
    if family is None:
        aside = "neither a header of a format nor DICOM"
        return [judge(stylet, expected, name, path, "another file", [], data, aside=aside)]
    pictures, what, volumes = peers_of(path, family)
    several = what.endswith("grey values")
    out = []
    if volumes and stylet.offers("convert", "--volume"):
        count = int(what.split()[1].rstrip(",").split("x")[3])
        for number, volume in zip((1, count), volumes):
            title = f"{name} --volume {number}"
            out.append(
                judge(stylet, expected, title, path, what, [volume], data, arguments=("--volume", str(number))))
    row = judge(stylet, expected, name, path, what, pictures, data)
    if row.verdict == table.NOT_IMAGE:
        # Where peers read it as something else than a volume, that it is refused has to be meant.
        row.verdict = table.UNLISTED if several else table.BROKEN
    return out + [row]
