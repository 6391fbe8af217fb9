import StyletCore

/// How the volume of all findings went, step by step, for the small plot of the panel.
struct ExtentTrail {
  /// mL after each step, or after every second, fourth, … of a long session; never empty once begun.
  private(set) var values: [Double] = []
  private var every = 1
  private var waiting = 0

  static let most = 256

  mutating func begin(_ session: EditSession) { values = [session.ledger.millilitres(volume: session.volume)] }

  /// - Parameter isNew: a step of its own; else the newest one goes on.
  mutating func note(_ session: EditSession, isNew: Bool) {
    let now = session.ledger.millilitres(volume: session.volume)
    waiting += isNew ? 1 : 0
    guard waiting >= every || values.isEmpty else {
      values[values.count - 1] = now
      return
    }
    waiting = 0
    values.append(now)
    if values.count >= Self.most {
      values = stride(from: 1, to: values.count, by: 2).map { values[$0] }
      every *= 2
    }
  }
}
