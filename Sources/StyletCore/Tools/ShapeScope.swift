import StyletImaging

/// Where an operation on the shape of a finding works.
public enum ShapeScope: Hashable, Sendable {
  /// On one slice of the active plane (base 0), as if there were no others.
  case slice(Int)
  /// On the whole finding, in three dimensions.
  case space

  /// nil when there is no such slice.
  package func box(in context: ToolContext) -> VoxelBox? {
    switch self {
    case .slice(let w): VoxelBox(context.plane, w: w, in: context.layer.size)
    case .space: VoxelBox(context.layer.size)
    }
  }

  /// What an edit's parameters say of it.
  package var words: [String: String] {
    switch self {
    case .slice(let w): ["scope": "slice", "w": "\(w)"]
    case .space: ["scope": "space"]
    }
  }
}

extension ToolContext {
  /// Whether the finding to work on is one, and not locked.
  var canReshape: Bool { label != 0 && !locked.contains(label) }

  /// The same without its gate, for what is no drawing by value.
  var withoutGate: ToolContext {
    var free = self
    free.gate = nil
    return free
  }
}

extension EditBuilder {
  /// Makes a finding's voxels those of `new` where they were those of `old`: masks of the same box.
  mutating func reshape(_ label: UInt8, from old: MaskBox, to new: MaskBox) {
    precondition(old.box == new.box, "masks of two boxes")
    var change = MaskBox(old.box)
    for (from, to, label) in [(old, new, label), (new, old, 0)] {
      change.bytes.withUnsafeMutableBufferPointer { change in
        for n in change.indices { change[n] = to.bytes[n] & ~from.bytes[n] }
      }
      change.forEachRun { j, k, i in set(j: j, k: k, i, to: label) }
    }
  }
}
