"""Terminal text to pixels: SGR colours, and each character by a fixed model of 8 x 16 pixels.

Block elements, sextants, wedges and octants are drawn exactly by their definition, as terminals do that draw them
themselves; shades as an even mixture; all else by DejaVu Sans Mono, 13 pixels (Debian: fonts-dejavu-core).
"""

import functools
import re

import numpy as np
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 8, 16
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
# xterm's defaults.
ANSI = [(0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
        (255, 255, 255)]
INK, PAPER = (229, 229, 229), (0, 0, 0)


def palette(n):
    if n < 16:
        return ANSI[n]
    if n < 232:
        steps = (0, 95, 135, 175, 215, 255)
        return steps[(n - 16) // 36], steps[(n - 16) // 6 % 6], steps[(n - 16) % 6]
    return (8 + 10 * (n - 232),) * 3


def cells(text, columns, rows, surround=(INK, PAPER)):
    """(glyph, ink, paper, bold) for each place; what the text leaves open is blank in the terminal's own colours."""
    own_ink, own_paper = surround
    out = [[(" ", own_ink, own_paper, False)] * columns for _ in range(rows)]
    ink, paper, reverse, bold = own_ink, own_paper, False, False
    col = row = 0
    for token in re.findall(r"\x1b\[([0-9;:?]*)([a-zA-Z])|(.|\n)", text):
        codes, final, glyph = token
        if final:
            if final != "m":
                continue
            codes = [int(c or 0) for c in codes.replace(":", ";").split(";")]
            while codes:
                c = codes.pop(0)
                if c == 0:
                    ink, paper, reverse, bold = own_ink, own_paper, False, False
                elif c in (1, 22):
                    bold = c == 1
                elif c in (7, 27):
                    reverse = c == 7
                elif c in (39, 49):
                    ink, paper = (own_ink, paper) if c == 39 else (ink, own_paper)
                elif c in (38, 48):
                    if codes.pop(0) == 5:
                        colour = palette(codes.pop(0))
                    else:
                        colour, codes = tuple(codes[:3]), codes[3:]
                    ink, paper = (colour, paper) if c == 38 else (ink, colour)
                elif 30 <= c <= 37 or 90 <= c <= 97:
                    ink = ANSI[c - 30 if c < 90 else c - 82]
                elif 40 <= c <= 47 or 100 <= c <= 107:
                    paper = ANSI[c - 40 if c < 100 else c - 92]
        elif glyph == "\n":
            row, col = row + 1, 0
        elif row < rows and col < columns:
            out[row][col] = (glyph, paper, ink, bold) if reverse else (glyph, ink, paper, bold)
            col += 1
    return out


def picture(text, columns, rows):
    """The luma of the screen, 0...255, rows x 16 by columns x 8."""
    out = np.zeros((rows * HEIGHT, columns * WIDTH))
    for row, line in enumerate(cells(text, columns, rows)):
        for col, (glyph, ink, paper, _) in enumerate(line):
            a = coverage(glyph)
            out[row * HEIGHT:(row + 1) * HEIGHT, col * WIDTH:(col + 1) * WIDTH] = a * luma(ink) + (1 - a) * luma(paper)
    return out


def luma(c):
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]


QUADRANTS = dict(zip("▘▝▖▗▀▄▌▐▚▞▛▜▙▟█", (8, 4, 2, 1, 12, 3, 10, 5, 9, 6, 14, 13, 11, 7, 15)))


@functools.cache
def coverage(glyph):
    """The part of each pixel that a character's ink covers."""
    a, n = np.zeros((HEIGHT, WIDTH)), ord(glyph)
    if glyph in QUADRANTS:
        q = QUADRANTS[glyph]
        a[:8, :4], a[:8, 4:], a[8:, :4], a[8:, 4:] = q >> 3 & 1, q >> 2 & 1, q >> 1 & 1, q & 1
    elif 0x2581 <= n <= 0x2587:
        a[HEIGHT - 2 * (n - 0x2580):] = 1
    elif 0x2589 <= n <= 0x258F:
        a[:, :0x2590 - n] = 1
    elif glyph in "▔▕":
        a[:2, :] = glyph == "▔"
        a[:, 7:] = np.maximum(a[:, 7:], glyph == "▕")
    elif glyph in "░▒▓":
        a[:] = {"░": 0.25, "▒": 0.5, "▓": 0.75}[glyph]
    elif 0x1FB00 <= n <= 0x1FB3B:
        bits = sextant(n)
        fine = np.zeros((48, WIDTH))
        for part in range(6):
            fine[part // 2 * 16:part // 2 * 16 + 16, part % 2 * 4:part % 2 * 4 + 4] = bits >> part & 1
        a = fine.reshape(HEIGHT, 3, WIDTH).mean(1)
    elif 0x1FB3C <= n <= 0x1FB67:
        a = wedge((n - 0x1FB3C) % 22)
        a = a if n < 0x1FB52 else 1 - a
    elif 0x1CD00 <= n <= 0x1CDE5:
        bits = OCTANTS[n - 0x1CD00]
        for part in range(8):
            a[part // 2 * 4:part // 2 * 4 + 4, part % 2 * 4:part % 2 * 4 + 4] = bits >> part & 1
    elif glyph != " ":
        image = Image.new("L", (WIDTH, HEIGHT))
        ImageDraw.Draw(image).text((0, 0), glyph, font=font(), fill=255)
        a = np.asarray(image) / 255.0
    return a


# Wedges lie below a line: from a place to a place, halves across and thirds down.
WEDGES = [((0, 2), (1, 3)), ((0, 2), (2, 3)), ((0, 1), (1, 3)), ((0, 1), (2, 3)), ((0, 0), (1, 3)), ((0, 1), (1, 0)),
          ((0, 1), (2, 0)), ((0, 2), (1, 0)), ((0, 2), (2, 0)), ((0, 3), (1, 0)), ((0, 2), (2, 1)), ((1, 3), (2, 2)),
          ((0, 3), (2, 2)), ((1, 3), (2, 1)), ((0, 3), (2, 1)), ((1, 3), (2, 0)), ((1, 0), (2, 1)), ((0, 0), (2, 1)),
          ((1, 0), (2, 2)), ((0, 0), (2, 2)), ((1, 0), (2, 3)), ((0, 1), (2, 2))]


def wedge(number):
    (ax, ay), (bx, by) = WEDGES[number]
    y, x = (np.mgrid[0:HEIGHT * 8, 0:WIDTH * 8] + 0.5) / [[[HEIGHT * 8 / 3]], [[WIDTH * 8 / 2]]]
    return (y > ay + (by - ay) * (x - ax) / (bx - ax)).reshape(HEIGHT, 8, WIDTH, 8).mean((1, 3))


@functools.cache
def font():
    return ImageFont.truetype(FONT, 13)


def sextant(n):
    """The parts of a sextant, left to right and down, least bit first: all but none, all and the two halves."""
    return [b for b in range(1, 63) if b not in (21, 42)][n - 0x1FB00]


# Block octants (Unicode 16) in order: all patterns that no older character has.
OLDER = {0x00, 0xFF, 0x0F, 0xF0, 0x55, 0xAA, 0x05, 0x0A, 0x50, 0xA0, 0x5A, 0xA5, 0xF5, 0xFA, 0x5F, 0xAF, 0x01, 0x02,
         0x40, 0x80, 0x03, 0xC0, 0x3F, 0xFC, 0x14, 0x28}
OCTANTS = [b for b in range(256) if b not in OLDER]
