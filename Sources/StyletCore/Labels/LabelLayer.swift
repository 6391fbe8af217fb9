/// A named label map of a project, with the origin of each finding on each axial slice.
public struct LabelLayer: Sendable {
  /// The layer that readers draw findings in.
  public static let findings = "findings"
  /// The lungs: any label but 0.
  public static let lungs = "lungs"
  /// Lesions that a program proposes: none of the findings until a reader accepts them, and never counted with them.
  public static let proposal = "proposal"
  /// Those that a project has none of until they are first drawn in.
  static let begun: Set<String> = [lungs, proposal]

  public let name: String
  public private(set) var labels: LabelMap
  public private(set) var origins: [SliceKey: Origin] = [:]

  public init(name: String, size: GridSize) {
    self.name = name
    labels = LabelMap(size: size)
  }

  public var size: GridSize { labels.size }

  /// Applies an edit of this layer. Cost: the voxels of the edit.
  public mutating func apply(_ edit: Edit) {
    precondition(edit.layer == name, "edit of another layer")
    labels.apply(edit)
    for change in edit.origins { origins[change.key] = change.new }
  }

  /// Applies an edit that came from a file, unless it is of another layer or does not fit the labels.
  /// - Returns: false when it does not fit; nothing has changed then.
  public mutating func apply(ifFitting edit: Edit) -> Bool {
    let slices = 0..<Int32(size.k)
    guard edit.layer == name, edit.origins.allSatisfy({ slices.contains($0.key.k) }), labels.apply(ifFitting: edit)
    else { return false }
    for change in edit.origins { origins[change.key] = change.new }
    return true
  }
}

extension [LabelLayer] {
  /// The place of the layer that an edit is of. Those of the lungs and of a proposal begin with their first edit.
  /// - Returns: nil when there is none of that name.
  mutating func place(for edit: Edit) -> Int? {
    if let at = firstIndex(where: { $0.name == edit.layer }) { return at }
    guard LabelLayer.begun.contains(edit.layer), let size = first?.size else { return nil }
    append(LabelLayer(name: edit.layer, size: size))
    return count - 1
  }

  /// Makes the changes of an edit that may come from a file, to its layers and to the annotations.
  /// - Returns: false when it does not fit all of them; nothing has changed then.
  mutating func apply(ifFitting edit: Edit, annotations: inout Annotations) -> Bool {
    var marked = annotations
    guard marked.apply(ifFitting: edit.annotations) else { return false }
    let known = count
    var done: [(at: Int, part: Edit)] = []
    for part in edit.parts {
      guard let at = place(for: part), self[at].apply(ifFitting: part) else {
        for (at, part) in done.reversed() { self[at].apply(part.inverse) }
        removeLast(count - known)
        return false
      }
      done.append((at, part))
    }
    annotations = marked
    return true
  }
}
