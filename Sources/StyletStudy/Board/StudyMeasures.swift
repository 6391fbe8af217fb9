import Glibc
import StyletBase
import StyletProject

/// What was measured of sealed readings, kept on this machine by the digests of what was sealed: a sealed file does not
/// change, so that nothing is measured twice. The file may be thrown away at any time. It says digests and numbers, no
/// patient, no path, no name.
public struct StudyMeasures: Sendable {
  /// Two files as they were sealed, gold first where it is one of them.
  public struct Key: Hashable, Sendable {
    public var first, second: String

    public init(_ first: String, _ second: String) { (self.first, self.second) = (first, second) }
  }

  /// Two files to be measured.
  public struct Task: Hashable, Sendable {
    public var key: Key
    public var firstPath, secondPath: String
  }

  public private(set) var known: [Key: MeasuredPair] = [:]
  /// What could not be measured, and why; tried again in the next run.
  public private(set) var failures: [Key: Failure] = [:]
  private let path: String?
  private let forms: StudyForms
  /// What a number rests on besides the files.
  private let basis: String

  /// What was measured before; nothing where the file is not there, or not understood.
  /// - Parameters:
  ///   - path: nil to keep nothing.
  ///   - forms: the study's protocols, and their digests.
  public init(_ path: String?, forms: StudyForms, protocolDigests: [String]) {
    (self.path, self.forms) = (path, forms)
    basis = ([Release.version] + protocolDigests).joined(separator: " ")
    guard let path, Paths.exists(path) else { return }
    let rows = try? StudyFile.lines(path, Self.row)
    for (key, pair, basis) in rows ?? [] where basis == self.basis { known[key] = pair }
  }

  /// Where that of a study lies: `XDG_CACHE_HOME/stylet`, or `~/.cache/stylet`.
  public static func path(of study: Study) -> String {
    let asked = Paths.environment(["XDG_CACHE_HOME"])["XDG_CACHE_HOME"] ?? ""
    let base = asked.hasPrefix("/") ? asked : Paths.home.appendingPath(".cache")
    let name = sha256(Array("\(study.id)|\(study.made)|\(study.keyID)".utf8)).prefix(16)
    return base.appendingPath("stylet").appendingPath("study-\(name).jsonl")
  }

  public subscript(key: Key) -> MeasuredPair? { known[key] }

  /// Of some, those not measured yet.
  public func unknown(_ tasks: [Task]) -> [Task] { tasks.filter { known[$0.key] == nil && failures[$0.key] == nil } }

  /// Measures what is not known yet, on all cores. Cost: two project files each.
  public mutating func measure(_ tasks: [Task]) {
    let forms = forms, tasks = unknown(tasks)
    let results = Parallel.map(tasks.count) { n -> Result<MeasuredPair, Failure> in
      let task = tasks[n]
      do {
        return .success(
          try MeasuredPair(
            (task.firstPath, task.secondPath), sealed: (task.key.first, task.key.second), forms: forms))
      } catch { return .failure(error as? Failure ?? Failure(.io, "\(error)")) }
    }
    for (task, result) in zip(tasks, results) {
      switch result {
      case .success(let pair): known[task.key] = pair
      case .failure(let failure): failures[task.key] = failure
      }
    }
  }

  /// Keeps what is known. A disk that takes nothing costs the time to measure again, nothing else.
  public func keep() {
    guard let path else { return }
    for folder in [path.pathFolder.pathFolder, path.pathFolder] where !Paths.isFolder(folder) {
      try? Paths.makeFolder(folder)
    }
    let rows = known.sorted { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }.map(row)
    try? StudyFile.write(StudyFile.bytes(ofLines: rows), to: path)
  }

  // MARK: File

  private func row(_ key: Key, _ pair: MeasuredPair) -> JSONObject {
    func list(_ fields: [String]) -> JSONValue { .array(fields.map(JSONValue.string)) }
    return [
      "first": .string(key.first), "second": .string(key.second), "basis": .string(basis),
      "voxels": .array([pair.first, pair.second, pair.common].map(JSONValue.int)), "alike": list(pair.alike),
      "unlike": list(pair.unlike), "missing": list(pair.missing),
    ]
  }

  private static func row(_ fields: inout FieldReader) -> (key: Key, pair: MeasuredPair, basis: String)? {
    let first = fields.digest("first"), second = fields.digest("second")
    let basis = fields.text("basis", required: true)
    let voxels = fields.numbers("voxels", count: 3)?.compactMap { Int(exactly: $0) } ?? []
    func list(_ name: String) -> [String] { fields.array(name, required: true).compactMap(\.string) }
    let (alike, unlike, missing) = (list("alike"), list("unlike"), list("missing"))
    guard let first, let second, let basis, voxels.count == 3, voxels.allSatisfy({ (0...1 << 40).contains($0) }),
      voxels[2] <= min(voxels[0], voxels[1])
    else { return nil }
    var pair = MeasuredPair(first: voxels[0], second: voxels[1], common: voxels[2])
    (pair.alike, pair.unlike, pair.missing) = (alike, unlike, missing)
    return (Key(first, second), pair, basis)
  }
}
