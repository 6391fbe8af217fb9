import StyletBase
import StyletDICOM

/// A series that comes into a folder in the background, file by file, with a picture of what has come.
package final class SeriesArrival: Sendable {
  package enum Stage: Sendable {
    case coming
    /// All instances that the archive lists and counts are there, and its answer came to its own end.
    case whole
    /// Why it is not whole; what has come stays.
    case cut(Failure)
  }

  private struct State {
    var stage = Stage.coming
    var there = 0, all = 0
    var slices: ArrivingSlices?
    /// Files that the picture has.
    var shown: Set<String> = []
    /// That there is no picture of it.
    var isWithoutPicture = false
    var isGivenUp = false
  }

  private let study: String, series: String
  /// Where the files are: `UID.dcm` each.
  package let folder: String
  private let connect: @Sendable () throws -> any ArchiveClient
  private let state = Monitor(State())

  /// Begins at once.
  /// - Parameter connect: to the archive; called again where it goes on after a cut.
  package init(
    study: String, series: String, folder: String, connect: @escaping @Sendable () throws -> any ArchiveClient
  ) {
    (self.study, self.series, self.folder, self.connect) = (study, series, folder, connect)
    begin()
  }

  package var stage: Stage { state.withLock { $0.stage } }
  /// Instances that are there, and all; 0 of 0 until the archive has listed them.
  package var count: (there: Int, all: Int) { state.withLock { ($0.there, $0.all) } }
  /// What can be looked at; nil before the first slice, and where the archive does not say where slices lie.
  package var slices: ArrivingSlices? { state.withLock { $0.slices } }

  /// Asks for what is missing, after a cut.
  package func goOn() {
    let isCut = state.change { state in
      guard case .cut = state.stage, !state.isGivenUp else { return false }
      state.stage = .coming
      return true
    }
    if isCut { begin() }
  }

  /// Nobody wants the rest. What has come stays.
  package func giveUp() { state.change { $0.isGivenUp = true } }

  /// Until it is whole, or cut.
  package func wait() { state.wait { state -> Void? in if case .coming = state.stage { nil } else { () } } }

  private func begin() {
    Threads.run { [self] in
      do {
        try get()
        state.change { $0.stage = .whole }
      } catch {
        let failure = (error as? Failure) ?? Failure(.io, "\(error)")
        state.change { $0.stage = .cut(failure) }
      }
    }
  }

  private func get() throws {
    let client = try connect()
    let listed = try client.instances(study: study, series: series)
    guard !listed.isEmpty else {
      throw Failure(.noInput, words("archive.not-there"), advice: words("archive.not-there-advice"))
    }
    let order = SliceOrder(listed)
    let received = try ReceivedSeries(
      study: study, series: series, expected: order.uids, folder: folder,
      progress: { [state] there, all in state.change { ($0.there, $0.all) = (there, all) } })
    received.isOneByOne = order.isOther
    received.isGivenUp = { [state] in state.withLock { $0.isGivenUp } }
    received.came = { [self] in show($0, order.places) }
    state.change { ($0.there, $0.all) = (received.count, listed.count) }
    for file in received.files { show(file, order.places) }
    try received.mustBeWanted()
    try client.fetch(received)
    try received.mustBeWhole()
  }

  private func show(_ file: String, _ places: [SIMD3<Double>]?) {
    guard let places else { return }
    let (isNew, slices, part) = state.withLock { state in
      (state.shown.insert(file).inserted && !state.isWithoutPicture, state.slices,
        Double(state.there) / Double(max(state.all, 1)))
    }
    guard isNew else { return }
    if let slices { return slices.take(file, progress: part) }
    let made = try? ArrivingSlices(file, places: places)
    state.change { ($0.slices, $0.isWithoutPicture) = (made, made == nil) }
  }
}

/// In which order instances are asked for, so that slices come one beside the other.
struct SliceOrder {
  private(set) var uids: [String]
  /// Of all of them, in that order; nil where some are not known: then there is no picture on the way, and that is all.
  private(set) var places: [SIMD3<Double>]?
  /// The archive has them in another order.
  private(set) var isOther = false

  init(_ listed: [ListedInstance]) {
    uids = listed.map(\.uid)
    let known = listed.compactMap(\.place)
    guard known.count == listed.count, let first = known.first else { return }
    self.places = known
    var low = first, high = first
    for place in known {
      low = pointwiseMin(low, place)
      high = pointwiseMax(high, place)
    }
    let extent = high - low, axis = (0..<3).max { extent[$0] < extent[$1] } ?? 2
    let along = known.map { $0[axis] }, steps = zip(along, along.dropFirst())
    guard !steps.allSatisfy({ $0 < $1 }), !steps.allSatisfy({ $0 > $1 }) else { return }
    isOther = true
    let order = listed.indices.sorted { (along[$0], listed[$0].uid) < (along[$1], listed[$1].uid) }
    uids = order.map { listed[$0].uid }
    self.places = order.map { known[$0] }
  }
}
