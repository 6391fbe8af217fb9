import StyletImaging

/// Copies a finding's drawing from one slice of the active plane to another and fits it to the scan there.
///
/// A voxel of the new slice belongs when it lies under the drawing, or at most `rim` away from it, its value is one
/// that the drawing has on its own slice, and it hangs together with such voxels under the drawing (neighbours that
/// share a side). Values are means of 3 x 3 voxels of the slice, so that noise makes no holes. The values that the
/// drawing has are those between its 5th and 95th percentile, or the gate's when there is one. What the result
/// encloses under the drawing belongs too. Only unlabelled voxels take it. Cost: the slice.
public struct CopyFittedTool: Tool {
  public static let id = "copy-fitted"

  /// Slices in the active plane, base 0.
  public let from: Int
  public let to: Int
  /// mm.
  public let rim: Double

  public init(from: Int, to: Int, rim: Double) {
    self.from = from
    self.to = to
    self.rim = rim > 0 ? rim : 0
  }

  /// Percentiles of the drawing's values that count as its own: a rim that was drawn too wide does not.
  private static let ownValues = 0.05...0.95

  public func edit(in context: ToolContext) -> Edit? {
    let plane = context.plane, size = context.layer.size, spacing = context.volume.grid.spacing
    guard context.canReshape, from != to, let source = VoxelBox(plane, w: from, in: size),
      let target = VoxelBox(plane, w: to, in: size), rim.isFinite
    else { return nil }
    let steps = VoxelBox.steps(rim, spacing: spacing) &+ 1
    let labels = context.layer.labels
    guard let drawn = MaskBox(of: context.label, in: labels, within: source, rim: steps) else { return nil }
    let there = drawn.moved(to: target, across: plane)
    guard let values = context.gate ?? Self.values(of: SliceMeans(drawn.box, context).values, under: drawn) else {
      return nil
    }
    let means = SliceMeans(there.box, context).values
    var fitting = DistanceTransform(to: there, spacing: spacing, limit: rim).within(rim)
    for n in means.indices where !values.contains(means[n]) { fitting.bytes[n] = 0 }
    let fitted = Self.rooted(fitting, in: there).fillingHoles(under: there)
    var builder = EditBuilder(context)
    fitted.forEachRun { j, k, i in builder.set(j: j, k: k, i, to: context.label) { $1 == 0 } }
    return builder.edit(
      name: context.words("tool.copy-fitted", w: to, of: plane), tool: Self.id,
      parameters: context.parameters(["from": "\(from)", "to": "\(to)", "rim": "\(rim.plain) mm"], plane: plane),
      origin: .copied)
  }

  /// nil when nothing is drawn.
  private static func values(of means: [Double], under drawn: MaskBox) -> ClosedRange<Double>? {
    let own = means.indices.filter { drawn.bytes[$0] != 0 }.map { means[$0] }.sorted()
    guard !own.isEmpty else { return nil }
    func at(_ part: Double) -> Double { own[Int((Double(own.count - 1) * part).rounded())] }
    return at(ownValues.lowerBound)...at(ownValues.upperBound)
  }

  /// The pieces of a mask that have a voxel under another.
  private static func rooted(_ mask: MaskBox, in other: MaskBox) -> MaskBox {
    let pieces = Components(mask, .faces)
    var isRooted = [Bool](repeating: false, count: pieces.count)
    for (run, part) in pieces.runs where other.bytes[mask.box.offsets(of: run)].contains(1) {
      isRooted[Int(part)] = true
    }
    return pieces.mask(in: mask.box) { isRooted[$0] }
  }
}

extension ToolContext {
  /// The slice of the plane nearest to `w` that has the finding drawn with, other than `w`; the one towards the feet
  /// (the back, the right) when two are as near. nil when there is none. Cost: the bricks of the slices between.
  public func nearestDrawnSlice(to w: Int) -> Int? {
    let size = layer.size, back = -plane.forwardStep
    for away in 1..<max(plane.size(of: size).w, 2) {
      for near in [w + away * back, w - away * back] {
        if let slice = VoxelBox(plane, w: near, in: size), layer.labels.bounds(of: label, within: slice) != nil {
          return near
        }
      }
    }
    return nil
  }
}

extension MaskBox {
  /// The same shape on another slice of a plane, whose box is `slice`.
  fileprivate func moved(to slice: VoxelBox, across plane: Plane) -> MaskBox {
    var place = box
    place[plane.axes.w] = slice[plane.axes.w]
    return MaskBox(place, bytes: bytes)
  }

  /// With the voxels under `other`, of the same box, that it encloses.
  fileprivate func fillingHoles(under other: MaskBox) -> MaskBox {
    let outside = Components(complement, .faces)
    var mask = self
    for (run, part) in outside.runs {
      let hole = outside.boxes[Int(part)]
      let isOpen = (0..<3).contains { a in
        box[a].count > 1 && (hole[a].lowerBound == box[a].lowerBound || hole[a].upperBound == box[a].upperBound)
      }
      guard !isOpen else { continue }
      for n in box.offsets(of: run) where other.bytes[n] != 0 { mask.bytes[n] = 1 }
    }
    return mask
  }
}

/// The values (HU) of a box of one slice, each the mean of the 3 x 3 voxels around it on the slice.
private struct SliceMeans {
  /// In the order of the box.
  private(set) var values: [Double]

  init(_ box: VoxelBox, _ context: ToolContext) {
    let size = context.volume.size, plane = context.plane
    let whole = VoxelBox(size)
    var reach = SIMD3(1, 1, 1)
    reach[plane.axes.w] = 0
    values = []
    values.reserveCapacity(box.count)
    context.volume.withSamples { samples in
      for k in box.k {
        for j in box.j {
          for i in box.i {
            let near = VoxelBox(i: i..<i + 1, j: j..<j + 1, k: k..<k + 1).grown(by: reach, within: whole)
            var sum = 0
            for z in near.k {
              for y in near.j {
                for x in near.i { sum &+= Int(samples[(z &* size.j &+ y) &* size.i &+ x]) }
              }
            }
            let rescale = context.volume.rescale
            values.append(rescale.slope * Double(sum) / Double(near.count) + rescale.intercept)
          }
        }
      }
    }
  }
}
