import Foundation
import StyletCore
import TestSupport
import Testing

@testable import StyletFormats

/// What is written over: a file wholly, a link's target, and never a device or a pipe.
@Suite struct OutputFileTests {
  @Test func aDeviceIsWrittenAndNotReplaced() throws {
    try withTemporaryFolder { folder in
      let pipe = folder + "/pipe"
      #expect(mkfifo(pipe, 0o600) == 0)
      let reader = open(pipe, O_RDONLY | O_NONBLOCK)
      defer { close(reader) }
      try OutputFile.write(Array("hello".utf8), to: pipe)
      var bytes = [UInt8](repeating: 0, count: 16)
      #expect(read(reader, &bytes, 16) == 5)
      var status = stat()
      #expect(stat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["pipe"])
    }
    try OutputFile.write([1, 2, 3], to: "/dev/null")
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test func aLinkIsWrittenThrough() throws {
    try withTemporaryFolder { folder in
      try Data("old".utf8).write(to: URL(fileURLWithPath: folder + "/target"))
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "target")
      try OutputFile.write(Array("new".utf8), to: folder + "/link")
      #expect(FileManager.default.contents(atPath: folder + "/target") == Data("new".utf8))
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == "target")
    }
  }

  @Test func givenUpHalfWayNothingIsLeft() throws {
    try withTemporaryFolder { folder in
      try Data("old".utf8).write(to: URL(fileURLWithPath: folder + "/file"))
      do {
        let file = try OutputFile(folder + "/file")
        try file.write([1, 2, 3])
      }
      #expect(FileManager.default.contents(atPath: folder + "/file") == Data("old".utf8))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["file"])
    }
  }
}
