import StyletBase

/// The lists of a project that hold what is marked on the scan and is not a label.
public enum AnnotationList: String, Hashable, Sendable, CaseIterable {
  case measurements, landmarks
  /// What is said of the layer of the lungs: ``LungRecord``.
  case lungs
  /// What is said of the layer of what is proposed: ``ProposalRecord``.
  case proposal
  /// What two readings were compared, and what was decided: ``ComparisonRecord``, ``ComparedDecision``.
  case comparison
}

/// An element of an ``AnnotationList`` that an edit puts in, takes out or replaces.
public struct AnnotationChange: Hashable, Sendable {
  public var list: AnnotationList
  /// Its place in the list, base 0.
  public var at: Int
  /// nil where the element is put in.
  public var old: JSONValue?
  /// nil where it is taken out.
  public var new: JSONValue?

  public init(_ list: AnnotationList, at: Int, old: JSONValue?, new: JSONValue?) {
    self.list = list
    self.at = at
    self.old = old
    self.new = new
  }

  package var inverse: AnnotationChange { AnnotationChange(list, at: at, old: new, new: old) }
}

/// What is marked on a scan, as the project file has it: entries of this program and of others, in their order.
///
/// Entries stay JSON so that one which this program does not understand, or knows more members in than were meant
/// for it, survives bit for bit. ``KnownAnnotations`` gives those that it understands a type.
public struct Annotations: Hashable, Sendable {
  public private(set) var measurements: [JSONValue]
  public private(set) var landmarks: [JSONValue]
  public private(set) var lungs: [JSONValue]
  public private(set) var proposal: [JSONValue]
  public private(set) var comparison: [JSONValue]

  public init(
    measurements: [JSONValue] = [], landmarks: [JSONValue] = [], lungs: [JSONValue] = [], proposal: [JSONValue] = [],
    comparison: [JSONValue] = []
  ) {
    self.measurements = measurements
    self.landmarks = landmarks
    self.lungs = lungs
    self.proposal = proposal
    self.comparison = comparison
  }

  public subscript(_ list: AnnotationList) -> [JSONValue] {
    get {
      switch list {
      case .measurements: measurements
      case .landmarks: landmarks
      case .lungs: lungs
      case .proposal: proposal
      case .comparison: comparison
      }
    }
    set {
      switch list {
      case .measurements: measurements = newValue
      case .landmarks: landmarks = newValue
      case .lungs: lungs = newValue
      case .proposal: proposal = newValue
      case .comparison: comparison = newValue
      }
    }
  }

  /// Makes the changes in order, if each fits: its `old` is what stands at its place when its turn comes.
  /// - Returns: false when one does not; nothing has changed then. Cost: the lists.
  public mutating func apply(ifFitting changes: [AnnotationChange]) -> Bool {
    guard !changes.isEmpty else { return true }
    var next = self
    for change in changes {
      guard next.apply(change) else { return false }
    }
    self = next
    return true
  }

  private mutating func apply(_ change: AnnotationChange) -> Bool {
    let places = self[change.list].indices
    switch (change.old, change.new) {
    case (nil, nil): return false
    case (nil, let new?):
      guard change.at >= 0, change.at <= places.endIndex else { return false }
      self[change.list].insert(new, at: change.at)
    case (let old?, let new):
      guard places.contains(change.at), self[change.list][change.at] == old else { return false }
      if let new { self[change.list][change.at] = new } else { self[change.list].remove(at: change.at) }
    }
    return true
  }
}

extension Annotations {
  /// An id that no entry has: "m7" for a measurement, "l7" for a landmark.
  public func freeID(in list: AnnotationList) -> String {
    let letter = list == .measurements ? "m" : "l"
    var highest = 0
    for case .object(let entry) in self[list] {
      guard let id = entry["id"]?.string, id.hasPrefix(letter), let n = Int(id.dropFirst()), n < 1 << 40
      else { continue }
      highest = max(highest, n)
    }
    return letter + "\(highest + 1)"
  }
}

extension JSONValue {
  /// About as many bytes as it takes in memory.
  package var memory: Int {
    switch self {
    case .null, .bool: 16
    case .number(let n): 16 + n.text.utf8.count
    case .string(let s): 16 + s.utf8.count
    case .array(let a): a.reduce(48) { $0 + $1.memory }
    case .object(let o): o.members.reduce(48) { $0 + 32 + $1.name.utf8.count + $1.value.memory }
    }
  }
}
