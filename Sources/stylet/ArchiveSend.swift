import ArgumentParser
import Glibc
import StyletArchive
import StyletBase
import StyletFiles
import StyletProject

/// `stylet archive send`: findings back to where the scan came from.
struct ArchiveSend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send", abstract: words("cli.archive.send.abstract"), discussion: words("cli.archive.send.discussion"))

  @Argument(help: ArgumentHelp(words("cli.archive.name"))) var name: String
  @Argument(help: ArgumentHelp(words("cli.archive.send.files")), transform: Input.path) var files: [String]
  @Option(help: ArgumentHelp(words("cli.archive.send.to"))) var to = "dicom-seg"
  @Flag(help: ArgumentHelp(words("cli.archive.send.sr"))) var sr = false
  @Flag(help: ArgumentHelp(words("cli.archive.send.dry-run"))) var dryRun = false
  @Flag(help: ArgumentHelp(words("cli.archive.send.yes"))) var yes = false
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard ["dicom-seg", "rtstruct"].contains(to) else { throw ValidationError(words("cli.archive.send.no-form")) }
    if sr, to != "dicom-seg" { throw ValidationError(words("cli.export.sr-needs-seg")) }
  }

  func run() throws {
    for file in files { try Scans.mustExist(file) }
    let folder = try Paths.makeTemporaryFolder()
    Leftovers.add(.folder(folder))
    defer {
      Paths.remove(folder)
      Leftovers.forget(.folder(folder))
    }
    var objects: [SentObjects.One] = []
    for (n, file) in files.enumerated() {
      let made = ProjectFiles.isProject(file) ? try export(file, into: folder.appendingPath("\(n)")) : [file]
      for path in made { objects.append(try SentObjects.One(path, of: file)) }
    }
    let place = try ArchiveCommand.named(name)
    var sent = try SentObjects(objects, to: place)
    let lines = [words("archive.to", ["name": name, "address": Self.address(of: place)])] + sent.all.map(Self.said)
    let said = lines.map { $0.escapedForTerminal + "\n" }.joined()
    if dryRun { return try Output.write(said + words("archive.dry-run") + "\n") }
    try confirm(said, count: sent.all.count)
    let client = try Archives.client(of: place)
    try sent.mustBelong(in: client)
    let result = Result { try sent.send(by: client) }
    let receipt = try keep(sent)
    try result.get()
    if let failed = sent.all.first(where: { $0.outcome != .identical }) {
      throw Failure(
        .io, path: failed.origin,
        words("archive.not-stored", ["outcome": failed.outcome.word, "reason": failed.outcome.reason]),
        advice: words("archive.not-stored-advice", ["receipt": receipt]))
    }
    try Output.line(
      words("archive.sent", ["count": sent.all.count, "name": name, "receipt": receipt.escapedForTerminal]))
  }

  /// A project's findings as objects of their own, with identifiers that no other export has.
  private func export(_ project: String, into folder: String) throws -> [String] {
    guard mkdir(folder.systemPath, 0o700) == 0 else {
      throw Failure(.cannotCreate, path: folder, words("error.study.no-folder", ["why": SystemReason.said(errno)]))
    }
    let scan = try LabelledScan.open(project)
    var source = scan.source
    source.isIdentified = true
    let base = folder.appendingPath(project.lastPathPart)
    let path = base + (to == "rtstruct" ? ".rtstruct.dcm" : ".seg.dcm")
    return try OutputPolicy.$current.withValue(OutputPolicy(inputs: scan.inputs)) {
      guard sr else {
        try Masks.export(source, to: path, form: to)
        return [path]
      }
      let report = base + ".sr.dcm"
      try ExportedReport.write(scan, source, project: project, to: path, report: report)
      return [path, report]
    }
  }

  private static func address(of place: ArchivePlace) -> String {
    switch place.way {
    case .web(let web): web.url
    case .network(let network): "\(network.called)@\(network.host):\(network.port)"
    }
  }

  private static func said(_ one: SentObjects.One) -> String {
    let object = one.object
    return words(
      "archive.object",
      [
        "file": one.origin.lastPathPart, "modality": object.modality, "patient": object.patientID,
        "name": object.patientName, "date": object.studyDate, "study": object.studyUID,
      ])
  }

  /// On a terminal it is asked; elsewhere `--yes` says it.
  private func confirm(_ said: String, count: Int) throws {
    if yes { return }
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
      throw Failure(.usage, words("archive.unasked"), advice: words("archive.unasked-advice"))
    }
    Messages.write(said + words("archive.ask", ["count": count, "name": name]) + " ")
    tcflush(STDIN_FILENO, TCIFLUSH)  // what was typed before was no answer
    let answer = (readLine() ?? "").lowercased(), yes = words("archive.yes")
    guard answer == yes || answer == String(yes.prefix(1)) else {
      throw Failure(.usage, words("archive.declined"), advice: words("archive.declined-advice"))
    }
  }

  /// Beside what was sent, under a name that is free.
  private func keep(_ sent: SentObjects) throws -> String {
    let time = UTC.now()
    let digits = time.filter { $0.isNumber || $0 == "T" || $0 == "Z" }
    var base = files[0]
    for ending in [".stylet.json", ".json", ".dcm"] where base.hasSuffix(ending) && base.lastPathPart != ending {
      base.removeLast(ending.count)
      break
    }
    var path = base + ".sent-\(digits).json", n = 1
    while Paths.exists(path) {
      n += 1
      path = base + ".sent-\(digits)-\(n).json"
    }
    let text = Words.inData { JSONValue.object(sent.receipt(at: time)).text + "\n" }
    try OutputPolicy.$current.withValue(OutputPolicy(inputs: files, kinds: [.text])) {
      try OutputFile.write(Array(text.utf8), to: path)
    }
    return path
  }
}
