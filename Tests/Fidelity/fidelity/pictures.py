"""Pictures of the program's own screen.

    python -m fidelity.pictures --stylet BINARY --out docs        the two that the README shows
    python -m fidelity.pictures --stylet BINARY --sheet FOLDER    every view on every rung, to look at

The synthetic case is opened in a terminal, keys are typed, and the cells are drawn as terminals draw them.
"""

import argparse
import pathlib
import shutil
import subprocess
import tempfile

from PIL import Image, ImageDraw

from . import paint
from .terminal import Terminal

# Size in cells, keys, and what is on the screen when they have done; lesions are proposed and taken.
README = {
    "workstation.png": ("140x44", "<Esc>", "mL"),
    "solid.png": ("110x40", "zd<Right><Right><Right><Right><Right>n", "1/6"),
}

# Keys that open each view from the panes; Escape twice leaves it.
VIEWS = {
    "panes": "", "zoomed": "++++", "outlined": "o", "3-D": "zd", "3-D cut": "zdLKx", "MIP": "zdM", "slab": "zm",
    "mosaic": "zp", "profile": "mf", "histogram": "mh", "scales": "zgzb++", "help": "?",
}
# Keys that make it as it was.
BACK = {"zoomed": "0", "outlined": "oo", "slab": "zo", "scales": "zgzb0"}
RUNGS = {
    "direct-octants": (["--colour", "direct", "--picture", "octants"], "tmux-direct"),
    "direct-halves": (["--colour", "direct", "--picture", "halves"], "tmux-direct"),
    "256-quadrants": (["--colour", "256", "--picture", "quadrants"], "tmux-256color"),
    "256-light": (["--colour", "256", "--background", "light"], "tmux-256color"),
    "16": (["--colour", "16"], "tmux-256color"),
    "8": (["--colour", "16"], "linux"),
    "mono": (["--colour", "mono"], "tmux-256color"),
    "mono-light": (["--colour", "mono", "--background", "light"], "tmux-256color"),
    "ascii-256": (["--colour", "256", "--ascii"], "tmux-256color"),
    "ascii": (["--colour", "mono", "--ascii"], "tmux-256color"),
    "ascii-16": (["--colour", "16", "--ascii"], "tmux-256color"),
    "ascii-light": (["--colour", "mono", "--ascii", "--background", "light"], "tmux-256color"),
}


def case(stylet, folder):
    """The demo's scan with its proposals taken; saved, so that it opens with them and with its lungs."""
    scan = pathlib.Path(folder) / "sample.nii"
    subprocess.run([stylet, "phantom", scan, "--seed", "7"], check=True, capture_output=True)
    subprocess.run(
        [stylet, "open", scan, "--script", "Pp<Esc>PA<Esc>dn<Esc>:w<CR>", "--save"], check=True, capture_output=True)
    return scan


def readme(stylet, scan, out):
    out.mkdir(parents=True, exist_ok=True)
    for name, (size, keys, shown) in README.items():
        columns, rows = map(int, size.split("x"))
        words = [stylet, "open", scan, "--colour", "direct", "--picture", "sextants"]
        with Terminal(words, columns, rows, term="tmux-direct") as terminal:
            terminal.press("<Esc>")
            terminal.wait(r"\d+ mL")
            terminal.press(keys)
            terminal.wait(shown)
            text = terminal.settled(2)
        paint.save(paint.picture(text, columns, rows, scale=2), out / name)
        print(out / name, (out / name).stat().st_size)


def sheet(stylet, scan, out, size, rungs, views, language):
    """A file a view, all rungs in it, and each picture by itself; of rungs with light paper on such."""
    columns, rows = map(int, size.split("x"))
    out.mkdir(parents=True, exist_ok=True)
    shown = {}
    for rung in rungs:
        options, term = RUNGS[rung]
        with Terminal([stylet, "open", scan, *options, "--lang", language], columns, rows, term=term) as terminal:
            terminal.press("<Esc>")
            terminal.wait(r"\d+ mL")
            for view in views:
                text = terminal.press(VIEWS[view])
                surround = paint.LIGHT if "light" in rung else paint.DARK
                shown[view, rung] = paint.picture(text, columns, rows, surround=surround, brightens=rung == "8")
                shown[view, rung].save(out / f"{view}-{rung}.png".replace(" ", "-"))
                (out / f"{view}-{rung}.txt".replace(" ", "-")).write_text(terminal.plain())
                terminal.press("<Esc>")
                terminal.press(BACK.get(view, "<Esc>"))
    for view in views:
        pictures = [(rung, shown[view, rung]) for rung in rungs]
        wide, high = pictures[0][1].size
        across = 2
        board = Image.new("RGB", (wide * across, (high + 16) * -(-len(pictures) // across)), (60, 60, 60))
        pen = ImageDraw.Draw(board)
        for n, (rung, picture) in enumerate(pictures):
            at = wide * (n % across), (high + 16) * (n // across)
            pen.text((at[0] + 4, at[1]), rung, font=paint.font(True, 1))
            board.paste(picture, (at[0], at[1] + 16))
        board.save(out / f"sheet-{view}.png".replace(" ", "-"))


def main():
    words = argparse.ArgumentParser(prog="fidelity.pictures", description=__doc__.split("\n")[0])
    words.add_argument("--stylet", required=True)
    words.add_argument("--out", type=pathlib.Path)
    words.add_argument("--sheet", type=pathlib.Path)
    words.add_argument("--size", default="80x24")
    words.add_argument("--rungs", default=",".join(RUNGS))
    words.add_argument("--views", default=",".join(VIEWS))
    words.add_argument("--lang", default="en")
    words.add_argument("--case", type=pathlib.Path, help="a scan with its project, in place of the synthetic one")
    asked = words.parse_args()
    if shutil.which("tmux") is None:
        print("pictures: skipped: tmux is not installed")
        return
    asked.stylet = str(pathlib.Path(asked.stylet).absolute())
    with tempfile.TemporaryDirectory() as folder:
        scan = asked.case or case(asked.stylet, folder)
        if asked.out:
            readme(asked.stylet, scan, asked.out)
        if asked.sheet:
            sheet(asked.stylet, scan, asked.sheet, asked.size, asked.rungs.split(","), asked.views.split(","), asked.lang)


if __name__ == "__main__":
    main()
