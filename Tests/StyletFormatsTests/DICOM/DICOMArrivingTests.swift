import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

/// A series of many slices is looked at while it is read.
@Suite struct DICOMArrivingTests {
  private static let count = 300

  /// The share and the slices that have come only rise, and end with the whole. That a part is shown before the end is
  /// held by `planesShowWhenAllBeforeThemAreThere`: how much a thread sees here hangs on the machine.
  @Test func shareAndSlicesNeverGoBack() throws {
    try withTemporaryFolder { folder in
      let series = SyntheticSeries(count: Self.count)
      try series.write(to: folder)
      let arrival = try DICOMSeriesReader().begin(folder, options: ReadOptions()).arrival
      var share = 0.0, slices = 0, goesBack = false
      while !arrival.volume.isComplete, arrival.failure == nil {
        let newShare = arrival.progress, newSlices = arrival.volume.arrived.count
        if newShare < share || newSlices < slices { goesBack = true }
        share = newShare
        slices = newSlices
      }
      try arrival.wait()
      #expect(!goesBack && arrival.progress == 1 && arrival.volume.arrived == 0..<Self.count)
      #expect(series.isShown(by: arrival.volume))
    }
  }
}
