"""A table: PSNR and SSIM of stylet's pictures and of chafa's best, on real slices, by rung and display window.

    python -m fidelity --stylet BINARY --data FOLDER [--size 110x55] [--png FOLDER] [--quick] [--font FILE]

Both draw the same slice in the same grid of cells; what they draw becomes pixels by `screen`, and is held against the
slice averaged over the same pixels.
"""

import argparse
import itertools
import pathlib
import shutil
import subprocess
import tempfile

import numpy as np
import SimpleITK as sitk
from PIL import Image

from . import measures, screen

SCANS = {"lidc-0314": "thorax/lidc-0314", "lung1": "thorax/lung1_image.nrrd", "medseg1": "covid/medseg1/ct.nii.gz"}
WINDOWS = {"lung": (-600, 1500), "mediastinum": (40, 400), "bone": (400, 1800)}
# stylet's words, chafa's colours, and the sets of symbols of which the best counts.
RUNGS = {
    "direct, half blocks": (["--colour", "direct", "--picture", "halves"], "full", ["vhalf"]),
    "direct, quadrants": (["--colour", "direct", "--picture", "quadrants"], "full", ["block+border", "block+quad"]),
    "direct, sextants": (["--colour", "direct", "--picture", "sextants"], "full",
                         ["block+border", "block+border+sextant", "all"]),
    "direct, octants": (["--colour", "direct", "--picture", "octants"], "full", ["block+border+sextant", "all"]),
    "256, half blocks": (["--colour", "256", "--picture", "halves"], "256", ["vhalf"]),
    "256, quadrants": (["--colour", "256", "--picture", "quadrants"], "256", ["block+border", "block+quad"]),
    "256, sextants": (["--colour", "256", "--picture", "sextants"], "256",
                      ["block+border", "block+border+sextant", "all"]),
    "256, octants": (["--colour", "256", "--picture", "octants"], "256", ["block+border+sextant", "all"]),
    "16 colours": (["--colour", "16"], "16", ["block+border", "block+border+stipple", "vhalf", "all"]),
    "mono": (["--colour", "mono"], "none", ["block+border", "block+border+stipple", "vhalf", "all"]),
    "ASCII": (["--colour", "mono", "--ascii"], "none", ["ascii"]),
}


def load(path):
    """Voxels (k, j, i) in canonical order and the distances along j and i."""
    if path.is_dir():
        reader = sitk.ImageSeriesReader()
        reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(path)))
        image = reader.Execute()
    else:
        image = sitk.ReadImage(str(path))
    image = sitk.DICOMOrient(image, "LPS")
    return sitk.GetArrayFromImage(image).astype(float), image.GetSpacing()[1], image.GetSpacing()[0]


def averaged(slice, width, height):
    """The slice in so many pixels, each the mean of what it covers."""
    for axis, n in ((0, height), (1, width)):
        m = slice.shape[axis]
        edges = np.linspace(0, m, n + 1)
        sums = np.concatenate([np.zeros_like(slice.take([0], axis)), np.cumsum(slice, axis)], axis)
        low = np.floor(edges).astype(int)
        part = (edges - low).reshape([-1, 1] if axis == 0 else [1, -1])
        at = sums.take(low, axis) + part * (sums.take(np.minimum(low + 1, m), axis) - sums.take(low, axis))
        slice = np.diff(at, axis=axis) / (m / n)
    return slice


def summary(rows):
    """A line a rung: the means over scans and windows, and the least difference. `rows` are (rung, ours, chafa's)."""
    lines = ["| rung | stylet PSNR / SSIM | chafa's best | difference | least |", "|" + " --- |" * 5]
    for rung in RUNGS:
        pairs = [(ours, best) for name, ours, best in rows if name == rung]
        if not pairs:
            continue
        ours = np.mean([p[0] for p in pairs], axis=0)
        line = f"| {rung} | {ours[0]:.2f} / {ours[1]:.3f} |"
        if all(best for _, best in pairs):
            best = np.mean([p[1][:2] for p in pairs], axis=0)
            least = min(ours[0] - best[0] for ours, best in pairs)
            line += f" {best[0]:.2f} / {best[1]:.3f} | {ours[0] - best[0]:+.2f} | {least:+.2f} |"
        else:
            line += " - | - | - |"
        lines.append(line)
    return "\n".join(lines)


def run(words):
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def chafa(png, columns, rows, colours, symbols, quick):
    out = []
    dithers = ["none"] if quick or colours in ("full", "256") else ["none", "ordered", "diffusion"]
    # Without the first sixteen, whose colours are the user's, the palette of 256 has 240.
    for colour, dither in itertools.product(["256", "240"] if colours == "256" else [colours], dithers):
        for preprocess in ["off"] if quick else ["off", "on"]:
            out.append(run([
                "chafa", "-f", "symbols", "-c", colour, "--symbols", symbols, "--size", f"{columns}x{rows}", "--stretch",
                "-w", "9", "--dither", dither, "-p", preprocess, "--polite", "on", "--animate", "off", str(png)]))
    return out


def main():
    words = argparse.ArgumentParser(prog="fidelity", description=__doc__.split("\n")[0])
    words.add_argument("--stylet", required=True)
    words.add_argument("--data", required=True, type=pathlib.Path)
    words.add_argument("--size", default="110x55")
    words.add_argument("--png", type=pathlib.Path)
    words.add_argument("--rung", default="")
    words.add_argument("--scan", default="")
    words.add_argument("--font", default=screen.FONT, help="a file of the font that letters are drawn in, by both")
    words.add_argument("--quick", action="store_true", help="the lung window alone, chafa without its preprocessing")
    asked = words.parse_args()
    screen.FONT = asked.font
    columns, rows = map(int, asked.size.split("x"))
    scans = {n: asked.data / p for n, p in SCANS.items() if (asked.data / p).exists() and asked.scan in n}
    for name in SCANS.keys() - scans.keys():
        print(f"{name}: skipped: not there")
    has_chafa = shutil.which("chafa") is not None
    if not has_chafa:
        print("chafa: skipped: not installed")
    print(f"| scan | window | rung | stylet PSNR / SSIM | chafa's best | difference |\n|{' --- |' * 6}")
    behind, measured = 0, []
    with tempfile.TemporaryDirectory() as folder:
        for name, path in scans.items():
            voxels, dj, di = load(path)
            k = len(voxels) // 2
            height = voxels.shape[1] * dj / (voxels.shape[2] * di)
            for window, (level, width) in list(WINDOWS.items())[:1 if asked.quick else None]:
                grey = np.clip((voxels[k] - (level - width / 2)) / width, 0, 1) * 255
                size = columns, min(rows, round(columns * height / 2))
                truth = averaged(grey, size[0] * screen.WIDTH, size[1] * screen.HEIGHT)
                png = pathlib.Path(folder) / "slice.png"
                Image.fromarray(grey.round().astype(np.uint8)).save(png)
                for rung, (own, colours, symbols) in RUNGS.items():
                    if asked.rung not in rung:
                        continue
                    text = run([asked.stylet, "show", str(path), "--slice", str(k + 1), "--window", f"{level},{width}",
                                "--size", f"{size[0]}x{size[1]}", *own])
                    drawn = screen.picture(text, *size)
                    p, s = measures.psnr(drawn, truth), measures.ssim(drawn, truth)
                    if asked.png:
                        asked.png.mkdir(parents=True, exist_ok=True)
                        file = asked.png / f"{name}-{window}-{rung.replace(', ', '-').replace(' ', '-')}.png"
                        Image.fromarray(np.hstack([drawn, truth]).round().astype(np.uint8)).save(file)
                    best = None
                    for set in symbols if has_chafa else []:
                        for text in chafa(png, *size, colours, set, asked.quick):
                            other = screen.picture(text, *size)
                            found = measures.psnr(other, truth), measures.ssim(other, truth), set
                            best = max(best or found, found)
                    told = f"{best[0]:.2f} / {best[1]:.3f} ({best[2]})" if best else "-"
                    measured.append((rung, (p, s), best))
                    behind += best is not None and p < best[0]
                    print(f"| {name} | {window} | {rung} | {p:.2f} / {s:.3f} | {told} | "
                          f"{f'{p - best[0]:+.2f}' if best else '-'} |", flush=True)
    print(f"\n{behind} behind chafa\n" if has_chafa else "")
    print(summary(measured))


if __name__ == "__main__":
    main()
