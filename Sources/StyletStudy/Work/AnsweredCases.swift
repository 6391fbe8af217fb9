import StyletBase
import StyletProject

extension StudyFolder {
  /// What is known of the case of an alias; nil where nothing is. Cost: the file.
  /// - Throws: a ``Failure`` where its row was changed.
  public func answer(to alias: Alias, of reader: ReaderName) throws -> (project: Project, digest: String)? {
    guard let text = try answerText(alias, reader) else { return nil }
    return (try Project(decoding: text, path: alias.text), sha256(text))
  }

  private func answerText(_ alias: Alias, _ reader: ReaderName) throws -> [UInt8]? {
    let path = answers(reader)
    guard Paths.exists(path), let row = try MaskedRows.answers.texts(of: [alias], in: path)[alias] else { return nil }
    return Array(row.text.prefix((row.text.lastIndex { $0 != 32 } ?? -1) + 1))
  }
}

/// Which readings of a reader have a known answer: to be asked of what is sealed alone.
public struct AnsweredCases: Sendable {
  private let state: FileState?
  private let tags: Set<String>

  /// Cost: the file, where it has changed.
  public init(_ folder: StudyFolder, _ reader: ReaderName, after last: AnsweredCases? = nil) {
    let path = folder.answers(reader), state = FileState(path)
    self.state = state
    tags = state == last?.state ? last?.tags ?? [] : (try? MaskedRows.tags(in: path)) ?? []
  }

  public func contains(_ alias: Alias) -> Bool { tags.contains(MaskedRows.answers.tag(of: alias)) }
}
