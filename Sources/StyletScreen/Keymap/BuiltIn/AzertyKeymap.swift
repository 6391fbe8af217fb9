extension BuiltInKeymap {
  /// Keymaps/azerty.toml, word for word; a test compares them.
  static let azertyText = #"""
    # Stylet's keys on a French AZERTY keyboard: no key needs AltGr, and counts need no Shift.
    #
    # The digit row counts as it is printed below: & é " ' ( - è _ ç à are 1 to 9 and 0; with Shift, or on the
    # numeric pad, the digits themselves do too. Because "-" is the 6 of that row, zooming out is the key
    # right of it, ")", which is where "-" stands on a QWERTY keyboard.

    [keys]
    # The brush: , and ; stand side by side where [ and ] would need AltGr.
    "[" = "none"
    "]" = "none"
    "," = "brush-smaller"
    ";" = "brush-larger"

    # Playing the macro: "@" would need AltGr.
    "@" = "none"
    "Q" = "macro-play"

    "-" = "none"
    ")" = "zoom-out"
    "à" = "zoom-fit"

    # A finding after "s" by the same row.
    "s&" = "finding 1"
    "sé" = "finding 2"
    "s\"" = "finding 3"
    "s'" = "finding 4"
    "s(" = "finding 5"
    "s-" = "finding 6"
    "sè" = "finding 7"
    "s_" = "finding 8"
    "sç" = "finding 9"

    [digits]
    "&" = 1
    "é" = 2
    "\"" = 3
    "'" = 4
    "(" = 5
    "-" = 6
    "è" = 7
    "_" = 8
    "ç" = 9
    "à" = 0

    """#
}
