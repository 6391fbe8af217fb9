/// Fills polygons on one slice: which voxels lie within them.
///
/// A voxel belongs when its centre is inside by the even-odd rule over all polygons together, so that one within
/// another makes a hole; or when an outline passes through its centre, which outlines drawn from voxel to voxel do.
/// Coordinates are in voxels, centres at whole numbers; what lies outside of the slice is left out.
public struct PolygonRaster {
  public let width: Int
  public let height: Int
  /// An outline within this of a centre passes through it, voxels: room for coordinates that were rounded.
  public static let tolerance = 0.01

  private static let crossed: UInt8 = 1, touched: UInt8 = 2
  /// Whether an outline crosses the row between this centre and the one before, and whether one passes through.
  private var marks: [UInt8]
  /// The rows that have marks.
  private var rows: ClosedRange<Int>?

  /// Takes `width · height` bytes.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
    marks = [UInt8](repeating: 0, count: width * height)
  }

  /// Takes a polygon in; the last vertex is joined to the first. One with a coordinate that is not finite is left out.
  /// Cost: for each edge the rows of the slice that it passes and the centres that it passes through.
  public mutating func add(_ polygon: [SIMD2<Double>]) {
    guard var a = polygon.last, polygon.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return }
    var (low, high) = (Double.infinity, -Double.infinity)
    for b in polygon { (low, high) = (min(low, b.y), max(high, b.y)) }
    let within = Self.rows(low, high, height)
    guard let within else { return }
    rows = rows.map { min($0.lowerBound, within.lowerBound)...max($0.upperBound, within.upperBound) } ?? within
    let (width, height) = (width, height)
    marks.withUnsafeMutableBufferPointer { marks in
      for b in polygon {
        if let rows = Self.rows(min(a.y, b.y), max(a.y, b.y), height) {
          for v in rows { Self.mark(a, b, v, marks.baseAddress! + v &* width, width) }
        }
        a = b
      }
    }
  }

  /// The rows of centres that something between two heights meets.
  private static func rows(_ low: Double, _ high: Double, _ height: Int) -> ClosedRange<Int>? {
    let first = max((low - tolerance).rounded(.up), 0)
    let last = min((high + tolerance).rounded(.down), Double(height - 1))
    return first <= last ? Int(first)...Int(last) : nil
  }

  /// What the edge from `a` to `b` does to row `v`.
  private static func mark(
    _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ v: Int, _ row: UnsafeMutablePointer<UInt8>, _ width: Int
  ) {
    let y = Double(v), rise = b.y - a.y
    // Each edge owns its upper end and not its lower one, so that a vertex on the row counts once or twice as the
    // outline crosses or only touches the row.
    if (a.y <= y) != (b.y <= y) {
      let first = max((a.x + (y - a.y) / rise * (b.x - a.x)).rounded(.up), 0)
      if first < Double(width) { row[Int(first)] ^= crossed }
    }
    // The part of the edge that is within the tolerance of the row.
    var (s, t) = (0.0, 1.0)
    if rise != 0 {
      let ends = ((y - tolerance - a.y) / rise, (y + tolerance - a.y) / rise)
      (s, t) = (min(max(min(ends.0, ends.1), 0), 1), min(max(max(ends.0, ends.1), 0), 1))
    }
    let (p, q) = (a.x + s * (b.x - a.x), a.x + t * (b.x - a.x))
    let first = max((min(p, q) - tolerance).rounded(.up), 0)
    let last = min((max(p, q) + tolerance).rounded(.down), Double(width - 1))
    if first <= last { for u in Int(first)...Int(last) { row[u] |= touched } }
  }

  /// Calls `body` with the voxels that belong, row by row, in runs, and forgets the polygons.
  /// Cost: the rows that polygons were in.
  public mutating func takeRuns(_ body: (_ v: Int, _ u: Range<Int>) -> Void) {
    guard let rows else { return }
    self.rows = nil
    let width = width
    marks.withUnsafeMutableBufferPointer { marks in
      for v in rows {
        let row = marks.baseAddress! + v &* width
        var isInside = false
        var start: Int?
        for u in 0..<width {
          let mark = row[u]
          row[u] = 0
          if mark & Self.crossed != 0 { isInside.toggle() }
          let belongs = isInside || mark & Self.touched != 0
          if belongs, start == nil {
            start = u
          } else if !belongs, let first = start {
            body(v, first..<u)
            start = nil
          }
        }
        if let start { body(v, start..<width) }
      }
    }
  }
}
