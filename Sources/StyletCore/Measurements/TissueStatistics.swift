import StyletImaging

/// The voxels of a region whose values lie in a band: fat or muscle within an outline.
public struct TissueStatistics: Hashable, Sendable {
  /// Voxels in the region and in the band.
  public var voxels: Int
  /// mm².
  public var area: Double
  /// HU of those voxels; nil when there are none.
  public var mean: Double?

  /// The volume must be complete. Cost: the region.
  public init(_ region: SliceRegion, of volume: Volume, in band: HUBand) {
    let size = volume.size
    let along = region.plane == .sagittal ? size.i : 1
    let width = region.plane.size(of: size).u
    var n = 0
    var sum = 0
    let rescale = volume.rescale
    volume.withSamples { samples in
      for row in region.rows {
        let first = region.plane.voxel(u: row.u.lowerBound, v: row.v, w: region.w, in: size)
        guard size.contains(first), row.u.upperBound <= width else { continue }
        var at = (first.k * size.j + first.j) * size.i + first.i
        for _ in row.u {
          if band.contains(rescale.value(samples[at])) {
            n &+= 1
            sum &+= Int(samples[at])
          }
          at &+= along
        }
      }
    }
    voxels = n
    area = Double(n) * volume.grid.pixelArea(region.plane)
    mean = n > 0 ? rescale.slope * Double(sum) / Double(n) + rescale.intercept : nil
  }
}
