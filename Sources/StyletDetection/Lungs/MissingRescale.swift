import StyletImaging

/// Values that are no HU because a file lost its rescale: air near 0 and water near 1000, as scanners store them.
enum MissingRescale {
  /// What is to be added to the values of a volume to make them HU: 0 where they are, -1024 where air lies near 0.
  ///
  /// Cost: at most 64 voxels along each axis are looked at.
  static func correction(_ volume: Volume, _ standards: LungStandards.Rescale) -> Double {
    let size = volume.size
    let counts = [size.i, size.j, size.k], steps = counts.map { max($0 / 64, 1) }
    let slope = volume.rescale.slope, intercept = volume.rescale.intercept
    var air = 0, between = 0, water = 0, below = 0, all = 0
    volume.withSamples { samples in
      for k in stride(from: steps[2] / 2, to: size.k, by: steps[2]) {
        for j in stride(from: steps[1] / 2, to: size.j, by: steps[1]) {
          let row = (k * size.j + j) * size.i
          for i in stride(from: steps[0] / 2, to: size.i, by: steps[0]) {
            let x = slope * Double(samples[row + i]) + intercept
            // Padding is far below, and says nothing.
            guard x > standards.padding else { continue }
            all += 1
            if x < standards.below {
              below += 1
            } else if x < standards.air {
              air += 1
            } else if x < standards.lung {
              between += 1
            }
            if standards.water.contains(x) { water += 1 }
          }
        }
      }
    }
    guard all > 0, below * 200 < all, air * 10 > all, water * 10 > all, between < air else { return 0 }
    return standards.added
  }
}
