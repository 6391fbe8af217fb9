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
      var isSeen = false
      for _ in 0..<20 where !isSeen {
        let arriving = try DICOMSeriesReader().begin(folder, options: ReadOptions())
        let arrival = arriving.arrival
        var last = (share: 0.0, slices: 0), goesBack = false
        while !arrival.volume.isComplete, arrival.failure == nil {
          let now = (share: arrival.progress, slices: arrival.volume.arrived.count)
          goesBack = goesBack || now.share < last.share || now.slices < last.slices
          isSeen = isSeen || now.share > 0 && now.share < 1 && now.slices > 0 && now.slices < Self.count
          last = now
        }
        try arrival.wait()
        #expect(!goesBack && arrival.progress == 1 && arrival.volume.arrived == 0..<Self.count)
        #expect(series.isShown(by: arrival.volume))
      }
      #expect(isSeen)
    }
  }
}
