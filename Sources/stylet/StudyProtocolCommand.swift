import ArgumentParser
import StyletBase
import StyletProject
import StyletStudy

/// `stylet study protocol`: another version of the protocol while a study goes on.
struct StudyProtocolCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "protocol", abstract: words("cli.study.protocol.abstract"),
    discussion: words("cli.study.protocol.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Argument(help: ArgumentHelp(words("cli.study.protocol.file")), transform: Input.path) var file: String
  @Option(help: ArgumentHelp(words("cli.study.reason"))) var reason: String
  @OptionGroup var language: LanguageOption

  func validate() throws { try StudyWords.check(reason: reason) }

  func run() throws {
    let given = try GivenProtocol(file), change = try StudyChange(StudyFolder(study))
    try change.revise(given.form.reference, text: given.bytes, because: reason)
    let begun = try change.begun()
    try Output.line(words("cli.study.protocol.done", ["protocol": "\(given.form.reference)", "begun": begun]))
  }
}

/// A protocol that a study is to follow, with the bytes of its file.
struct GivenProtocol {
  let form: ReadingProtocol
  let bytes: [UInt8]

  /// - Parameter asked: as ``ProtocolLibrary`` takes it.
  init(_ asked: String) throws {
    let found = try ProtocolLibrary.read(asked)
    form = found.form
    bytes = try found.file.map { try SafeFile.read($0, limit: ReadingProtocol.largestFile).bytes }
      ?? Array((BuiltInProtocol(rawValue: asked)?.text ?? "").utf8)
  }
}
