import StyletImaging

/// The inks of a pane's picture: greys, findings in their tints, marks. Made once for a terminal and a table.
struct PicturePalette {
  /// What the inks depend on.
  struct Key: Equatable {
    var table: LabelTable
    var active: UInt8
    var erasing: Bool
    /// The findings, while lungs are drawn: they are outlined.
    var others = LabelTable.none
  }

  var greys: GreyScale
  private let traits: TerminalTraits
  let theme: Theme
  let ramp: ShadeRamp
  private let steps: Int
  /// Value times the steps of a tint, plus step.
  private let tints: [Ink]
  /// The plain colour of each value.
  private let solids: [Ink]
  /// The character that stands for each value where colour alone must not.
  private let markers: [Unicode.Scalar]
  /// The cursor's voxel over dark, middling and bright: its brightness can still be told.
  private let cursor: [Ink]
  let brush: Ink
  let vertex: Ink
  let measure: Ink
  let zone: Ink
  /// Of A and of B, where they differ: plain, and in steps of brightness, so that the anatomy stays visible.
  private let readings: [Ink]
  private let readingTints: [[Ink]]
  private let lungs: [Ink]
  private let others: [Ink]

  init(_ traits: TerminalTraits, _ key: Key) {
    let mixer = Tints(traits.tier)
    self.traits = traits
    greys = GreyScale(traits.tier, isLight: traits.isLight)
    theme = Theme(traits.tier)
    ramp = ShadeRamp(traits)
    steps = mixer.count
    let unknown = [Ink](repeating: mixer.solid(Self.unknownColour), count: mixer.count)
    var tints = [Ink]()
    var solids = [Ink]()
    var markers = [Unicode.Scalar]()
    for value in 0...255 {
      let finding = key.table[UInt8(value)]
      let strength = UInt8(value) == key.active ? 0.8 : 0.6
      tints += finding.map { mixer.inks($0.colour, strength: strength) } ?? unknown
      solids.append(mixer.solid(finding?.colour ?? Self.unknownColour))
      markers.append(Self.marker(UInt8(value), key.table))
    }
    (self.tints, self.solids, self.markers) = (tints, solids, markers)
    cursor = [RGB(0x5f, 0xd7, 0x00), Theme.cursor, RGB(0xaf, 0xff, 0x5f)].map { mixer.solid($0) }
    // Lines on black: of the first eight colours the blue is lost there.
    let isANSI = traits.tier == .ansi
    func onBlack(_ ink: Ink) -> Ink { isANSI && ink == .palette(4) ? .palette(7) : ink }
    brush = onBlack(key.erasing ? mixer.solid(Theme.eraser) : solids[Int(key.active)])
    vertex = mixer.solid(RGB(0xff, 0xff, 0xff))
    measure = mixer.solid(RGB(0x5f, 0xd7, 0xff))
    zone = mixer.solid(LungInks.zone)
    readings = traits.tier == .ansi ? [.palette(13), .palette(14)] : Self.readingColours.map(mixer.solid)
    readingTints = Self.readingColours.map { mixer.inks($0, strength: 0.8) }
    lungs = (0...3).map { LungInks.ink($0, traits.tier) }
    others = (0...255).map { onBlack(mixer.solid(key.others[UInt8($0)]?.colour ?? Self.unknownColour)) }
  }

  /// Of A and B, where they differ: no finding's of the standard table, no lung's, and told apart by the colour-blind.
  static let readingColours = [RGB(0xff, 0x87, 0xff), RGB(0x5f, 0xff, 0xd7)]
  /// The ink of A or B where they differ.
  func compared(_ isA: Bool) -> Ink { readings[isA ? 0 : 1] }
  /// The same over the picture.
  func compared(_ isA: Bool, _ brightness: UInt8) -> Ink { readingTints[isA ? 0 : 1][step(brightness)] }
  /// What can be read on it.
  var onCompared: Ink { traits.tier == .ansi ? .palette(0) : greys.inks[0] }

  private static let unknownColour = RGB(0xc0, 0xc0, 0x60)

  /// The digit that selects a finding: its place in the table, letters after the ninth.
  static func marker(_ value: UInt8, _ table: LabelTable) -> Unicode.Scalar {
    guard let place = table.findings.firstIndex(where: { $0.value == value }) else { return "?" }
    let signs = Array("123456789abcdefghijklmnopqrstuvwxyz".unicodeScalars)
    return place < signs.count ? signs[place] : "?"
  }

  /// Which step of a tint shows a brightness.
  @inline(__always)
  private func step(_ brightness: UInt8) -> Int { Int(brightness) * steps / 256 }

  @inline(__always)
  func tint(_ label: UInt8, _ brightness: UInt8) -> Ink { tints[Int(label) * steps + step(brightness)] }

  /// See ``Tints/coarseStep(_:)``; in 24-bit colour all steps, so that the anatomy stays visible under a finding.
  @inline(__always)
  func coarseTint(_ label: UInt8, _ brightness: UInt8) -> Ink {
    steps > Tints.steps ? tint(label, brightness) : tints[Int(label) * steps + Tints.coarseStep(brightness)]
  }

  /// The ink of a lung's outline.
  func lung(_ label: UInt8) -> Ink { lungs[min(Int(label), 3)] }
  /// The ink of a finding's outline while lungs are drawn.
  func other(_ label: UInt8) -> Ink { others[Int(label)] }

  func solid(_ label: UInt8) -> Ink { solids[Int(label)] }

  /// What can be read on a finding's plain colour.
  func onSolid(_ label: UInt8) -> Ink {
    guard traits.tier == .ansi else { return greys.inks[0] }
    return isDark(label) ? .palette(15) : .palette(0)
  }

  /// What of a finding's colour can be read on black: of the dark ones of the 16 colours none.
  func onBlack(_ label: UInt8) -> Ink { traits.tier == .ansi && isDark(label) ? .palette(7) : solids[Int(label)] }

  /// Of the 16 colours: red, blue and magenta are dark.
  private func isDark(_ label: UInt8) -> Bool { [1, 4, 5].contains(solids[Int(label)].raw) }

  func cursor(_ brightness: UInt8) -> Ink { cursor[Int(brightness) * cursor.count / 256] }
  var crosshair: Ink { cursor[1] }

  func marker(_ label: UInt8) -> Unicode.Scalar { markers[Int(label)] }
}
