import Foundation
import StyletBase
import StyletFormats
import StyletImaging
import StyletPhantom
import StyletScreen
import StyletTerminal

/// `make bench`: what a reader waits for, measured on a 512x512x400 phantom. No pass or fail: read the table.
///
/// A frame is timed from the key to the bytes for the terminal, the whole way that a key goes in the program: keymap,
/// command, edit, drawing, difference, curses. The bytes are those that a 256-colour xterm would get.
///
/// `--only WORDS`: the tools whose names hold these words, 300 times each. `--quick`: on a small phantom.
@main
struct Bench {
  static func main() {
    do { try run() } catch {
      FileHandle.standardError.write(Data("stylet-bench: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func run() throws {
    if try PeerBench.run(Array(CommandLine.arguments.dropFirst())) { return }
    let quick = CommandLine.arguments.contains("--quick")
    let size = quick ? GridSize(256, 256, 120)! : GridSize(512, 512, 400)!
    print("Stylet \(Release.version), phantom \(size.i)x\(size.j)x\(size.k), screen 200x55, 256 colours\n")
    Report.heading()

    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stylet-bench-\(getpid())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    if CommandLine.arguments.contains("--only") {
      let phantom = try Phantom.make(PhantomSpecification(size: size, seed: 1))
      return try ToolBench(phantom: phantom, folder: folder, only: CommandLine.arguments.last).run()
    }
    try MemoryBench(size: size, folder: folder).run()

    var making = Timings()
    let phantom = try making.measure { try Phantom.make(PhantomSpecification(size: size, seed: 1)) }
    Report.times("phantom made", making)

    try FrameBench(volume: phantom.volume, folder: folder).run()
    try ToolBench(phantom: phantom, folder: folder).run()
    try EditBench(phantom: phantom, folder: folder).run()
    try ViewBench(phantom: phantom).run()
    try LungBench(phantom: phantom).run()
    ShapeBench(volume: phantom.volume).run()
    try FileBench(phantom: phantom, folder: folder).run()
  }
}
