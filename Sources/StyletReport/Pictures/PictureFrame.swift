import StyletImaging

/// Which part of which slice a picture shows: square pixels, the radiological way round (``Plane``).
public struct PictureFrame: Hashable, Sendable {
  public let window: SliceWindow
  /// mm that a pixel is wide and high.
  public let pixel: Double

  public var plane: Plane { window.plane }
  public var w: Int { window.w }

  /// A part of a slice in voxel edges (voxel n covers n...n+1): half-open along u and v.
  public struct Part: Hashable, Sendable {
    public var u: Range<Double>
    public var v: Range<Double>

    public init(u: Range<Double>, v: Range<Double>) {
      self.u = u
      self.v = v
    }
  }

  /// - Parameters:
  ///   - part: nil shows the whole slice; it is cut to the slice.
  ///   - longest: pixels of the longer side at most. A voxel is never shown on more than 8 pixels across.
  public init(_ plane: Plane, w: Int, of grid: VoxelGrid, part: Part? = nil, longest: Int = 512) {
    let extent = plane.size(of: grid.size), spacing = plane.spacing(of: grid)
    let whole = Part(u: 0..<Double(extent.u), v: 0..<Double(extent.v))
    var part = part ?? whole
    part.u = part.u.clamped(to: whole.u)
    part.v = part.v.clamped(to: whole.v)
    if !(part.u.length > 0) || !(part.v.length > 0) { part = whole }
    let (width, height) = (part.u.length * spacing.u, part.v.length * spacing.v)
    let longest = min(max(longest, 16), Bitmap.limit)
    let pixel = max(max(width, height) / Double(longest), min(spacing.u, spacing.v) / 8)
    func count(_ mm: Double) -> Int { min(max(Int((mm / pixel).rounded()), 1), longest) }
    self.pixel = pixel
    window = SliceWindow(
      plane: plane, w: w, u0: part.u.lowerBound, v0: part.v.lowerBound, stepU: pixel / spacing.u,
      stepV: pixel / spacing.v, width: count(width), height: count(height))
  }

  /// The pixel of a point of the slice, voxel centres at whole numbers; pixel centres at whole numbers, too.
  func place(_ p: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2((p.x + 0.5 - window.u0) / window.stepU - 0.5, (p.y + 0.5 - window.v0) / window.stepV - 0.5)
  }

  /// The row of pixels whose upper edge an edge of voxels along v is nearest to.
  func row(edge v: Double) -> Int {
    let y = ((v - window.v0) / window.stepV).rounded()
    return abs(y) < 1e6 ? Int(y) : -1
  }

  /// Of each pixel's centre the voxel along u or v, which may lie beyond the slice.
  var columns: [Int] { Self.voxels(window.width, window.u0, window.stepU) }
  var rows: [Int] { Self.voxels(window.height, window.v0, window.stepV) }

  private static func voxels(_ n: Int, _ start: Double, _ step: Double) -> [Int] {
    (0..<n).map { Int(min(max((start + (Double($0) + 0.5) * step).rounded(.down), -1e9), 1e9)) }
  }
}

extension Range<Double> {
  fileprivate var length: Double { upperBound - lowerBound }
}

extension PictureFrame.Part {
  /// A box of voxels with a margin around it.
  /// - Parameter margin: mm.
  init(_ box: VoxelBox, _ plane: Plane, on grid: VoxelGrid, margin: Double) {
    let spacing = plane.spacing(of: grid)
    let ranges = [box.i, box.j, box.k]
    let along = ranges[plane.axes.u], across = ranges[plane.axes.v]
    let down = plane.headUp ? grid.size.k - across.upperBound..<grid.size.k - across.lowerBound : across
    func widened(_ r: Range<Int>, _ spacing: Double) -> Range<Double> {
      Double(r.lowerBound) - margin / spacing..<Double(r.upperBound) + margin / spacing
    }
    self.init(u: widened(along, spacing.u), v: widened(down, spacing.v))
  }
}
