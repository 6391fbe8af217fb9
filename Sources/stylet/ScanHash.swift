import StyletBase
import StyletImaging

/// The SHA-256 of a scan, computed beside the reader's work.
final class ScanHash: Sendable {
  private struct State {
    var result: Result<String, Failure>?
    var isCancelled = false
    var isTaken = false
  }
  private let state = Monitor(State())

  /// - Parameters:
  ///   - parts: the files that the scan is made of.
  ///   - fingerprint: of the scan as it was opened: one that is replaced meanwhile is another scan.
  ///   - arrival: what is waited for first: disk and cores are the loading's before they are ours.
  init(of path: String, parts: [String], fingerprint: String, after arrival: LoadingVolume) {
    Threads.run { [weak self] in
      struct Cancelled: Error {}
      let hash: Result<String, Failure>
      do {
        try arrival.wait()
        let found = try Scans.identity(of: parts) { _ in
          guard let self, !self.state.withLock({ $0.isCancelled }) else { throw Cancelled() }
        }
        hash = try ScanIdentity.fingerprint(ofFiles: parts) == fingerprint ? .success(found) : .failure(Self.changed)
      } catch {
        hash = .failure((error as? Failure) ?? Failure(.io, path: path, words("error.not-read-again")))
      }
      self?.state.change { $0.result = hash }
    }
  }

  /// The files are not those that were opened.
  static var changed: Failure { Failure(.badData, words("error.scan-changed")) }

  /// Whether the result has not been taken yet.
  var isPending: Bool { state.withLock { !$0.isTaken } }

  /// The hash, once: nil while it is being computed and after it was taken.
  func take() -> Result<String, Failure>? {
    state.withLock { state in
      guard let result = state.result, !state.isTaken else { return nil }
      state.isTaken = true
      return result
    }
  }

  /// Waits for the hash.
  func wait() { state.wait { $0.result == nil ? nil : () } }

  /// Waits for the hash at most `seconds`, so that a first save can name the scan.
  func wait(seconds: Double) { _ = state.wait(atMost: seconds) { $0.result } }

  func cancel() { state.withLock { $0.isCancelled = true } }
}
