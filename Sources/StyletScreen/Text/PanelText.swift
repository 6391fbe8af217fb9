import StyletBase
import StyletCore
import StyletImaging

/// The words of panes, panel, status line and boxes: all that a reader reads there, in one place.
enum PanelText {
  static func name(_ plane: Plane) -> String {
    switch plane {
    case .axial: words("panel.name-axial")
    case .coronal: words("panel.name-coronal")
    case .sagittal: words("panel.name-sagittal")
    }
  }

  static func window(_ name: String, _ w: DisplayWindow) -> String {
    words(
      "panel.window", ["name": name, "level": NumberText.fixed(w.level, 0), "width": NumberText.fixed(w.width, 0)])
  }

  static func grid(_ mm: Double) -> String { words("panel.grid", ["mm": NumberText.trimmed(mm)]) }
  /// "MIP 10 mm".
  static func slab(_ slab: Slab) -> String {
    words("panel.slab", ["mode": slabMode(slab.mode.rawValue), "mm": NumberText.trimmed(slab.thickness)])
  }
  /// "MIP", as a reader types "mip"; what is none stays.
  static func slabMode(_ typed: String) -> String { words("panel.slab-mode", ["mode": typed]) }
  /// While a slab is shown: value and strokes are those of the slice in its middle.
  static var onThisSlice: String { words("panel.on-this-slice") }

  static func scale(_ mm: Double) -> String { words("panel.scale", ["mm": NumberText.short(mm)]) }

  /// What a cell covers: "cell = 5×10 voxels".
  static func cell(_ u: Double, _ v: Double) -> String {
    func n(_ x: Double) -> String { x < 1.95 ? NumberText.trimmed((x * 10).rounded() / 10) : NumberText.fixed(x, 0) }
    return words("panel.cell", ["columns": n(u), "rows": n(v)])
  }

  static func length(mm: Double) -> String {
    mm >= 10 ? "\(NumberText.trimmed(mm / 10)) cm" : "\(NumberText.trimmed(mm)) mm"
  }

  static var extent: String { words("panel.extent") }
  /// While the scan is still being read, nothing is counted.
  static var extentLater: String { words("panel.extent-later") }
  static var tool: String { words("panel.tool") }
  static var total: String { words("panel.total") }
  /// What stands for the total where not all that is drawn counts as lesion, and no row has room to say what.
  static var lesion: String { words("panel.lesion") }
  /// Below a total, from the longest form: "without NOD 0.47, EMP 1.20".
  static func without(_ parts: [(code: String, millilitres: Double)]) -> [String] {
    let sum = millilitres(parts.reduce(0) { $0 + $1.millilitres })
    let each = parts.map { $0.code + " " + millilitres($0.millilitres) }.joined(separator: ", ")
    return [
      words("panel.without", ["what": each]), words("panel.without-findings", ["n": parts.count, "ml": sum]),
      words("panel.without", ["what": sum]),
    ]
  }

  /// Findings that have no row.
  static func moreFindings(_ n: Int) -> String { words("panel.more-findings", ["n": n]) }

  static let millilitresTitle = "mL"
  /// On the axial slice of the cursor.
  static let areaTitle = "mm²"
  static var meanTitle: String { words("panel.mean-title") }
  static var narrowMeanTitle: String { hu }
  static var slicesTitle: String { words("panel.slices-title") }
  static var narrowSlicesTitle: String { words("panel.narrow-slices-title") }
  static var rangeTitle: String { words("panel.range-title") }

  static func millilitres(_ x: Double) -> String { NumberText.fixed(x, x < 99.995 ? 2 : 1) }

  static func brush(_ tool: ToolState) -> String {
    words(
      "panel.brush",
      ["shape": tool.shape.rawValue, "radius": NumberText.trimmed(tool.radius), "adaptive": tool.adaptive])
  }

  static func gate(_ tool: ToolState) -> String {
    guard tool.gated else { return words("panel.gate-off") }
    return words(
      "panel.gate",
      [
        "low": NumberText.trimmed(tool.gate.lowerBound),
        "high": NumberText.trimmed(tool.gate.upperBound),
      ])
  }

  /// Where the gate's values have no room.
  static var gateOn: String { words("panel.gate-on") }

  static func action(_ tool: ToolState) -> String { words("panel.action", ["erasing": tool.erasing]) }
  static var penDown: String { words("panel.pen-down") }
  static var penUp: String { words("panel.pen-up") }

  /// Strokes that the file does not hold; always shown, so that a stroke changes one digit.
  static var unsaved: String { words("panel.unsaved") }
  static var slowLink: String { words("panel.slow-link") }
  static func strokes(_ n: Int) -> String { String(min(max(n, 0), 9999)) }

  static var hu: String { words("panel.hu") }
  static func value(_ hu: Double) -> String { words("panel.value", ["hu": NumberText.fixed(hu, 0)]) }

  static func loading(_ l: ScreenModel.Loading) -> String {
    let loading = l.isChecking ? words("panel.checking") : words("panel.loading", ["percent": l.percent])
    return loading + (l.waiting == 0 ? "" : ", " + words("panel.keys-wait", ["n": l.waiting]))
  }

  /// Patient millimetres with the letter of the side instead of a sign: "R 34.2  P 120.0  S 45.5 mm".
  static func position(_ p: PatientPoint) -> String {
    func part(_ x: Double, _ positive: String, _ negative: String) -> String {
      "\(PatientSide.letter(x < 0 ? negative : positive)) \(NumberText.fixed(abs(x), 1))"
    }
    return "\(part(p.x, "L", "R"))  \(part(p.y, "P", "A"))  \(part(p.z, "S", "I")) mm"
  }

  static func findings(_ display: FindingsDisplay) -> String {
    switch display {
    case .shown: ""
    case .outlined: words("panel.findings-outlined")
    case .hidden: words("panel.findings-hidden")
    }
  }

  /// Behind a message that is cut.
  static let moreOfMessage = ":messages"

  static func tooSmall(width: Int, height: Int) -> [String] {
    [
      words("panel.too-small-1"),
      words(
        "panel.too-small-2", ["width": SmallestScreen.width, "height": SmallestScreen.height]),
      words("panel.too-small-3", ["width": width, "height": height]),
      words("panel.too-small-4"),
    ]
  }

  static var help: String { words("panel.help") }
  static var commands: String { words("panel.commands") }
  static var noCommand: String { words("panel.no-command") }
  static var counts: String { words("panel.counts") }
  static var countedSlice: String { words("panel.counted-slice") }
  static var noCounts: String { words("panel.no-counts") }
  static func more(_ n: Int) -> String { words("panel.more", ["n": n]) }
  /// Of a preset: "lung"; what is no preset's stays.
  static func windowName(_ name: String) -> String { words("panel.window-name", ["name": name]) }
  static func linesBelow(_ n: Int) -> String { words("panel.lines-below", ["n": n]) }
  static var helpKeys: String { words("panel.help-keys") }
  static var listKeys: String { words("panel.list-keys") }
}
