import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject

/// What a program found is kept as any edit is, and is no work of the reader's.
@Suite struct AdoptionTests {
  /// A lung of a few runs, its badges with it.
  static func lungs(_ annotations: Annotations = Annotations()) -> Edit {
    let runs = [
      Run(k: 1, j: 2, i: 1, count: 2, old: 0, new: LungLabels.right), Run(k: 1, j: 2, i: 4, count: 2, old: 0, new: LungLabels.left),
      Run(k: 2, j: 3, i: 0, count: 6, old: 0, new: LungLabels.airway),
    ]
    let origins = runs.map {
      OriginChange(key: SliceKey(k: Int($0.k), label: $0.new), old: nil, new: .proposed)
    }
    return Edit(
      name: "Lungs", tool: "lungs", layer: LabelLayer.lungs, runs: runs, origins: origins,
      annotations: LungRecord(.automatic, badges: [.noCarina, .ratio(1.75)]).changes(in: annotations))
  }

  private static func drawn(_ session: EditSession) -> Drawing? { session.lungs.map { Drawing($0) } }

  /// No step, nothing unsaved, and a mere look leaves nothing behind.
  @Test func aLookLeavesNothing() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      try opened.session.takeOver(Self.lungs())
      #expect(Self.drawn(opened.session) != nil && opened.session.lungLedger.hasLungs)
      #expect(opened.session.revision == 0 && opened.session.history.isEmpty)
      #expect(!opened.store.hasUnsavedWork(opened.session))
      #expect(try opened.session.undo() == nil)
      try opened.store.close(opened.session, keepingUnsaved: true)
      #expect(try names(folder) == ["ct.nii.gz"])
    }
  }

  /// After a crash all is as it was, in whatever order steps, undos and the adoption came; the adoption is not counted.
  @Test(arguments: 0..<12 as Range<UInt64>) func aCrashLosesNothing(_ seed: UInt64) throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      let before = Int(seed % 5), after = Int(seed % 3) * 2
      _ = try Case.work(&opened.session, steps: before, seed: seed)
      try opened.session.takeOver(Self.lungs())
      _ = try Case.work(&opened.session, steps: after, seed: seed + 50)
      let (findings, lungs) = (Drawing(opened.session), Self.drawn(opened.session))
      let history = opened.session.history.done
      // the machine stops: nothing is closed
      try opened.session.recorder.map { try ($0 as? JournalWriter)?.flush() }
      let bytes = try read(files.journal)
      try opened.store.close(opened.session, keepingUnsaved: false)
      try write(bytes, files.journal)

      var again = try Case.open(files)
      #expect(Drawing(again.session) == findings && Self.drawn(again.session) == lungs)
      #expect(LungRecord(again.session.annotations)?.badges == [.noCarina, .ratio(1.75)])
      #expect(again.session.history.done == history && again.session.revision == before + after)
      #expect(again.notices == (before + after > 0 ? [.recovered(steps: before + after)] : []))
      #expect(again.session.lungLedger == LungLedger(
        recounting: again.session.findings.labels, lungs: again.session.lungs?.labels, volume: again.session.volume))
      var undone = 0
      while try again.session.undo() != nil { undone += 1 }
      #expect(Self.drawn(again.session) == lungs, "no undo takes the lungs away")
      for _ in 0..<undone { _ = try again.session.redo() }
      #expect(Drawing(again.session) == findings && again.session.history.done == history)
      try again.store.close(again.session, keepingUnsaved: false)
    }
  }

  /// A save keeps it in the project, with what is said of it; undo goes on behind it.
  @Test func aSaveKeepsIt() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      _ = try Case.work(&opened.session, steps: 2)
      try opened.session.takeOver(Self.lungs())
      _ = try Case.work(&opened.session, steps: 2, seed: 4)
      let lungs = Self.drawn(opened.session), steps = opened.session.history.done.count
      try opened.store.save(&opened.session)
      try opened.store.close(opened.session, keepingUnsaved: true)
      var again = try Case.open(files)
      #expect(Self.drawn(again.session) == lungs && again.notices.isEmpty)
      #expect(LungRecord(again.session.annotations)?.badges.count == 2)
      #expect(again.session.history.done.count == steps)
      while try again.session.undo() != nil {}
      #expect(Drawing(again.session).labels.allSatisfy { $0 == 0 } && Self.drawn(again.session) == lungs)
      try again.store.close(again.session, keepingUnsaved: false)
    }
  }

  /// Where nothing can be kept it may be looked at all the same; a full disk refuses it.
  @Test func readingOnlyAndAFullDisk() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var looked = try ProjectStore.open(files, volume: Case.volume(), reader: "r", readOnly: true)
      try looked.session.takeOver(Self.lungs())
      #expect(Self.drawn(looked.session) != nil)
      var random = SeededRandom(seed: 3)
      let stroke = Case.stroke(looked.session, &random)
      #expect(throws: Failure.self) { try looked.session.perform(stroke) }
      let faults = Faults(code: ENOSPC)
      var opened = try Case.open(files, calls: faults.calls)
      faults.arm(0, stopping: true)
      #expect(throws: Failure.self) { try opened.session.takeOver(Self.lungs()) }
      #expect(opened.session.lungs == nil && opened.session.annotations.lungs.isEmpty)
      faults.disarm()
      try opened.session.takeOver(Self.lungs())
      #expect(Self.drawn(opened.session) != nil)
      try opened.store.close(opened.session, keepingUnsaved: false)
    }
  }
}
