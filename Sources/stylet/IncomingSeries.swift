import Glibc
import StyletArchive
import StyletBase
import StyletCore
import StyletImaging
import StyletProject
import StyletScreen

/// A series that comes from an archive, with a workstation to look at its slices meanwhile. Nothing is drawn on it,
/// measured or saved: whoever does that opens the files, once they are whole.
final class IncomingSeries {
  enum Step {
    case coming(String), cut(Failure)
    /// By the reader.
    case left
    case whole
  }

  private let arrival: SeriesArrival
  /// The archive's.
  private let name: String
  private let manner: ScanDesk.Manner
  private(set) var workstation: Workstation?
  private var isCut = false
  private var isLeft = false

  /// - Throws: a ``Failure`` where no folder can be made for it.
  init(_ choice: ArchivePage.Choice, from place: ArchivePlace, _ manner: ScanDesk.Manner) throws {
    guard isUID(choice.study), isUID(choice.series) else {
      throw Failure(.badData, path: place.name, words("archive.bad-uid"))
    }
    (self.manner, name) = (manner, place.name)
    let folder = (manner.folder ?? place.keptIn).absolutePath
    try Self.make(folder)
    arrival = SeriesArrival(study: choice.study, series: choice.series, folder: folder.appendingPath(choice.series)) {
      try Archives.client(of: place)
    }
  }

  var folder: String { arrival.folder }

  /// With those that it lies in, for nobody else to look into.
  private static func make(_ folder: String) throws {
    if Paths.isFolder(folder) { return }
    if folder.pathFolder != folder { try make(folder.pathFolder) }
    try Paths.makeFolder(folder, advice: words("error.output.other-folder"))
  }

  func wait() { arrival.wait() }

  func giveUp() { arrival.giveUp() }

  /// - Returns: whether a key is for this, not for what is shown.
  func takes(_ key: Key) -> Bool {
    // In a line that is typed it is a letter.
    if isCut, key == ArrivalText.resumeKey, !isTyping {
      isCut = false
      arrival.goOn()
      workstation?.say(ArrivalText.looked)
      return true
    }
    // Without a picture nothing else is to be done meanwhile.
    guard workstation == nil else { return false }
    if [.escape, .character("q")].contains(key) { isLeft = true }
    return true
  }

  /// Whether keys go to a box or a line, or belong to one that was pressed before.
  private var isTyping: Bool {
    guard let model = workstation?.model else { return false }
    if case .none = model.overlay { return !model.pending.isEmpty }
    return true
  }

  /// How it stands; the picture begins with the first slice.
  func look(_ size: (width: Int, height: Int)) -> Step {
    if isLeft || workstation?.isFinished == true { return .left }
    if workstation == nil, let slices = arrival.slices { begin(slices.arrival, size) }
    let (there, all) = arrival.count
    switch arrival.stage {
    case .whole: return .whole
    case .coming: return .coming(ArrivalText.coming(there, all))
    case .cut(let failure):
      let why = ArrivalText.cut(failure.what)
      if !isCut { workstation?.forgetWaiting() }
      isCut = true
      if workstation?.notice == nil || workstation?.notice?.weight != .error { workstation?.say(why, .error) }
      return .cut(Failure(failure.kind, path: name, why))
    }
  }

  private func begin(_ arrival: LoadingVolume, _ size: (width: Int, height: Int)) {
    let work = Workstation(
      session: EditSession(volume: arrival.volume), arrival: arrival, keymap: manner.keymap, traits: manner.traits,
      services: LookedAt(), title: folder.lastPathPart, reader: manner.reader, lungs: .ask)
    work.handle(.resize(width: size.width, height: size.height))
    work.welcome([ArrivalText.looked])
    workstation = work
  }
}

/// What there is of a scan that is not whole: nothing that is kept or written.
private final class LookedAt: WorkstationServices {
  func save(_ session: inout EditSession, findings: LabelTable, place: PlaceRecord, replacing: Bool) throws -> String {
    throw ArrivalText.notWhole
  }
  func record(_ findings: LabelTable) throws { throw ArrivalText.notWhole }
  func record(_ reading: ReadingRecord, following reference: ProtocolReference?, act: ReadingAct?) throws {
    throw ArrivalText.notWhole
  }
  func readProtocol(_ asked: String) throws -> (form: ReadingProtocol, file: String?) { throw ArrivalText.notWhole }
  func discard(_ session: EditSession) throws {}
  func keep(_ session: EditSession, findings: LabelTable) {}
  func export(_ session: EditSession, findings: LabelTable, to path: String, replacing: Bool) throws -> String {
    throw ArrivalText.notWhole
  }
  func importMask(from path: String, grid: VoxelGrid, findings: LabelTable) throws -> ImportedMask {
    throw ArrivalText.notWhole
  }
  func imported(_ source: String) {}
  var noProposals: Failure? { ArrivalText.notWhole }
  var scanCheck: ScanCheck { .pending }
  var isWorking: Bool { true }
  func news() -> Notice? { nil }
}
