import StyletBase
import StyletImaging

/// The contours of a layer, finding by finding, in the planes of the scan's own slices.
struct TracedContours {
  struct Contour {
    /// Stored slice, base 0.
    let slice: Int
    /// Patient millimetres, as they will be written.
    let points: [PatientPoint]
  }

  /// By label; those that are not drawn are missing.
  private(set) var contours: [UInt8: [Contour]] = [:]

  /// Traces every finding on every slice, and fills the contours again, from the coordinates as they are written: no
  /// structure set leaves that does not give back the mask.
  ///
  /// - Throws: a ``Failure`` where it does not: voxels smaller than the coordinates' steps can tell apart.
  /// - Cost: for each slice drawn on its pixels, for each finding there as well.
  init(_ labels: LabelMap, on grid: VoxelGrid, holes: MaskOutline.Holes) throws {
    let slices = StoredSlices(grid)
    var slice = [UInt8](repeating: 0, count: slices.width * slices.height)
    var raster = PolygonRaster(width: slices.width, height: slices.height)
    for z in 0..<slices.count where slices.read(labels, z, into: &slice) {
      var counts = [Int](repeating: 0, count: 256)
      for label in slice { counts[Int(label)] += 1 }
      for label in 1...UInt8.max where counts[Int(label)] > 0 {
        let outlines = slice.withUnsafeBufferPointer {
          MaskOutline.trace($0, width: slices.width, height: slices.height, label: label, holes: holes)
        }
        for outline in outlines {
          let points = outline.corners.map { corner in
            let p = corner.place
            return ContourText.rounded(slices.affine.patient(of: [p.x, p.y, Double(z)]))
          }
          contours[label, default: []].append(Contour(slice: z, points: points))
          raster.add(
            points.map {
              let index = slices.affine.index(of: $0)
              return [index.x, index.y]
            })
        }
        var found = 0
        raster.takeRuns { y, xs in
          for x in xs { found += slice[y * slices.width + x] == label ? 1 : slice.count }
        }
        guard found == counts[Int(label)] else {
          throw Failure(
            .badData, words("mask.not-given-back", ["slice": z + 1]), advice: words("mask.not-given-back-advice"))
        }
      }
    }
  }
}
