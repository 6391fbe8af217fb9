import Foundation
import StyletBase
import StyletCore
import StyletImaging
import StyletProject

extension FuzzSeeds {
  /// A disc on a slice.
  static func disc(_ session: EditSession, k: Int, label: UInt8) -> Edit? {
    let context = ToolContext(layer: session.findings, volume: session.volume, plane: .axial, label: label)
    return BrushTool(radius: 3, path: [VoxelIndex(5, 4, k)]).edit(in: context)
  }

  /// A project with drawings, lungs, a proposal, measurements and a reading by a protocol; its journal of unsaved
  /// steps, and the history of those before.
  /// - Parameters:
  ///   - isRead: by a protocol; without, a run is twice as fast.
  ///   - isSigned: nothing is drawn after the save, and there is no journal.
  static func drawn(isRead: Bool = true, isSigned: Bool = false) -> (
    project: [UInt8], journal: [UInt8], history: [UInt8]
  )? {
    var out: (project: [UInt8], journal: [UInt8], history: [UInt8])?
    FuzzFolder.with([("x.nii", nifti)]) { folder in
      let files = ProjectFiles(scan: folder + "/x.nii")
      do {
        let form = try BuiltInProtocol.covidChest.form
        let opened = try ProjectStore.open(
          files, volume: try volume(), reader: "fuzz", readingProtocol: isRead ? form.reference : nil,
          labels: form.labels ?? .standard)
        let store = opened.store
        var session = opened.session
        if let edit = disc(session, k: 2, label: 1) { try session.perform(edit) }
        for edit in others { try session.perform(edit) }
        if isRead {
          let reading = reading(form, isSigned: isSigned)
          try store.update { $0.reading = reading }
        }
        _ = try store.save(&session)
        if !isSigned {
          for (k, label) in [(3, UInt8(2)), (4, 1)] {
            if let edit = disc(session, k: k, label: label) { try session.perform(edit, stroke: k) }
          }
          _ = try session.undo()
          _ = try session.redo()
          _ = try session.undo()
        }
        try store.close(session, keepingUnsaved: true)
      } catch { return }
      let read: (String) -> [UInt8]? = { FileManager.default.contents(atPath: $0).map(Array.init) }
      if let project = read(files.project), let journal = isSigned ? [] : read(files.journal),
        let history = read(files.history)
      {
        out = (project, journal, history)
      }
    }
    return out
  }

  /// Both lungs, a proposal, and what is measured and said.
  private static var others: [Edit] {
    let lungs = (1..<5).flatMap { k in
      [Run(k: k, j: 4, i: 1, count: 4, old: 0, new: 1), Run(k: k, j: 5, i: 7, count: 4, old: 0, new: 2)]
    }
    let proposed = [Run(k: 3, j: 4, i: 2, count: 2, old: 0, new: 1)]
    let said: [(AnnotationList, String)] = [
      (.measurements, #"{"id":"m1","type":"ruler","plane":"axial","slice":2,"voxels":[[1,1,2],[6,4.5,2]],"name":"r"}"#),
      (
        .measurements,
        #"{"id":"m2","type":"ellipse","plane":"axial","slice":3,"voxels":[[5,4,3]],"radii":[2.5,1.5],"finding":"GGO"}"#
      ),
      (.measurements, #"{"id":"m3","type":"polygon","plane":"coronal","slice":4,"voxels":[[1,4,1],[5,4,1],[3,4,4]]}"#),
      (
        .measurements,
        #"{"id":"m4","type":"bidirectional","plane":"axial","slice":2,"voxels":[[1,1,2],[6,4,2],[2,3,2],[4,1,2]]}"#
      ),
      (.landmarks, #"{"id":"l1","name":"carina","voxel":[6,5,3]}"#),
      (
        .lungs,
        #"{"source":"automatic","badges":[{"oneLung":{}},"#
          + #"{"volume":{"millilitres":812.5},"slices":[1,3],"voxel":[5,4,2]}],"#
          + #""air":[{"kind":"bowel","ml":2.5,"slices":[1,2],"voxel":[3,3,3]}]}"#
      ),
      (.proposal, #"{"source":"fuzz 1","ml":0.0036,"ml_interval":[0.001,0.01]}"#),
      (
        .proposal,
        #"{"action":"accepted","time":"t","reader":"r","source":"fuzz 1","findings":[{"label":1,"ml":0.5}]}"#
      ),
    ]
    var counts: [AnnotationList: Int] = [:]
    let changes = said.compactMap { list, text in
      (try? JSONValue(reading: Array(text.utf8))).map { entry in
        defer { counts[list, default: 0] += 1 }
        return AnnotationChange(list, at: counts[list, default: 0], old: nil, new: entry)
      }
    }
    return [
      Edit(
        name: "Lungs", tool: "lungs", layer: LabelLayer.lungs, runs: lungs,
        origins: (1..<5).flatMap { k in
          [UInt8(1), 2].map { OriginChange(key: SliceKey(k: k, label: $0), old: nil, new: .proposed) }
        }),
      Edit(
        name: "Proposal", tool: "propose", layer: LabelLayer.proposal, runs: proposed,
        origins: [OriginChange(key: SliceKey(k: 3, label: 1), old: nil, new: .proposed)], annotations: changes),
    ]
  }

  /// An answer to every question.
  private static func reading(_ form: ReadingProtocol, isSigned: Bool) -> JSONObject {
    var record = ReadingRecord()
    for field in form.fields where !field.isComputed {
      let value: AnswerValue =
        switch field.kind {
        case .number(let number): .number(number.range.lowerBound)
        case .text: .word("text")
        case .choices(let options): .words(options.prefix(2).map(\.id))
        case .grid(let regions, let options):
          .regions(Dictionary(regions.map { ($0.id, options[0].id) }, uniquingKeysWith: { a, _ in a }))
        default: field.options.first.map { .word($0.id) } ?? .notAssessed
        }
      record.set(ReadingAnswer(value, reader: "fuzz"), for: field.id)
    }
    record.sign(reader: "fuzz", meaning: "author", following: form.reference, frozen: JSONObject())
    if !isSigned { record.reopen(reader: "fuzz", reason: "once more") }
    return record.json
  }
}
