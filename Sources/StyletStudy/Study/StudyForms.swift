import StyletBase
import StyletProject

extension Study {
  /// All that it has followed, in their order, the one in force last; none where readings follow none.
  public var protocols: [StudyProtocol] {
    [protocolUsed].compactMap { $0 }
      + amendments.compactMap { if case .revised(_, let used, _) = $0 { used } else { nil } }
  }

  /// Whether cases were dealt out, or readers came or went: then there are lists.
  var hasLists: Bool {
    amendments.contains {
      switch $0 {
      case .assigned, .joined, .left: true
      case .revised, .ruled: false
      }
    }
  }

  /// What readings follow that are begun now.
  public var protocolInForce: StudyProtocol? { protocols.last }

  /// What readings follow that were begun at a time, UTC.
  public func protocolInForce(at time: String) -> StudyProtocol? {
    let begun = UTC.seconds(time) ?? .max
    return amendments.reduce(protocolUsed) { known, amendment in
      guard case .revised(let since, let used, _) = amendment, UTC.seconds(since) ?? .max <= begun else {
        return known
      }
      return used
    }
  }

  /// What is wrong with versions that follow each other: each is a later one of the same protocol.
  static func wrongRevision(after first: StudyProtocol?, _ amendments: [StudyAmendment]) -> String? {
    var known = first?.reference
    for case .revised(_, let used, _) in amendments {
      if let known, used.reference.id != known.id || used.reference.version <= known.version {
        return "a later version of \(known) was expected, not \(used.reference)"
      }
      known = used.reference
    }
    return nil
  }
}

extension StudyFolder {
  /// The file of a protocol that the study follows or has followed: each stays where it is, since readings name it.
  public func file(of used: StudyProtocol, in study: Study) -> String {
    used == study.protocolUsed ? readingProtocol : path.appendingPath(Self.name(of: used.reference))
  }

  /// `protocol.2.toml`.
  static func name(of later: ProtocolReference) -> String { "protocol.\(later.version).toml" }

  static func isProtocol(_ name: String) -> Bool { name.hasPrefix("protocol.") && name.hasSuffix("toml") }

  /// Those that are there, the study's or not.
  var protocolNames: [String] { (Paths.names(in: path) ?? []).filter(Self.isProtocol).sorted() }

  public var protocolFiles: [String] { protocolNames.map(path.appendingPath) }

  /// The bytes of a protocol.
  /// - Throws: a ``Failure``: it is not there, or is not the one that the study names.
  public func bytes(of used: StudyProtocol, in study: Study) throws -> [UInt8] {
    let path = file(of: used, in: study)
    guard Paths.exists(path) else {
      throw Failure(
        .noInput, path: path, words("error.study.no-protocol", ["protocol": "\(used.reference)"]),
        advice: words("error.study.protocol-advice"))
    }
    let bytes = try SafeFile.read(path, limit: ReadingProtocol.largestFile).bytes
    guard sha256(bytes) == used.digest else {
      throw Failure(
        .badData, path: path, words("error.study.other-protocol", ["protocol": "\(used.reference)"]),
        advice: words("error.study.protocol-advice"))
    }
    return bytes
  }
}

/// The protocols of a study by their versions: a reading is held against the one that it was begun under.
public struct StudyForms: Sendable {
  /// In the order in which they came into force.
  public let all: [ReadingProtocol]

  public init(_ all: [ReadingProtocol]) { self.all = all }

  /// In the words that data have in every language: questions go along with answers.
  /// - Throws: a ``Failure`` of the first that is not as the study names it.
  public init(_ study: Study, _ folder: StudyFolder) throws {
    all = try study.protocols.map { used in
      let path = folder.file(of: used, in: study), bytes = try folder.bytes(of: used, in: study)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Failure(.badData, path: path, words("error.protocol-not-text"))
      }
      return try Words.inData { try ReadingProtocol.parse(text, name: path) }
    }
  }

  /// What is begun now follows it; nil where the study follows none.
  public var inForce: ReadingProtocol? { all.last }

  /// The one that a project follows; of one that names none that in force.
  /// - Throws: a ``Failure`` that names the file, of a protocol that was never the study's.
  public func form(of project: Project, at path: String) throws -> ReadingProtocol? {
    guard let reference = project.readingProtocol, !all.isEmpty else { return inForce }
    guard let own = all.first(where: { $0.reference == reference }) else {
      throw Failure(
        .badData, path: path, words("error.study.foreign-protocol", ["protocol": "\(reference)"]),
        advice: words("error.study.check-advice"))
    }
    return own
  }
}
