import StyletBase
import Synchronization

/// A volume on its way in: a thread of its own fills it while others already look at the slices that are there.
///
/// Dropping the last reference before the end cancels the loading.
public final class LoadingVolume: Sendable {
  /// The same object from the first slice to the last.
  public let volume: Volume
  private let inlet: VolumeInlet

  /// Begins to load.
  /// - Parameter load: runs on the thread; returns when every voxel is written and what the file has to check was
  ///   checked. Only then is the volume complete.
  /// - Throws: ``OutOfMemory``.
  public init(
    on grid: VoxelGrid, rescale: Rescale = .identity, acquisition: AcquisitionFacts = .unknown,
    load: @escaping @Sendable (VolumeInlet) throws -> Void
  ) throws {
    let inlet = try VolumeInlet(on: grid, rescale: rescale, acquisition: acquisition)
    self.inlet = inlet
    volume = inlet.volume
    Threads.run {
      do {
        try load(inlet)
        inlet.end(nil)
      } catch {
        inlet.end(error)
      }
    }
  }

  /// What is there already.
  public init(_ volume: Volume) {
    precondition(volume.isComplete, "an incomplete volume has an arrival of its own")
    self.volume = volume
    inlet = VolumeInlet(volume)
  }

  deinit { cancel() }

  /// The part that is loaded, 0...1; slices may show later than that, in orders where none is whole before the end.
  public var progress: Double { inlet.progress }

  /// Why the volume will never be complete: what `load` threw; nil while it goes on, when all is well, and after
  /// ``cancel()``.
  public var failure: (any Error)? { inlet.error is VolumeInlet.Cancelled ? nil : inlet.error }

  /// Waits for the end.
  /// - Throws: what the loading threw. After ``cancel()`` nobody may wait.
  public func wait() throws { try inlet.wait() }

  /// Waits for the end, but no longer than `seconds`: so that what is small is there at once.
  /// - Throws: what the loading threw.
  public func wait(atMost seconds: Double) throws { if inlet.wait(atMost: seconds) { try inlet.wait() } }

  /// The loading ends soon; what it has not written never comes.
  public func cancel() { inlet.cancel() }
}

/// Where a loader puts the samples of a volume, and says which slices are there.
public final class VolumeInlet: Sendable {
  /// The loading was given up.
  struct Cancelled: Error {}

  public let volume: Volume
  private let isCancelled = Atomic(false)
  private let thousandths = Atomic(0)
  private let outcome = Outcome()

  init(on grid: VoxelGrid, rescale: Rescale, acquisition: AcquisitionFacts = .unknown) throws {
    volume = try Volume(emptyOn: grid, rescale: rescale, acquisition: acquisition)
  }

  init(_ volume: Volume) {
    self.volume = volume
    outcome.set(.success(()))
  }

  /// All samples, zeroed, canonical order: for the loading thread alone, and it writes none twice.
  public var samples: UnsafeMutableBufferPointer<Int16> { volume.storage }

  /// Axial slices are written for good. Slices are shown in one piece that grows from an end of the volume: others
  /// are passed over here and show at the end.
  public func publish(_ slices: Range<Int>) { volume.publish(slices) }

  /// Notes how far the loading is, 0...1.
  /// - Throws: when it was given up: to be passed on.
  public func note(progress: Double) throws {
    thousandths.store(Int(min(max(progress, 0), 1) * 1000), ordering: .relaxed)
    if isCancelled.load(ordering: .relaxed) { throw Cancelled() }
  }

  package var progress: Double { volume.isComplete ? 1 : Double(thousandths.load(ordering: .relaxed)) / 1000 }

  package func end(_ error: (any Error)?) {
    if error == nil { volume.complete() }
    outcome.set(error.map { .failure($0) } ?? .success(()))
  }

  package var error: (any Error)? {
    if case .failure(let error) = outcome.now { error } else { nil }
  }

  func wait() throws { try outcome.wait() }
  func wait(atMost seconds: Double) -> Bool { outcome.wait(atMost: seconds) }

  func cancel() { isCancelled.store(true, ordering: .relaxed) }
}

/// What came of it, once.
private final class Outcome: Sendable {
  private let result = Monitor<Result<Void, any Error>?>(nil)

  func set(_ new: Result<Void, any Error>) { result.change { $0 = new } }

  var now: Result<Void, any Error>? { result.withLock { $0 } }

  func wait() throws { try result.wait { $0 }.get() }

  /// At most so long; whether there is a result.
  func wait(atMost seconds: Double) -> Bool { result.wait(atMost: seconds) { $0 } != nil }
}
