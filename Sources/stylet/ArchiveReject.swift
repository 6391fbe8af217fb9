import ArgumentParser
import StyletArchive
import StyletBase
import StyletDICOM
import StyletFiles
import StyletProject

/// `stylet archive reject`: a note that objects which were sent are not to be used.
struct ArchiveReject: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: words("cli.archive.reject.abstract"),
    discussion: words("cli.archive.reject.discussion"))

  @Argument(help: ArgumentHelp(words("cli.archive.name"))) var name: String
  @Argument(help: ArgumentHelp(words("cli.archive.reject.receipt")), transform: Input.path) var receipt: String
  @Option(help: ArgumentHelp(words("cli.archive.reject.reason"))) var reason: String
  @Option(help: ArgumentHelp(words("cli.archive.reject.text"))) var text = ""
  @Flag(help: ArgumentHelp(words("cli.archive.send.dry-run"))) var dryRun = false
  @Flag(help: ArgumentHelp(words("cli.archive.send.yes"))) var yes = false
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if RejectionNote.Reason(rawValue: reason) == nil {
      throw ValidationError(
        words(
          "cli.archive.reject.bad-reason",
          ["known": RejectionNote.Reason.allCases.map(\.rawValue).joined(separator: ", ")]))
    }
    if text.utf8.count > 1024 { throw ValidationError(words("cli.archive.reject.long-text")) }
  }

  func run() throws {
    guard let reason = RejectionNote.Reason(rawValue: reason) else { return }
    try Scans.mustExist(receipt)
    let sent = try SentReceipt(receipt), place = try ArchiveCommand.named(name)
    guard sent.archive == name else {
      throw Failure(
        .usage, path: receipt, words("archive.other-receipt", ["name": sent.archive]),
        advice: words("archive.other-receipt-advice", ["name": sent.archive]))
    }
    try Leftovers.withFolder { try reject(sent, at: place, because: reason, in: $0) }
    if !dryRun { Messages.remark(name, words("archive.note-may-be-ignored")) }
  }

  private func reject(
    _ sent: SentReceipt, at place: ArchivePlace, because reason: RejectionNote.Reason, in folder: String
  ) throws {
    let client = try Archives.client(of: place)
    // As the archive has them now: the note is of their patient.
    var files: [String] = []
    for (n, one) in sent.objects.enumerated() {
      let series = try ReceivedSeries(
        study: one.study, series: one.series, expected: [one.instance], folder: folder.appendingPath("\(n)"),
        progress: { _, _ in })
      do { try client.fetch(series) } catch let failure as Failure { throw failure.about(receipt) }
      files += series.files
    }
    let note = folder.appendingPath("note.dcm")
    try RejectionNote.write(of: files, because: reason, text, to: note)
    var delivery = ArchiveDelivery(place: place, files: [receipt])
    delivery.rejection = SentObjects.Rejection(code: reason.code, instances: sent.objects.map(\.instance))
    try delivery.run([SentObjects.One(note, of: receipt)], dryRun: dryRun, yes: yes)
  }
}
