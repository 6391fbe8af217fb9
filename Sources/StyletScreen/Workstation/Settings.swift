import StyletImaging
import StyletProject

/// The radii that the brush keys go through.
enum BrushRadius {
  static let usual = [
    0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50,
  ]
  /// What may be asked for by number, mm.
  static let range = PlaceRecord.radii

  /// `n` usual radii from `radius`, staying among them.
  static func step(from radius: Double, by n: Int) -> Double {
    let larger = usual.firstIndex { $0 > radius + 1e-9 } ?? usual.count
    let smaller = usual.lastIndex { $0 < radius - 1e-9 } ?? -1
    let at = n > 0 ? larger + n - 1 : smaller + n + 1
    return usual[min(max(at, 0), usual.count - 1)]
  }
}

/// Brush, gate, finding and window: what is set rather than drawn.
extension Workstation {
  func setRadius(_ mm: Double) {
    endPenStroke()
    tool.radius = mm
    say(Say.brush(tool))
  }

  func stepRadius(by n: Int) {
    guard n != 0 else { return }
    setRadius(BrushRadius.step(from: tool.radius, by: n))
  }

  func switchShape() {
    endPenStroke()
    tool.shape = tool.shape == .disc ? .ball : .disc
    say(Say.brush(tool))
  }

  func switchAdaptive() {
    endPenStroke()
    tool.adaptive.toggle()
    say(Say.brush(tool))
  }

  func setErasing(_ erasing: Bool) {
    endPenStroke()
    tool.erasing = erasing
    say(Say.painting(tool, table))
  }

  func setGate(on: Bool) {
    tool.gated = on
    if !on { tool.gateFollows = false }
    say(Say.gate(tool))
  }

  func setGate(_ range: ClosedRange<Double>) {
    tool.gate = range
    tool.gateFollows = false
    setGate(on: true)
  }

  // MARK: Finding

  /// The code of the finding drawn with.
  var finding: String { table[tool.finding]?.code ?? "\(tool.finding)" }

  func chooseFinding(_ asked: String) throws { choose(try named(asked)) }

  /// By place in the list, code or name.
  func named(_ asked: String) throws -> Finding {
    let findings = table.findings
    let byPlace = Int(asked).flatMap { $0 > 0 ? findings[safe: $0 - 1] : nil }
    let name = asked.lowercased()
    let byName = findings.first { [$0.code, $0.name, $0.spoken].contains { $0.lowercased() == name } }
    guard let chosen = byPlace ?? byName else { throw Say.noFinding(asked, table) }
    return chosen
  }

  /// A label that is drawn and not in the table, by what the panel calls it ("label-99") or, where no place of the list
  /// has it, its number.
  private func unnamed(_ asked: String) -> UInt8? {
    let drawn = table.unnamed(of: drawn.origins.keys.map(\.label))
    let isPlace = Int(asked).map { $0 > 0 && $0 <= table.findings.count } ?? false
    return drawn.first { asked.lowercased() == LabelTable.unnamed($0).code || !isPlace && asked == "\($0)" }
  }

  /// Round the list.
  func chooseFinding(by step: Int) {
    let findings = table.findings
    guard !findings.isEmpty else { return }
    let at = findings.firstIndex { $0.value == tool.finding } ?? 0
    choose(findings[((at + step) % findings.count + findings.count) % findings.count])
  }

  func takeFinding() throws {
    let label = drawn.labels[view.cursor]
    guard label != 0 else { throw Say.noFindingHere }
    guard let found = table[label] else { throw Say.unnamedFinding(label) }
    choose(found)
  }

  private func choose(_ finding: Finding) {
    endPenStroke()
    tool.finding = finding.value
    followGate(finding)
  }

  /// - Parameter asked: empty goes round.
  func setDrawOver(_ asked: String) throws {
    endPenStroke()
    switch asked.lowercased() {
    case "":
      let under = drawn.labels[view.cursor]
      switch tool.over {
      case .everything: tool.over = .unlabelled
      case .unlabelled where under != 0 && under != tool.finding: tool.over = .finding(under)
      default: tool.over = .everything
      }
    case "everything", "all": tool.over = .everything
    case "unlabelled", "none": tool.over = .unlabelled
    default: tool.over = .finding(try named(asked).value)
    }
    say(Say.drawOver(tool, table))
  }

  func toggleLock(_ asked: String) throws {
    endPenStroke()
    let value = asked.isEmpty ? tool.finding : try unnamed(asked) ?? named(asked).value
    if tool.locked.remove(value) == nil { tool.locked.insert(value) }
    say(Say.locks(tool, table))
  }

  func show(findings: FindingsDisplay) {
    view.findings = findings
    say(isOnLungs ? Say.lungs(findings) : Say.findings(findings))
  }

  // MARK: Window

  func setWindow(_ window: DisplayWindow, name: String) {
    view.window = DisplayWindow(
      level: min(max(window.level, -Self.farthestLevel), Self.farthestLevel),
      width: min(max(window.width, 1), Self.farthestLevel))
    view.windowName = name
    say(Say.window(view))
  }

  private static let farthestLevel = 100_000.0

  /// From the values of the active slice.
  func setAutomaticWindow() throws {
    let slice = SliceWindow(whole: view.active, w: place.w, of: volume.size)
    guard view.active.rows(of: volume.arrived, w: place.w, in: volume.size).count == slice.height else {
      throw NotReadYet()
    }
    setWindow(.auto(SliceSampler.sample(volume, slice, .nearest)), name: "auto")
  }

  func adjustWindow(level: Double, width: Double) {
    setWindow(
      DisplayWindow(level: view.window.level + level, width: view.window.width + width), name: "custom")
  }
}

extension Array {
  subscript(safe at: Int) -> Element? { indices.contains(at) ? self[at] : nil }
}
