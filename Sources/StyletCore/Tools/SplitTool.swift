import StyletImaging

/// Moves the part of a finding that lies above, or below, a value into another finding: ground-glass opacity into
/// consolidation, as it condenses.
///
/// Single voxels of noise and thin vessels are left where they are: only what holds together (neighbours that share a
/// face) and has at least `least` millilitres moves. The gate plays no part, and what may be drawn over only if it
/// names another finding than this one. A slice on which the other finding was not before takes over the origin of
/// what came. Cost: the finding's box.
public struct SplitTool: Tool {
  public static let id = "split"

  public enum Side: String, Sendable, CaseIterable { case above, below }

  /// The finding that gets the part.
  public let into: UInt8
  /// HU; a voxel at exactly this value is of neither part and stays.
  public let value: Double
  public let side: Side
  /// mL that a connected piece needs to move.
  public let least: Double
  public let scope: ShapeScope

  public init(into: UInt8, value: Double, side: Side = .above, least: Double = 0, scope: ShapeScope) {
    self.into = into
    self.value = value
    self.side = side
    self.least = least
    self.scope = scope
  }

  public func edit(in context: ToolContext) -> Edit? {
    guard context.canReshape, into != 0, into != context.label, !context.locked.contains(into),
      let within = scope.box(in: context)
    else { return nil }
    if case .finding(let under) = context.over, under != context.label { return nil }
    guard var mask = MaskBox(of: context.label, in: context.layer.labels, within: within) else { return nil }
    let rescale = context.volume.rescale
    mask.keep(in: context.volume) { side == .above ? rescale.value($0) > value : rescale.value($0) < value }
    guard context.work?.isCancelled != true else { return nil }
    let pieces = Components(mask, .faces)
    let one = context.volume.grid.voxelVolume / 1000
    var builder = EditBuilder(context.withoutGate)
    for (run, part) in pieces.runs where Double(pieces.voxels[Int(part)]) * one >= least {
      builder.set(run, to: into)
    }
    let own = [
      "into": "\(into)", "value": "\(value.plain) HU", "side": side.rawValue, "least": "\(least.plain) mL",
    ]
    let edit = builder.edit(
      name: context.words("tool.split", scope), tool: Self.id,
      parameters: context.withoutGate.parameters(scope.words.merging(own) { a, _ in a }, plane: context.plane),
      origin: .manual)
    return edit?.inheriting(from: context.label, by: into, in: context.layer)
  }
}

extension MaskBox {
  /// Takes away the voxels whose sample is not wanted. Cost: the voxels that belong.
  package mutating func keep(in volume: Volume, _ isWanted: (Int16) -> Bool) {
    let size = volume.size, box = box
    volume.withSamples { samples in
      bytes.withUnsafeMutableBufferPointer { bytes in
        var n = 0
        for k in box.k {
          for j in box.j {
            let row = (k &* size.j &+ j) &* size.i
            for i in box.i {
              if bytes[n] != 0, !isWanted(samples[row &+ i]) { bytes[n] = 0 }
              n &+= 1
            }
          }
        }
      }
    }
  }
}
