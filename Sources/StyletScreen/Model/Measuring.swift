import StyletBase
import StyletCore
import StyletImaging

/// A measurement whose points are being dropped, each at the centre of a voxel.
struct Measuring: Hashable {
  let shape: Measurement.Shape
  /// Where its first point lies; a ruler may leave it.
  var plane: Plane
  var w: Int
  var points: [VoxelIndex]

  /// How many points make it; nil where the reader says when it is done.
  var needed: Int? {
    switch shape {
    case .ruler, .ellipse: 2  // the ellipse's second is the corner of the box around it
    case .bidirectional: 4
    case .polygon: nil
    }
  }

  /// What it is once the cursor's voxel is its next point, as far as it goes by then; nil while there is nothing yet.
  func measurement(with cursor: VoxelIndex, active: Plane, _ grid: VoxelGrid) -> Measurement? {
    let size = grid.size
    let here = SIMD3(cursor)
    guard let first = points.first, shape == .ruler || plane.coordinates(of: cursor, in: size).w == w else {
      return nil
    }
    let dropped = points.map { SIMD3($0) }
    func line(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ plane: Plane?) -> Measurement {
      Measurement(shape: .ruler, plane: plane, points: [a, b])
    }
    switch shape {
    case .ruler:
      let shared = ([active] + Plane.allCases).first {
        $0.coordinates(of: first, in: size).w == $0.coordinates(of: cursor, in: size).w
      }
      return line(dropped[0], here, shared)
    case .bidirectional:
      switch dropped.count {
      case 1: return line(dropped[0], here, plane)
      case 2: return line(dropped[0], dropped[1], plane)
      default:
        let end = grid.perpendicular(to: (dropped[0], dropped[1]), from: dropped[2], towards: here, on: plane)
        guard let end, end != dropped[2] else { return line(dropped[0], dropped[1], plane) }
        return Measurement(shape: .bidirectional, plane: plane, points: Array(dropped.prefix(3)) + [end])
      }
    case .ellipse:
      let a = plane.coordinates(of: first, in: size), b = plane.coordinates(of: cursor, in: size)
      let spacing = plane.spacing(of: grid)
      let radii = SIMD2(
        max(abs(Double(a.u - b.u)), 0.5) * spacing.u, max(abs(Double(a.v - b.v)), 0.5) * spacing.v)
      return Measurement(shape: .ellipse, plane: plane, points: [dropped[0]], radii: radii)
    case .polygon:
      let corners = dropped.last == here ? dropped : dropped + [here]
      guard corners.count >= 3 else { return line(dropped[0], here, plane) }
      return Measurement(shape: .polygon, plane: plane, points: corners)
    }
  }
}

/// A measurement as it would be, with its numbers.
struct LiveMeasurement: Hashable {
  var measurement: Measurement
  var values: MeasuredValues?
}
