extension BuiltInKeymap {
  /// Keymaps/default.toml, word for word; a test compares them.
  static let defaultText = #"""
    # Stylet's default keys.
    #
    # A keymap of your own needs only the lines that differ: it is merged over this one.
    # Keys are written as vim writes them: <Space> <CR> <Esc> <Tab> <S-Tab> <BS> <PageUp> <C-r>, <lt> for "<".
    # Several keys in a row are pressed one after another. "none" takes a key away. `stylet keys` lists the
    # commands; a command may be followed by what it takes in the palette, as in "window lung".
    # A number typed before a key is its count: 12<PageDown>. A digit that is bound here is a command, unless
    # a count has begun.

    [keys]
    # Moving
    "<Left>" = "cursor-left"
    "<Right>" = "cursor-right"
    "<Up>" = "cursor-up"
    "<Down>" = "cursor-down"
    "h" = "cursor-left"
    "l" = "cursor-right"
    "k" = "cursor-up"
    "j" = "cursor-down"
    "H" = "cursor-left 10"
    "L" = "cursor-right 10"
    "K" = "cursor-up 10"
    "J" = "cursor-down 10"
    "<PageUp>" = "slice-forward"
    "<PageDown>" = "slice-back"
    "<C-b>" = "slice-forward"
    "<C-f>" = "slice-back"
    "gg" = "slice-first"
    "G" = "slice-last"
    "n" = "drawn-next"
    "N" = "drawn-previous"
    "<Tab>" = "pane-next"
    "<S-Tab>" = "pane-previous"

    # Drawing
    "<Space>" = "stamp"
    "p" = "pen"
    "e" = "erase"
    "[" = "brush-smaller"
    "]" = "brush-larger"
    "b" = "brush-shape"
    "t" = "gate"
    "v" = "contour"
    "f" = "fill"
    "c" = "copy"
    "x" = "clear"
    "r" = "grow"
    "." = "repeat"
    "<Esc>" = "back"

    # Shapes
    "am" = "margin"
    "ao" = "smooth"
    "ah" = "fill-holes"
    "ai" = "islands"
    "ac" = "copy-fitted"
    "ax" = "clip"
    "au" = "union"
    "ap" = "split"
    "T" = "gate-preset"

    # Assists
    "ar" = "grow-space"
    "as" = "grow-seeds"
    "aS" = "grow-seeds-space"
    "ab" = "seed-background"
    "aB" = "seed-background-clear"

    # Contours along edges, the last one again, and the brush that stops at edges
    "V" = "contour-wire"
    "A" = "contour-reopen"
    "C" = "contour-paste"
    "B" = "brush-adaptive"

    # Between drawn slices
    "i" = "interpolate"
    "I" = "interpolation-accept"

    # Findings
    "s1" = "finding 1"
    "s2" = "finding 2"
    "s3" = "finding 3"
    "s4" = "finding 4"
    "s5" = "finding 5"
    "s6" = "finding 6"
    "s7" = "finding 7"
    "s8" = "finding 8"
    "s9" = "finding 9"
    "<lt>" = "finding-previous"
    ">" = "finding-next"
    "<CR>" = "finding-take"
    "o" = "findings-display"

    # Lesions
    "dn" = "lesion-next"
    "dp" = "lesion-previous"
    "dl" = "lesion-list"
    "dd" = "lesion-delete"
    "dr" = "lesion-relabel"
    "de" = "lesion-diameters"

    # Proposed lesions
    "Pp" = "propose"
    "Pl" = "proposal-list"
    "Pn" = "proposal-next"
    "PN" = "proposal-previous"
    "Pa" = "proposal-accept"
    "PA" = "proposal-accept-all"
    "Px" = "proposal-reject"
    "PX" = "proposal-reject-all"
    # Lungs and zones
    "sl" = "draw-on"
    "O" = "lungs-display"
    "mc" = "carina"
    "mv" = "veins"

    # Window
    "wl" = "window lung"
    "wm" = "window mediastinum"
    "wb" = "window bone"
    "wf" = "window fat"
    "wa" = "window auto"
    "W" = "window-adjust"

    # Views
    "+" = "zoom-in"
    "-" = "zoom-out"
    "0" = "zoom-fit"
    "=" = "zoom-voxel"
    "zc" = "centre"
    "zl" = "layout"

    # Measuring
    "mr" = "ruler"
    "mb" = "bidirectional"
    "me" = "ellipse"
    "mp" = "polygon"
    "ml" = "landmark"
    "mm" = "measurements"
    "mn" = "measure-next"
    "mN" = "measure-previous"
    "mx" = "measure-delete"

    # Undo and redo
    "u" = "undo"
    "U" = "redo"
    "<C-r>" = "redo"

    # Macros
    "q" = "macro-record"
    "@" = "macro-play"

    # The structured reading
    "R" = "reading"

    # Project and help
    ":" = "palette"
    "?" = "help"
    "<F1>" = "help"
    "ZZ" = "save-and-leave"

    # While a contour is drawn; all other keys are as above.
    [contour]
    "<CR>" = "contour-vertex"
    "<Space>" = "contour-vertex"
    "<BS>" = "contour-back"
    "a" = "contour-close"
    "n" = "contour-next"
    "N" = "contour-previous"

    # While the window is adjusted; all other keys are as above.
    [adjust]
    "<Left>" = "window-narrower"
    "<Right>" = "window-wider"
    "<Up>" = "level-up"
    "<Down>" = "level-down"
    "h" = "window-narrower"
    "l" = "window-wider"
    "k" = "level-up"
    "j" = "level-down"
    "H" = "window-narrower 100"
    "L" = "window-wider 100"
    "K" = "level-up 100"
    "J" = "level-down 100"
    "<CR>" = "back"

    # While a tool shows what it would draw; all other keys are as above.
    [preview]
    "<Left>" = "preview-less"
    "<Right>" = "preview-more"
    "<Up>" = "preview-previous"
    "<Down>" = "preview-next"
    "h" = "preview-less"
    "l" = "preview-more"
    "k" = "preview-previous"
    "j" = "preview-next"
    "H" = "preview-less 4"
    "L" = "preview-more 4"
    "<CR>" = "preview-take"
    "<Space>" = "preview-take"

    # While something is measured; all other keys are as above.
    [measure]
    "<CR>" = "measure-drop"
    "<Space>" = "measure-drop"
    "<BS>" = "measure-back"
    "a" = "measure-close"

    """#
}
