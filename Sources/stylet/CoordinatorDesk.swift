import StyletBase
import StyletProject
import StyletScreen
import StyletStudy
import StyletTriage

/// The coordinator's screens: the board, over it the order of triage, and over that a case that is looked at.
final class CoordinatorDesk: Application, TriageSource {
  private let folder: StudyFolder
  private let keymap: Keymap
  private let traits: TerminalTraits
  private let rule: String?
  private let clinical: String?
  private let board: Board?
  private var triage: TriageScreen?
  private var known: TriageDesk?
  private var reading: Reading?
  private var size = (width: 80, height: 24)
  private var looked: ContinuousClock.Instant?
  private var isHungUp = false
  private var pastRefusal: Failure?
  private var pastUnknown: Failure?

  /// Between two looks at the files, and after so long waits are counted anew.
  private static let pause = Duration.seconds(2), longest = Duration.seconds(30)

  /// - Parameters:
  ///   - board: what lies below; nil where triage was asked for.
  ///   - rule: the path of one; nil for the program's own.
  ///   - clinical: the path of the table; nil for the study's.
  /// - Throws: a ``Failure`` where triage was, and its files cannot be read.
  init(
    _ folder: StudyFolder, board: Board?, rule: String? = nil, clinical: String? = nil, keymap: Keymap,
    traits: TerminalTraits
  ) throws {
    (self.folder, self.board, self.keymap, self.traits) = (folder, board, keymap, traits)
    (self.rule, self.clinical) = (rule, clinical)
    if board == nil { try showTriage() }
  }

  private func showTriage() throws {
    let desk = try TriageDesk(folder, rule: rule.map(TriageRule.read) ?? .standard, clinical: clinical)
    (known, looked) = (desk, nil)
    let screen = TriageScreen(self, title: desk.study.title.escapedForTerminal, keymap: keymap, traits: traits)
    screen.handle(.resize(width: size.width, height: size.height))
    screen.say(ResearchUse.notice)
    triage = screen
  }

  func say(_ problem: Failure) { triage?.say(problem) }

  // MARK: Application

  /// Where there is no board, the order of triage is there from beginning to end.
  private var shown: any Application { reading?.workstation ?? triage ?? board! }

  var isFinished: Bool { isHungUp || board?.isFinished ?? triage?.isFinished ?? true }
  var wantsIdle: Bool { shown.wantsIdle }
  func takesRepaint() -> Bool { shown.takesRepaint() }
  func note(_ link: LinkReport) { shown.note(link) }
  var unknownInput: Failure? { pastUnknown ?? board?.unknownInput ?? triage?.unknownInput ?? reading?.workstation.unknownInput }
  var refusal: Failure? { pastRefusal ?? board?.refusal ?? triage?.refusal ?? reading?.workstation.refusal }
  func draw(width: Int, height: Int) -> CellBuffer {
    size = (width, height)
    return shown.draw(width: width, height: height)
  }

  func handle(_ event: InputEvent) {
    if case .resize(let width, let height) = event { size = (width, height) }
    shown.handle(event)
    settle()
    if event == .hangUp {
      isHungUp = true
      try? reading?.endAsOpened()
      reading = nil
    }
  }

  func waitForWork() {
    shown.waitForWork()
    settle()
  }

  private func settle() {
    if let reading, reading.workstation.isFinished {
      pastUnknown = pastUnknown ?? reading.workstation.unknownInput
      pastRefusal = pastRefusal ?? reading.workstation.refusal
      self.reading = nil
      do { try reading.endAsOpened() } catch { triage?.say(error) }
      triage?.handle(.resize(width: size.width, height: size.height))
    }
    if let triage, let board, triage.isFinished {
      (pastUnknown, pastRefusal) = (pastUnknown ?? triage.unknownInput, pastRefusal ?? triage.refusal)
      self.triage = nil
      board.handle(.resize(width: size.width, height: size.height))
    }
    if board?.takeTriageAsked() == true {
      do { try showTriage() } catch { board?.say(error) }
    }
  }

  // MARK: TriageSource

  func news() throws -> TriagePage? {
    let now = ContinuousClock.now
    if let looked, now - looked < Self.pause { return nil }
    let isOld = looked.map { now - $0 > Self.longest } ?? true
    looked = now
    let isNew = try known?.read() ?? false, isMeasured = known?.readResults() ?? false
    guard isNew || isMeasured || isOld, let known else { return nil }
    return TriageSheet(known.order(), known.study, sign: try TriageSign.read(folder)).page
  }

  /// Nothing is written, and no reading begins.
  func open(_ name: String) throws {
    guard let row = known?.order().rows.first(where: { $0.id.text == name }) else { return }
    let path = folder.located(row.study.path)
    guard Paths.exists(path) else {
      throw Failure(
        .noInput, path: name, words("study.work.no-scan"), advice: words("triage-screen.no-scan-advice"))
    }
    // Nothing lies there, and nothing will.
    let project = folder.triage.appendingPath(name + ".looked" + ProjectNames.ending)
    let files = ProjectFiles(scan: path, choice: row.study.choice, project: project)
    let own = try Reading(
      ResolvedFiles(files), reader: "", keymap: keymap, traits: traits, lungs: .ask, isLookedAt: true, title: name)
    reading = own
    own.workstation.handle(.resize(width: size.width, height: size.height))
    if let slice = TriageSheet.slice(row) { own.workstation.go(toSlice: slice + 1) }
    own.workstation.say(words("triage-screen.looked-at"), .info)
  }

  func set(_ tier: String, of name: String, because reason: String) throws {
    guard let id = CaseID(name), let own = TriageOverride.Typed(tier) else {
      throw Failure(.usage, words("cli.triage.override.no-tier", ["tier": tier]))
    }
    guard reason.utf8.count <= Study.longestReason else {
      throw Failure(.usage, words("cli.study.no-reason", ["most": Study.longestReason]))
    }
    try TriageOverride.set(own.tier, of: id, because: reason, in: folder)
    looked = nil
  }
}
