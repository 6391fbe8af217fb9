import StyletArchive
import StyletBase
import StyletImaging
import StyletProject
import StyletScreen

/// Scans at one screen, one after another: the one that is read, an archive's page, a series that comes from there.
final class ScanDesk: Application {
  /// How scans are opened here.
  struct Manner {
    var reader = "", protocolName: String?
    var keymap: Keymap, traits: TerminalTraits
    var atOnce: Bool
    var lungs = LungsChoice.auto
    /// Where series go; as the settings say where nil.
    var folder: String?
  }

  private let manner: Manner
  private let archives: [ArchivePlace]
  private var reading: Reading?
  private var page: ArchivePage?
  private var incoming: IncomingSeries?
  private var size = (width: 80, height: 24)
  private var isLeft = false
  /// A series was named at the shell: behind it comes no page.
  private var isDirect = false
  /// Of what was left.
  private var pastUnknown: Failure?
  private var pastRefusal: Failure?
  /// Why a series is not whole, where nobody is there to go on with it.
  private var cut: Failure?

  /// Begins with a scan.
  init(_ manner: Manner, _ open: (_ archives: [String]) throws -> Reading) throws {
    self.manner = manner
    // Settings that cannot be read are said where an archive is asked for.
    archives = (try? UserSettings.read(UserSettings.path()).archives) ?? []
    reading = try open(archives.map(\.name))
  }

  /// Begins with the page of an archive.
  /// - Parameter choice: a series that is opened at once, or a study whose series are listed.
  init(_ manner: Manner, archive: String?, study: String? = nil, series: String? = nil) throws {
    let path = UserSettings.path()
    self.manner = manner
    archives = try UserSettings.read(path).archives
    guard let place = try archive.map({ name in try UserSettings.read(path).archive(name, settings: path) }) ?? archives.first
    else { throw Failure(.usage, words("archive.none", ["path": path])) }
    let page = page(of: place.name)
    self.page = page
    if let study, let series {
      isDirect = true
      try bring(ArchivePage.Choice(archive: place.name, study: study, series: series))
    } else if let study {
      page.show(study: study)
    }
  }

  private func page(of archive: String) -> ArchivePage {
    ArchivePage(ArchiveSearches(archives), archive: archive, keymap: manner.keymap, traits: manner.traits)
  }

  private var shown: (any Application)? { reading?.workstation ?? incoming?.workstation ?? page }

  /// Until the reader leaves, or the script ends; then lets go of the scan.
  func play(on stage: Stage, saving: Bool) throws {
    do {
      try stage.play(self)
      if saving { try reading?.save() }
      // Nobody looks at the screen of a script. Said when the rest is saved.
      if !stage.isTerminal, let refusal { throw refusal }
    } catch {
      // What a reader has drawn stays in the journal; what a script has drawn and not saved was for looking.
      if stage.isTerminal { try? reading?.end() } else { try? reading?.endAsOpened() }
      incoming?.giveUp()
      throw error
    }
    incoming?.giveUp()
    if stage.isTerminal { try reading?.end() } else { try reading?.endAsOpened() }
  }

  func say(_ text: String, _ weight: Notice.Weight) {
    if let reading { reading.workstation.say(text, weight) } else { page?.say(text, weight) }
  }

  // MARK: Application

  var isFinished: Bool { isLeft }
  var wantsIdle: Bool { incoming != nil || shown?.wantsIdle == true }
  func takesRepaint() -> Bool { shown?.takesRepaint() ?? false }
  func note(_ link: LinkReport) { shown?.note(link) }
  var unknownInput: Failure? { pastUnknown ?? shown?.unknownInput }
  var refusal: Failure? { pastRefusal ?? cut ?? shown?.refusal }

  func handle(_ event: InputEvent) {
    if case .resize(let width, let height) = event { size = (width, height) }
    if case .key(let key) = event, let incoming, incoming.takes(key) { return settle() }
    shown?.handle(event)
    if event == .hangUp { isLeft = true } else { settle() }
  }

  func waitForWork() {
    shown?.waitForWork()
    settle()
    incoming?.wait()
    settle()
    reading?.workstation.waitForWork()
  }

  func draw(width: Int, height: Int) -> CellBuffer {
    size = (width, height)
    return shown?.draw(width: width, height: height) ?? CellBuffer(width: width, height: height)
  }

  // MARK: From one to the other

  private func settle() {
    if let reading, reading.workstation.isFinished { return leave(reading) }
    if let incoming { return settle(incoming) }
    guard let page else { return }
    if let choice = page.takeChoice() {
      do { try bring(choice) } catch { page.say(error) }
    }
    if page.isFinished { isLeft = true }
  }

  /// Behind a scan comes the page that it came from, or that was asked for.
  private func leave(_ reading: Reading) {
    let work = reading.workstation
    guard let page = work.archive.map({ self.page(of: $0) }) ?? (isDirect ? nil : page) else { return isLeft = true }
    isDirect = false
    pastUnknown = pastUnknown ?? work.unknownInput
    pastRefusal = pastRefusal ?? work.refusal
    self.reading = nil
    self.page = page
    page.handle(.resize(width: size.width, height: size.height))
    do { try manner.atOnce ? reading.end() : reading.endAsOpened() } catch { page.say(error) }
  }

  private func bring(_ choice: ArchivePage.Choice) throws {
    guard let place = archives.first(where: { $0.name == choice.archive }) else { return }
    incoming = try IncomingSeries(choice, from: place, manner)
    settle()
  }

  private func settle(_ incoming: IncomingSeries) {
    switch incoming.look(size) {
    case .coming(let words): page?.task = words
    case .cut(let why):
      page?.task = nil
      if incoming.workstation == nil { page?.say(why.what, .error) }
      if !manner.atOnce { cut = why }
    case .left:
      incoming.giveUp()
      if isDirect { return isLeft = true }
      self.incoming = nil
      page?.task = nil
      page?.handle(.resize(width: size.width, height: size.height))
    case .whole:
      (self.incoming, cut) = (nil, nil)
      page?.task = nil
      do { try open(incoming) } catch {
        page?.handle(.resize(width: size.width, height: size.height))
        page?.say(error)
      }
    }
  }

  /// What has come whole is opened as any scan is.
  private func open(_ incoming: IncomingSeries) throws {
    let names = archives.map(\.name)
    let reading = try Reading(
      ProjectFiles.resolve(incoming.folder, project: nil, choice: ScanChoice()), reader: manner.reader,
      protocolName: manner.protocolName, keymap: manner.keymap, traits: manner.traits, atOnce: manner.atOnce,
      lungs: manner.lungs
    ) { files in
      files.archives = names
      return files
    }
    reading.workstation.handle(.resize(width: size.width, height: size.height))
    incoming.workstation?.handOver(to: reading.workstation)
    self.reading = reading
  }
}
