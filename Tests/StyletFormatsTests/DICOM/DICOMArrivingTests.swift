import Foundation
import StyletCore
import TestSupport
import Testing

@testable import StyletFormats

/// A series of many slices is looked at while it is read.
@Suite struct DICOMArrivingTests {
  private static let count = 300

  /// Slices and a share of the whole before the end; neither ever goes back.
  @Test func slicesAndAShareAreSeenBeforeTheEnd() throws {
    try withTemporaryFolder { folder in
      let series = SyntheticSeries(count: Self.count)
      try series.write(to: folder)
      // A thread that is never asked meanwhile sees nothing of it: another time, then.
      #expect(try (0..<100).contains { _ in try Self.isSeenWhileRead(folder, series) })
    }
  }

  /// Reads the series; whether a part of it was there in between.
  private static func isSeenWhileRead(_ folder: String, _ series: SyntheticSeries) throws -> Bool {
    let arrival = try DICOMSeriesReader().begin(folder, options: ReadOptions()).arrival
    var share = 0.0, slices = 0, isSeen = false, goesBack = false
    while !arrival.volume.isComplete, arrival.failure == nil {
      let newShare = arrival.progress, newSlices = arrival.volume.arrived.count
      if newShare < share || newSlices < slices { goesBack = true }
      if newShare > 0, newShare < 1, newSlices > 0, newSlices < count { isSeen = true }
      share = newShare
      slices = newSlices
      usleep(100)
    }
    try arrival.wait()
    #expect(!goesBack && arrival.progress == 1 && arrival.volume.arrived == 0..<count)
    #expect(series.isShown(by: arrival.volume))
    return isSeen
  }
}
