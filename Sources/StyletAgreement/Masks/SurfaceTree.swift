import StyletBase

/// The elements of a surface as a k-d tree: which of them lies nearest to a place, exactly. Costs follow the surface,
/// however far apart its parts lie: a distance transform's follow the box around all of them.
struct SurfaceTree: Sendable {
  /// Corners' indices, parted at the middle of each range, and again, down to ``leaf`` of them.
  private var places: [SIMD3<Float>]
  /// Of each range in turn, the halves of range n being 2n + 1 and 2n + 2: the axis that it is parted along, and where.
  private var cuts: [Cut] = []
  private let spacing: SIMD3<Float>

  private static let leaf = 12

  private struct Cut {
    var axis = 0
    var place: Float = 0
  }

  /// Cost: n log n.
  init(_ surface: SurfaceElements) {
    (places, spacing) = (surface.places, SIMD3<Float>(surface.spacing))
    var ranges = 1
    while places.count / ranges > Self.leaf { ranges *= 2 }
    cuts = [Cut](repeating: Cut(), count: ranges - 1)
    let spacing = spacing
    cuts.withUnsafeMutableBufferPointer { cuts in
      places.withUnsafeMutableBufferPointer { places in
        var open = [(node: 0, range: 0..<places.count)]
        while let (node, range) = open.popLast() {
          guard node < cuts.count else { continue }
          var low = places[range.lowerBound], high = low
          for n in range { (low, high) = (pointwiseMin(low, places[n]), pointwiseMax(high, places[n])) }
          let size = (high - low) * spacing
          let axis = size.x >= size.y && size.x >= size.z ? 0 : size.y >= size.z ? 1 : 2
          let middle = range.middle
          Self.part(places, range, at: middle, axis)
          cuts[node] = Cut(axis: axis, place: places[middle][axis])
          open.append((2 * node + 1, range.lowerBound..<middle))
          open.append((2 * node + 2, middle..<range.upperBound))
        }
      }
    }
  }

  /// Puts what is lower along an axis than the element that belongs at `middle` before it, all else behind it.
  private static func part(
    _ places: UnsafeMutableBufferPointer<SIMD3<Float>>, _ range: Range<Int>, at middle: Int, _ axis: Int
  ) {
    var (low, high) = (range.lowerBound, range.upperBound - 1)
    while low < high {
      let pivot = places[(low + high) / 2][axis]
      var (i, j) = (low, high)
      while i <= j {
        while places[i][axis] < pivot { i += 1 }
        while places[j][axis] > pivot { j -= 1 }
        guard i <= j else { break }
        places.swapAt(i, j)
        i += 1
        j -= 1
      }
      if middle <= j { high = j } else if middle >= i { low = i } else { return }
    }
  }

  /// The squared distance, mm², from each element of another surface to the nearest of this one, which has some.
  /// Cost: about log n each, less where neighbours follow one another.
  func squares(to surface: SurfaceElements) -> [Float] {
    places.withUnsafeBufferPointer { places in
      cuts.withUnsafeBufferPointer { cuts in
        // What is nearest to the one before is near to its neighbour, too.
        var search = Search(places: places, cuts: cuts, spacing: spacing)
        return surface.places.map { search.nearest(to: $0) }
      }
    }
  }

  private struct Search {
    let places: UnsafeBufferPointer<SIMD3<Float>>
    let cuts: UnsafeBufferPointer<Cut>
    let spacing: SIMD3<Float>
    private var place = SIMD3<Float>.zero
    private var best = 0, square = Float.infinity

    init(places: UnsafeBufferPointer<SIMD3<Float>>, cuts: UnsafeBufferPointer<Cut>, spacing: SIMD3<Float>) {
      (self.places, self.cuts, self.spacing) = (places, cuts, spacing)
    }

    mutating func nearest(to place: SIMD3<Float>) -> Float {
      self.place = place
      square = distance(best)
      look(0, 0, places.count)
      return square
    }

    /// Indices are whole, so that equal distances come out equal.
    private func distance(_ n: Int) -> Float {
      let away = (places[n] - place) * spacing
      return (away * away).sum()
    }

    private mutating func look(_ node: Int, _ low: Int, _ high: Int) {
      guard node < cuts.count else {
        for n in low..<high {
          let own = distance(n)
          if own < square { (square, best) = (own, n) }
        }
        return
      }
      let cut = cuts[node], middle = (low..<high).middle
      let away = (place[cut.axis] - cut.place) * spacing[cut.axis]
      if away < 0 {
        look(2 &* node &+ 1, low, middle)
        if away * away < square { look(2 &* node &+ 2, middle, high) }
      } else {
        look(2 &* node &+ 2, middle, high)
        if away * away < square { look(2 &* node &+ 1, low, middle) }
      }
    }
  }
}

extension Range<Int> {
  fileprivate var middle: Int { lowerBound + count / 2 }
}
