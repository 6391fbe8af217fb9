import StyletBase
import StyletProject
import StyletScreen

/// The protocol that `--protocol` names.
struct AskedProtocol {
  let form: ReadingProtocol
  /// As the project names it; nil for one that the program carries.
  let file: String?

  init(_ asked: String, for files: ProjectFiles) throws {
    let found = try ProtocolLibrary.read(asked)
    form = found.form
    file = found.file.map { ProjectFiles.relative($0, to: files.project) }
  }

  /// What a new project's reading begins with.
  var beginning: ReadingRecord {
    var record = ReadingRecord()
    record.protocolFile = file
    return record
  }
}

extension Workstation {
  /// Takes over the reading of an opened project, under the protocol asked for or else its own.
  /// - Returns: what the reader should know of it.
  /// - Throws: a ``Failure`` when the answers belong to another protocol than the one asked for.
  func take(_ project: Project, _ asked: AskedProtocol?, project path: String) throws -> [String] {
    let news = try takeReading(project, asked, project: path)
    // With what the protocol counts as lesion.
    let check = SignatureCheck(
      session, project, form: readingForm, lacksProtocol: project.readingProtocol != nil && readingForm == nil)
    take(check)
    let unnamed = project.labels.unnamed(of: session.findings.origins.keys.map(\.label))
    let drawn = unnamed.map { words("cli.open.unnamed", ["label": Int($0)]) }
    return (check.remark.map { [$0] } ?? []) + drawn + news
  }

  private func takeReading(_ project: Project, _ asked: AskedProtocol?, project path: String) throws -> [String] {
    let record = ReadingRecord(project.reading)
    guard let reference = project.readingProtocol else {
      take(reading: project.reading, following: nil, form: nil)
      if let asked { try follow(asked.form, file: asked.file) }
      return []
    }
    if let asked, asked.form.reference == reference {
      take(reading: project.reading, following: reference, form: asked.form)
      return []
    }
    var missing: Failure?
    do {
      let form = try ProtocolLibrary.find(reference, file: record.protocolFile, project: path)
      take(reading: project.reading, following: reference, form: form)
    } catch let failure as Failure {
      missing = failure
      take(reading: project.reading, following: reference, form: nil, missing: failure)
    }
    guard let asked else { return missing.map { [words("cli.open.answers-kept", ["problem": "\($0)"])] } ?? [] }
    try follow(asked.form, file: asked.file)
    return [notice?.text].compactMap { $0 }
  }
}
