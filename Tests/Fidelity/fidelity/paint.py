"""A screen as a picture in colour, as a terminal would show it."""

import functools

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from . import screen

BOLD = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf"
DARK, LIGHT = (screen.INK, screen.PAPER), ((30, 30, 30), (255, 255, 255))


@functools.cache
def font(bold, scale):
    return ImageFont.truetype(BOLD if bold else screen.FONT, 13 * scale)


@functools.cache
def coverage(glyph, bold, scale):
    """The part of each of 16 x 8 pixels, times `scale`, that a character's ink covers."""
    if glyph == " " or is_drawn(glyph):
        return np.kron(screen.coverage(glyph), np.ones((scale, scale)))
    image = Image.new("L", (screen.WIDTH * scale, screen.HEIGHT * scale))
    ImageDraw.Draw(image).text((0, 0), glyph, font=font(bold, scale), fill=255)
    return np.asarray(image) / 255.0


def is_drawn(glyph):
    """Whether terminals draw it themselves rather than by a font."""
    n = ord(glyph)
    return 0x2580 <= n <= 0x259F or 0x1FB00 <= n <= 0x1FB67 or 0x1CD00 <= n <= 0x1CDE5


def picture(text, columns, rows, scale=1, surround=DARK, brightens=False):
    """The screen in RGB; `surround` is the terminal's own ink and paper; `brightens` where bold is the bright colour."""
    out = np.zeros((rows * screen.HEIGHT * scale, columns * screen.WIDTH * scale, 3))
    high, wide = screen.HEIGHT * scale, screen.WIDTH * scale
    for row, line in enumerate(screen.cells(text, columns, rows, surround)):
        for col, (glyph, ink, paper, bold) in enumerate(line):
            a = coverage(glyph, bold, scale)[..., None]
            if brightens and bold and ink in screen.ANSI[:8]:
                ink = screen.ANSI[screen.ANSI.index(ink) + 8]
            out[row * high:(row + 1) * high, col * wide:(col + 1) * wide] = a * np.array(ink) + (1 - a) * np.array(paper)
    return Image.fromarray(out.round().astype(np.uint8))


def save(image, file):
    """As PNG with a palette, of the commonest colours: a third of the bytes. Others are edges of letters."""
    common = [c for _, c in sorted(image.getcolors(1 << 24), reverse=True)[:256]]
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in common for value in colour])
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(file, optimize=True)
