import StyletCore

/// The words of panes, panel, status line and boxes: all that a reader reads there, in one place.
enum PanelText {
  static func name(_ plane: Plane) -> String {
    switch plane {
    case .axial: "Axial"
    case .coronal: "Coronal"
    case .sagittal: "Sagittal"
    }
  }

  static func window(_ name: String, _ w: DisplayWindow) -> String {
    "\(name)  L \(NumberText.fixed(w.level, 0)) W \(NumberText.fixed(w.width, 0))"
  }

  static func scale(_ mm: Double) -> String { "\(NumberText.short(mm)) mm/px" }

  /// What a cell covers: "cell = 5×10 voxels".
  static func cell(_ u: Double, _ v: Double) -> String {
    func n(_ x: Double) -> String { x < 1.95 ? NumberText.trimmed((x * 10).rounded() / 10) : NumberText.fixed(x, 0) }
    return "cell = \(n(u))×\(n(v)) voxels"
  }

  static func length(mm: Double) -> String {
    mm >= 10 ? "\(NumberText.trimmed(mm / 10)) cm" : "\(NumberText.trimmed(mm)) mm"
  }

  static let extent = "EXTENT"
  /// While the scan is still being read, nothing is counted.
  static let extentLater = "EXTENT …"
  static let tool = "TOOL"
  static let total = "total"
  /// What stands for the total where not all that is drawn counts as lesion, and no row has room to say what.
  static let lesion = "lesion"
  /// Below a total, from the longest form: "without NOD 0.47, EMP 1.20".
  static func without(_ parts: [(code: String, millilitres: Double)]) -> [String] {
    let sum = millilitres(parts.reduce(0) { $0 + $1.millilitres })
    let each = parts.map { $0.code + " " + millilitres($0.millilitres) }.joined(separator: ", ")
    return ["without " + each, "without \(parts.count) findings \(sum)", "without " + sum]
  }

  /// Findings that have no row.
  static func moreFindings(_ n: Int) -> String { "+\(n) more" }

  static let millilitresTitle = "mL"
  /// On the axial slice of the cursor.
  static let areaTitle = "mm²"
  static let meanTitle = "mean HU"
  static let narrowMeanTitle = "HU"
  static let slicesTitle = "slices"
  static let narrowSlicesTitle = "sl"
  static let rangeTitle = "min…max HU"

  static func millilitres(_ x: Double) -> String { NumberText.fixed(x, x < 99.995 ? 2 : 1) }

  static func brush(_ tool: ToolState) -> String {
    "\(tool.shape == .disc ? "disc" : "ball") \(NumberText.trimmed(tool.radius)) mm" + adaptive(tool)
  }

  static func gate(_ tool: ToolState) -> String {
    guard tool.gated else { return "gate off" }
    return "gate \(NumberText.fixed(tool.gate.lowerBound, 0))…\(NumberText.fixed(tool.gate.upperBound, 0)) HU"
  }

  /// Where the gate's values have no room.
  static let gateOn = "gate on"

  static func action(_ tool: ToolState) -> String { tool.erasing ? "erase" : "paint" }
  static let penDown = "pen down"
  static let penUp = "pen up"

  /// Strokes that the file does not hold; always shown, so that a stroke changes one digit.
  static let unsaved = "unsaved"
  static func strokes(_ n: Int) -> String { String(min(max(n, 0), 9999)) }

  static func value(_ hu: Double) -> String { "\(NumberText.fixed(hu, 0)) HU" }

  static func loading(_ l: ScreenModel.Loading) -> String {
    let keys = l.waiting == 0 ? "" : l.waiting == 1 ? ", a key waits" : ", \(l.waiting) keys wait"
    return (l.isChecking ? "checking the scan" : "reading the scan: \(l.percent) %") + keys
  }

  /// Patient millimetres with the letter of the side instead of a sign: "R 34.2  P 120.0  S 45.5 mm".
  static func position(_ p: PatientPoint) -> String {
    func part(_ x: Double, _ positive: String, _ negative: String) -> String {
      "\(x < 0 ? negative : positive) \(NumberText.fixed(abs(x), 1))"
    }
    return "\(part(p.x, "L", "R"))  \(part(p.y, "P", "A"))  \(part(p.z, "S", "I")) mm"
  }

  static func findings(_ display: FindingsDisplay) -> String {
    switch display {
    case .shown: ""
    case .outlined: "findings outlined"
    case .hidden: "findings hidden"
    }
  }

  /// Behind a message that is cut.
  static let moreOfMessage = ":messages"

  static func tooSmall(width: Int, height: Int) -> [String] {
    [
      "Stylet needs a window of",
      "\(ScreenLayout.minimumWidth)×\(ScreenLayout.minimumHeight) characters.",
      "This one is \(width)×\(height).",
      "Nothing is lost: enlarge it.",
    ]
  }

  static let help = "Help"
  static let commands = "Commands"
  static let noCommand = "no command matches"
  static let counts = "a number before a key repeats it"
  static let countedSlice = "go to slice 123"
  static let noCounts = "go to slice 123; digits are commands, no counts"
  static func more(_ n: Int) -> String { "\(n) more" }
  static let helpKeys = "Esc closes   arrows and PgUp PgDn scroll"
  static let listKeys = "Esc closes"
}
