extension BuiltInKeymap {
  /// Keymaps/slicer.toml, word for word; a test compares them.
  static let slicerText = #"""
    # Stylet with the habits of 3D Slicer's Segment Editor: what has the same meaning there has the same key here.
    #
    # Space stamps the brush, as a keyboard needs it; Slicer's Space, back to the last effect, is "e".
    # The effect numbers 1 to 5 are commands, so a count cannot begin with them.

    [keys]
    # Left and right go through slices, so the cursor moves with h j k l, and with up and down.
    "<Left>" = "slice-back"
    "<Right>" = "slice-forward"

    # Segments.
    "q" = "finding-previous"
    "w" = "finding-next"
    # Recording keys, for which q is taken.
    "Q" = "macro-record"

    # Effects by number: threshold (here the gate), paint, draw, erase, level tracing (here the contour
    # along edges); I is the intensity range mask.
    "1" = "gate"
    "2" = "pen"
    "3" = "contour"
    "4" = "erase"
    "5" = "contour-wire"
    "i" = "gate"
    # Fill between slices.
    "F" = "interpolate"

    # Undo and redo.
    "z" = "undo"
    "y" = "redo"

    # The brush; the picture's size moves to [ and ].
    "+" = "brush-larger"
    "-" = "brush-smaller"
    "]" = "zoom-in"
    "[" = "zoom-out"

    # Window presets and views, whose prefixes w and z are taken.
    "Wl" = "window lung"
    "Wm" = "window mediastinum"
    "Wb" = "window bone"
    "Wf" = "window fat"
    "Wa" = "window auto"
    "Ww" = "window-adjust"
    "Vc" = "centre"
    "Vl" = "layout"

    [contour]
    # Draw: X takes the last point back, A or Enter applies.
    "x" = "contour-back"
    "<CR>" = "contour-close"

    """#
}
