import StyletBase
import StyletFiles
import StyletImaging

/// The planes that a mask's frames lie in: the same voxels as the scan's, in the order that frames have them.
struct SegmentationPlanes {
  /// Stored axis 0 runs along a frame's rows, 1 along its columns, 2 from frame to frame.
  let grid: VoxelGrid

  /// - Parameter isSliced: whether the scan is a series of slices, whose own rows and columns are to be kept, so that
  ///   frames lie on them pixel by pixel. Else frames are axial: rows to the patient's left, columns to posterior.
  /// - Throws: ``Failure`` when the axes of no plane are perpendicular, or one is too large for DICOM.
  init(_ grid: VoxelGrid, isSliced: Bool) throws {
    let orders: [StorageOrder] =
      isSliced ? [grid.storage] : [[0, 1, 2], [0, 2, 1], [2, 0, 1]].map { StorageOrder(axes: $0, flipped: .zero) }
    let candidates = orders.map { VoxelGrid(size: grid.size, affine: grid.affine, storage: $0) }
    guard let fitting = candidates.first(where: { Self.skew($0) < 1e-3 }) else {
      let least = candidates.map(Self.skew).min() ?? 1
      throw Failure(
        .badData, words("mask.axes-skew", ["degrees": degrees(ofSine: least).said]),
        advice: words("mask.axes-skew-advice"))
    }
    let size = fitting.storedSize
    guard size.i <= 65535, size.j <= 65535 else {
      throw Failure(
        .badData, words("mask.frame-too-large", ["size": "\(size.i)x\(size.j)"]),
        advice: words("mask.export-otherwise"))
    }
    self.grid = fitting
  }

  /// The cosine between rows and columns.
  private static func skew(_ grid: VoxelGrid) -> Double {
    let m = grid.storedAffine
    return abs(dot(m[0], m[1])) / max(length(m[0]) * length(m[1]), .leastNormalMagnitude)
  }

  var columns: Int { grid.storedSize.i }
  var rows: Int { grid.storedSize.j }
  var count: Int { grid.storedSize.k }

  /// Unit vectors along a row and along a column.
  var alongRow: PatientPoint { grid.storedAffine[0] / spacing.alongRow }
  var alongColumn: PatientPoint { grid.storedAffine[1] / spacing.alongColumn }
  /// Between neighbours along a row and along a column, mm.
  var spacing: (alongRow: Double, alongColumn: Double) {
    (length(grid.storedAffine[0]), length(grid.storedAffine[1]))
  }
  /// Between planes, along their normal, mm: less than the step where the gantry was tilted.
  var distance: Double { abs(dot(grid.storedAffine[2], cross(alongRow, alongColumn))) }

  /// Of the centre of a plane's first pixel, LPS, mm.
  func position(_ z: Int) -> PatientPoint { grid.storedAffine.patient(of: SIMD3(0, 0, Double(z))) }

  /// The canonical axis that planes are stacked along.
  private var stacking: Int { grid.storage.sliceAxis }

  /// The number of a plane in canonical order.
  func canonical(_ z: Int) -> Int { grid.storage.mirrored(slice: z, of: count) }

  /// The planes that each label is drawn on, ascending. Cost: the bricks of the map.
  func used(by labels: LabelMap) -> [UInt8: [Int]] {
    let axis = stacking, count = count
    var marks = [Bool](repeating: false, count: 256 * count)
    for k in 0..<labels.size.k where labels.isUsed(k: k) {
      for j in 0..<labels.size.j {
        labels.forEachRun(j: j, k: k) { i, n, label in
          let first = Int(label) * count
          switch axis {
          case 0: for x in i..<i + n { marks[first + x] = true }
          case 1: marks[first + j] = true
          default: marks[first + k] = true
          }
        }
      }
    }
    var used: [UInt8: [Int]] = [:]
    for label in 1...255 {
      let planes = (0..<count).filter { marks[label * count + canonical($0)] }
      if !planes.isEmpty { used[UInt8(label)] = planes }
    }
    return used
  }

  /// The labels of a plane, row by row.
  ///
  /// - Parameters:
  ///   - out, scratch: `rows * columns` each.
  func read(
    _ z: Int, of labels: LabelMap, into out: UnsafeMutableBufferPointer<UInt8>,
    scratch: UnsafeMutableBufferPointer<UInt8>
  ) {
    let plane: Plane = stacking == 2 ? .axial : stacking == 1 ? .coronal : .sagittal
    let size = grid.size, storage = grid.storage, w = canonical(z)
    let extent = plane.size(of: size)
    let (start, du, dv) = Self.steps(plane, size, storage, columns: columns)
    if start == 0, du == 1 {
      labels.read(plane, w: w, u: 0..<extent.u, v: 0..<extent.v, into: out)
      return
    }
    labels.read(plane, w: w, u: 0..<extent.u, v: 0..<extent.v, into: scratch)
    var n = 0
    for v in 0..<extent.v {
      var at = start + v * dv
      for _ in 0..<extent.u {
        out[at] = scratch[n]
        at &+= du
        n &+= 1
      }
    }
  }

  /// Where a frame has the pixel (0, 0) of a plane of the canonical order, and how far it goes with u and with v.
  private static func steps(_ plane: Plane, _ size: GridSize, _ storage: StorageOrder, columns: Int) -> (
    start: Int, du: Int, dv: Int
  ) {
    func step(_ axis: Int) -> Int { storage.axes[axis] == 0 ? 1 : columns }
    let (u, v, _) = plane.axes
    var start = 0, du = step(u), dv = step(v)
    if storage.flipped[u] == 1 {
      start += (size[u] - 1) * du
      du = -du
    }
    // v of a plane shown head up counts against its axis.
    if (storage.flipped[v] == 1) != plane.headUp {
      start += (size[v] - 1) * dv
      dv = -dv
    }
    return (start, du, dv)
  }
}
