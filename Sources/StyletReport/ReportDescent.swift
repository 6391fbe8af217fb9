import StyletCore

/// What of a report's drawing came of a program's proposals, and on whose word.
public struct ReportDescent: Sendable {
  /// Of proposed findings, in the order of their time.
  public var acceptances: [Acceptance]
  /// Voxels of the slices that came of a proposal, whatever was corrected on them since; by finding.
  public var voxels: [UInt8: Int]
  /// nil where nothing is said of the lungs, or there are none.
  public var lungSource: LungRecord.Source?
  public var lungAcceptances: [Acceptance]
  /// Whether slices of the lungs came of a proposal that a reader accepted or corrected.
  public var lungsAreAccepted: Bool

  init(_ session: EditSession) {
    acceptances = Acceptance.all(in: session.annotations)
    voxels = DiseaseExtent.voxels(session.findings.origins, session.ledger) { $0 == .accepted }
    let record = session.lungs == nil ? nil : LungRecord(session.annotations)
    lungSource = record?.source
    lungAcceptances = record?.accepted ?? []
    lungsAreAccepted = session.lungs?.origins.values.contains(.accepted) == true
  }

  /// Taken over by all readers, without what was drawn already; mL.
  public func accepted(of finding: UInt8) -> Double { acceptances.reduce(0) { $0 + $1.millilitres(of: finding) } }

  /// The findings that anything was accepted of, or that have a slice that came of a proposal; ascending.
  var findings: [UInt8] {
    Set(voxels.keys).union(acceptances.flatMap { $0.parts.map(\.label) }).sorted()
  }

  /// Who, or what, each once, in the order of their first word; empty names left out.
  static func names(_ all: [String?]) -> [String] {
    var names: [String] = []
    for case let name? in all where !name.isEmpty && !names.contains(name) { names.append(name) }
    return names
  }
}
