import StyletBase
import StyletFiles
import StyletImaging
import StyletProject
import StyletScreen
import StyletStudy

/// A scan opened for reading: its volume, its project, and the workstation over both.
final class Reading {
  let workstation: Workstation
  private let files: ReaderFiles
  private let arrival: LoadingVolume
  /// The files that the scan is made of.
  let parts: [String]

  /// - Parameters:
  ///   - protocolName: the protocol to follow: a name or a file; nil for the project's own, if it has one.
  ///   - atOnce: begin while the scan is still being read; files of it that are left out are said on the screen.
  ///   - incomplete: else, go on although some are.
  ///   - lungs: whether they are looked for by themselves.
  ///   - comparing: two readings that the project is made of; a new one begins with what both say alike.
  ///   - blind: the scan as a study has it: then the scan's path in `found` is its alias, where nothing lies.
  ///   - isLookedAt: nothing is written, and no edit is taken.
  ///   - title: what the scan is called; its file's name when nil.
  ///   - services: what the workstation is given in place of the files as they are.
  init(
    _ found: ResolvedFiles, reader: String, protocolName: String? = nil, keymap: Keymap, traits: TerminalTraits,
    atOnce: Bool = false, incomplete: Bool = false, lungs: LungsChoice = .auto, comparing: (any ReadingPair)? = nil,
    blind: BlindScan? = nil, isLookedAt: Bool = false, title: String? = nil,
    services: (ReaderFiles) -> any WorkstationServices = { $0 }
  ) throws {
    let files = found.files, path = blind?.path ?? files.scan, choice = blind?.place.choice ?? files.choice
    let asked = try protocolName.map { try AskedProtocol($0, for: files) }
    let onDisk = ScanFiles(path)
    let image =
      try blind != nil
      ? Scans.open(blind: path, choice, atOnce: atOnce)
      : atOnce
        ? Scans.begin(path, choice)
        : ArrivingImage(Scans.read(path, choice, incomplete: incomplete))
    arrival = image.arrival
    // What is small is there at once, and of a large scan the first frame has something to show.
    try arrival.wait(atMost: 0.03)
    let parts = Scans.parts(of: path, image.description)
    self.parts = parts
    let fingerprint = try onDisk.identified(parts) { try ScanIdentity.fingerprint(ofFiles: parts) }
    try blind?.confirm(fingerprint: fingerprint)
    let identities = { try onDisk.identified(parts) { try Scans.identities(of: path, parts) } }
    let pair = try comparing?.open(on: arrival.volume, fingerprint: fingerprint, identities: identities)
    let opened = try ProjectStore.open(
      files, document: found.document, volume: blind?.volume(arrival.volume) ?? arrival.volume,
      fingerprint: blind?.digest(fingerprint) ?? fingerprint,
      identities: blind.map { blind in { try identities().map(blind.digest) } } ?? identities, reader: reader,
      readingProtocol: asked?.form.reference ?? pair?.reference,
      labels: asked?.form.labels ?? pair?.table ?? .standard,
      reading: asked?.beginning ?? pair?.beginning(reader: reader, project: files.project) ?? ReadingRecord(),
      readOnly: isLookedAt)
    let store = opened.store
    if !atOnce, let unsaved = opened.unsaved {
      let what = unsaved.inWords
      let isLeft = unsaved.leftOut == .ofAnotherState
      Messages.note(
        files.project, isLeft ? words("cli.open.recover", ["what": what, "path": files.project]) : what)
    }
    self.files = ReaderFiles(store, parts: parts, fingerprint: fingerprint, after: arrival, blind: blind)
    do {
      // A reader at a terminal looks at slices meanwhile; keys of a script are played on the right scan or not at all.
      if !atOnce { try self.files.confirm() }
    } catch {
      try? self.files.close(opened.session)
      throw error
    }
    workstation = Workstation(
      session: opened.session, arrival: arrival, table: opened.store.project.labels, keymap: keymap, traits: traits,
      services: services(self.files), title: title ?? files.scan.lastPathPart, reader: reader,
      lungs: lungs)
    var readOnly: Failure?
    if case .readOnly(let why) = store.access, !isLookedAt { readOnly = why }
    let news: [String]
    do {
      news = try workstation.take(store.project, asked, project: files.project)
      if let pair {
        try workstation.compare(pair.readings(in: store.project.labels, volume: arrival.volume))
      }
    } catch {
      try? self.files.close(opened.session)  // nothing was done yet: no journal stays behind
      throw error
    }
    if let place = PlaceRecord(store.lastView, size: arrival.volume.size) { workstation.goBack(to: place) }
    // What is odd of a scan may name its files and series.
    let problems = image.description.problems, isTold = blind == nil || problems.isEmpty
    let remarks = isTold ? problems : [words("study.work.remarks", ["n": problems.count])]
    workstation.welcome(opened.notices.map { "\($0)" } + news + remarks, readOnly: readOnly)
  }

  /// Until the reader leaves, or the script ends; then lets go of the project.
  func play(on stage: Stage, saving: Bool) throws {
    do {
      try stage.play(workstation)
      if saving { try save() }
      // Nobody looks at the screen of a script. Said when the rest is saved.
      if !stage.isTerminal, let refusal = workstation.refusal { throw refusal }
    } catch {
      // What a reader has drawn stays in the journal; what a script has drawn and not saved was for looking.
      if stage.isTerminal { try? end() } else { try? endAsOpened() }
      throw error
    }
    if stage.isTerminal { try end() } else { try endAsOpened() }
  }

  func save() throws { try workstation.save() }

  /// After a script: what was done and not saved is given up; what a journal held before stays in it.
  func endAsOpened() throws {
    arrival.cancel()
    try files.closeAsOpened(workstation.session)
    if let failure = arrival.failure { throw failure }
  }

  /// After the reader has left. What was not saved stays in the journal unless it was given up.
  /// - Throws: also why the scan could not be read to its end, or is not the project's.
  func end() throws {
    arrival.cancel()
    try files.close(workstation.session)
    if let failure = arrival.failure ?? files.wrongScan { throw failure }
  }
}
