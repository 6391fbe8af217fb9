import Foundation
import Glibc
import TestSupport
import Testing

/// No room left: strokes are refused with a word on what to do, and once there is room all goes on.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct FullDiskTests {
  @Test(.enabled(if: SmallDisk.isAvailable, "no small file system can be mounted here: this takes root"))
  func aFullDiskRefusesStrokesUntilThereIsRoom() throws {
    let disk = try SmallDisk(kilobytes: 1024)
    let files = try CaseFolder(at: disk.path)
    let filler = disk.path + "/filler"
    let desk = try Desk(width: 160, files: files)
    try desk.open()
    try desk.press("Space", "PPage", "Space")
    try desk.waitForUnsaved(2)
    let kept = try desk.shown()
    SmallDisk.fill(filler)
    // The last journal block may still have room for a few.
    var strokes = 2
    while try strokes < 200 && !desk.terminal.screen().contains("nothing was changed") {
      try desk.press("Right", "Space")
      try desk.terminal.waitFor("an answer") {
        $0.contains("nothing was changed") || Desk.unsaved($0) == strokes + 1
      }
      strokes = try desk.unsaved() ?? 0
    }
    let notice = try #require(
      try desk.terminal.screen().split(separator: "\n").last { $0.contains("nothing was changed") })
    #expect(notice.contains("journal") && notice.contains("; "), "\(notice)")
    #expect(notice.contains("free") || notice.contains("room") || notice.contains("space"), "\(notice)")
    let full = try desk.shown()
    try desk.press("PPage", "Space")
    try desk.terminal.waitFor("nothing was changed")
    #expect(try desk.shown() == full && desk.unsaved() == strokes)
    try desk.command("w")
    try desk.terminal.waitFor("a refused save") { !$0.contains("nothing was changed") && $0.contains("chest.stylet.j") }
    #expect(try desk.unsaved() == strokes, "still unsaved")

    unlink(filler)
    try desk.press("PPage", "Space")
    try desk.waitForUnsaved(strokes + 1)
    let more = try desk.shown()
    #expect(more != full && full != nil && kept != nil)
    // A kill now shows what the journal holds.
    try desk.kill()
    try desk.open()
    #expect(try desk.shown() == more)
    try desk.command("wq")
    #expect(try desk.remains() == [])
    #expect(try files.shownMillilitres() == ["GGO": more])
  }
}

/// A file system of its own in memory.
final class SmallDisk {
  let path = NSTemporaryDirectory() + "/stylet-disk-\(UUID().uuidString.prefix(8))"

  static let isAvailable: Bool = {
    guard geteuid() == 0, let disk = try? SmallDisk(kilobytes: 64) else { return false }
    return !disk.path.isEmpty
  }()

  init(kilobytes: Int) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k") == 0 else {
      rmdir(path)
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EPERM)
    }
  }

  deinit {
    umount2(path, Int32(MNT_DETACH))
    rmdir(path)
  }

  /// Writes into a file until nothing more fits.
  static func fill(_ path: String) {
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    defer { close(file) }
    for size in [65536, 4096, 1] {
      let bytes = [UInt8](repeating: 0, count: size)
      while write(file, bytes, size) > 0 {}
    }
  }
}
