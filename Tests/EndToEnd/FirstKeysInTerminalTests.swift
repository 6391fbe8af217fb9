import Foundation
import TestSupport
import Testing

/// Somebody who has never been here types `q`, or `help`, at the first screen of a real terminal.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct FirstKeysInTerminalTests {
  private func opened() throws -> Desk {
    let desk = try Desk(width: 80, height: 24)
    try desk.open("--lungs ask")
    return desk
  }

  /// Nothing was drawn: leaving asks nothing and leaves nothing behind.
  private func leave(_ desk: Desk) throws {
    #expect(try desk.unsaved() == 0 && desk.shown() == nil)
    try desk.command("q")
    #expect(try desk.remains() == [])
    #expect(!desk.files.has(desk.files.project) && !desk.files.has(desk.files.journal))
  }

  @Test func qSaysThatKeysAreRecorded() throws {
    let desk = try opened()
    try desk.press("q")
    try desk.terminal.waitFor("recording", seconds: 5)
    try leave(desk)
  }

  @Test func helpTypedAsAWordDrawsNothing() throws {
    let desk = try opened()
    // Once the slice has changed all keys before it have been answered.
    try desk.press("h", "e", "l", "p", "PPage")
    let screen = try desk.terminal.waitFor("Axial 26", seconds: 5)
    // The name of the mode in which eraser and pen together take strokes away.
    #expect(!screen.contains(" ERASE "), "\(screen)")
    #expect(!screen.contains("recording"))
    try leave(desk)
  }
}
