import StyletBase
import StyletCore
import StyletDICOM
import StyletFiles
import StyletFormats
import StyletImaging
import StyletProject
import StyletStudy

/// An export of a study: which cases leave it, and their files, one scan at a time in memory.
struct StudyExportRun {
  private let sealed: SealedStudy
  private let forms: [any ExportForm]
  private let rule: ExportRule
  private let lots: ExportLots
  private let images: ExportImages
  private let licence: String?
  private var names: ExportNames
  private var leftOut: [LeftOutCase] = []
  private var folder: StudyFolder { sealed.folder }
  private var study: Study { sealed.study }
  private let columns: AnswerColumns

  /// Reads what the coordinator has.
  /// - Throws: a ``Failure``: no study, no key, the first fault that ``StudyCheck`` finds.
  init(
    _ folder: StudyFolder, forms: [any ExportForm], rule: ExportRule, lots: (Study) -> ExportLots,
    images: ExportImages, licence: String?
  ) throws {
    (self.forms, self.rule, self.images, self.licence) = (forms, rule, images, licence)
    // What is not as it has to be does not leave.
    sealed = try SealedStudy(folder)
    columns = AnswerColumns(sealed.forms)
    self.lots = lots(sealed.study)
    names = ExportNames(sealed.key)
    if let field = rule.answers.first(where: { name in sealed.forms.all.allSatisfy { $0.field(name) == nil } }) {
      throw Failure(.usage, path: folder.path, words("study.export.no-field", ["field": field]))
    }
  }

  // MARK: Which

  private func candidate(_ one: StudyCase) throws -> Result<ExportCandidate, ExportCandidate.Stays> {
    let path = folder.adjudication(one.id)
    let isAdjudicated = try Paths.exists(path) && SealedReading.isSigned(path)
    return ExportCandidate.of(
      one, design: sealed.design[one.id] ?? [], isAdjudicated: isAdjudicated, state: sealed.state)
  }

  /// A case that may leave, with its row of the list as far as it is known.
  private struct Leaving {
    var own: StudyCase
    var candidate: ExportCandidate
    var row: ExportedCase
  }

  private mutating func leaving() throws -> [Leaving] {
    let parts = lots.draw(sealed.cases.filter { $0.use == .study }.map { (patient: $0.patient, site: $0.site) })
    var all: [Leaving] = []
    for one in sealed.cases {
      let name = names.name(.case, of: one.id.text)
      switch try candidate(one) {
      case .failure(let stays): leftOut.append(LeftOutCase(name: name, reason: stays.reason))
      case .success(let candidate):
        let readers = candidate.readings.map { names.name(.reader, of: $0.reader.text) }
        let row = ExportedCase(
          name: name, patient: names.name(.patient, of: one.patient), site: names.name(.site, of: one.site),
          part: parts[one.patient] ?? .training(fold: 0), readers: readers, of: one)
        all.append(Leaving(own: one, candidate: candidate, row: row))
      }
    }
    return all.sorted { $0.row.name < $1.row.name }
  }

  /// The findings of all that may leave, those of the protocol in force first, then those of earlier versions. The
  /// value of what says nothing is the highest: all tables are known before the first mask is written.
  private func labels(of all: [Leaving]) throws -> ExportLabels {
    var tables = sealed.forms.all.reversed().compactMap(\.labels), known = Set<LabelTable>(tables)
    for one in all {
      for reading in one.candidate.readings {
        let table = try SealedReading.findings(of: sealed.path(of: reading), sealed: sealed.seal(of: reading))
        if known.insert(table).inserted { tables.append(table) }
      }
    }
    guard let labels = ExportLabels(tables) else {
      throw Failure(.badData, path: folder.path, words("study.export.too-many-findings"))
    }
    return labels
  }

  /// Links lead to what other programs read as it is.
  private func checkImages(_ all: [Leaving]) throws {
    guard images == .link, forms.contains(where: \.namesImages) else { return }
    let others = all.map(\.own).filter {
      let path = folder.located($0.path)
      return !path.hasSuffix(".nii.gz") || Paths.isFolder(path) || $0.choice != .standard
    }
    guard others.isEmpty else {
      throw Failure(
        .usage, path: folder.path,
        words(
          "study.export.no-links", ["n": others.count, "cases": others.map(\.id.text).listedInWords(3)]),
        advice: words("study.export.copy-or-none"))
    }
  }

  // MARK: Writing

  /// - Parameter progress: called with cases done and all.
  /// - Returns: what was written.
  /// - Throws: a ``Failure``; nothing is at the path then.
  mutating func write(to path: String, progress: (Int, Int) -> Void) throws -> ExportManifest {
    let stage = try StagedFolder(path)
    let all = try leaving()
    try checkImages(all)
    let labels = try labels(of: all)
    var set = ExportedSet(
      study: study, cases: [], leftOut: [], labels: labels, columns: columns.all, rule: rule,
      lots: lots, images: images, licence: licence)
    var entries: [ExportManifest.Entry] = []
    for (n, one) in all.enumerated() {
      progress(n, all.count)
      guard let opened = try open(one, labels) else {
        leftOut.append(LeftOutCase(name: one.row.name, reason: .disagreement))
        continue
      }
      set.cases.append(opened.row)
      for form in forms {
        for file in form.files(of: opened.row, in: set) {
          let place = form.name.appendingPath(file.path)
          if let entry = try write(file, of: opened, set, at: place, stage) { entries.append(entry) }
        }
      }
    }
    set = ExportedSet(
      study: study, cases: set.cases, leftOut: leftOut, labels: labels, columns: set.columns, rule: rule, lots: lots,
      images: images, licence: licence)
    guard !set.cases.isEmpty else {
      throw Failure(
        .badData, path: folder.path, words("study.export.nothing"), advice: words("study.export.nothing-advice"))
    }
    for form in forms {
      let digests = entries.filter { $0.path.hasPrefix(form.name + "/") }
        .reduce(into: [:]) { $0[String($1.path.dropFirst(form.name.count + 1))] = $1.digest }
      for file in try form.tables(of: set, digests: digests) { entries.append(try stage.write(file, in: form.name)) }
    }
    entries.append(try stage.write(set.datasheet))
    let manifest = ExportManifest(set, forms: forms.map(\.name), entries: entries)
    _ = try stage.write(manifest.file)
    try stage.commit()
    return manifest
  }

  /// A case with its scan.
  private struct Opened {
    var row: ExportedCase
    var own: StudyCase
    var path: String
    var volume: Volume
    var drawing: SealedReading
    /// Of what it is made.
    var digests: [String]
  }

  /// - Returns: nil where readers disagree.
  private mutating func open(_ one: Leaving, _ labels: ExportLabels) throws -> Opened? {
    let (path, volume) = try sealed.scan(of: one.own)
    let readings = try one.candidate.readings.map { try sealed.reading($0, on: volume) }
    guard let chosen = try drawing(of: one, readings, on: volume) else { return nil }
    var row = one.row
    row.content = ExportedContent(
      chosen.source, drawing: chosen.drawing, answers: chosen.source == .adjudication ? [chosen.drawing] : readings,
      labels: labels, columns: columns)
    if chosen.source == .adjudication {
      row.content.adjudicator = names.name(.reader, of: chosen.drawing.project.reader)
    }
    return Opened(
      row: row, own: one.own, path: path, volume: volume, drawing: chosen.drawing,
      digests: readings.map(\.digest) + [chosen.drawing.digest])
  }

  /// The drawing that counts; nil where readers disagree and nobody has decided.
  private func drawing(
    of one: Leaving, _ readings: [SealedReading], on volume: Volume
  ) throws -> (source: ExportedContent.Source, drawing: SealedReading)? {
    if one.candidate.isAdjudicated {
      let path = folder.adjudication(one.own.id)
      let decided = try SealedReading(path, of: one.own, on: volume, forms: sealed.forms, sealed: nil)
      guard decided.decidedBetween?.isSubset(of: readings.map(\.digest)) ?? true else {
        throw Failure(
          .badData, path: path, words("study.export.stale-adjudication"), advice: words("study.export.stale-advice"))
      }
      return (.adjudication, decided)
    }
    for (n, first) in readings.enumerated() {
      for second in readings[(n + 1)...] where !rule.isMet(by: ExportRule.Pair(first, second, rule: rule)) {
        return nil
      }
    }
    guard let first = readings.first else { return nil }
    let path = folder.consensus(one.own.id)
    guard readings.count > 1, Paths.exists(path) else { return (.reading, first) }
    let consensus = try SealedReading(
      path, of: one.own, on: volume, forms: sealed.forms, sealed: nil, mustBeSigned: false)
    guard consensus.madeOf == Set(readings.map(\.digest)) else {
      throw Failure(
        .badData, path: path, words("study.export.stale-consensus"), advice: words("study.export.stale-advice"))
    }
    return (.consensus, consensus)
  }

  /// Whose drawing it is.
  private func creator(of row: ExportedCase) -> String {
    switch row.content.source {
    case .reading: row.readers.first ?? ""
    case .consensus: "consensus"
    case .adjudication: row.content.adjudicator ?? ""
    }
  }

  /// - Returns: nil where there is nothing to write.
  private func write(
    _ file: CaseFile, of one: Opened, _ set: ExportedSet, at path: String, _ stage: StagedFolder
  ) throws -> ExportManifest.Entry? {
    let drawing = one.drawing
    if file.content == .image, set.images == .link {
      try stage.link(path, to: Paths.resolved(one.path) ?? one.path.absolutePath)
      return ExportManifest.Entry(path: path, digest: one.own.sha256, isLink: true)
    }
    let place = try stage.place(of: path)
    switch file.content {
    case .image: try Scans.writer(for: place).write(one.volume, to: place)
    case .mask:
      let mask = set.labels.mask(
        drawing.session.findings.labels, drawing.project.labels, unread: one.row.content.unread)
      try Scans.writer(for: place).write(mask, grid: one.volume.grid, findings: set.labels.table, to: place)
    case .segmentation:
      guard !drawing.session.findings.labels.isEmpty else { return nil }
      try FormatRegistry.standard.maskWriter(for: place, form: "dicom-seg").write(source(of: one), to: place)
    case .report: try MeasurementReportWriter().write(report(of: one), to: place)
    }
    return ExportManifest.Entry(path: path, digest: try ScanIdentity.sha256(of: place))
  }
}

extension StudyExportRun {
  /// What DICOM objects of a case are made of.
  private func source(of one: Opened) -> MaskSource {
    let session = one.drawing.session
    var source = MaskSource(
      layer: session.findings, findings: one.drawing.project.labels, volume: one.volume, scan: one.path,
      choice: one.own.choice, reader: creator(of: one.row), date: study.day)
    (source.lungs, source.annotations, source.counts) = (session.lungs, session.annotations, session.counts)
    (source.lesionFindings, source.isReadAsNone) = (session.lesionFindings, session.isReadAsNone)
    source.repeats = sha256(Array(one.digests.joined(separator: "|").utf8))
    return source
  }

  private func report(of one: Opened) -> MeasurementReport {
    let content = one.row.content
    let readers: [String] =
      switch content.source {
      case .reading, .adjudication: [creator(of: one.row)]
      case .consensus: one.row.readers
      }
    var report = MeasurementReport(source(of: one), observers: readers)
    // What leaves is sealed: what is not drawn in it is not there.
    (report.saysWhatIsNotThere, report.isComplete) = (true, true)
    if let form = sealed.forms.all.last(where: { content.versions.contains("\($0.reference)") }) {
      report.answers = content.codedAnswers(form, in: columns)
      report.scheme = "\(form.reference)"
    }
    return report
  }
}

extension Study {
  /// When it was made: what leaves it says no other day.
  fileprivate var day: Moment { Moment(secondsSince1970: Double(UTC.seconds(made) ?? 0)) }
}
