import Glibc
import StyletBase
import StyletDICOM
import StyletFiles

/// A series on its way into a folder: each instance is there whole, as `UID.dcm`, or not at all; what was there before
/// is not asked for again.
package final class ReceivedSeries {
  package let study: String, series: String
  /// What the archive lists, in its order.
  package let expected: [String]
  private let folder: String
  /// By UID the digest of what is there.
  private var there: [String: String] = [:]
  private let progress: (Int, Int) -> Void
  /// Told of each file that has come.
  package var came: (String) -> Void = { _ in }
  /// Each instance is asked for by itself, in the order of ``expected``: for who looks at them as they come.
  package var isOneByOne = false
  /// Asked again and again: true where nobody wants the rest any more.
  package var isGivenUp: () -> Bool = { false }
  /// Whether an object came in another transfer syntax than the archive may have it in.
  package var mayBeTranscoded = false

  /// - Parameters:
  ///   - folder: made where it is not there.
  ///   - progress: called with instances that are there, and all.
  /// - Throws: a ``Failure``: no folder can be made, or a file of an instance's name is another one.
  package init(
    study: String, series: String, expected: [String], folder: String, progress: @escaping (Int, Int) -> Void
  ) throws {
    (self.study, self.series, self.expected, self.folder, self.progress) = (study, series, expected, folder, progress)
    try Paths.makeFolder(folder, advice: words("error.output.other-folder"))
    for uid in expected where try SafeFile.isThere(path(uid)) {
      let object = try ArchivedObject(path(uid))
      guard object.instanceUID == uid, object.seriesUID == series, object.studyUID == study else {
        throw Failure(
          .cannotCreate, path: path(uid), words("archive.other-file"), advice: words("error.output.other-folder"))
      }
      there[uid] = object.digest
    }
  }

  package var missing: [String] { expected.filter { there[$0] == nil } }
  /// Whether it is asked for as a whole: where half of it is there, the rest costs less one by one.
  var isMostlyMissing: Bool { !isOneByOne && expected.count > 1 && missing.count * 2 > expected.count }
  package var count: Int { there.count }
  package var files: [String] { expected.filter { there[$0] != nil }.map(path) }

  private func path(_ uid: String) -> String { folder.appendingPath(uid + ".dcm") }

  /// Begins an instance whose name is not known yet.
  func begin() throws -> OutputFile { try OutputFile(folder.appendingPath(".instance")) }

  /// An instance has come to its end.
  /// - Throws: a ``Failure``: it is cut short, of another series, or another content of a UID that is there already.
  func end(_ file: OutputFile) throws {
    guard let written = file.temporary else { return }
    let object = try ArchivedObject(written)
    guard isUID(object.instanceUID), object.seriesUID == series, object.studyUID == study else {
      throw Failure(.badData, words("archive.not-asked-for"), advice: words("archive.tell-them"))
    }
    let uid = object.instanceUID
    if let known = there[uid] {
      guard known == object.digest else {
        throw Failure(.badData, words("archive.two-contents", ["uid": uid]), advice: words("archive.tell-them"))
      }
      return
    }
    try file.place(at: path(uid))
    try OutputFile.commit(file)
    there[uid] = object.digest
    progress(there.count, expected.count)
    came(path(uid))
  }

  /// - Throws: a ``Failure`` where nobody wants the rest any more.
  func mustBeWanted() throws { if isGivenUp() { throw Failure(.io, words("archive.given-up")) } }

  /// Takes a file that another program has received. It stays where it is.
  func take(_ received: String) throws {
    let file = try begin()
    let source = Descriptor(open(received.systemPath, O_RDONLY | O_CLOEXEC))
    guard source.number >= 0 else { throw SafeFile.unreadable(received, errno) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let n = read(source.number, &buffer, buffer.count)
      if n < 0, errno == EINTR { continue }
      guard n > 0 else { break }
      try buffer.withUnsafeBytes { try file.write(UnsafeRawBufferPointer(rebasing: $0[..<n])) }
    }
    try end(file)
  }

  /// - Throws: a ``Failure`` that says how much is there.
  package func mustBeWhole(because why: (any Error)? = nil) throws {
    guard !missing.isEmpty || why != nil else { return }
    let reason = (why as? Failure)?.what
    throw Failure(
      (why as? Failure)?.kind ?? .io, path: folder,
      words(
        "archive.incomplete",
        [
          "there": expected.count - missing.count, "all": expected.count, "why": reason != nil, "reason": reason ?? "",
        ]),
      advice: words("archive.incomplete-advice"))
  }
}
