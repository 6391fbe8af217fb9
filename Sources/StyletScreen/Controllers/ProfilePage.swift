import StyletBase
import StyletCore
import StyletImaging

/// Values along a line, on a page.
extension MeasuringController {
  private static let points = 400

  /// Along the ruler of this slice that was measured last; without one across the cursor, from edge to edge.
  func showProfile() {
    let plane = view.active, w = place.w, size = volume.size
    let ruler = session.marks.measurements.last { marked in
      let m = marked.measurement
      return m.shape == .ruler && m.points.count == 2 && m.points.allSatisfy { abs($0[plane.axes.w] - Double(w)) < 0.01 }
    }
    func end(_ p: SIMD3<Double>) -> SIMD2<Double> {
      SIMD2(p[plane.axes.u], plane.headUp ? Double(size.k - 1) - p[plane.axes.v] : p[plane.axes.v])
    }
    let ends = ruler.map { (end($0.measurement.points[0]), end($0.measurement.points[1])) }
    let across = (SIMD2(0, Double(place.v)), SIMD2(Double(plane.size(of: size).u - 1), Double(place.v)))
    let (from, to) = ends ?? across
    open(
      MeasureText.profile(
        LineProfile(volume, plane, w: w, from: from, to: to, points: Self.points), isRuler: ruler != nil, plane, w: w))
  }
}
