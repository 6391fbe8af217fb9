import StyletBase
import StyletCore
import StyletFiles
import StyletFormats
import StyletImaging
import StyletProject

/// Scans and masks as subcommands meet them: found by content, read with progress, checked against each other.
enum Scans {
  /// Said first: what a missing file might have been does not matter.
  static func mustExist(_ path: String) throws {
    guard Paths.exists(path) else { throw ProjectAdvice.missing(path) }
  }

  static func describe(_ path: String, _ choice: ScanChoice) throws -> ImageDescription {
    let line = ProgressLine(path)
    defer { line.finish() }
    return try FormatRegistry.standard.describe(path, ReadOptions(choice: choice) { line.update($0) })
  }

  /// For all that is written or measured: of the whole scan. What is odd of it is remarked: neither a mask nor a number
  /// says anything of it.
  /// - Parameter incomplete: also where files that it lacks are left out.
  /// - Throws: a ``Failure`` that names the first files left out, each with the reason.
  static func read(
    _ path: String, _ choice: ScanChoice, incomplete: Bool = false, remarking: Bool = true
  ) throws -> LoadedImage {
    let line = ProgressLine(path)
    defer { line.finish() }
    let image = try FormatRegistry.standard.read(path, ReadOptions(choice: choice) { line.update($0) })
    if !incomplete { try refuseLacking(path, image.description) }
    // Where neither the user nor a project has said which: that there was a choice.
    if let (series, others) = image.description.chosen, choice.series == nil, choice.drawn == nil {
      Messages.remark(path, words("cli.scan.chosen", ["series": series, "others": others]))
    }
    if remarking { image.description.problems.forEach { Messages.remark(path, $0) } }
    return image
  }

  private static func refuseLacking(_ path: String, _ description: ImageDescription) throws {
    let lacking = description.leftOut.filter(\.isLacking)
    guard !lacking.isEmpty else { return }
    let count = lacking.count
    let names = lacking.map { "\($0.name) (\($0.reason))" }.listedInWords(3)
    throw Failure(
      .badData, path: path, words("cli.scan.lacking", ["count": count, "names": names]),
      advice: words("cli.scan.lacking-advice"))
  }

  /// A signature of an opened project, with the protocol where that is here.
  static func signature(_ project: Project, _ session: EditSession, at path: String) -> SignatureCheck {
    let file = ReadingRecord(project.reading).protocolFile
    let form = project.readingProtocol.flatMap { try? ProtocolLibrary.find($0, file: file, project: path) }
    return SignatureCheck(
      session, project, form: form, lacksProtocol: project.readingProtocol != nil && form == nil)
  }

  /// Remarks what numbers and masks of a project do not say themselves: that they are not what was signed, and labels
  /// without a name.
  /// - Parameter signature: whether it is looked at. Cost: the digests of all that is signed.
  static func remark(_ project: Project, _ session: EditSession, at path: String, signature: Bool = true) {
    let check = signature ? Self.signature(project, session, at: path) : nil
    if let check, [.void, .gone].contains(check.state), let remark = check.remark { Messages.remark(path, remark) }
    let report = ExtentReport(ledger: session.ledger, findings: project.labels, volume: session.volume)
    if let unnamed = report.unnamedInWords(project.labels) { Messages.remark(path, unnamed) }
  }

  /// The files that a scan is made of: of a series its instances, whatever else lies in their folder.
  static func parts(of path: String, _ description: ImageDescription) -> [String] {
    description.parts.isEmpty ? [path] : description.parts
  }

  /// What tells the scan's content from another's. Reads everything.
  static func identity(of parts: [String], progress: (Int) throws -> Void = { _ in }) throws -> String {
    if parts.count == 1 { return try ScanIdentity.sha256(of: parts[0], progress: progress) }
    return try ScanIdentity.sha256(ofFiles: parts, progress: progress)
  }

  /// As earlier versions computed it: a folder with all that lies in it, a header without its voxels.
  static func formerIdentity(of path: String) throws -> String? {
    if let parts = try FormatRegistry.parts(of: path) { return try ScanIdentity.sha256(ofFiles: parts) }
    return try ScanIdentity.sha256(of: path)
  }

  /// The identity, and what earlier versions took for it.
  static func identities(of path: String, _ parts: [String]) throws -> [String] {
    [try identity(of: parts), try formerIdentity(of: path)].compactMap { $0 }
  }

  /// What `validate` and `recover` hold projects against.
  /// - Parameter whole: a scan with files left out is refused, as all commands do that read it.
  static func probe(whole: Bool = false) -> ScanProbe {
    ScanProbe(
      grid: { path, choice in
        let description = try describe(path, choice)
        if whole { try refuseLacking(path, description) }
        return description.grid
      },
      identities: { try identities(of: $0, parts(of: $0, try describe($0, $1))) },
      sample: { try ScanIdentity.fingerprint(ofFiles: parts(of: $0, try describe($0, $1))) })
  }

  /// A project to look at or to work on, joined to its scan: no voxel of a scan of another content is used with it.
  /// What a journal holds beyond it is used as far as it fits, and that is said: ``UnsavedSteps``.
  /// - Parameter readOnly: nothing is locked or written.
  /// - Throws: a ``Failure`` with the way out where the scan is another one.
  static func open(
    _ found: ResolvedFiles, reader: String = "", readOnly: Bool, incomplete: Bool = false
  ) throws -> (image: LoadedImage, project: OpenedProject) {
    let files = found.files, onDisk = ScanFiles(files.scan)
    let image = try read(files.scan, files.choice, incomplete: incomplete)
    let parts = parts(of: files.scan, image.description)
    let opened = try ProjectStore.open(
      files, document: found.document, volume: image.volume,
      fingerprint: onDisk.identified(parts) { try ScanIdentity.fingerprint(ofFiles: parts) },
      identities: { try onDisk.identified(parts) { try identities(of: files.scan, parts) } }, reader: reader,
      readOnly: readOnly)
    do {
      if opened.store.project.scan.sha256 != nil || !readOnly {
        let sha256 = try onDisk.identified(parts) { try identity(of: parts) }
        try opened.store.confirmScan(sha256: sha256) { try formerIdentity(of: files.scan) }
      }
    } catch {
      try? opened.store.close(opened.session, keepingUnsaved: true)
      throw error
    }
    if let unsaved = opened.unsaved { Messages.note(files.project, unsaved.inWords) }
    return (image, opened)
  }

  /// What is said of a scan in a program's answer. Reads everything.
  /// - Parameter onDisk: its files, from before it was read.
  static func facts(
    _ path: String, _ choice: ScanChoice, _ grid: VoxelGrid, _ onDisk: ScanFiles
  ) throws -> ScanFacts {
    let parts = parts(of: path, try describe(path, choice))
    let sha256 = try onDisk.identified(parts) { try identity(of: parts) }
    return ScanFacts(name: path.lastPathPart, sha256: sha256, grid: grid)
  }

  /// Begins to read, for those who show how far it is themselves; until then a line does.
  static func begin(_ path: String, _ choice: ScanChoice) throws -> ArrivingImage {
    let line = ProgressLine(path)
    defer { line.finish() }
    return try FormatRegistry.standard.begin(path, ReadOptions(choice: choice) { line.update($0) })
  }

  /// Begins to read, or reads all at once, and says nothing of it: neither where it lies nor what is odd of it.
  /// - Throws: a ``Failure`` also where files are missing.
  static func open(blind path: String, _ choice: ScanChoice, atOnce: Bool) throws -> ArrivingImage {
    let options = ReadOptions(choice: choice) { _ in }
    let image =
      try atOnce
      ? FormatRegistry.standard.begin(path, options) : ArrivingImage(FormatRegistry.standard.read(path, options))
    try refuseLacking(path, image.description)
    return image
  }

  static func writer(for path: String) throws -> any ImageWriter { try FormatRegistry.standard.writer(for: path) }

  /// "ct.nii.gz", "-truth" → "ct-truth.nii.gz".
  static func beside(_ path: String, _ suffix: String) -> String {
    let name = path.lastPathPart
    let dot = name.hasSuffix(".gz") ? (name.dropLast(3).lastIndex(of: ".") ?? name.endIndex) : name.lastIndex(of: ".")
    let at = dot ?? name.endIndex
    return path.pathFolder.appendingPath(name[..<at] + suffix + name[at...])
  }
}
