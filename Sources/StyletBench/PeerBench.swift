import Foundation
import StyletBase
import StyletFiles
import StyletFormats
import StyletImaging

/// One measurement at a time for a driver that takes turns with another program (Tests/Conformance/peers.py).
///
/// `stylet-bench files read PATH`, `files index FOLDER`, `files save PATH OUT`: a line of JSON with the milliseconds
/// that the work took within this process, start of the program and preparation left out.
enum PeerBench {
  /// - Returns: whether the words were one of these, and have been dealt with.
  static func run(_ words: [String]) throws -> Bool {
    guard words.first == "files" else { return false }
    let registry = FormatRegistry.standard
    var times = Timings()
    var size: GridSize
    switch (words.dropFirst().first, words.count) {
    case ("read", 3):
      size = try times.measure { try registry.read(words[2]) }.volume.size
    case ("index", 3):
      // Every header of the tree is read, the series are told apart, and the best one is put in order.
      size = try times.measure { try registry.describe(words[2]) }.grid.size
    case ("save", 4):
      let volume = try registry.read(words[2]).volume
      size = volume.size
      let writer = try registry.writer(for: words[3])
      // SimpleITK has written the file in its turn.
      try OutputPolicy.$current.withValue(OutputPolicy(isForced: true)) {
        try times.measure { try writer.write(volume, to: words[3]) }
      }
    default:
      throw Failure(
        .usage, "stylet-bench files takes `read PATH`, `index FOLDER` or `save PATH OUT`", advice: "see `make bench`")
    }
    let line = JSONValue.object([
      "ms": .double(times.milliseconds[0]), "size": .array([size.i, size.j, size.k].map { .int($0) }),
    ])
    print(line.text)
    return true
  }
}
