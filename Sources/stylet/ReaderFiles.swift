import StyletBase
import StyletCore
import StyletFiles
import StyletImaging
import StyletProject
import StyletScreen
import StyletStudy
import StyletTerminal

/// The workstation's way to the disk: project, journal, masks, and whether the scan is still the same.
final class ReaderFiles: WorkstationServices {
  private let store: ProjectStore
  private let hash: ScanHash
  private let parts: [String]
  /// As a study has the scan; nil outside a study.
  private let blind: BlindScan?
  private var growth = JournalGrowth()
  private var watch: ScanWatch
  /// Bytes of the journal when it was last said that the project is gone: said again with every further step.
  private var goneSaidAt: Int?
  /// What was not saved shall not be kept either.
  private var isGivenUp = false
  private var isClosed = false
  private var pendingNews: Notice?
  /// The project says which content it was drawn on, and whether the scan has it is not known yet.
  private var mustConfirm: Bool
  /// Archives that can be gone to from here; nil where nobody goes to another scan.
  var archives: [String]?
  /// Why the scan is another one, where that was found out before anything could be drawn.
  private(set) var wrongScan: Failure?

  /// - Parameters:
  ///   - parts: the files that the scan is made of.
  ///   - arrival: of the scan.
  init(
    _ store: ProjectStore, parts: [String], fingerprint: String, after arrival: LoadingVolume,
    blind: BlindScan? = nil
  ) {
    self.store = store
    self.parts = parts
    self.blind = blind
    watch = ScanWatch(parts, fingerprint: fingerprint)
    mustConfirm = store.project.scan.sha256 != nil
    hash = ScanHash(of: store.files.scan, parts: parts, fingerprint: fingerprint, after: arrival)
  }

  func save(
    _ session: inout EditSession, findings: LabelTable, place: PlaceRecord, replacing: Bool
  ) throws -> String {
    hash.wait(seconds: 2)
    // Refused by the store when the scan is another one; a scan that cannot be read again just now is no reason.
    do { try checkScan() } catch { pendingNews = Notice(.error, (error as? Failure)?.onScreen ?? "\(error)") }
    try record(findings)
    store.remember(place)
    let trouble = try store.save(&session, replacing: replacing)
    let name = store.files.project.lastPathPart
    // What is drawn is saved all the same: it is of the scan that is named, and that one may come back.
    let replaced = watch.isReplaced() ? words("cli.open.scan-replaced") : nil
    return (replaced ?? trouble?.what).map { words("cli.open.saved-but", ["name": name, "trouble": $0]) } ?? name
  }

  func record(_ findings: LabelTable) throws {
    if store.project.labels != findings { try store.update { $0.labels = findings } }
  }

  func record(_ reading: ReadingRecord, following reference: ProtocolReference?, act: ReadingAct?) throws {
    let noted: (AuditEntry.Action, String)? =
      switch act {
      case .signed(let meaning): (.signed, meaning)
      case .reopened(let reason): (.reopened, reason)
      case nil: nil
      }
    try store.update(noting: noted) {
      $0.reading = reading.json
      $0.readingProtocol = reference
    }
  }

  var scanIdentity: String? {
    hash.wait(seconds: 2)
    do { try checkScan() } catch { pendingNews = Notice(.error, (error as? Failure)?.onScreen ?? "\(error)") }
    return store.project.scan.sha256
  }

  var trail: [AuditEntry]? { store.trail }

  func decided(because reason: String) { store.note(.decided, reason) }

  func setReader(_ name: String) throws { store.setReader(name) }

  func readProtocol(_ asked: String) throws -> (form: ReadingProtocol, file: String?) {
    let (form, file) = try ProtocolLibrary.read(asked)
    return (form, file.map { ProjectFiles.relative($0, to: store.files.project) })
  }

  func discard(_ session: EditSession) throws { isGivenUp = true }

  func leave(at place: PlaceRecord) { store.leave(at: place) }

  func keep(_ session: EditSession, findings: LabelTable) {
    try? store.close(session, keepingUnsaved: true)
    isClosed = true
  }

  /// Lets go of journal and lock. What was neither saved nor given up stays in the journal.
  func close(_ session: EditSession) throws {
    hash.cancel()
    if !isClosed { try store.close(session, keepingUnsaved: !isGivenUp) }
    isClosed = true
  }

  /// The same, and nothing of what was done since the opening stays.
  func closeAsOpened(_ session: EditSession) throws {
    hash.cancel()
    if !isClosed {
      if isGivenUp { try store.close(session, keepingUnsaved: false) } else { try store.closeAsOpened(session) }
    }
    isClosed = true
  }

  func export(_ session: EditSession, findings: LabelTable, to path: String, replacing: Bool) throws -> String {
    var source = MaskSource(
      layer: session.findings, findings: findings, volume: session.volume, scan: store.files.scan,
      choice: store.files.choice, reader: store.project.reader)
    (source.lungs, source.annotations, source.lesionFindings) = (
      session.lungs, session.annotations, session.lesionFindings
    )
    source.isReadAsNone = session.isReadAsNone
    source.scanSHA256 = store.project.scan.sha256
    let policy = OutputPolicy(
      inputs: store.files.all + [store.files.scan] + parts, isForced: replacing, remedy: words("cli.open.replaces"),
      kinds: [.mask, .text])
    try OutputPolicy.$current.withValue(policy) { try Masks.export(source, to: path) }
    let name = path.lastPathPart
    store.note(.exported, name)
    return name
  }

  func importMask(from path: String, grid: VoxelGrid, findings: LabelTable) throws -> ImportedMask {
    try Masks.read(path, grid: grid, findings: findings, options: ReadOptions { _ in try EndingKey.check() })
  }

  func imported(_ source: String) { store.note(.imported, source) }

  func segmenter(_ name: String) throws -> SegmenterJob { try ExternalSegmenter.job(name) }

  var isWorking: Bool { hash.isPending }

  func news() -> Notice? {
    if let news = pendingNews {
      pendingNews = nil
      return news
    }
    if let size = growth.warning(bytes: store.journalBytes) {
      return Notice(.warning, words("cli.open.unsaved-size", ["size": size]))
    }
    do { try checkScan() } catch { return Notice(.error, (error as? Failure)?.onScreen ?? "\(error)") }
    if watch.turnsOutReplaced() { return Notice(.error, words("cli.open.scan-replaced")) }
    guard store.isGone, store.journalBytes != goneSaidAt else { return nil }
    goneSaidAt = store.journalBytes
    return Notice(.warning, words("cli.open.project-gone", ["name": store.files.project.lastPathPart]))
  }

  var scanCheck: ScanCheck {
    if mustConfirm {
      // A scan that cannot be read again just now is no reason to refuse it.
      do { try checkScan() } catch { pendingNews = Notice(.error, (error as? Failure)?.onScreen ?? "\(error)") }
    }
    return wrongScan != nil ? .another : mustConfirm ? .pending : .done
  }

  /// Waits until it is known that the scan is the project's.
  /// - Throws: a ``Failure`` where it is another one.
  func confirm() throws {
    if mustConfirm { hash.wait() }
    if scanCheck == .another, let wrongScan { throw wrongScan }
  }

  /// Once its hash is known: that the scan is the one that the project was drawn on.
  private func checkScan() throws {
    guard let found = hash.take() else { return }
    defer { mustConfirm = false }
    do {
      switch found {
      case .success(let sha256):
        if let blind {
          // Its files are those that came into the study, to the last byte.
          guard blind.place.original(sha256) == blind.place.sha256 else { return try store.scanHasChanged() }
          return try store.confirmScan(sha256: blind.digest(sha256))
        }
        try store.confirmScan(sha256: sha256) { try Scans.formerIdentity(of: store.files.scan) }
      case .failure(ScanHash.changed): try store.scanHasChanged()
      case .failure(let failure): throw failure
      }
    } catch {
      if mustConfirm, store.isOfAnotherScan { wrongScan = error as? Failure }
      throw error
    }
  }
}
