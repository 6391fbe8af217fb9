import StyletImaging
import TestSupport
import Testing

/// Slabs against the definition, voxel by voxel.
@Suite struct SlabTests {
  private static let size = GridSize(9, 7, 11)!
  private static let spacing = SIMD3(0.7, 1.3, 2.5)

  /// Random samples with padding strewn among them and in the corners, where it is asked for.
  private func volume(_ padding: Int16?, rescale: Rescale = Rescale(slope: 1, intercept: -1024)) throws -> Volume {
    var random = SeededRandom(seed: 17)
    return try Volume(grid: VoxelGrid(size: Self.size, affine: Affine(spacing: Self.spacing)), rescale: rescale) { out in
      for n in out.indices {
        let x = Int16(200 + random.next() % 3000)
        out[n] = padding != nil && random.next() % 4 == 0 ? padding! : x
        let i = n % Self.size.i, j = n / Self.size.i % Self.size.j
        if let padding, i == 0 || i == Self.size.i - 1, j == 0 || j == Self.size.j - 1 { out[n] = padding }
      }
    }
  }

  /// mm between the middles of neighbours, counted one by one.
  private func slices(_ slab: Slab, _ plane: Plane, _ w: Int, _ grid: VoxelGrid) -> [Int] {
    (0..<plane.size(of: grid.size).w).filter {
      Double(abs($0 - w)) * plane.spacing(of: grid).w <= slab.thickness / 2 + 1e-9
    }
  }

  private func value(_ volume: Volume, _ slab: Slab, _ plane: Plane, _ u: Int, _ v: Int, _ w: Int, padding: Int16?)
    -> Double
  {
    let size = volume.size
    let all = slices(slab, plane, w, volume.grid).map { volume[plane.voxel(u: u, v: v, w: $0, in: size)] }
      .filter { $0 != padding }.map(volume.rescale.value)
    guard !all.isEmpty else { return volume.value(at: plane.voxel(u: u, v: v, w: w, in: size)) }
    return switch slab.mode {
    case .mip: all.max()!
    case .minip: all.min()!
    case .mean: all.reduce(0, +) / Double(all.count)
    }
  }

  private static let paddings: [Int16?] = [nil, -2000, -32768, 32767]

  @Test(arguments: Plane.allCases, Slab.Mode.allCases)
  func againstTheDefinition(_ plane: Plane, _ mode: Slab.Mode) throws {
    for padding in Self.paddings {
      let volume = try volume(padding), extent = plane.size(of: volume.size)
      // Each goes on from the one before, as a pane does, whatever plane, place and volume that was of.
      var before = try SlabProjection(try self.volume(nil), plane, w: 1, Slab(mode, thickness: 5))
      for thickness in [1.0, 2.6, 5, 10, 60] {
        let slab = Slab(mode, thickness: thickness)
        for w in [0, 1, extent.w / 2, extent.w - 1] {
          let projection = try #require(try SlabProjection(volume, plane, w: w, slab, after: before))
          before = projection
          #expect(Array(projection.slices) == slices(slab, plane, w, volume.grid))
          let got = projection.sample(SliceWindow(whole: plane, w: w, of: volume.size), .nearest)
          for v in 0..<extent.v {
            for u in 0..<extent.u {
              let want = value(volume, slab, plane, u, v, w, padding: padding)
              #expect(
                abs(Double(got[v * extent.u + u]) - want) <= (mode == .mean ? 0.5001 : 0.001),
                "\(plane) \(mode) \(thickness) mm, padding \(padding ?? 0), slice \(w) at \(u),\(v)")
            }
          }
        }
      }
    }
  }

  /// A scan whose values fall as its samples rise.
  @Test func valuesDecideNotSamples() throws {
    let volume = try volume(nil, rescale: Rescale(slope: -0.5, intercept: 900))
    for mode in Slab.Mode.allCases {
      let slab = Slab(mode, thickness: 8)
      let got = try #require(try SlabProjection(volume, .coronal, w: 3, slab))
        .sample(SliceWindow(whole: .coronal, w: 3, of: volume.size), .nearest)
      for v in 0..<Self.size.k {
        for u in 0..<Self.size.i {
          let want = value(volume, slab, .coronal, u, v, 3, padding: nil)
          #expect(abs(Double(got[v * Self.size.i + u]) - want) <= 0.26)
        }
      }
    }
  }

  /// A pixel between voxels is made of the projection, as of a slice.
  @Test func pixelsAreSampledAsThoseOfASlice() throws {
    let volume = try volume(nil), slab = Slab(.mip, thickness: 6)
    let projection = try #require(try SlabProjection(volume, .sagittal, w: 4, slab))
    let whole = projection.sample(SliceWindow(whole: .sagittal, w: 4, of: volume.size), .nearest)
    let window = SliceWindow(plane: .sagittal, w: 4, u0: 1, v0: 2, stepU: 2, stepV: 3, width: 2, height: 2)
    let got = projection.sample(window, .area)
    for py in 0..<2 {
      for px in 0..<2 {
        var sum: Float = 0
        for v in 2 + 3 * py..<5 + 3 * py { for u in 1 + 2 * px..<3 + 2 * px { sum += whole[v * Self.size.j + u] } }
        #expect(abs(got[py * 2 + px] - sum / 6) < 0.01)
      }
    }
  }

  @Test func whatIsNotThereHasNone() throws {
    let volume = try volume(nil)
    #expect(try SlabProjection(volume, .axial, w: -1, Slab(.mip, thickness: 5)) == nil)
    #expect(try SlabProjection(volume, .axial, w: Self.size.k, Slab(.mip, thickness: 5)) == nil)
    #expect(Slab(.mip, thickness: .infinity).thickness == 60 && Slab(.mip, thickness: -3).thickness == 1)
  }
}
