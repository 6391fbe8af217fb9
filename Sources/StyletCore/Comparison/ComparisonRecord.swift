import StyletBase
import StyletImaging

/// What becomes of a region of disagreement.
public enum ComparedTake: String, Hashable, Sendable, CaseIterable {
  case a, b
  /// What either draws.
  case both
  /// What both draw alike: nothing of the region.
  case common
  /// Nothing of either: what both draw alike and touches the region goes, too.
  case neither
  /// As the reader has drawn it.
  case drawn

  /// What a voxel becomes that A and B call so; nil where this does not say.
  public func label(_ a: UInt8, _ b: UInt8) -> UInt8? {
    switch self {
    case .a: a
    case .b: b
    case .both: a != 0 && b != 0 && a != b ? nil : max(a, b)
    case .common: a == b ? a : 0
    case .neither: 0
    case .drawn: nil
    }
  }
}

/// What a project says of the two readings that it is made of: the first entry of its member `comparison`.
///
/// An annotation, so that file, journal, undo and signature have it with the drawing. Names of readers are not in it.
public struct ComparisonRecord: Hashable, Sendable {
  /// A reading by its digests, lower-case hexadecimal SHA-256.
  public struct Input: Hashable, Sendable {
    /// Of the file's bytes.
    public var file: String
    /// Of what is drawn, and of the answers: the comparison is of these.
    public var drawing: String
    public var answers: String

    public init(file: String, drawing: String, answers: String) {
      (self.file, self.drawing, self.answers) = (file, drawing, answers)
    }
  }

  public var time: String
  public var reader: String
  public var a: Input
  public var b: Input
  /// What both draw alike, taken when it began.
  public var agreed: Double
  public var regions: Int

  public init(time: String, reader: String, a: Input, b: Input, agreed: Double, regions: Int) {
    (self.time, self.reader, self.a, self.b, self.agreed, self.regions) = (time, reader, a, b, agreed, regions)
  }
}

/// A reader's word on regions of disagreement.
public struct ComparedDecision: Hashable, Sendable {
  public var time: String
  public var reader: String
  public var take: ComparedTake
  /// The region's first voxel; nil for all that were open.
  public var at: VoxelIndex?
  /// How many were decided.
  public var regions: Int
  /// mL that it drew and took away.
  public var drawn: Double
  public var cleared: Double

  public init(
    time: String, reader: String, take: ComparedTake, at: VoxelIndex?, regions: Int, drawn: Double = 0,
    cleared: Double = 0
  ) {
    (self.time, self.reader, self.take, self.at) = (time, reader, take, at)
    (self.regions, self.drawn, self.cleared) = (regions, drawn, cleared)
  }
}

extension ComparisonRecord {
  /// nil when the project is none of a comparison.
  public init?(_ annotations: Annotations) {
    guard let known = annotations.comparison.lazy.compactMap(ComparisonRecord.init).first else { return nil }
    self = known
  }

  init?(_ entry: JSONValue) {
    guard let o = entry.object, o["action"]?.string == "began", let time = o["time"]?.string,
      let reader = o["reader"]?.string, let inputs = o["inputs"]?.array, inputs.count == 2,
      let a = Input(inputs[0]), let b = Input(inputs[1]), let mL = o["agreed_ml"]?.double, mL >= 0,
      let regions = o["regions"]?.int, regions >= 0
    else { return nil }
    self.init(time: time, reader: reader, a: a, b: b, agreed: mL, regions: regions)
  }

  public var json: JSONObject {
    [
      "action": .string("began"), "time": .string(time), "reader": .string(reader),
      "inputs": .array([.object(a.json("A")), .object(b.json("B"))]), "agreed_ml": .double(agreed),
      "regions": .int(regions),
    ]
  }
}

extension ComparisonRecord.Input {
  init?(_ entry: JSONValue) {
    guard let o = entry.object, let file = o["sha256"]?.string, let drawing = o["drawing_sha256"]?.string,
      let answers = o["answers_sha256"]?.string
    else { return nil }
    self.init(file: file, drawing: drawing, answers: answers)
  }

  func json(_ name: String) -> JSONObject {
    [
      "name": .string(name), "sha256": .string(file), "drawing_sha256": .string(drawing),
      "answers_sha256": .string(answers),
    ]
  }
}

extension ComparedDecision {
  init?(_ entry: JSONValue) {
    guard let o = entry.object, o["action"]?.string == "decided", let time = o["time"]?.string,
      let reader = o["reader"]?.string, let take = o["take"]?.string.flatMap(ComparedTake.init(rawValue:)),
      let regions = o["regions"]?.int, regions >= 0
    else { return nil }
    let drawn = o["drawn_ml"]?.double ?? 0, cleared = o["cleared_ml"]?.double ?? 0
    guard drawn >= 0, cleared >= 0 else { return nil }
    var at: VoxelIndex?
    if let place = o["at"] {
      guard let numbers = place.array?.compactMap(\.int), numbers.count == 3 else { return nil }
      at = VoxelIndex(numbers[0], numbers[1], numbers[2])
    }
    self.init(time: time, reader: reader, take: take, at: at, regions: regions, drawn: drawn, cleared: cleared)
  }

  public var json: JSONObject {
    var o: JSONObject = [
      "action": .string("decided"), "time": .string(time), "reader": .string(reader), "take": .string(take.rawValue),
      "regions": .int(regions),
    ]
    o["at"] = at.map { .array([.int($0.i), .int($0.j), .int($0.k)]) }
    (o["drawn_ml"], o["cleared_ml"]) = (.double(drawn), .double(cleared))
    return o
  }

  /// In the order of their time.
  public static func all(in annotations: Annotations) -> [ComparedDecision] {
    annotations.comparison.compactMap(ComparedDecision.init)
  }
}

extension Disagreement {
  /// What was decided last of each region; nil for those that are open. Cost: regions and decisions.
  public func taken(_ decisions: [ComparedDecision]) -> [ComparedTake?] {
    var taken = [ComparedTake?](repeating: nil, count: regions.count)
    for decision in decisions {
      if let at = decision.at {
        // A place that is not the first voxel of a region is of no region of these readings.
        if let place = place(at: at), regions[place].first == at { taken[place] = decision.take }
      } else {
        for n in taken.indices where taken[n] == nil && decision.take.decides(regions[n]) { taken[n] = decision.take }
      }
    }
    return taken
  }
}

extension ComparedTake {
  /// Whether it says of every voxel of a region what becomes of it.
  public func decides(_ region: Disagreement.Region) -> Bool { self != .both || !region.isConflict }
}
