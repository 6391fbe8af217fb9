import StyletBase
import StyletScreen
import StyletStudy

/// A reader's day on the screen: the list, and the case that is open over it.
final class StudyDesk: Application {
  private let diary: StudyDiary
  private let keymap: Keymap
  private let traits: TerminalTraits
  private let atOnce: Bool
  private var list: Worklist!
  private var sitting: (any DeskSitting)?
  private var size = (width: 80, height: 24)
  private var isHungUp = false
  /// Of cases that were left.
  private var pastUnknown: Failure?
  private var pastRefusal: Failure?

  /// - Parameter atOnce: begin with a case while its scan is still being read.
  init(_ diary: StudyDiary, keymap: Keymap, traits: TerminalTraits, atOnce: Bool) {
    (self.diary, self.keymap, self.traits, self.atOnce) = (diary, keymap, traits, atOnce)
    list = Worklist(
      diary.rows(), title: diary.study.title.escapedForTerminal, reader: diary.reader.text, keymap: keymap,
      traits: traits
    ) { [unowned self] act, row in try perform(act, row) }
    list.teaches = diary.teaches
    tell()
    list.say(
      words("study.work.welcome", ["carried": diary.checkout != nil, "notice": ResearchUse.notice]))
  }

  func say(_ problem: Failure) { list.say(problem) }

  // MARK: Application

  var isFinished: Bool { isHungUp || list.isFinished }
  var wantsIdle: Bool { sitting?.workstation.wantsIdle ?? false }
  func takesRepaint() -> Bool { sitting?.workstation.takesRepaint() ?? false }
  func note(_ link: LinkReport) { sitting?.workstation.note(link) }
  var unknownInput: Failure? { pastUnknown ?? list.unknownInput ?? sitting?.workstation.unknownInput }
  var refusal: Failure? { pastRefusal ?? list.refusal ?? sitting?.workstation.refusal }

  func handle(_ event: InputEvent) {
    if case .resize(let width, let height) = event { size = (width, height) }
    guard let sitting else {
      list.handle(event)
      tell()
      if event == .hangUp { isHungUp = true }
      return
    }
    sitting.handle(event)
    settle()
    if event == .hangUp { isHungUp = true }
  }

  func waitForWork() {
    sitting?.workstation.waitForWork()
    settle()
  }

  func draw(width: Int, height: Int) -> CellBuffer {
    size = (width, height)
    return sitting?.workstation.draw(width: width, height: height) ?? list.draw(width: width, height: height)
  }

  /// After a script: what was drawn and not saved stays in the journal, as where the line drops.
  func end() {
    guard sitting != nil else { return }
    sitting?.handle(.hangUp)
    settle()
  }

  // MARK: Rows

  /// Says that triage is down as soon as that shows; rows change places when one is back on the list, never under a key.
  private func tell() {
    let now = UTC.now()
    list.alert = diary.stalled(at: now).map { words("triage.stalled", ["time": TriageTime.short($0, at: now)]) }
  }

  private func perform(_ act: Worklist.Act, _ row: Int) throws {
    guard let alias = Alias(list.rows[row].name) else { return }
    switch act {
    case .open: try open(alias)
    case .openAway(let reason): try open(alias, because: reason)
    case .compare:
      try begin(StudyLesson(alias, of: diary, keymap: keymap, traits: traits, atOnce: atOnce))
    case .skip(let reason):
      try diary.note(ReadingEvent(.skip, of: alias, reason: reason))
      list.take(diary.rows())
      list.chooseNext()
      list.say(words("study.work.skipped", ["alias": alias.text]))
    case .flag(let reason):
      try diary.note(ReadingEvent(.flag, of: alias, reason: reason))
      list.take(diary.rows())
      list.say(words("study.work.flagged", ["alias": alias.text]))
    }
  }

  private func open(_ alias: Alias, because reason: String? = nil) throws {
    try diary.readList()
    guard diary.has(alias) else {
      list.take(diary.rows())
      throw Failure(.usage, path: alias.text, words("study.work.withdrawn"))
    }
    try begin(
      StudySitting(alias, of: diary, because: reason, keymap: keymap, traits: traits, atOnce: atOnce))
  }

  private func begin(_ one: any DeskSitting) {
    sitting = one
    one.handle(.resize(width: size.width, height: size.height))
    settle()
  }

  /// Back to the list where the case is done with.
  private func settle() {
    guard let sitting else { return }
    let outcome = sitting.settle()
    if case .open = outcome { return }
    pastUnknown = pastUnknown ?? sitting.workstation.unknownInput
    pastRefusal = pastRefusal ?? sitting.workstation.refusal
    self.sitting = nil
    var problem: (any Error)?
    do { try diary.readList() } catch { problem = error }
    list.take(diary.rows())
    list.teaches = diary.teaches
    tell()
    list.handle(.resize(width: size.width, height: size.height))
    switch outcome {
    case .open: break
    case .left(let why):
      problem = why ?? problem
      if !diary.has(sitting.alias) { list.say(words("study.work.left-withdrawn", ["alias": sitting.alias.text])) }
    case .sealed(let why):
      problem = why ?? problem
      if list.offersComparison(of: sitting.alias.text) {
        list.say(words("study.work.sealed-known", ["alias": sitting.alias.text, "key": Worklist.compareKey]))
        break
      }
      let isMore = list.chooseNext()
      list.say(
        words("study.work.sealed", [
          "alias": sitting.alias.text, "more": isMore, "withdrawn": !diary.has(sitting.alias),
        ]))
    }
    if let problem { list.say(problem) }
  }
}
