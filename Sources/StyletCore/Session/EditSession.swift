import StyletBase
import StyletImaging

/// What has happened to the labels, for those who keep it: the journal, first of all.
public enum SessionEvent: Sendable {
  /// A tool's edit, with the number of its stroke.
  case performed(Edit, stroke: Int?)
  /// This step, the newest one, was taken back: its inverse was applied.
  case undone(Edit)
  /// This step was done again.
  case redone(Edit)
  /// What a program found on the scan was taken over: no step, nothing that a reader did.
  case takenOver(Edit)
}

/// Keeps each event safe before the next one is accepted.
public protocol SessionRecorder: AnyObject {
  /// - Throws: when the event cannot be kept (full disk). The session then refuses it: nothing was changed.
  func record(_ event: SessionEvent) throws
}

/// The one place where labels and annotations change: applies an ``Edit`` once, and layers, history, ledger and
/// journal take it from there, so that undo, live extent and crash recovery cannot disagree.
public struct EditSession {
  public let volume: Volume
  public private(set) var layers: [LabelLayer]
  public private(set) var history = History()
  /// Counts the findings layer; empty until ``countExtent()`` where the volume is still arriving.
  public private(set) var ledger = ExtentLedger()
  /// What lies in the lungs, of the findings; empty as long as there are none.
  public private(set) var lungLedger: LungLedger
  /// The findings that count as lesion, as the protocol of the reading says; nil for all.
  public var lesionFindings: Set<UInt8>?
  /// Whether a reader has said that there is no lesion: only then is nothing drawn a class and a score of 0.
  public var isReadAsNone = false
  /// Whether what is drawn is counted: once the volume is there and ``countExtent()`` was called.
  public private(set) var isCounted = false
  /// What is measured and marked, as the project has it.
  public private(set) var annotations: Annotations
  /// Of the annotations those that are understood.
  public private(set) var marks = KnownAnnotations()
  public var recorder: (any SessionRecorder)?
  /// Why nothing may change: what is drawn was signed. It holds proposals, too: a signed report says what of them is
  /// open.
  public var seal: Failure?
  /// Steps accepted since the session began: changes whenever a reader changes labels or annotations.
  public private(set) var revision = 0
  private var changes: [String: Int] = [:]

  /// What lies in the findings and in the lungs, for another session over the same layers.
  public struct Counts: Sendable {
    fileprivate let extent: ExtentLedger
    fileprivate let lungs: LungLedger
  }

  /// nil as long as nothing is counted.
  public var counts: Counts? { isCounted ? Counts(extent: ledger, lungs: lungLedger) : nil }

  /// - Parameters:
  ///   - layers: as loaded; a findings layer is added when there is none.
  ///   - counts: of these very layers on this volume, where another session has counted them.
  public init(
    volume: Volume, layers: [LabelLayer] = [], annotations: Annotations = Annotations(), counts: Counts? = nil
  ) {
    precondition(layers.allSatisfy { $0.size == volume.size }, "layer of another grid")
    self.volume = volume
    self.layers = layers
    self.annotations = annotations
    lungLedger = LungLedger(volume)
    if !layers.contains(where: { $0.name == LabelLayer.findings }) {
      self.layers.insert(LabelLayer(name: LabelLayer.findings, size: volume.size), at: 0)
    }
    if let counts { (ledger, lungLedger, isCounted) = (counts.extent, counts.lungs, true) }
    if volume.isComplete, !isCounted { countExtent() } else { marks.update(annotations, volume) }
  }

  /// Counts what is drawn, once the volume is complete; without effect when that is done. Until then a journal may
  /// be replayed, and nothing else be changed.
  public mutating func countExtent() {
    guard !isCounted else { return }
    isCounted = true
    ledger = ExtentLedger(recounting: findings.labels, volume: volume)
    lungLedger = LungLedger(recounting: findings.labels, lungs: lungs?.labels, volume: volume)
    marks.update(annotations, volume)
  }

  /// How often a layer has changed since the session began, by what was taken over too. What is made of one layer alone
  /// is kept by it.
  public func revision(of layer: String) -> Int { changes[layer] ?? 0 }

  public var findings: LabelLayer { layers.first { $0.name == LabelLayer.findings }! }

  /// Applies an edit. Edits of one stroke are undone together; one that changes nothing is no step.
  /// - Throws: what the recorder throws; nothing has changed then.
  public mutating func perform(_ edit: Edit, stroke: Int? = nil) throws {
    guard edit.changesSomething else { return }
    try refuseIfSealed()
    try check(edit)
    try recorder?.record(.performed(edit, stroke: stroke))
    apply(edit)
    history.record(edit, stroke: stroke)
  }

  /// Takes over what a program found on the scan: applied and kept as any edit is, but no step of the history and
  /// nothing unsaved, since the same program finds it again. It must not touch what a step has changed, or that step
  /// would not fit any more: it draws in a layer that has no edit yet, and puts annotations at the end of their list.
  /// - Throws: what the recorder throws; nothing has changed then.
  public mutating func takeOver(_ edit: Edit) throws {
    guard edit.changesSomething else { return }
    try refuseIfSealed()
    try check(edit)
    try recorder?.record(.takenOver(edit))
    apply(edit)
    revision -= 1
  }

  /// Takes the newest step back and returns it, nil when there is none.
  /// - Throws: what the recorder throws, or a ``Failure`` when the step, one from before the project was opened, does
  ///   not fit what is drawn: the steps are forgotten then. Nothing has changed.
  public mutating func undo() throws -> Edit? {
    guard let newest = history.done.last else { return nil }
    try step(newest.inverse, .undone(newest))
    return history.undo()
  }

  /// Does the last undone step again and returns it, nil when there is none.
  /// - Throws: as ``undo()``.
  public mutating func redo() throws -> Edit? {
    guard let next = history.undone.last else { return nil }
    try step(next, .redone(next))
    return history.redo()
  }

  /// A step of the history, which may come from a file: recorded only when it fits.
  private mutating func step(_ edit: Edit, _ event: SessionEvent) throws {
    try refuseIfSealed()
    guard layers.apply(ifFitting: edit, annotations: &annotations) else {
      history.forget()
      throw Failure(.badData, words("error.step-misfit"), at: edit.name)
    }
    do {
      try recorder?.record(event)
    } catch {
      _ = layers.apply(ifFitting: edit.inverse, annotations: &annotations)
      throw error
    }
    follow(edit)
  }

  /// Takes over the steps of before the project was closed; the labels have them already.
  package mutating func recall(_ past: History) { history = past }

  /// The next edit begins a step of its own, whatever its stroke number: after a save, a journal knows
  /// nothing of the stroke before it.
  public mutating func endStroke() { history.endStroke() }

  /// Replays events of a journal: as they happened, without recording them again. A journal may take back or
  /// redo a step from before the save that it continues: the step is in the event.
  /// - Throws: ``Failure`` when an edit does not fit the labels (a journal of another state); nothing has
  ///   changed then.
  public mutating func replay(_ event: SessionEvent) throws {
    switch event {
    case .performed(let edit, _), .redone(let edit): try applyFitting(edit)
    case .undone(let step): try applyFitting(step.inverse)
    case .takenOver(let edit):
      try applyFitting(edit)
      revision -= 1
    }
    history.follow(event)
  }

  /// Every way to change labels or annotations asks it; so may work that takes long, before it begins.
  /// - Throws: the ``seal``.
  public func refuseIfSealed() throws { if let seal { throw seal } }

  /// That the annotations are those that an edit was made for.
  private func check(_ edit: Edit) throws {
    var marked = annotations
    guard marked.apply(ifFitting: edit.annotations) else {
      throw Failure(.badData, words("error.step-misfit-marks"), at: edit.name)
    }
  }

  private mutating func applyFitting(_ edit: Edit) throws {
    guard layers.apply(ifFitting: edit, annotations: &annotations) else {
      throw Failure(.badData, words("error.edit-misfit"), at: edit.name)
    }
    follow(edit)
  }

  private mutating func apply(_ edit: Edit) {
    for part in edit.parts {
      guard let at = layers.place(for: part) else {
        preconditionFailure("edit of a layer that does not exist: \(part.layer)")
      }
      layers[at].apply(part)
    }
    _ = annotations.apply(ifFitting: edit.annotations)  // it was checked that they fit
    follow(edit)
  }

  /// Takes over lists that a journal of an earlier version holds whole.
  package mutating func take(journaled fields: JSONObject) {
    for list in AnnotationList.allCases {
      guard let entries = fields[list.rawValue]?.array else { continue }
      annotations[list] = entries
      marks.update(annotations, volume)
    }
  }

  /// What else keeps up with labels that an edit has changed.
  private mutating func follow(_ edit: Edit) {
    revision += 1
    let parts = edit.parts
    for part in parts {
      changes[part.layer, default: 0] += 1
      if isCounted, part.layer == LabelLayer.findings { ledger.apply(part, volume: volume) }
    }
    if isCounted { countInLungs(parts) }
    if !edit.annotations.isEmpty { marks.update(annotations, volume) }
  }

  /// An edit of one layer is counted by what it changes beside the other; one that changes both at once is not.
  private mutating func countInLungs(_ parts: [Edit]) {
    let concerned = parts.filter { $0.layer == LabelLayer.findings || $0.layer == LabelLayer.lungs }
    if Set(concerned.map(\.layer)).count > 1 {
      lungLedger = LungLedger(recounting: findings.labels, lungs: lungs?.labels, volume: volume)
    } else {
      for part in concerned {
        lungLedger.apply(part, findings: findings.labels, lungs: lungs?.labels, volume: volume)
      }
    }
  }
}
