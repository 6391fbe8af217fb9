import StyletBase
import StyletCore
import StyletImaging
import StyletProject

/// What the program around the workstation sees of it, and gives it.
extension Workstation {
  public internal(set) var session: EditSession {
    get { workspace.session }
    _modify { yield &workspace.session }
  }
  public internal(set) var view: ViewState {
    get { workspace.view }
    _modify { yield &workspace.view }
  }
  public internal(set) var tool: ToolState {
    get { workspace.tool }
    _modify { yield &workspace.tool }
  }
  public internal(set) var notice: Notice? {
    get { workspace.notice }
    set { workspace.notice = newValue }
  }
  /// The project's findings; ``table`` is what is drawn.
  public var findingsTable: LabelTable { workspace.findingsTable }
  public var keymap: Keymap { workspace.keymap }
  public var volume: Volume { workspace.volume }
  /// The findings, or the labels of the lungs: what the keys draw.
  public var table: LabelTable { workspace.table }
  /// The scan is not all there, or not known to be the project's.
  public var isLoading: Bool { workspace.isLoading }
  public var isRecording: Bool { controllers.macros.isRecording }
  public var isUnsaved: Bool { controllers.project.isUnsaved }
  public var unsavedStrokes: Int { controllers.project.unsavedStrokes }
  /// The answers of now, as the project keeps them.
  public var readingRecord: ReadingRecord { controllers.reading.state.record }
  /// The protocol that is followed; nil where it is not here.
  public var readingForm: ReadingProtocol? { controllers.reading.state.form }

  /// The archive whose page the reader left for; nil where they left for good, or are still here.
  public var archive: String? { workspace.archive }

  /// Another workstation goes on at the same place with what waits here for the scan.
  public func handOver(to next: Workstation) {
    let waiting = postponed
    postponed = []
    next.goBack(to: controllers.panes.lookedAt)
    next.takeOver(waiting)
  }

  /// What waits for the scan is forgotten.
  public func forgetWaiting() { postponed = [] }

  /// Shows a line to the reader until the next key, with the keys in force.
  /// - Parameter task: what goes on, where this says how far it is.
  public func say(_ text: String, _ weight: Notice.Weight = .info, progress task: Notice.Task? = nil) {
    workspace.say(text, weight, progress: task)
  }

  /// Shows an error, and what to do about it.
  public func say(_ error: any Error) { workspace.say(error) }

  /// - Parameter replacing: also when another program has changed the project since it was opened.
  public func save(replacing: Bool = false) throws { try controllers.project.save(replacing: replacing) }

  /// Goes back to where a reader was. Of a record that another program has written, the window's name and a finding
  /// that there is not are left out.
  public func goBack(to place: PlaceRecord) { controllers.panes.goBack(to: place) }

  /// Goes to a slice of the active plane, base 1.
  public func go(toSlice n: Int) { controllers.panes.go(toSlice: n) }

  /// Takes over what the project holds of a reading.
  /// - Parameters:
  ///   - form: the protocol that the project names; nil with the reason in `missing` when it is not here.
  public func take(
    reading: JSONObject, following reference: ProtocolReference?, form: ReadingProtocol?, missing: Failure? = nil
  ) {
    controllers.reading.take(reading: reading, following: reference, form: form, missing: missing)
  }

  /// Says on the screen, and in the form, what has changed since the reading was signed.
  public func take(_ check: SignatureCheck) { controllers.reading.take(check) }

  /// Follows a protocol from now on: its findings join the label table, answers belong to it.
  /// - Parameter file: where it was read from; nil for one that the program carries.
  public func follow(_ form: ReadingProtocol, file: String? = nil) throws {
    try controllers.reading.follow(form, file: file)
  }

  /// Compares two readings from now on: what both say alike is where the project begins.
  public func compare(_ readings: ComparedReadings) throws { try controllers.comparing.begin(readings) }

  /// Shows a scan of another time beside this one from now on; neither is changed.
  public func follow(_ earlier: EarlierScan) {
    controllers.followUp.begin(earlier)
    // What the first frame says are the keys of a scan that is drawn in.
    if let footer = notice?.footer, footer.last == Sentence.firstKeys(keymap) {
      notice?.footer = footer.dropLast() + [Sentence.firstKeys(keymap, isPair: true)]
    }
  }
}
