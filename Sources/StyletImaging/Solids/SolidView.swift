/// What a picture of a solid shows: from where, how large, and what is cut away.
public struct SolidView: Hashable, Sendable {
  public var viewpoint: Viewpoint
  /// What lies in the middle of the picture, mm.
  public var centre: PatientPoint
  /// Of a square sample.
  public var mmPerSample: Double
  /// Samples across and down.
  public var width: Int
  public var height: Int
  public var cut: Cut?

  public init(
    _ viewpoint: Viewpoint, centre: PatientPoint, mmPerSample: Double, width: Int, height: Int, cut: Cut? = nil
  ) {
    self.viewpoint = viewpoint
    self.centre = centre
    self.mmPerSample = mmPerSample
    self.width = max(width, 0)
    self.height = max(height, 0)
    self.cut = cut
  }

  /// Whether rays can be sent.
  var isUsable: Bool { mmPerSample > 1e-6 && mmPerSample < 1e6 && length(centre) < 1e9 }

  /// A slice at which the patient is cut; what lies before it, seen from here, is taken away. Of a slice that is seen
  /// edge on, what lies towards the head, the front or the patient's left.
  public struct Cut: Hashable, Sendable {
    public var plane: Plane
    /// The slice, base 0.
    public var w: Int

    public init(_ plane: Plane, w: Int) {
      self.plane = plane
      self.w = w
    }
  }

  /// The sample that a place in the patient falls on; may lie outside the picture.
  public func sample(of p: PatientPoint) -> (x: Int, y: Int) {
    let axes = viewpoint.axes, d = p - centre
    func place(_ mm: Double, _ n: Int) -> Int {
      let x = (mm / mmPerSample + Double(n) / 2).rounded(.down)
      return x.isFinite ? Int(min(max(x, -1e6), 1e6)) : -1
    }
    return (place(dot(d, axes.right), width), place(-dot(d, axes.up), height))
  }
}

/// A sample of the picture of a solid.
public struct SolidSample: Hashable, Sendable {
  public enum Kind: UInt8, Sendable {
    case nothing, lung, airway, finding
    /// A limit between zones, on the lungs.
    case limit
    /// The scan, where it is cut.
    case face
  }

  public var kind = Kind.nothing
  /// 0...255.
  public var brightness: UInt8 = 0
  /// The finding; 0 for none.
  public var label: UInt8 = 0

  public init(kind: Kind = .nothing, brightness: UInt8 = 0, label: UInt8 = 0) {
    (self.kind, self.brightness, self.label) = (kind, brightness, label)
  }
}

/// Parallel rays through cells.
struct CellRays {
  /// Cell coordinates where the ray of sample (0, 0) begins, and the ways to the next sample across and down.
  let start: SIMD3<Float>
  let across: SIMD3<Float>
  let down: SIMD3<Float>
  /// The way of a step: one cell along the axis that it goes along most.
  let step: SIMD3<Float>
  /// mm of it.
  let mmPerStep: Float
  /// What rays go through, in cell coordinates; smaller than the box of cells where it is cut.
  let low: SIMD3<Float>
  let high: SIMD3<Float>
  /// The axis across which it is cut, and the side by which rays come in there.
  let cutAxis: Int
  /// Steps from the beginning to the box's nearest corner, and to its farthest.
  let near: Float
  let far: Float

  init(_ cells: CellGrid, _ view: SolidView, _ grid: GridSize) {
    let axes = view.viewpoint.axes
    let depths = cells.corners.map { dot($0 - view.centre, axes.away) }
    let nearest = depths.min() ?? 0, farthest = depths.max() ?? 0
    let away = cells.cells(of: axes.away)
    let most = max(abs(away.x), abs(away.y), abs(away.z), .leastNormalMagnitude)
    let corner =
      view.centre + axes.away * (nearest - 2)
      - axes.right * (Double(view.width) / 2 - 0.5) * view.mmPerSample
      + axes.up * (Double(view.height) / 2 - 0.5) * view.mmPerSample
    func single(_ v: SIMD3<Double>) -> SIMD3<Float> { SIMD3(Float(v.x), Float(v.y), Float(v.z)) }
    start = single(cells.affine.index(of: corner))
    across = single(cells.cells(of: axes.right * view.mmPerSample))
    down = single(cells.cells(of: axes.up * -view.mmPerSample))
    step = single(away / most)
    mmPerStep = Float(1 / most)
    near = Float(2 * most)
    far = Float((farthest - nearest + 2) * most)
    var low = SIMD3<Float>.zero
    var high = SIMD3(Float(cells.size.x), Float(cells.size.y), Float(cells.size.z))
    cutAxis = view.cut?.plane.axes.w ?? -1
    if let cut = view.cut {
      let axis = cut.plane.axes.w
      var voxel = SIMD3<Double>.zero
      voxel[axis] = Double(cut.w)
      let face = Float(cells.cell(ofVoxel: voxel)[axis])
      // The axes of the canonical order lead to the left, the back and the head.
      let isFromLow = abs(step[axis]) > 1e-4 ? step[axis] > 0 : axis == 1
      if isFromLow { low[axis] = max(face, 0) } else { high[axis] = min(face, high[axis]) }
    }
    (self.low, self.high) = (low, high)
  }

  /// Where a sample's ray comes in and goes out, in steps, and the axis of the side that it comes in by; nil where it
  /// passes by.
  @inline(__always)
  func way(_ origin: SIMD3<Float>) -> (from: Float, to: Float, axis: Int)? {
    var from: Float = 0, to = far + 4, axis = -1
    for a in 0..<3 {
      let d = step[a]
      if abs(d) < 1e-6 {
        if origin[a] < low[a] || origin[a] >= high[a] { return nil }
        continue
      }
      let t0 = (low[a] - origin[a]) / d, t1 = (high[a] - origin[a]) / d
      let near = min(t0, t1)
      if near > from { (from, axis) = (near, a) }
      to = min(to, max(t0, t1))
    }
    return from < to ? (from, to, axis) : nil
  }

  @inline(__always)
  func origin(_ x: Int, _ y: Int) -> SIMD3<Float> { start + across * Float(x) + down * Float(y) }

  /// Nearness 1...0 of what lies so many steps from the beginning.
  @inline(__always)
  func nearness(_ t: Float) -> Float { min(max(1 - (t - near) / max(far - near, 1), 0), 1) }
}
