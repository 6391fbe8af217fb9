import StyletBase

/// What is known of gold cases: `gold/CASE.stylet.json`, a signed project of the case's scan.
extension StudyChange {
  /// - Throws: a ``Failure``: no such case, none whose answer is known, withdrawn.
  public func goldCase(_ id: CaseID) throws -> StudyCase {
    guard let one = cases.first(where: { $0.id == id }) else {
      throw Failure(
        .usage, path: folder.path, words("study.gold.no-case", ["case": id.text]),
        advice: words("study.gold.case-advice"))
    }
    guard one.use == .gold, one.status == .open else {
      throw Failure(
        .usage, path: folder.path, words("study.gold.not-gold", ["case": id.text, "use": one.use.rawValue]),
        advice: words("study.gold.not-gold-advice"))
    }
    return one
  }

  /// Puts the answer of a gold case in its place, and into the trail.
  /// - Parameters:
  ///   - bytes: of a project, checked against the case's scan.
  ///   - isReplacing: one that is there already; what was judged by it is judged anew.
  /// - Returns: SHA-256 of the file.
  @discardableResult
  public func answer(
    _ one: StudyCase, with bytes: [UInt8], isReplacing: Bool, time: String = UTC.now()
  ) throws -> String {
    let path = folder.gold(one.id), digest = sha256(bytes)
    if Paths.exists(path), try ScanIdentity.sha256(of: path) != digest, !isReplacing {
      throw Failure(.cannotCreate, path: path, words("study.gold.there"), advice: words("study.gold.there-advice"))
    }
    try note(.answered, [folder.relative(path): digest], time: time)
    try StudyFile.write(bytes, to: path)
    if study.rulesInForce.teaching != .off, study.hasLists { try deal().write(folder) }
    return digest
  }
}

/// SHA-256 of the files in `gold/`, each file read again only where it has changed.
public struct GoldDigests: Sendable {
  private var known: [String: (state: FileState, digest: String)] = [:]

  public init() {}

  /// By case; those that are there and can be read. Cost: a look at each, and the bytes of those that are new.
  public mutating func digests(_ folder: StudyFolder, of cases: [StudyCase]) -> [CaseID: String] {
    var all: [CaseID: String] = [:]
    for one in cases where one.use == .gold {
      let path = folder.gold(one.id)
      guard let state = FileState(path) else { continue }
      if let known = known[path], known.state == state {
        all[one.id] = known.digest
      } else if let digest = try? ScanIdentity.sha256(of: path) {
        known[path] = (state, digest)
        all[one.id] = digest
      }
    }
    return all
  }
}
