import Foundation
import StyletBase
import StyletImaging
import StyletProject
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

/// Missing and uneven slices, brought onto an even grid on request.
@Suite struct DICOMGapTests {
  private let reader = DICOMSeriesReader()

  /// Reads a series without some of its slices.
  private func load(_ series: SyntheticSeries, without gone: Set<Int> = []) throws -> LoadedImage {
    try withTemporaryFolder { folder in
      for z in 0..<series.count where !gone.contains(z) {
        try Data(series.file(z)).write(to: URL(fileURLWithPath: "\(folder)/\((z * 7 + 3) % 11)-\(z)"))
      }
      if !gone.isEmpty {
        let failure = #expect(throws: Failure.self) { try reader.describe(folder, options: ReadOptions()) }
        #expect(failure?.advice?.contains("or open it with --fill-gaps") == true)
      }
      return try reader.read(folder, options: ReadOptions(choice: ScanChoice(fillGaps: true)))
    }
  }

  /// Samples rise by 100 from slice to slice, so a straight line gives back what was taken away.
  @Test func missingSlicesOfARampComeBackExactly() throws {
    let angle = 15 * Double.pi / 180
    var tilted = SyntheticSeries(count: 9, column: [0, cos(angle), -sin(angle)])
    tilted.step = [0, 0, 5]
    var down = SyntheticSeries(count: 9, column: [0, -1, 0])
    down.step = [0, 0, -2.5]
    let across = SyntheticSeries(count: 9, row: [0, 1, 0], column: [0, 0, -1], step: [3, 0, 0])
    for series in [SyntheticSeries(count: 9), tilted, down, across] {
      let image = try load(series, without: [2, 5, 6])
      #expect(series.isShown(by: image.volume))
      #expect(image.description.problems.contains { $0.hasPrefix("3 of 9 slices are interpolated between their") })
      #expect(image.description.facts.contains { $0 == ("slices", "6 in 6 files") })
    }
    let words = try load(SyntheticSeries(count: 9), without: [2, 5, 6]).description.problems
    #expect(words.contains { $0.hasSuffix(": 3 (-25 mm), 6-7 (-17.5 to -15 mm)") })
    // Counted from the feet, also where the files run the other way.
    let reversed = try load(down, without: [2, 5, 6]).description.problems
    #expect(reversed.contains { $0.contains(": 3-4 (") && $0.contains("), 7 (") })
  }

  /// Each slice's own rescale comes before the interpolation.
  @Test func theRescaleOfEachSliceComesFirst() throws {
    var series = SyntheticSeries(count: 5)
    series.extra = { z in
      [
        TestElement(.rescaleIntercept, "DS", "\(-1024 + 10 * z)"),
        TestElement(.pixelData, "OW", .words(SyntheticSeries.frame(z) { $0 - 10 * z })),
      ]
    }
    #expect(series.isShown(by: try load(series, without: [1]).volume))
  }

  /// 0, 2, 4, 6, 9, 10 mm: even planes 2 mm apart, of which only that at 8 mm is made up, two thirds of the way.
  @Test func unevenSlices() throws {
    let heights = [0.0, 2, 4, 6, 9, 10]
    var series = SyntheticSeries(count: 6)
    series.extra = { z in [TestElement(.imagePositionPatient, "DS", "-10\\20.5\\\(heights[z])")] }
    let image = try load(series)
    #expect(image.volume.size.k == 6)
    #expect(image.volume.grid.spacing.z == 2)
    let ramp = (0..<6).map { image.volume.value(at: VoxelIndex(0, 0, $0)) }
    let first = Double(SyntheticSeries.sample(0, 0, 0) - 1024)
    #expect(ramp == [0.0, 100, 200, 300, 367, 500].map { $0 + first })
    #expect(image.description.problems.contains { $0.hasPrefix("1 of 6 slices is interpolated between their") })
  }

  /// What is outside the picture is not mixed into what is in it.
  @Test func paddingIsNotInterpolated() throws {
    var series = SyntheticSeries(count: 7)
    series.extra = { z in
      var frame: [UInt16] = SyntheticSeries.frame(z) { $0 }
      if z == 0 { frame[0] = 0xf830 }
      let padding = TestElement(.pixelPaddingValue, 0xf830)
      return [padding, TestElement(.pixelData, "OW", .words(frame))]
    }
    let image = try load(series, without: [1, 2])
    let column = (0..<4).map { image.volume.value(at: VoxelIndex(0, 0, $0)) }
    let wanted: [Double] = [-3024, -3024, -924, -924]
    #expect(column == wanted)
    let beside = Double(SyntheticSeries.sample(1, 0, 1) - 1024)
    #expect(image.volume.value(at: VoxelIndex(1, 0, 1)) == beside)
    let isSaid = image.description.facts.contains { $0.0 == "pixel padding value" && $0.1 == "-2000" }
    #expect(isSaid)
  }

  @Test func moreGapThanScanIsRefused() throws {
    var series = SyntheticSeries(count: 5)
    for far in [1e3, 9e5] {
      series.extra = { z in [TestElement(.imagePositionPatient, "DS", "-10\\20.5\\\(z == 4 ? far : Double(z))")] }
      let failure = try withTemporaryFolder { folder in
        try series.write(to: folder)
        return #expect(throws: Failure.self) {
          try reader.describe(folder, options: ReadOptions(choice: ScanChoice(fillGaps: true)))
        }
      }
      #expect(failure?.what.contains("more slices would be made up than there are") == true)
    }
  }

  /// Positions that are rounded stay the slices that they are.
  @Test func evenGrids() throws {
    let kept = (0..<200).filter { $0 % 37 != 5 }
    let rounded = kept.map { n -> Double in (Double(n) * 6.25).rounded() / 10 }
    let (planes, step) = try StackPlane.evenGrid(rounded)
    #expect(planes.count == 200)
    #expect(abs(step - 0.625) < 0.001)
    #expect(planes.indices.filter { planes[$0].isFilledIn } == [5, 42, 79, 116, 153, 190])
    #expect(try StackPlane.evenGrid([0, 1]).planes == [StackPlane(slice: 0), StackPlane(slice: 1)])
  }
}
