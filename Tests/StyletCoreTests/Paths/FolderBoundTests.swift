import Foundation
import Testing

@testable import StyletBase

@Suite struct FolderBoundTests {
  private static let small = FolderBound(files: 3, folders: 2, depth: 1)

  @Test func eachBoundEndsTheWalk() throws {
    let folder = NSTemporaryDirectory()
    var count = try FolderCount(folder, Self.small)
    #expect(try count.enters(folder, depth: 0) && count.enters(folder, depth: 1))
    #expect(throws: Failure.self) { try count.enters(folder, depth: 1) }
    count = try FolderCount(folder, Self.small)
    #expect(throws: Failure.self) { try count.enters(folder, depth: 2) }
    count = try FolderCount(folder, Self.small)
    for _ in 0..<3 { try count.meet() }
    #expect(throws: Failure.self) { try count.meet() }
  }

  @Test(arguments: ["/", "//", "/.", "/proc", "/proc/self", "/sys/kernel"])
  func nothingBeginsThere(_ path: String) {
    #expect(throws: Failure.self) { try FolderCount(path, .delivery) }
  }

  /// What the kernel makes up has no end, and a link or a mount leads there from anywhere.
  @Test func theSystemsFoldersArePassedOver() throws {
    let folder = NSTemporaryDirectory()
    var count = try FolderCount(folder, .scan)
    #expect(try !count.enters("/proc/self", depth: 1))
    #expect(try count.enters(folder, depth: 1))
  }

  /// Ten thousand scans of 400 slices are a delivery.
  @Test func aDeliveryMayBeLarge() throws {
    let folder = NSTemporaryDirectory()
    var count = try FolderCount(folder, .delivery)
    for _ in 0..<10_000 {
      #expect(try count.enters(folder, depth: 3))
      for _ in 0..<400 { try count.meet() }
    }
  }
}
