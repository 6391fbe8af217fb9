import StyletCore
import StyletImaging

/// Brush, gate and finding: what is set rather than drawn.
extension DrawingController {
  func setRadius(_ mm: Double) {
    endPenStroke()
    tool.radius = mm
    say(Sentence.brush(tool))
  }

  func stepRadius(by n: Int) {
    guard n != 0 else { return }
    setRadius(BrushRadius.step(from: tool.radius, by: n))
  }

  func switchShape() {
    endPenStroke()
    tool.shape = tool.shape == .disc ? .ball : .disc
    say(Sentence.brush(tool))
  }

  func switchAdaptive() {
    endPenStroke()
    tool.adaptive.toggle()
    say(Sentence.brush(tool))
  }

  func setErasing(_ erasing: Bool) {
    endPenStroke()
    tool.erasing = erasing
    say(Sentence.painting(tool, table))
  }

  func setGate(on: Bool) {
    tool.gated = on
    if !on { tool.gateFollows = false }
    say(Sentence.gate(tool))
  }

  func setGate(_ range: ClosedRange<Double>) {
    tool.gate = range
    tool.gateFollows = false
    setGate(on: true)
  }

  // MARK: Finding

  func chooseFinding(_ asked: String) throws { choose(try named(asked)) }

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
    guard label != 0 else { throw Sentence.noFindingHere }
    guard let found = table[label] else { throw Sentence.unnamedFinding(label) }
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
    say(Sentence.drawOver(tool, table))
  }

  func toggleLock(_ asked: String) throws {
    endPenStroke()
    let value = asked.isEmpty ? tool.finding : try unnamed(asked) ?? named(asked).value
    if tool.locked.remove(value) == nil { tool.locked.insert(value) }
    say(Sentence.locks(tool, table))
  }
}
