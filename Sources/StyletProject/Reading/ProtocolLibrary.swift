import StyletBase

/// Where protocols come from: the program's own by name, a study's by path.
public enum ProtocolLibrary {
  /// - Parameter asked: the name of one that the program carries, or a TOML file.
  /// - Returns: the protocol, and the file that it was read from, nil for the program's own.
  /// - Throws: a ``Failure``: no such file, or what is wrong in it.
  public static func read(_ asked: String) throws -> (form: ReadingProtocol, file: String?) {
    if let own = BuiltInProtocol(rawValue: asked) { return (try own.form, nil) }
    guard FileState(asked) != nil else {
      let names = BuiltInProtocol.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(.noInput, path: asked, words("error.no-protocol"), advice: words("error.no-protocol-advice",
        ["known": names]))
    }
    let bytes = try SafeFile.read(asked, limit: ReadingProtocol.largestFile).bytes
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.badData, path: asked, words("error.protocol-not-text"))
    }
    return (try ReadingProtocol.parse(text, name: asked), asked)
  }

  /// The protocol that a project's answers belong to.
  /// - Parameters:
  ///   - file: as the project names it; nil for one that the program carries.
  ///   - project: the project file, whose folder a relative path begins at.
  /// - Throws: a ``Failure`` when it is not there any more, or is another version.
  public static func find(
    _ reference: ProtocolReference, file: String?, project: String
  ) throws -> ReadingProtocol {
    let form: ReadingProtocol
    if let file {
      form = try read(ProjectFiles.absolute(file, from: project)).form
    } else if let own = BuiltInProtocol(rawValue: reference.id) {
      form = try own.form
    } else {
      throw Failure(
        .noInput, words("error.protocol-not-here", ["protocol": reference.id]),
        advice: words("error.open-with-protocol"))
    }
    guard form.reference == reference else {
      throw Failure(
        .badData, path: file, words("error.protocol-version",
          ["version": form.version, "id": form.id, "wanted": "\(reference)"]),
        advice: words("error.open-with-that-version"))
    }
    return form
  }
}

extension ProtocolReference: CustomStringConvertible {
  /// "covid-chest 1".
  public var description: String { "\(id) \(version)" }
}
