import Glibc
import StyletBase
import StyletImaging
import TestSupport
import Testing

@testable import StyletArchive
@testable import StyletDICOM

/// A series that is looked at while it comes.
@Suite struct SeriesArrivalTests {
  private static let study = "1.2.9"

  /// What an archive sends, in its order; a file each time that it is let.
  private final class Sender: ArchiveClient, @unchecked Sendable {
    let series: SyntheticSeries
    let order: [Int]
    /// Files that may go, and how many went; then it is cut where `isCut`.
    let gate = Monitor((let: 0, sent: 0, isCut: false))
    /// Where slices lie, as it says.
    var says: (Int) -> SIMD3<Double>?
    private(set) var asked: [[String]] = []

    init(_ series: SyntheticSeries, order: [Int]? = nil) {
      (self.series, self.order) = (series, order ?? Array(0..<series.count))
      says = { series.position($0) }
    }

    func uid(_ z: Int) -> String { "\(series.uid).\(z)" }
    func echo() throws {}
    func find(_ query: ArchiveQuery) throws -> ArchiveRows { ArchiveRows() }
    func instances(study: String, series: String) throws -> [ListedInstance] {
      order.map { ListedInstance(uid($0), at: says($0)) }
    }
    func store(_ path: String, _ object: ArchivedObject) throws -> ArchiveStored { ArchiveStored(isNamed: false) }

    func fetch(_ received: ReceivedSeries) throws {
      asked.append(received.missing)
      for uid in received.missing {
        let isCut = gate.wait { $0.let > $0.sent ? false : $0.isCut ? true : nil }
        if isCut { throw Failure(.io, "the line is cut") }
        let file = try received.begin()
        try file.write(series.file(Int(uid.split(separator: ".").last!)!))
        try received.end(file)
        gate.change { $0.sent += 1 }
      }
    }

    func send(_ count: Int) { gate.change { $0.let += count } }
    func cut(_ isCut: Bool = true) { gate.change { $0.isCut = isCut } }
  }

  private static func series(_ count: Int = 6, step: Double = 2.5) -> SyntheticSeries {
    var series = SyntheticSeries(count: count)
    series.step = [0, 0, step]
    series.extra = { _ in [TestElement(.studyInstanceUID, "UI", study)] }
    return series
  }

  private func begin(_ sender: Sender, _ folder: String) -> SeriesArrival {
    SeriesArrival(study: Self.study, series: sender.series.uid, folder: folder + "/s") { sender }
  }

  /// Looks until the picture has so many slices.
  private func wait(_ arrival: SeriesArrival, slices: Int) throws -> Volume {
    var found: Volume?
    try wait("\(slices) slices") {
      found = arrival.slices?.arrival.volume
      return found?.arrived.count == slices
    }
    return try #require(found)
  }

  private func wait(_ what: String, _ condition: () -> Bool) throws {
    for _ in 0..<2000 where !condition() { usleep(5000) }
    try #require(condition(), "\(what)")
  }

  /// From the first file on, from either end, with the values that the whole scan has there.
  @Test(arguments: [2.5, -2.5], [[0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0]])
  func slicesShowBeforeTheEnd(_ step: Double, _ order: [Int]) throws {
    try withTemporaryFolder { folder in
      let sender = Sender(Self.series(step: step), order: order), arrival = begin(sender, folder)
      for count in 1..<6 {
        sender.send(1)
        let volume = try wait(arrival, slices: count)
        #expect(!volume.isComplete && arrival.count == (count, 6))
        guard case .coming = arrival.stage else { return #expect(Bool(false), "\(arrival.stage)") }
      }
      let shown = try wait(arrival, slices: 5), there = shown.arrived
      sender.send(1)
      arrival.wait()
      guard case .whole = arrival.stage else { return #expect(Bool(false), "\(arrival.stage)") }
      let whole = try DICOMSeriesReader().read(arrival.folder, options: .init()).volume
      #expect(whole.grid == shown.grid && whole.rescale == shown.rescale)
      for k in there { for j in 0..<whole.size.j { for i in 0..<whole.size.i {
        #expect(whole[VoxelIndex(i, j, k)] == shown[VoxelIndex(i, j, k)])
      } } }
      #expect(!shown.isComplete, "nobody measures on a picture of what has come")
    }
  }

  /// An archive that has them in no order is asked one by one, from an end.
  @Test func inNoOrder() throws {
    try withTemporaryFolder { folder in
      let sender = Sender(Self.series(), order: [3, 0, 5, 1, 4, 2]), arrival = begin(sender, folder)
      sender.send(3)
      let volume = try wait(arrival, slices: 3)
      #expect(volume.arrived == 0..<3)
      sender.send(3)
      arrival.wait()
      #expect(sender.asked == [(0..<6).map(sender.uid)])
    }
  }

  @Test func cutAndGoneOnWith() throws {
    try withTemporaryFolder { folder in
      let sender = Sender(Self.series()), arrival = begin(sender, folder)
      sender.send(2)
      _ = try wait(arrival, slices: 2)
      sender.cut()
      arrival.wait()
      guard case .cut(let failure) = arrival.stage else { return #expect(Bool(false), "\(arrival.stage)") }
      #expect(failure.what == "the line is cut" && arrival.count == (2, 6))
      sender.cut(false)
      sender.send(4)
      arrival.goOn()
      arrival.wait()
      guard case .whole = arrival.stage else { return #expect(Bool(false), "\(arrival.stage)") }
      #expect(sender.asked == [(0..<6).map(sender.uid), (2..<6).map(sender.uid)], "the rest alone")
      arrival.goOn()
      #expect(sender.asked.count == 2)
      // There already: nothing is asked for, and what is there is looked at.
      let again = begin(sender, folder)
      again.wait()
      _ = try wait(again, slices: 6)
    }
  }

  /// A slice that does not lie where the archive says, or is of another kind, is not shown; nor is any without places.
  @Test func whatIsNotAsItWasSaid() throws {
    for change in ["place", "spacing", "size"] {
      try withTemporaryFolder { folder in
        var series = Self.series()
        let plain = series.extra
        series.extra = { z in
          guard z == 2 else { return plain(z) }
          switch change {
          case "place": return plain(z) + [TestElement(.imagePositionPatient, "DS", "-10\\20.5\\-24")]
          case "spacing": return plain(z) + [TestElement(.pixelSpacing, "DS", "0.5\\0.8")]
          default: return plain(z) + [TestElement(.rescaleIntercept, "DS", "-1000")]
          }
        }
        let sender = Sender(series)
        let planned = Self.series()
        sender.says = { planned.position($0) }
        sender.send(6)
        let arrival = begin(sender, folder)
        arrival.wait()
        let volume = try wait(arrival, slices: 2)
        usleep(100_000)
        #expect(volume.arrived == 0..<2, "\(change)")
      }
    }
    try withTemporaryFolder { folder in
      for says in [{ _ in nil }, { $0 == 3 ? nil : [0, 0, Double($0)] }, { _ in [0, 0, 0] }] as [(Int) -> SIMD3<Double>?] {
        let sender = Sender(Self.series())
        sender.says = says
        sender.send(6)
        let arrival = begin(sender, folder)
        arrival.wait()
        guard case .whole = arrival.stage else { return #expect(Bool(false), "\(arrival.stage)") }
        #expect(arrival.slices == nil)
      }
    }
  }

  @Test func givenUp() throws {
    try withTemporaryFolder { folder in
      let sender = Sender(Self.series()), arrival = begin(sender, folder)
      sender.send(2)
      _ = try wait(arrival, slices: 2)
      arrival.giveUp()
      sender.cut()
      arrival.wait()
      arrival.goOn()
      #expect(sender.asked.count == 1)
    }
  }
}
