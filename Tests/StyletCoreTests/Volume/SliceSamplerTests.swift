import Foundation
import StyletImaging
import TestSupport
import Testing

@Suite struct SliceSamplerTests {
  let volume = randomVolume(GridSize(7, 9, 5)!, rescale: Rescale(slope: 0.5, intercept: -100))

  /// By the definitions, one pixel at a time.
  private func naive(_ window: SliceWindow, _ sampling: Sampling, px: Int, py: Int) -> Double {
    let size = volume.size, extent = window.plane.size(of: size)
    let u = (window.u0 + Double(px) * window.stepU, window.u0 + Double(px + 1) * window.stepU)
    let v = (window.v0 + Double(py) * window.stepV, window.v0 + Double(py + 1) * window.stepV)
    let cu = (u.0 + u.1) / 2, cv = (v.0 + v.1) / 2
    guard cu >= 0, cv >= 0, cu < Double(extent.u), cv < Double(extent.v), (0..<extent.w).contains(window.w) else {
      return .nan
    }
    func value(_ u: Int, _ v: Int) -> Double {
      volume.value(at: size.clamp(window.plane.voxel(u: u, v: v, w: window.w, in: size)))
    }
    switch sampling {
    case .nearest: return value(Int(floor(cu)), Int(floor(cv)))
    case .linear:
      let (a, b) = (floor(cu - 0.5), floor(cv - 0.5))
      let (s, t) = (cu - 0.5 - a, cv - 0.5 - b)
      let (x, y) = (Int(a), Int(b))
      return (value(x, y) * (1 - s) + value(x + 1, y) * s) * (1 - t)
        + (value(x, y + 1) * (1 - s) + value(x + 1, y + 1) * s) * t
    case .area:
      var sum = 0.0, weight = 0.0
      for y in 0..<extent.v {
        for x in 0..<extent.u {
          let w = max(0, min(u.1, Double(x + 1)) - max(u.0, Double(x)))
            * max(0, min(v.1, Double(y + 1)) - max(v.0, Double(y)))
          sum += w * value(x, y)
          weight += w
        }
      }
      return sum / weight
    }
  }

  @Test(arguments: Plane.allCases, Sampling.allCases)
  func againstTheDefinition(plane: Plane, sampling: Sampling) {
    let extent = plane.size(of: volume.size)
    for w in [-1, 0, extent.w - 2, extent.w] {
      for (stepU, stepV) in [(1.0, 1.0), (0.3, 0.45), (2.6, 1.9), (40, 40), (1.7, 0.21)] {
        for (u0, v0) in [(0.0, 0.0), (-2.3, -1.1), (1.4, 2.2)] {
          let window = SliceWindow(
            plane: plane, w: w, u0: u0, v0: v0, stepU: stepU, stepV: stepV, width: 11, height: 8)
          let got = SliceSampler.sample(volume, window, sampling)
          for py in 0..<8 {
            for px in 0..<11 {
              let want = naive(window, sampling, px: px, py: py), value = Double(got[py * 11 + px])
              #expect(want.isNaN ? value.isNaN : abs(value - want) < 0.01, "\(window) at \(px),\(py)")
            }
          }
        }
      }
    }
  }

  /// One pixel a voxel gives the voxels, whatever the sampling; a volume of one slice is no exception.
  @Test(arguments: Plane.allCases, Sampling.allCases) func wholeSlices(plane: Plane, sampling: Sampling) {
    let size = GridSize(3, 4, 1)!, flat = randomVolume(size)
    let extent = plane.size(of: size)
    for w in 0..<extent.w {
      let got = SliceSampler.sample(flat, SliceWindow(whole: plane, w: w, of: size), sampling)
      let want = (0..<extent.v).flatMap { v in
        (0..<extent.u).map { u in Float(flat.value(at: plane.voxel(u: u, v: v, w: w, in: size))) }
      }
      #expect(zip(got, want).allSatisfy { abs($0 - $1) < 0.01 } && got.count == want.count)
    }
  }

  /// A window that makes no sense is empty or not a number, never a trap.
  @Test(arguments: Sampling.allCases) func absurdWindows(sampling: Sampling) {
    for step in [0, -1, .nan, .infinity, 1e300, 1e-300] as [Double] {
      for start in [0, .nan, -.infinity, 1e300] as [Double] {
        let window = SliceWindow(plane: .axial, w: 0, u0: start, v0: 0, stepU: step, stepV: 1, width: 3, height: 2)
        #expect(SliceSampler.sample(volume, window, sampling).count == 6)
      }
    }
    let none = SliceWindow(plane: .axial, w: 0, u0: 0, v0: 0, stepU: 1, stepV: 1, width: 0, height: 5)
    #expect(SliceSampler.sample(volume, none, sampling).isEmpty)
  }

  /// Values beyond the limits count as the limits, voxel by voxel and not in the mean: as a volume of such voxels has it.
  @Test(arguments: Plane.allCases, [Rescale(slope: 0.5, intercept: -100), Rescale(slope: -2, intercept: 30)])
  func limitsHoldEachVoxel(plane: Plane, rescale: Rescale) throws {
    let volume = randomVolume(GridSize(7, 9, 5)!, rescale: rescale), size = volume.size
    let ends = [volume.value(at: VoxelIndex(0, 0, 0)), volume.value(at: VoxelIndex(3, 4, 2))].sorted()
    let limits = ends[0]...ends[1]
    for (u0, step) in [(0.0, 2.6), (-1.3, 1.9), (1.2, 0.7)] {
      let window = SliceWindow(plane: plane, w: 2, u0: u0, v0: 0.4, stepU: step, stepV: 1.7, width: 6, height: 5)
      let got = SliceSampler.sample(volume, window, .area, slices: 0..<size.k, limits: limits)
      for py in 0..<5 {
        for px in 0..<6 {
          let want = held(to: limits, volume, window, px: px, py: py), value = Double(got[py * 6 + px])
          #expect(want.isNaN ? value.isNaN : abs(value - want) < 0.01, "\(plane) at \(px),\(py)")
        }
      }
    }
  }

  private func held(
    to limits: ClosedRange<Double>, _ volume: Volume, _ window: SliceWindow, px: Int, py: Int
  ) -> Double {
    let extent = window.plane.size(of: volume.size)
    let u = (window.u0 + Double(px) * window.stepU, window.u0 + Double(px + 1) * window.stepU)
    let v = (window.v0 + Double(py) * window.stepV, window.v0 + Double(py + 1) * window.stepV)
    let (cu, cv) = ((u.0 + u.1) / 2, (v.0 + v.1) / 2)
    guard cu >= 0, cv >= 0, cu < Double(extent.u), cv < Double(extent.v) else { return .nan }
    var sum = 0.0, all = 0.0
    for y in 0..<extent.v {
      for x in 0..<extent.u {
        let weight = max(0, min(u.1, Double(x + 1)) - max(u.0, Double(x)))
          * max(0, min(v.1, Double(y + 1)) - max(v.0, Double(y)))
        let value = volume.value(at: window.plane.voxel(u: x, v: y, w: window.w, in: volume.size))
        sum += weight * min(max(value, limits.lowerBound), limits.upperBound)
        all += weight
      }
    }
    return sum / all
  }
}
