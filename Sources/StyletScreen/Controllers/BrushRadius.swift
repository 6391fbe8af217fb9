import StyletProject

/// The radii that the brush keys go through.
enum BrushRadius {
  static let usual = [
    0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50,
  ]
  /// What may be asked for by number, mm.
  static let range = PlaceRecord.radii

  /// `n` usual radii from `radius`, staying among them.
  static func step(from radius: Double, by n: Int) -> Double {
    let larger = usual.firstIndex { $0 > radius + 1e-9 } ?? usual.count
    let smaller = usual.lastIndex { $0 < radius - 1e-9 } ?? -1
    let at = n > 0 ? larger + n - 1 : smaller + n + 1
    return usual[min(max(at, 0), usual.count - 1)]
  }
}
