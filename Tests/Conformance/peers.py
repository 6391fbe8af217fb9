"""Stylet's times beside SimpleITK's: the two take turns, five times after one for the cache; median, least, ratio.

Stylet is timed within its own process (stylet-bench files), SimpleITK within this one: neither pays for starting.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
import pydicom
import SimpleITK
from pydicom.dataset import FileDataset, FileMetaDataset

REPEATS = 5
#: Of DESIGN section 6, as parts of SimpleITK's time.
LOAD, UNCOMPRESSED, JPEG_LS = 0.6, 0.35, 0.6


class Bench:
    def __init__(self, binaries: str, folder: str):
        self.stylet, self.bench = os.path.join(binaries, "stylet"), os.path.join(binaries, "stylet-bench")
        self.folder = folder

    def ours(self, *words: str) -> float:
        done = subprocess.run([self.bench, "files", *words], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"stylet-bench files {words[0]}: {done.stderr.strip()[-300:]}")
        return json.loads(done.stdout)["ms"]

    def row(self, what: str, ours, theirs, budget: float | None) -> None:
        a, b = [], []
        for n in range(REPEATS + 1):
            # Who goes first alternates too.
            for side in (0, 1) if n % 2 else (1, 0):
                if side == 0:
                    took = ours()
                    a.append(took)
                else:
                    start = time.perf_counter()
                    theirs()
                    b.append((time.perf_counter() - start) * 1000)
        a, b = a[1:], b[1:]
        ratio, least = statistics.median(a) / statistics.median(b), min(a) / min(b)
        goal = f"≤ {budget}" if budget else ""
        verdict = "" if budget is None else "within" if ratio <= budget else "OVER"
        print(
            f"{what:46}{statistics.median(a):9.0f}{min(a):9.0f}{statistics.median(b):10.0f}{min(b):9.0f}"
            f"{ratio:9.2f}{least:8.2f}   {goal:6} {verdict}", flush=True)


def read_image(path: str):
    return lambda: SimpleITK.ReadImage(path)


def names_of(folder: str):
    return SimpleITK.ImageSeriesReader.GetGDCMSeriesFileNames(folder)


def read_names(names):
    reader = SimpleITK.ImageSeriesReader()
    reader.SetFileNames(names)
    return reader.Execute()


def index(folders: list[str]) -> None:
    """GetGDCMSeriesIDs looks at one folder and not below it."""
    for folder in folders:
        SimpleITK.ImageSeriesReader.GetGDCMSeriesIDs(folder)


def write_series(image: SimpleITK.Image, folder: str) -> None:
    """The scan as uncompressed CT slices, explicit VR little endian."""
    os.makedirs(folder)
    values = SimpleITK.GetArrayViewFromImage(image)
    spacing, origin = image.GetSpacing(), image.GetOrigin()
    study, series, frame = (pydicom.uid.generate_uid() for _ in range(3))
    for k in range(values.shape[0]):
        d = slice_of(values.shape[2], values.shape[1], study, series, frame, k, spacing, origin)
        d.PixelData = values[k].astype("<i2").tobytes()
        d.save_as(f"{folder}/{k:05}.dcm", enforce_file_format=True)


def slice_of(columns, rows, study, series, frame, k, spacing, origin) -> FileDataset:
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = pydicom.uid.CTImageStorage
    meta.MediaStorageSOPInstanceUID = pydicom.uid.generate_uid(entropy_srcs=[series, str(k)])
    d = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    d.SOPClassUID, d.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    d.StudyInstanceUID, d.SeriesInstanceUID, d.FrameOfReferenceUID = study, series, frame
    d.Modality, d.Manufacturer, d.SeriesNumber, d.InstanceNumber = "CT", "bench", 1, k + 1
    d.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    d.ImagePositionPatient = [round(origin[0], 4), round(origin[1], 4), round(origin[2] + k * spacing[2], 4)]
    d.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    d.PixelSpacing, d.SliceThickness = [round(spacing[1], 6), round(spacing[0], 6)], round(spacing[2], 6)
    d.Rows, d.Columns, d.SamplesPerPixel, d.PhotometricInterpretation = rows, columns, 1, "MONOCHROME2"
    d.BitsAllocated, d.BitsStored, d.HighBit, d.PixelRepresentation = 16, 16, 15, 1
    d.RescaleSlope, d.RescaleIntercept = 1, 0
    return d


def write_tree(folder: str, files: int, per_folder: int = 100) -> list[str]:
    """Small slices, a series to a folder; the same data set is written again with other positions."""
    out = []
    pixels = np.zeros((64, 64), np.int16).tobytes()
    study, frame = pydicom.uid.generate_uid(), pydicom.uid.generate_uid()
    for n in range(files // per_folder):
        series = pydicom.uid.generate_uid()[:50]
        inner = f"{folder}/{n // 10:02}/{n:04}"
        os.makedirs(inner)
        for k in range(per_folder):
            d = slice_of(64, 64, study, series, frame, k, (1, 1, 1), (0, 0, 0))
            d.PixelData = pixels
            d.save_as(f"{inner}/{k:05}.dcm", enforce_file_format=True)
        out.append(inner)
    return out


def main() -> int:
    parser = argparse.ArgumentParser(prog="peers")
    parser.add_argument("--binaries", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--tree", type=int, default=10_000, help="files in the tree that is indexed")
    options = parser.parse_args()
    SimpleITK.ProcessObject.SetGlobalWarningDisplay(False)
    folder = tempfile.mkdtemp(prefix="stylet-bench-")
    try:
        return run(Bench(os.path.abspath(options.binaries), folder), os.path.abspath(options.data), options.tree)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(bench: Bench, data: str, tree: int) -> int:
    folder, lidc = bench.folder, os.path.join(data, "thorax/lidc-0314")
    scan = f"{folder}/made.nii"
    if os.path.isdir(lidc):
        source, words = "LIDC-0314, 512x512x275", ["convert", lidc, scan]
    else:
        source, words = "a phantom, 512x512x275", ["phantom", scan, "--size", "512x512x275"]
    subprocess.run([bench.stylet, *words], check=True, stdout=subprocess.DEVNULL)
    image = SimpleITK.Cast(SimpleITK.ReadImage(scan), SimpleITK.sitkInt16)
    os.remove(scan)
    print(
        f"Stylet beside SimpleITK {SimpleITK.Version.VersionString()}: {source}; {REPEATS} turns each; milliseconds\n\n"
        f"{'what':46}{'Stylet':>9}{'least':>9}{'SimpleITK':>10}{'least':>9}{'ratio':>9}{'least':>8}   budget")

    for ending in ("nii.gz", "nrrd", "mha"):
        path = f"{folder}/scan.{ending}"
        SimpleITK.WriteImage(image, path, useCompression=True)
        title = f"load .{ending}, gzip, {os.path.getsize(path) // 1_000_000} MB"
        bench.row(title, lambda: bench.ours("read", path), read_image(path), LOAD)

    series = f"{folder}/series"
    write_series(image, series)
    for title, where, budget in (
        (f"{image.GetSize()[2]} slices, uncompressed", series, UNCOMPRESSED),
        ("275 slices, JPEG-LS (LIDC-0314)", lidc, JPEG_LS),
    ):
        if not os.path.isdir(where):
            print(f"{title}: not measured, no data in {where}")
            continue
        bench.row(f"DICOM, {title}", lambda: bench.ours("read", where), lambda: read_names(names_of(where)), budget)
        known = names_of(where)
        bench.row("  SimpleITK given the names in order", lambda: bench.ours("read", where), lambda: read_names(known), None)
    shutil.rmtree(series)

    folders = write_tree(f"{folder}/tree", tree)
    bench.row(
        f"index the headers of {len(folders) * 100} files", lambda: bench.ours("index", f"{folder}/tree"),
        lambda: index(folders), None)
    shutil.rmtree(f"{folder}/tree")

    again = f"{folder}/again.nii.gz"
    bench.row(
        "save .nii.gz", lambda: bench.ours("save", f"{folder}/scan.nii.gz", again),
        lambda: SimpleITK.WriteImage(image, again, useCompression=True), None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
