import StyletBase
import StyletImaging

/// A reader's word that what a program proposed is taken over: who, when, and of what how much.
///
/// It stands among the project's annotations, so that file, journal and undo have it with the drawing: taken back, it
/// is gone. Later strokes change nothing of it: it says what happened, and ``Origin/accepted`` says where.
public struct Acceptance: Hashable, Sendable {
  public struct Part: Hashable, Sendable {
    /// The finding's value.
    public var label: UInt8
    /// Drawn by it, without what was drawn already.
    public var millilitres: Double

    public init(label: UInt8, millilitres: Double) { (self.label, self.millilitres) = (label, millilitres) }
  }

  /// UTC, ISO 8601.
  public var time: String
  /// Empty where no reader is named.
  public var reader: String
  /// What proposed it, with its version, or the segmenter's name; nil where that is not known.
  public var source: String?
  /// By label; empty of lungs.
  public var parts: [Part]
  /// mL of what was accepted that were drawn already, and stayed as they were; in no part.
  public var kept: Double

  public init(time: String, reader: String, source: String? = nil, parts: [Part] = [], kept: Double = 0) {
    (self.time, self.reader, self.source, self.parts, self.kept) = (time, reader, source, parts, kept)
  }

  /// - Parameter edit: takes a proposal over; what its own runs draw counts.
  package init(of edit: Edit, grid: VoxelGrid, source: String?, reader: String, time: String) {
    var voxels: [UInt8: Int] = [:]
    for run in edit.runs where run.new != 0 { voxels[run.new, default: 0] += Int(run.count) }
    let taken = edit.otherLayers.filter { $0.layer == LabelLayer.proposal }.flatMap(\.runs)
      .reduce(0) { $0 + ($1.new == 0 ? Int($1.count) : 0) }
    let kept = max(taken - voxels.values.reduce(0, +), 0)
    self.init(
      time: time, reader: reader, source: source,
      parts: voxels.sorted { $0.key < $1.key }.map {
        Part(label: $0.key, millilitres: Double($0.value) * grid.voxelVolume / 1000)
      }, kept: Double(kept) * grid.voxelVolume / 1000)
  }

  /// mL of findings that an edit draws: 0 where all that is accepted was drawn already.
  public static func drawn(by edit: Edit, grid: VoxelGrid) -> Double {
    guard edit.layer == LabelLayer.findings else { return 0 }
    let voxels = edit.runs.reduce(0) { $0 + ($1.new == 0 ? 0 : Int($1.count)) }
    return Double(voxels) * grid.voxelVolume / 1000
  }

  /// mL of one finding.
  public func millilitres(of label: UInt8) -> Double {
    parts.reduce(0) { $0 + ($1.label == label ? $1.millilitres : 0) }
  }
}

extension Acceptance {
  private static let action = "accepted"

  /// nil when the entry is another, or none of this form.
  public init?(_ entry: JSONValue) {
    guard let o = entry.object, o["action"]?.string == Self.action, let time = o["time"]?.string,
      let reader = o["reader"]?.string
    else { return nil }
    var parts: [Part] = []
    for part in o["findings"]?.array ?? [] {
      guard let part = part.object, let label = part["label"]?.int, (1...255).contains(label),
        let mL = part["ml"]?.double, mL >= 0
      else { return nil }
      parts.append(Part(label: UInt8(label), millilitres: mL))
    }
    let kept = o["drawn_already_ml"]?.double ?? 0
    guard kept >= 0 else { return nil }
    self.init(time: time, reader: reader, source: o["source"]?.string, parts: parts, kept: kept)
  }

  /// As the project's file has it.
  public var json: JSONObject { json(.label) }

  /// - Parameter key: what the findings' values are called.
  package func json(_ key: FindingKey) -> JSONObject {
    var o: JSONObject = ["action": .string(Self.action), "time": .string(time), "reader": .string(reader)]
    o["source"] = source.map(JSONValue.string)
    if kept > 0 { o["drawn_already_ml"] = .double(kept) }
    if !parts.isEmpty {
      o["findings"] = .array(
        parts.map { .object([key.rawValue: .int(Int($0.label)), "ml": .double($0.millilitres)]) })
    }
    return o
  }

  /// All that was accepted of proposals, in the order of their time.
  public static func all(in annotations: Annotations) -> [Acceptance] {
    annotations.proposal.compactMap(Acceptance.init)
  }

  /// Puts the word at the end of what is said of the proposal.
  package func change(in annotations: Annotations) -> AnnotationChange {
    AnnotationChange(.proposal, at: annotations.proposal.count, old: nil, new: .object(json))
  }
}
