import StyletBase

@testable import StyletScreen

/// A worklist with keys to play on it, and what was asked for.
final class WorklistDesk {
  static let today = "2026-03-10"

  private(set) var list: Worklist!
  private(set) var acts: [String] = []
  /// Thrown by the next act.
  var failure: Failure?
  var size: (width: Int, height: Int)

  init(
    _ rows: [WorklistRow] = WorklistDesk.few, keymap: Keymap = .standard, traits: TerminalTraits = TerminalTraits(),
    size: (Int, Int) = (80, 24)
  ) {
    self.size = size
    list = Worklist(
      rows, title: "Outlines of opacities", reader: "ann", keymap: keymap, traits: traits, today: { Self.today }
    ) { [unowned self] act, row in
      if let failure {
        self.failure = nil
        throw failure
      }
      let name = list.rows[row].name
      switch act {
      case .open: acts.append("open \(name)")
      case .openAway(let reason): acts.append("open away \(name): \(reason)")
      case .skip(let reason): acts.append("skip \(name): \(reason)")
      case .flag(let reason): acts.append("flag \(name): \(reason)")
      case .compare: acts.append("compare \(name)")
      }
    }
    list.handle(.resize(width: size.0, height: size.1))
  }

  /// One of each kind.
  static let few: [WorklistRow] = [
    WorklistRow("rtf7ryyp", .sealed, priority: 1, due: "2026-03-01", seconds: 725),
    WorklistRow("yvxfntkj", .skipped, priority: 2, note: "moved too much"),
    WorklistRow("4y2nnwvg", .open, priority: 2, due: "2026-03-09", seconds: 59),
    WorklistRow("6rp49ndn", priority: 3, due: "2026-03-10", isFlagged: true, note: "pédiatrie"),
    WorklistRow("w3c4k7mm", priority: 3), WorklistRow("x9n2pptd", .later),
  ]

  /// As a large study deals them out.
  static func many(_ count: Int) -> [WorklistRow] {
    (0..<count).map { n in
      let name = String((0..<8).map { Character(UnicodeScalar(UInt8(97 + (n * 7919 + $0 * 131 + n / 26) % 26))) })
      let isDone = n < count / 3, isLate = n > count - count / 10
      let state: WorklistRow.State = isDone ? (n % 17 == 0 ? .skipped : .sealed) : isLate ? .later : .waiting
      return WorklistRow(
        name, state, priority: n % 5 + 1, due: "2026-0\(n % 9 + 1)-1\(n % 10)", seconds: state == .sealed ? n % 900 : 0,
        isFlagged: n % 50 == 0, note: n % 25 == 0 ? "contrast in the veins, breathing, number \(n)" : "")
    }
  }

  @discardableResult
  func play(_ script: String) throws -> Self {
    for key in try KeyNotation.parse(script) { list.handle(.key(key)) }
    return self
  }

  var text: String { list.draw(width: size.width, height: size.height).text }
  var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  var chosen: String? { list.chosen.map { list.rows[$0].name } }
  var notice: String { list.notice?.text ?? "" }
}
