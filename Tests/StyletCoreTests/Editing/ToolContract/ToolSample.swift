import StyletCore
import StyletImaging
import TestSupport

/// How the contract suite gets a tool to try: a row or more of ``all`` for each tool there is, one for each mode.
struct ToolSample: Sendable, CustomStringConvertible {
  /// What a context asks of all tools; what is locked binds every one, whatever it says of itself.
  enum Rule {
    /// Draws the context's label and nothing else, takes away that one or, erasing, what is to be erased.
    case label
    /// Changes only what is within the gate.
    case gate
    /// Draws over what may be drawn over.
    case over
    /// Draws nothing where ``ToolContext/within`` is 0.
    case within
  }

  let name: String
  /// What it has, for a reason that its row names, no regard to.
  var breaks: Set<Rule> = []
  /// Whether a second time changes nothing.
  var isIdempotent = true
  /// False for what changes origins alone.
  var changesLabels = true
  /// How often it comes up in random work: less for what takes long.
  var weight = 6
  /// The tool with parameters of any kind, for this context, which it may change to what the tool is used with: what
  /// it draws there beforehand belongs to the setting.
  let make: @Sendable (_ context: inout ToolContext, _ random: inout SeededRandom) -> any Tool

  var description: String { name }

  static let all = drawing + slices + growing + interpolation + lungs + shape + lesions
}

// MARK: Parameters

extension ToolSample {
  static func chance(_ n: Int, _ random: inout SeededRandom) -> Bool { Int.random(in: 0..<n, using: &random) == 0 }

  static func voxel(_ context: ToolContext, _ random: inout SeededRandom) -> VoxelIndex {
    let size = context.layer.size
    return VoxelIndex(
      .random(in: 0..<size.i, using: &random), .random(in: 0..<size.j, using: &random),
      .random(in: 0..<size.k, using: &random))
  }

  /// A voxel of a finding, of any when `label` is nil; any voxel when it is nowhere.
  static func drawn(_ context: ToolContext, _ label: UInt8?, _ random: inout SeededRandom) -> VoxelIndex {
    let size = context.layer.size
    var runs: [VoxelIndex] = []
    for k in 0..<size.k where context.layer.labels.isUsed(k: k) {
      for j in 0..<size.j {
        context.layer.labels.forEachRun(j: j, k: k) { i, count, there in
          if there != 0, label == nil || there == label { runs.append(VoxelIndex(i + count / 2, j, k)) }
        }
      }
    }
    return runs.randomElement(using: &random) ?? voxel(context, &random)
  }

  static func slice(_ context: ToolContext, _ random: inout SeededRandom) -> Int {
    .random(in: 0..<context.plane.size(of: context.layer.size).w, using: &random)
  }

  /// A slice that the context's finding is on, if it is on one.
  static func drawnSlice(_ context: ToolContext, _ random: inout SeededRandom) -> Int {
    context.plane.coordinates(of: drawn(context, context.label, &random), in: context.layer.size).w
  }

  static func vertices(_ plane: Plane, _ size: GridSize, _ random: inout SeededRandom) -> [ContourTool.Vertex] {
    let extent = plane.size(of: size)
    return (0..<Int.random(in: 1...5, using: &random)).map { _ in
      .init(u: .random(in: 0..<extent.u, using: &random), v: .random(in: 0..<extent.v, using: &random))
    }
  }
}

// MARK: Settings

extension ToolContext {
  /// Draws, or takes away with 0, in a box as far as it lies in the grid, whatever is locked.
  mutating func set(_ i: Range<Int>, _ j: Range<Int>, _ k: Range<Int>, to label: UInt8, origin: Origin = .manual) {
    var builder = EditBuilder(layer: layer)
    for k in k { for j in j { builder.set(j: j, k: k, i, to: label) } }
    if let edit = builder.edit(name: "setting", tool: "setting", origin: origin) { layer.apply(edit) }
  }

  /// Takes a finding off axial slices.
  mutating func clear(_ label: UInt8, _ slices: Range<Int>) {
    var builder = EditBuilder(layer: layer)
    for k in slices { for j in 0..<layer.size.j { builder.set(j: j, k: k, 0..<layer.size.i, to: 0) { $1 == label } } }
    if let edit = builder.edit(name: "setting", tool: "setting", origin: .manual) { layer.apply(edit) }
  }

  /// Draws the active finding around a voxel, on its slice of the active plane, where that has room for it.
  mutating func encircle(_ seed: VoxelIndex) {
    label = max(label, 1)
    let c = plane.coordinates(of: seed, in: layer.size)
    var outline = EditBuilder(layer: layer)
    for v in c.v - 1...c.v + 2 {
      let isEdge = v == c.v - 1 || v == c.v + 2
      for u in isEdge ? [c.u - 1..<c.u + 3] : [c.u - 1..<c.u, c.u + 2..<c.u + 3] {
        outline.set(plane, w: c.w, v: v, u: u, to: label)
      }
      outline.set(plane, w: c.w, v: v, u: c.u..<c.u + 1, to: isEdge ? label : 0) { _, old in !isEdge && old != 0 }
    }
    if let edit = outline.edit(name: "setting", tool: "setting", origin: .proposed) { layer.apply(edit) }
  }
}
