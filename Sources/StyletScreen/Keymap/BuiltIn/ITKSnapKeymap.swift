extension BuiltInKeymap {
  /// Keymaps/itksnap.toml, word for word; a test compares them.
  static let itksnapText = #"""
    # Stylet with the habits of ITK-SNAP: what has the same meaning there has the same key here.
    #
    # Arrows, PgUp, PgDn, Space (apply the brush), "<" and ">" (label) and Backspace in a polygon are the same
    # already. Of its Ctrl shortcuts only those are here that terminals deliver; u undoes, U does it again.
    # The tool numbers 1, 3 and 4 are commands, so a count cannot begin with them.

    [keys]
    # Tools by number: crosshair, polygon, paintbrush.
    "1" = "back"
    "3" = "contour"
    "4" = "pen"

    # The size of the brush; the picture's is beside it.
    "+" = "brush-larger"
    "=" = "brush-larger"
    "-" = "brush-smaller"
    "_" = "brush-smaller"
    "]" = "zoom-in"
    "[" = "zoom-out"
    "zv" = "zoom-voxel"

    # S shows and hides the segmentation; findings by number move to "d".
    "s" = "findings-display"
    "d1" = "finding 1"
    "d2" = "finding 2"
    "d3" = "finding 3"
    "d4" = "finding 4"
    "d5" = "finding 5"
    "d6" = "finding 6"
    "d7" = "finding 7"
    "d8" = "finding 8"
    "d9" = "finding 9"
    "dL" = "draw-on"

    # C centres the views; Ctrl-V, which there pastes the polygon of another slice, copies its label.
    "c" = "centre"
    "<C-v>" = "copy"
    "y" = "copy"

    [contour]
    # Enter accepts the polygon; Space drops its vertices.
    "<CR>" = "contour-close"

    """#
}
