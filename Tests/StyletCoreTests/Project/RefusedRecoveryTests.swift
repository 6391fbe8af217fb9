import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletProject

/// A recovery that the system refuses: nothing that was there has changed, and the error says why.
@Suite struct RefusedRecoveryTests {
  /// A project that is damaged, with its backup, its journal and its history.
  private func damaged(_ folder: String) throws -> ProjectFiles {
    let files = try RecoveryTests().made(folder).files
    try write([UInt8](repeating: 0, count: 300), files.project)
    return files
  }

  private func contents(_ folder: String) throws -> [String: [UInt8]] {
    try names(folder).reduce(into: [:]) { $0[$1] = try read(folder + "/" + $1) }
  }

  /// Every call of one kind fails, without rights and on a bad disk.
  @Test(arguments: [(EACCES, Failure.Kind.noPermission), (EIO, .io)], SystemCalls.Call.allCases)
  func everyKindOfCallIsRefused(_ error: (code: Int32, kind: Failure.Kind), _ kind: SystemCalls.Call) throws {
    try withTemporaryFolder { folder in
      let files = try damaged(folder)
      let before = try contents(folder)
      let code = error.code
      let calls = SystemCalls { $0 == kind ? code : nil }
      do {
        _ = try ProjectCheck.recover(files.project, reader: "r", calls: calls)
        Issue.record("recovered although \(kind) fails")
      } catch let failure as Failure {
        #expect(failure.kind == error.kind && failure.path == files.project, "\(failure)")
        #expect(failure.what.contains(String(cString: strerror(code))), "\(failure)")
      }
      let after = try contents(folder)
      for (name, bytes) in before { #expect(after[name] == bytes, "\(name) after \(kind)") }
      #expect(!after.keys.contains { $0.hasSuffix(".tmp") }, "\(after.keys)")
      // Where the calls succeed again it is rebuilt from the backup.
      try? FileManager.default.removeItem(atPath: files.lock)  // as after the death of its owner
      #expect(try ProjectCheck.recover(files.project, reader: "r").base == files.backup)
    }
  }
}
