import StyletBase
import StyletCore
import StyletDICOM
import StyletFiles
import StyletFormats
import StyletProject
import StyletReport
import StyletScreen

/// A project as a report needs it: as saved, with what its journal holds beyond that. Nothing is locked or written.
struct ReportedProject {
  let files: ProjectFiles
  /// All files that it was read from.
  let inputs: [String]
  /// In the language in force when it was made.
  private(set) var content: ReportContent
  private let language = Words.language
  private let session: EditSession
  private let project: Project
  private let description: ImageDescription
  private var numbers: ReportContent

  /// - Parameters:
  ///   - path: a project, or a scan that has one beside it.
  ///   - identified: take what the scan says of the patient along.
  ///   - incomplete: also where files of the scan are left out.
  init(_ path: String, identified: Bool, incomplete: Bool = false) throws {
    let found = try ProjectFiles.resolve(path)
    files = found.files
    guard ProjectFiles.isProject(files.project) else {
      if path.hasSuffix(".json"), Paths.exists(path) {
        throw Failure(.badData, path: path, words("error.no-project"), advice: words("error.give-project-of-scan"))
      }
      if files.hasJournals { throw ProjectAdvice.missing(files.project) }
      throw Failure(
        .noInput, path: path, words("error.no-project-yet"), advice: words("error.open-and-save"))
    }
    let (image, opened) = try Scans.open(found, readOnly: true, incomplete: incomplete)
    inputs = files.all + [path, files.scan] + image.description.parts
    session = opened.session
    // The report says itself what the signature is worth.
    Scans.remark(opened.store.project, session, at: files.project, signature: false)
    (project, description) = (opened.store.project, image.description)
    numbers = ReportContent(project, session, scan: ReportContent.Scan(name: files.scan.lastPathPart))
    if identified {
      numbers.identity = try PatientIdentity.of(files.scan, choice: files.choice)
        .map { ReportContent.Named($0.name, $0.text) }
    }
    numbers.unsaved = opened.unsaved
    content = numbers
    content = told
    if let s = content.answers.signature, ["void", "gone"].contains(s.state), let remark = s.remark {
      Messages.remark(files.project, remark)
    }
  }

  /// For tables and JSON, which are the same in every language.
  var data: ReportContent { language == .english ? content : Words.inData { told } }

  /// The numbers with what is said of them in the language in force.
  private var told: ReportContent {
    var content = numbers
    content.scan = Self.scan(description.inLanguage, files.scan.lastPathPart)
    content.lungNotes = LungRecord(session.annotations).map(LungWords.toLookAt) ?? []
    let badges = content.densities?.lungs.badges ?? content.acquisition.valueBadges
    content.badges = badges.map(QuantitativeCTWords.text)
    content.answers = Self.answers(project, session, at: files.project)
    return content
  }

  /// The reading as its protocol has it; where that is not to be had, that it is not.
  private static func answers(_ project: Project, _ session: EditSession, at path: String) -> ReportAnswers {
    let record = ReadingRecord(project.reading)
    guard let reference = project.readingProtocol else {
      var answers = ReportAnswers()
      answers.take(record, SignatureCheck(session, project))
      return answers
    }
    do {
      let form = try ProtocolLibrary.find(reference, file: record.protocolFile, project: path)
      // What the numbers rest on is said once, above, and by the mark behind them; of what they are, beside them.
      var words = ReadingFacts.Words.standard
      (words.lungsAreProposed, words.isUnreviewed) = ("", "")
      words.badge = { _ in "" }
      return ReportAnswers(
        ReadingSheet(
          form, record,
          session.readingFacts(lesionFindings: form.lesionFindings, findings: project.labels, words: words)),
        SignatureCheck(session, project, form: form))
    } catch {
      var answers = ReportAnswers()
      answers.title = "\(reference)"
      answers.problem = words("report.answers-not-shown", ["why": (error as? Failure)?.what ?? "\(error)"])
      answers.take(record, SignatureCheck(session, project, lacksProtocol: true))
      return answers
    }
  }

  /// What may be told of a scan's file: of the scanner and of how it was made, and nothing that names files or series.
  private static func scan(_ d: ImageDescription, _ name: String) -> ReportContent.Scan {
    // Files are often named after the patient; one or two characters name nobody.
    let names = d.names.filter { $0.count > 2 }
    func namesFiles(_ problem: String) -> Bool { problem.contains("/") || names.contains { problem.contains($0) } }
    let told = ["modality", "manufacturer", "model", "slices", "slice thickness", "kernel", "tube voltage"]
    return ReportContent.Scan(
      name: name, format: d.format,
      facts: d.facts.filter { told.contains($0.name) }.map { ReportContent.Named($0.name, $0.value) },
      problems: d.problems.map { namesFiles($0) ? words("report.remark-names-files") : $0 })
  }

  var text: String { ReportText.render(ReportWords(content).document()) }

  func page(withImages: Bool) throws -> String {
    let words = ReportWords(content)
    let lungs = session.lungs?.labels
    let limits = content.extent?.limits
    var zones: ZonePicture?
    if let lungs, let limits { zones = ZonePicture(lungs: lungs, limits: limits, grid: content.grid) }
    var figures: [ReportDocument.Figure] = []
    if withImages {
      let painter = SlicePainter(
        volume: session.volume, findings: session.findings, table: content.table, lungs: lungs, zones: limits,
        marks: session.marks)
      figures = try KeyImages(painter, ledger: session.ledger).all.map { image in
        words.figure(image, bytes: try PNGWriter.encode(painter.paint(image.frame, image.style)))
      }
    }
    return ReportPage.render(words.document(figures: figures, zones: zones))
  }
}
