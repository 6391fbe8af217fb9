import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject

/// What a save writes of the lungs.
@Suite struct ProjectExtentTests {
  private static let schema = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Samples/stylet-project.schema.json").path

  private func draw(_ session: inout EditSession, _ layer: String, _ label: UInt8, _ k: Int) throws {
    let old = session.layers.first { $0.name == layer } ?? LabelLayer(name: layer, size: Case.size)
    var builder = EditBuilder(layer: old)
    for j in 1..<4 { builder.set(j: j, k: k, 1..<5, to: label) }
    try session.perform(try #require(builder.edit(name: "t", tool: "t", origin: .proposed)))
  }

  /// What counts as lesion is the protocol's: nodules are drawn and do not, in the numbers and in the file.
  @Test func theProtocolSaysWhatCounts() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder), form = try BuiltInProtocol(rawValue: "covid-chest")!.form
      for save in [true, false] {
        var opened = try ProjectStore.open(
          files, volume: Case.volume(), reader: "r", readingProtocol: form.reference, labels: form.labels ?? .standard)
        #expect(opened.session.lesionFindings == form.lesionFindings && form.lesionFindings?.contains(3) == false)
        if save {
          for k in 0..<4 { try draw(&opened.session, LabelLayer.lungs, LungLabels.left, k) }
          try draw(&opened.session, LabelLayer.findings, 3, 1)
          try draw(&opened.session, LabelLayer.findings, 1, 2)
          try opened.store.save(&opened.session)
          let lungs = try JSONParser.parse(read(files.project)).object?["extent"]?.object?["lungs"]?.object
          #expect(lungs?["both"]?.object?["lesion"]?.object?["voxels"]?.int == 12)
        }
        let extent = try #require(opened.session.diseaseExtent())
        #expect(extent.both.lesion.voxels == 12 && extent.both.findings[3]?.voxels == 12 && !extent.counts(3))
        #expect(opened.session.diseaseExtent(lesionFindings: [1, 3])?.both.lesion.voxels == 24)
        #expect(opened.session.quantitativeCT()?.withoutLesion.both?.voxels == 36)
        try opened.store.close(opened.session, keepingUnsaved: false)
      }
    }
  }

  @Test func theSchemaNamesWhatIsSaved() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      for k in 0..<4 { try draw(&opened.session, LabelLayer.lungs, k < 2 ? LungLabels.right : LungLabels.left, k) }
      for k in 1..<3 { try draw(&opened.session, LabelLayer.findings, UInt8(k), k) }
      let outside = try #require(
        { () -> Edit? in
          var builder = EditBuilder(layer: opened.session.findings)
          builder.set(j: 0, k: 1, 0..<3, to: 2)
          return builder.edit(name: "t", tool: "t", origin: .manual)
        }())
      try opened.session.perform(outside)
      let mark = opened.session.annotations.settingZone(.carina, at: VoxelIndex(1, 1, 3), reader: "r", on: Case.grid)
      try opened.session.perform(try #require(mark))
      try opened.store.save(&opened.session)
      let saved = try JSONParser.parse(read(files.project)), extent = try #require(saved.object?["extent"]?.object)
      ProjectFileTests.checkNames(saved, try JSONParser.parse(read(Self.schema)))
      let lungs = try #require(extent["lungs"]?.object)
      #expect(lungs == opened.session.diseaseExtent()?.json(.standard, .label))
      #expect(lungs["outside"]?.array?.count == 1 && lungs["unreviewed"]?.array?.count == 2)
      #expect(lungs["limits"]?.object?["carina"]?.object?["source"]?.string == "reader")
      #expect(lungs["zones"]?.array?.count == 6 && lungs["proposed"] == .bool(true))
      let densities = extent["quantitative_ct"]?.object
      #expect(densities?["lungs"]?.object?["left"]?.object?["voxels"]?.int == 24)
      #expect(densities?["badges"]?.array?.isEmpty == false)
      // read again: the landmark, and the lungs
      try opened.store.close(opened.session, keepingUnsaved: false)
      var again = try Case.open(files)
      #expect(again.session.diseaseExtent() == opened.session.diseaseExtent())
      #expect(again.session.zones?.carina == .init(k: 3, source: .reader))
      // without lungs there is nothing left of them
      while try again.session.undo() != nil {}
      try again.store.save(&again.session)
      let without = try JSONParser.parse(read(files.project)).object?["extent"]?.object
      #expect(without?["lungs"] == nil && without?["quantitative_ct"] == nil && without?["findings"] != nil)
      try again.store.close(again.session, keepingUnsaved: false)
    }
  }
}
