import StyletBase
import StyletProject
import StyletScreen
import StyletStudy

/// A case that is decided in the workstation: once it is signed it is saved, the trail has it, and nothing of it
/// changes any more.
final class StudyAdjudicateSitting: Application {
  private let decided: StudyAdjudicated
  private let adjudicator: ReaderName
  private let reading: Reading
  private let workstation: Workstation
  private var files: StudyFiles?
  private var isEnded = false
  /// A save was refused: the next one is the reader's to ask for.
  private var isRefused = false
  /// It is signed, and the trail has it.
  private(set) var isSealed = false
  /// Why it could not be sealed, or ended as it should.
  private var problem: (any Error)?

  /// - Throws: a ``Failure``. Nothing is written then.
  init(
    _ decided: StudyAdjudicated, by adjudicator: ReaderName, keymap: Keymap, traits: TerminalTraits, atOnce: Bool,
    lungs: LungsChoice
  ) throws {
    (self.decided, self.adjudicator) = (decided, adjudicator)
    let sealed = decided.sealed
    let noProposals =
      sealed.study.rulesInForce.proposals == .off ? Failure(.usage, words("study.work.no-proposals")) : nil
    var made: StudyFiles?
    reading = try Reading(
      decided.files(), reader: adjudicator.text, keymap: keymap, traits: traits, atOnce: atOnce, lungs: lungs,
      comparing: decided, title: decided.one.id.text
    ) { files in
      // What is signed is sealed with the same key: nothing is left to open again here.
      let study = StudyFiles(files, nil, noProposals: noProposals, asksForReason: true) { _ in }
      made = study
      return study
    }
    (files, workstation) = (made, reading.workstation)
  }

  // MARK: Application

  var isFinished: Bool { isEnded || workstation.isFinished }
  var wantsIdle: Bool { workstation.wantsIdle }
  func takesRepaint() -> Bool { workstation.takesRepaint() }
  func note(_ link: LinkReport) { workstation.note(link) }
  var unknownInput: Failure? { workstation.unknownInput }
  var refusal: Failure? { workstation.refusal }

  func handle(_ event: InputEvent) {
    guard !isEnded else { return }
    workstation.handle(event)
    settle()
  }

  func waitForWork() {
    guard !isEnded else { return }
    workstation.waitForWork()
    settle()
  }

  func draw(width: Int, height: Int) -> CellBuffer { workstation.draw(width: width, height: height) }

  // MARK: Sealing

  private func settle() {
    guard workstation.readingRecord.isSigned, !workstation.isLoading, !isRefused else { return }
    if workstation.isUnsaved || !Paths.exists(decided.project) {
      do { try reading.save() } catch {
        isRefused = true
        return workstation.say(error)
      }
    }
    isEnded = true
    do {
      try reading.end()
      try decided.tell(by: adjudicator)
      isSealed = true
    } catch { problem = error }
  }

  /// After the last key: what was drawn and not saved stays in the journal, as where the line drops.
  /// - Throws: why it could not be sealed, or ended as it should.
  func end() throws {
    if !isEnded {
      isEnded = true
      workstation.handle(.hangUp)
      do { try reading.end() } catch { problem = problem ?? error }
    }
    if let problem { throw problem }
  }
}

extension StudyAdjudicated {
  /// Tells the trail of what is signed. It stands in its place; the trail is the last to have it.
  func tell(by adjudicator: ReaderName) throws {
    let own = try SealedReading.read(project).project
    let signer = ReadingRecord(own.reading).signature.flatMap { ReaderName($0.reader) } ?? adjudicator
    let reason = own.audit.last { $0.action == AuditEntry.Action.decided.rawValue }?.detail
    try StudyChange(sealed.folder).made(project, as: .adjudicated, of: readings(), by: signer, because: reason)
  }
}
