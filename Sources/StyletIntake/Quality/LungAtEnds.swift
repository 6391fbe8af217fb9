import StyletImaging

/// Lung in the lowest and the highest axial plane: where there is much, the scan ends within the lungs. Voxels of
/// -950...-500 HU that no path of air joins to the plane's border, mm². Air in the bowel is below -950 HU, mostly.
enum LungAtEnds {
  static func of(_ volume: Volume) -> (below: Double, above: Double) {
    (area(volume, 0), area(volume, volume.grid.size.k - 1))
  }

  /// - Parameter k: the plane.
  private static func area(_ volume: Volume, _ k: Int) -> Double {
    let size = volume.grid.size, rescale = volume.rescale, count = size.i * size.j
    var isAir = [Bool](repeating: false, count: count), isLung = isAir
    volume.withSamples { samples in
      for n in 0..<count {
        let value = rescale.value(samples[k * count + n])
        (isAir[n], isLung[n]) = (value < -300, value >= -950 && value <= -500)
      }
    }
    var waiting = (0..<size.i).flatMap { [$0, (size.j - 1) * size.i + $0] }
    waiting += (0..<size.j).flatMap { [$0 * size.i, $0 * size.i + size.i - 1] }
    while let n = waiting.popLast() {
      guard isAir[n] else { continue }
      isAir[n] = false
      isLung[n] = false
      let i = n % size.i
      if i > 0 { waiting.append(n - 1) }
      if i < size.i - 1 { waiting.append(n + 1) }
      if n >= size.i { waiting.append(n - size.i) }
      if n < count - size.i { waiting.append(n + size.i) }
    }
    return Double(isLung.count { $0 }) * volume.grid.spacing.x * volume.grid.spacing.y
  }
}
