import Foundation
import Synchronization
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletFiles

/// A file that is refused is closed once: a second time would close what another thread has just opened.
@Suite struct DescriptorTests {
  @Test(arguments: ["lines", "image"]) func closedOnce(_ kind: String) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/kept"
      try Data("kept".utf8).write(to: URL(fileURLWithPath: path))
      let isDone = Mutex(false)
      let refuser = Thread {
        while !isDone.withLock({ $0 }) {
          if kind == "lines" { _ = try? LineReader(folder) } else { _ = try? OpenFile(folder) }
        }
      }
      refuser.start()
      var lost = 0
      for _ in 0..<20_000 {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        if file < 0 || fcntl(file, F_GETFD) < 0 { lost += 1 } else { close(file) }
      }
      isDone.withLock { $0 = true }
      #expect(lost == 0)
    }
  }
}
