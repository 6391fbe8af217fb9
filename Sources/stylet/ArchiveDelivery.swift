import Glibc
import StyletArchive
import StyletBase
import StyletFiles
import StyletProject

/// Objects on their way into an archive: shown, asked about, sent and read back; what became of them is kept.
struct ArchiveDelivery {
  let place: ArchivePlace
  /// The files that were named; the receipt stands beside the first.
  let files: [String]
  /// What the objects say of others that are there.
  var rejection: SentObjects.Rejection?

  /// - Parameters:
  ///   - dryRun: shown alone.
  ///   - yes: not asked about.
  /// - Throws: a ``Failure`` where one of them is not there as it was sent; the receipt is there then, too.
  func run(_ objects: [SentObjects.One], dryRun: Bool, yes: Bool) throws {
    var sent = try SentObjects(objects, to: place)
    sent.rejection = rejection
    let lines = [words("archive.to", ["name": place.name, "address": Self.address(of: place)])]
      + (rejection.map { [words("archive.rejects", ["count": $0.instances.count, "code": $0.code])] } ?? [])
      + sent.all.map(Self.said)
    let said = lines.map { $0.escapedForTerminal + "\n" }.joined()
    if dryRun { return try Output.write(said + words("archive.dry-run") + "\n") }
    if !yes { try confirm(said, count: sent.all.count) }
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
      words("archive.sent", ["count": sent.all.count, "name": place.name, "receipt": receipt.escapedForTerminal]))
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
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
      throw Failure(.usage, words("archive.unasked"), advice: words("archive.unasked-advice"))
    }
    Messages.write(said + words("archive.ask", ["count": count, "name": place.name]) + " ")
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
