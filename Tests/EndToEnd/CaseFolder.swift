import Foundation
import TestSupport

/// A folder of its own with a small phantom in it: `chest.nii.gz` and its truth. It goes with the object.
final class CaseFolder: Sendable {
  static let scanName = "chest.nii.gz"
  static let truthName = "chest-truth.nii.gz"
  static let projectName = "chest.stylet.json"

  let path: String
  var project: String { path + "/" + Self.projectName }
  var backup: String { project + ".bak" }
  var journal: String { path + "/chest.stylet.journal" }

  /// - Parameter path: an empty folder that is there already; one is made when not given.
  init(at path: String? = nil) throws {
    let made = try Phantoms.made.get()
    self.path = path ?? NSTemporaryDirectory() + "stylet-case-\(UUID().uuidString.prefix(8))"
    if path == nil { try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: true) }
    for name in [Self.scanName, Self.truthName] {
      try FileManager.default.copyItem(atPath: made.folder + "/" + name, toPath: self.path + "/" + name)
    }
  }

  /// A copy of all that another one has: what takes long to make is made once a run (see ``kept(_:)``).
  init(copying other: CaseFolder) throws {
    path = NSTemporaryDirectory() + "stylet-case-\(UUID().uuidString.prefix(8))"
    try FileManager.default.copyItem(atPath: other.path, toPath: path)
  }

  /// One for a static constant, to be copied: it goes when the run ends.
  static func kept(_ make: (CaseFolder) throws -> Void) throws -> CaseFolder {
    let folder = NSTemporaryDirectory() + "/stylet-kept-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: NSTemporaryDirectory() + "/stylet-kept-\(getpid())") }
    let path = folder + "/\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let files = try CaseFolder(at: path)
    try make(files)
    return files
  }

  deinit {
    chmod(path, 0o700)
    try? FileManager.default.removeItem(atPath: path)
  }

  @discardableResult
  func run(_ arguments: String...) throws -> Ran { try stylet(arguments, in: path) }

  /// Plays keys on the scan without a terminal and saves.
  /// - Parameter lungs: what `--lungs` says: "ask" leaves a project without them.
  func draw(_ keys: String, lungs: String = "auto") throws {
    let ran = try run("open", Self.scanName, "--script", keys, "--save", "--lungs", lungs)
    guard ran.status == 0 else { throw Unexpected(ran: ran) }
  }

  /// Draws in a workstation that is killed: the steps are in the journal alone.
  /// - Parameters:
  ///   - keys: as a terminal sends them.
  ///   - wrapper: a program with its arguments that starts it.
  func leaveUnsaved(_ keys: String, wrapper: [String] = []) throws {
    let program = try PtyProcess(
      wrapper + [builtProduct("stylet"), path + "/" + Self.scanName, "--lungs", "ask"], width: 100, height: 30,
      environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
    // What is typed before the terminal is the program's may be lost.
    program.read(seconds: 30, until: "GGO")
    program.type(keys)
    // Behind the first line stand the steps.
    try wait("a step in the journal", seconds: 60) {
      program.read(seconds: 0.05) { _ in false }
      return (FileManager.default.contents(atPath: journal) ?? Data()).count { $0 == 10 } > 1
    }
    kill(program.pid, SIGKILL)
    _ = program.waitForExit(seconds: 30)
  }

  /// The project file's JSON.
  func savedProject() throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: project))) as? [String: Any] ?? [:]
  }

  func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// Every file with its bytes: equal before and after what must not write.
  func contents() -> [String: Data] {
    var all: [String: Data] = [:]
    for name in FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? [] {
      all[name] = FileManager.default.contents(atPath: path + "/" + name) ?? Data()
    }
    return all
  }

  /// What `stylet extent` says of each finding by its code, in mL.
  func millilitres() throws -> [String: Double] {
    let findings = try run("extent", Self.projectName, "--json").json["findings"] as? [[String: Any]] ?? []
    return findings.reduce(into: [:]) { $0[$1["code"] as? String ?? ""] = $1["ml"] as? Double }
  }

  /// The same with two decimals, as the panel shows them.
  func shownMillilitres() throws -> [String: String] {
    try millilitres().mapValues { String(format: "%.2f", $0) }
  }
}

struct Unexpected: Error { let ran: Ran }

/// Another scan of the same grid and name with a project of its own, twice saved, and unsaved steps: made once a run.
enum OtherCase {
  /// The folder with its files.
  static let made = Result { () throws -> String in
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: OtherCase.folder) }
    let files = try CaseFolder(at: folder)
    let made = try files.run("phantom", CaseFolder.scanName, "--size", Phantoms.size, "--seed", "9", "--force")
    guard made.status == 0 else {
      throw Unexpected(ran: Ran(status: 1, out: "", err: "no phantom"))
    }
    try files.draw("<Space>", lungs: "ask")
    try files.draw("5<Right><Space>", lungs: "ask")
    try files.leaveUnsaved("j ")
    kept = files
    return files.path
  }

  private static var folder: String { NSTemporaryDirectory() + "/stylet-other-\(getpid())" }
  /// The folder would go with the object.
  nonisolated(unsafe) private static var kept: CaseFolder?
}

/// The scan that all tests copy: made once a run, by the program itself.
enum Phantoms {
  struct Made {
    let folder: String
    /// What `stylet phantom` printed: a line a lesion.
    let table: String
  }

  static let size = "96x96x48"
  private static var folder: String { NSTemporaryDirectory() + "/stylet-phantom-\(getpid())" }

  static let made = Result { () throws -> Made in
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: Phantoms.folder) }
    let ran = try stylet(["phantom", CaseFolder.scanName, "--size", size], in: folder)
    guard ran.status == 0 else { throw Unexpected(ran: ran) }
    return Made(folder: folder, table: ran.out)
  }
}
