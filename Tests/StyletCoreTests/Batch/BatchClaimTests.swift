import Foundation
import Glibc
import StyletBase
import TestSupport
import Testing

@testable import StyletBatch

/// One item, many workers.
@Suite struct BatchClaimTests {
  private func age(_ path: String, by seconds: Int) {
    var s = stat()
    lstat(path, &s)
    #if os(Linux)
      let time = s.st_mtim
    #else
      let time = s.st_mtimespec
    #endif
    var times = [timespec(tv_sec: time.tv_sec - seconds, tv_nsec: 0), timespec(tv_sec: time.tv_sec - seconds, tv_nsec: 0)]
    utimensat(AT_FDCWD, path, &times, 0)
  }

  private func foreign(_ path: String) throws {
    try Data("{\"machine\": \"elsewhere\", \"pid\": 1, \"since\": \"2026-03-01T09:00:00Z\"}\n".utf8)
      .write(to: URL(fileURLWithPath: path))
  }

  @Test func oneAloneHasIt() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.claim"
      var claim = try BatchClaim.take(path)
      #expect(claim != nil && BatchClaim.isTaken(path))
      #expect(try BatchClaim.take(path) == nil)
      claim = nil
      _ = claim
      #expect(!Paths.exists(path))
      #expect(try BatchClaim.take(path) != nil)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty, "nothing is left")
    }
  }

  /// Another machine's is its own while it is touched, and nobody's when it was not for so long.
  @Test func aDeadWorkersClaimExpires() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.claim"
      try foreign(path)
      #expect(try BatchClaim.take(path, expiry: 300) == nil)
      age(path, by: 250)
      #expect(try BatchClaim.take(path, expiry: 300) == nil && BatchClaim.isTaken(path, expiry: 300))
      age(path, by: 100)
      #expect(!BatchClaim.isTaken(path, expiry: 300))
      let claim = try BatchClaim.take(path, expiry: 300)
      #expect(claim != nil)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.claim"])
      withExtendedLifetime(claim) {}
    }
  }

  /// A process of this machine that is gone: at once.
  @Test func aDeadProcessOfThisMachineHasNone() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.claim"
      var own = try BatchClaim.take(path)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      withExtendedLifetime(own) {}
      own = nil
      let dead = text.replacing("\"pid\": \(getpid())", with: "\"pid\": 999999999")
      try Data(dead.utf8).write(to: URL(fileURLWithPath: path))
      #expect(try BatchClaim.take(path) != nil)
      // A cut file says nothing of its owner: it expires as any other.
      try Data("{\"machine\": \"".utf8).write(to: URL(fileURLWithPath: path))
      #expect(try BatchClaim.take(path) == nil)
    }
  }

  /// It is touched while it is held, and no more once it is another's.
  @Test func itIsTouched() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.claim"
      let claim = try BatchClaim.take(path, expiry: 1)
      age(path, by: 100)
      let end = Date.end(ofWaiting: 20)
      while !BatchClaim.isTaken(path, expiry: 50), Date() < end { usleep(20_000) }
      #expect(BatchClaim.isTaken(path, expiry: 50))
      unlink(path)
      try foreign(path)
      age(path, by: 100)
      usleep(400_000)
      #expect(!BatchClaim.isTaken(path, expiry: 50))
      withExtendedLifetime(claim) {}
    }
  }

  /// Of many that see an expired one, one alone gets it.
  @Test func oneOfManyTakesItOver() throws {
    try withTemporaryFolder { folder in
      for round in 0..<20 {
        let path = folder + "/\(round).claim"
        try foreign(path)
        age(path, by: 1000)
        let had = Monitor<[BatchClaim]>([])
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
          if let claim = try? BatchClaim.take(path) { had.change { $0.append(claim) } }
        }
        #expect(had.withLock { $0.count } == 1)
        #expect(BatchClaim.isTaken(path))
      }
    }
  }
}
