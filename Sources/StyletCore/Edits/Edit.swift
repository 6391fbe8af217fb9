import StyletBase
import StyletImaging

/// What an ``Edit`` changes in one more layer than its own: a proposal that is accepted leaves its layer in the same
/// step in which it enters the findings.
public struct LayerChange: Hashable, Sendable {
  /// Another than the edit's own; stands once in an edit.
  public var layer: String
  public var runs: [Run]
  public var origins: [OriginChange]

  public init(layer: String, runs: [Run], origins: [OriginChange] = []) {
    self.layer = layer
    self.runs = runs
    self.origins = origins
  }

  /// What an edit of that layer changes.
  public init(_ edit: Edit) { self.init(layer: edit.layer, runs: edit.runs, origins: edit.origins) }

  fileprivate var inverse: LayerChange {
    LayerChange(layer: layer, runs: runs.reversed().map(\.inverse), origins: origins.reversed().map(\.inverse))
  }

  fileprivate var changesSomething: Bool { Edit.changes(runs, origins) }

  fileprivate var memory: Int { Edit.memory(runs, origins) + 100 }
}

/// A change of labels, or of what is measured and marked: the only way that these ever change.
///
/// Runs and annotation changes are applied in order; each `old` is what is there at that moment, so the
/// inverse is exact. An edit that would change nothing does not exist (tools return nil).
public struct Edit: Hashable, Sendable {
  /// What the reader sees in the undo list: "Brush, slice 152".
  public var name: String { title.words }
  /// The same as files keep it.
  public var title: StepName
  /// The tool's id: "brush".
  public var tool: String
  /// What the tool was asked, in words that can be read again: "radius" → "5 mm".
  public var parameters: [String: String]
  /// The layer it belongs to: ``LabelLayer/findings`` or another of the project's.
  public var layer: String
  public var runs: [Run]
  public var origins: [OriginChange]
  public var annotations: [AnnotationChange]
  /// What it changes in other layers, each once: one step with it, in history, journal and file.
  public var otherLayers: [LayerChange]

  public init(
    name: StepName, tool: String, parameters: [String: String] = [:], layer: String = LabelLayer.findings,
    runs: [Run], origins: [OriginChange] = [], annotations: [AnnotationChange] = [], otherLayers: [LayerChange] = []
  ) {
    title = name
    self.tool = tool
    self.parameters = parameters
    self.layer = layer
    self.runs = runs
    self.origins = origins
    self.annotations = annotations
    self.otherLayers = otherLayers
  }

  /// The edit layer by layer: its own first, with what it measures and marks. Each can be applied by itself.
  package var parts: [Edit] {
    if otherLayers.isEmpty { return [self] }
    var own = self
    own.otherLayers = []
    return [own]
      + otherLayers.map {
        Edit(name: title, tool: tool, parameters: parameters, layer: $0.layer, runs: $0.runs, origins: $0.origins)
      }
  }

  /// Whether it changes labels of that layer.
  public func touches(_ layer: String) -> Bool { self.layer == layer || otherLayers.contains { $0.layer == layer } }

  /// Takes the edit back: applied after it, labels, origins and annotations are what they were.
  public var inverse: Edit {
    var e = self
    e.runs = runs.reversed().map(\.inverse)
    e.origins = origins.reversed().map(\.inverse)
    e.annotations = annotations.reversed().map(\.inverse)
    e.otherLayers = otherLayers.reversed().map(\.inverse)
    return e
  }

  /// Both in one, `self` first; name, tool and layer are those of `self`.
  public func followed(by next: Edit) -> Edit {
    var e = self
    e.append(next)
    return e
  }

  /// Takes `next` in after its own changes. Cost: `next`, as long as no other copy of the edit is held.
  package mutating func append(_ next: Edit) {
    runs += next.runs
    origins += next.origins
    annotations += next.annotations
    for change in next.otherLayers {
      if let at = otherLayers.firstIndex(where: { $0.layer == change.layer }) {
        otherLayers[at].runs += change.runs
        otherLayers[at].origins += change.origins
      } else {
        otherLayers.append(change)
      }
    }
  }

  /// Voxels that change in its own layer.
  public var voxels: Int { runs.reduce(0) { $0 + Int($1.count) } }

  /// Whether anything is not as it was after it; what stands in it twice may still cancel out.
  var changesSomething: Bool {
    Self.changes(runs, origins) || annotations.contains { $0.old != $0.new }
      || otherLayers.contains(where: \.changesSomething)
  }

  fileprivate static func changes(_ runs: [Run], _ origins: [OriginChange]) -> Bool {
    runs.contains { $0.count > 0 && $0.old != $0.new } || origins.contains { $0.old != $0.new }
  }

  /// The axial slices that it touches in its own layer.
  public var slices: Set<Int> { Set(runs.map { Int($0.k) }) }

  /// Bytes the edit takes in memory; an annotation's are an estimate.
  public var memory: Int {
    let marks = annotations.reduce(0) { $0 + ($1.old?.memory ?? 0) + ($1.new?.memory ?? 0) + 100 }
    return Self.memory(runs, origins) + marks + otherLayers.reduce(0) { $0 + $1.memory } + 200
  }

  fileprivate static func memory(_ runs: [Run], _ origins: [OriginChange]) -> Int {
    runs.count * MemoryLayout<Run>.stride + origins.count * MemoryLayout<OriginChange>.stride
  }
}
