import Foundation
import StyletCore

/// The SHA-256 of a scan, computed beside the reader's work.
final class ScanHash: @unchecked Sendable {
  private let lock = NSCondition()
  private var result: Result<String, Failure>?
  private var isCancelled = false
  private var isTaken = false

  /// - Parameters:
  ///   - parts: the files that the scan is made of.
  ///   - fingerprint: of the scan as it was opened: one that is replaced meanwhile is another scan.
  ///   - arrival: what is waited for first: disk and cores are the loading's before they are ours.
  init(of path: String, parts: [String], fingerprint: String, after arrival: Arrival) {
    Thread.detachNewThread { [weak self] in
      struct Cancelled: Error {}
      let hash: Result<String, Failure>
      do {
        try arrival.wait()
        let found = try Scans.identity(of: parts) { _ in
          guard let self, !self.lock.withLock({ self.isCancelled }) else { throw Cancelled() }
        }
        hash = try ScanIdentity.fingerprint(ofFiles: parts) == fingerprint ? .success(found) : .failure(Self.changed)
      } catch {
        hash = .failure((error as? Failure) ?? Failure(.io, path: path, "cannot be read again"))
      }
      self?.lock.withLock {
        self?.result = hash
        self?.lock.broadcast()
      }
    }
  }

  /// The files are not those that were opened.
  static let changed = Failure(.badData, "the scan has changed on the disk since it was opened")

  /// Whether the result has not been taken yet.
  var isPending: Bool { lock.withLock { !isTaken } }

  /// The hash, once: nil while it is being computed and after it was taken.
  func take() -> Result<String, Failure>? {
    lock.withLock {
      guard let result, !isTaken else { return nil }
      isTaken = true
      return result
    }
  }

  /// Waits for the hash.
  func wait() { lock.withLock { while result == nil { lock.wait() } } }

  /// Waits for the hash at most `seconds`, so that a first save can name the scan.
  func wait(seconds: Double) {
    let end = Date(timeIntervalSinceNow: seconds)
    lock.withLock { while result == nil && lock.wait(until: end) {} }
  }

  func cancel() { lock.withLock { isCancelled = true } }
}
