import TestSupport

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging

/// Changes of what is measured and marked, of any kind.
enum AnnotationSample {
  /// Of another program, understood and not.
  static let start = Annotations(measurements: AnnotationTests.foreign, landmarks: [.null])

  /// Puts an entry in, takes one out or puts another in its place.
  static func edit(_ annotations: Annotations, _ volume: Volume, _ random: inout SeededRandom) -> Edit {
    let list = AnnotationList.allCases.randomElement(using: &random)!
    let count = annotations[list].count
    let new = entry(list, annotations.freeID(in: list), volume, &random)
    let isFull = count > 8
    if count > 0, isFull || Bool.random(using: &random) {
      let replacement = isFull || Bool.random(using: &random) ? nil : new
      let at = Int.random(in: 0..<count, using: &random)
      if let edit = annotations.replacing(at, of: list, with: replacement, name: "Change", tool: "measure") {
        return edit
      }
    }
    return annotations.adding(new, to: list, name: "Measure", tool: "measure")
  }

  private static func entry(
    _ list: AnnotationList, _ id: String, _ volume: Volume, _ random: inout SeededRandom
  ) -> JSONObject {
    let size = volume.size
    func point() -> SIMD3<Double> {
      SIMD3(
        .random(in: 0...Double(size.i - 1), using: &random), .random(in: 0...Double(size.j - 1), using: &random),
        .random(in: 0...Double(size.k - 1), using: &random))
    }
    if list == .landmarks { return Landmark(id: id, name: "carina", point: point()).json(volume.grid) }
    let shape = Measurement.Shape.allCases.randomElement(using: &random)!
    let plane = Plane.allCases.randomElement(using: &random)!, first = point()
    let count =
      switch shape {
      case .ruler: 2
      case .bidirectional: 4
      case .ellipse: 1
      case .polygon: 3
      }
    let points = (0..<count).map { _ in
      var p = point()
      p[plane.axes.w] = first[plane.axes.w].rounded()
      return p
    }
    let measurement = Measurement(
      id: id, shape: shape, plane: plane, points: points, radii: shape == .ellipse ? [2, 1.25] : .zero)
    return measurement.json(volume.grid, values: measurement.values(in: volume))
  }
}
