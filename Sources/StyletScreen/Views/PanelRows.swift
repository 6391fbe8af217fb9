import StyletImaging

extension ExtentPanel {
  /// The findings that there is room for, in order: the one drawn with always, then what holds something, then the
  /// empty ones.
  static func visible(
    _ findings: [Finding], active: UInt8, room: Int, holds: (UInt8) -> Bool = { _ in false }
  ) -> [Finding] {
    guard findings.count > room else { return findings }
    let own = findings.filter { $0.value == active }
    let others = findings.filter { $0.value != active }
    let ranked = own + others.filter { holds($0.value) } + others.filter { !holds($0.value) }
    let values = Set(ranked.prefix(max(room, 0)).map(\.value))
    return findings.filter { values.contains($0.value) }
  }

  /// The rows of findings, and what holds something and has none. Where there is such, one row of the room is left to
  /// say so.
  static func rows(
    _ findings: [Finding], active: UInt8, room: Int, holds: (UInt8) -> Bool
  ) -> (shown: [Finding], hidden: [Finding]) {
    func split(_ room: Int) -> (shown: [Finding], hidden: [Finding]) {
      let shown = visible(findings, active: active, room: room, holds: holds)
      return (shown, findings.filter { f in holds(f.value) && !shown.contains { $0.value == f.value } })
    }
    let all = split(room)
    return all.hidden.isEmpty || room < 2 ? all : split(room - 1)
  }
}
