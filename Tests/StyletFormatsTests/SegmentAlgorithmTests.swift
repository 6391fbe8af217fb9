import StyletBase
import StyletCore
import StyletDetection
import StyletImaging
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles
@testable import StyletFormats

/// What came of a proposal says so in every form that has a place for it: how it was made, and what made it.
@Suite struct SegmentAlgorithmTests {
  /// GGO accepted of two programs and corrected by hand, CON drawn by hand, OTH as a program proposed it, 77 accepted
  /// under another finding.
  private static func mask(_ sources: [String?] = ["stylet-opacity 3", "net", "net"]) throws -> MaskSource {
    let size = MaskSample.size
    let grid = VoxelGrid(size: size, affine: Affine(spacing: [0.8, 0.8, 2], origin: [-10, 20, -30]))
    var layer = LabelLayer(name: LabelLayer.findings, size: size)
    let plain = MaskSample.plain([1, 2, 4, 77])
    for (label, origin) in [(UInt8(1), Origin.accepted), (2, .manual), (4, .proposed), (77, .accepted)] {
      var builder = EditBuilder(layer: layer)
      for (v, value) in zip(size.voxels, plain) where value == label {
        builder.set(j: v.j, k: v.k, v.i..<v.i + 1, to: label)
      }
      layer.apply(try #require(builder.edit(name: "", tool: "", origin: origin)))
    }
    var stroke = EditBuilder(layer: layer)
    stroke.set(j: 0, k: 0, 0..<1, to: 1)
    layer.apply(try #require(stroke.edit(name: "Brush", tool: "brush", origin: .manual)))
    var mask = MaskSource(layer: layer, findings: .standard, volume: randomVolume(grid), reader: "r")
    let words = sources.enumerated().map { n, source in
      Acceptance(
        time: "t\(n)", reader: "r", source: source,
        parts: [.init(label: 1, millilitres: 2), .init(label: 2, millilitres: 0), .init(label: 77, millilitres: 0)])
    }
    mask.annotations = Annotations(proposal: words.map { .object($0.json) })
    return mask
  }

  private func tuples(_ mask: MaskSource) -> [String] {
    [UInt8(1), 2, 4, 77].map { value in
      let finding = mask.findings[value] ?? Finding(value: value, code: "L", name: "L", colour: RGB(0, 0, 0))
      let algorithm = SegmentAlgorithm(finding, of: mask)
      return "\(algorithm.type.rawValue) \(algorithm.name ?? "-")"
    }
  }

  @Test func typeAndName() throws {
    let own = "Stylet " + Release.version
    #expect(
      tuples(try Self.mask()) == [
        "SEMIAUTOMATIC stylet-opacity 3, net", "MANUAL -", "AUTOMATIC \(own)", "SEMIAUTOMATIC stylet-opacity 3, net",
      ])
    #expect(tuples(try Self.mask([nil]))[3] == "SEMIAUTOMATIC \(own)")
    #expect(tuples(try Self.mask([nil]))[0] == "SEMIAUTOMATIC \(own)")
    // as another program proposed it
    var mask = try Self.mask()
    mask.proposer = "other net"
    #expect(tuples(mask)[0] == "SEMIAUTOMATIC stylet-opacity 3, net" && tuples(mask)[2] == "AUTOMATIC other net")
  }

  /// Lungs have their own words, which are of no finding; and the file says that it is lungs.
  @Test func lungs() throws {
    var mask = try Self.mask()
    #expect(mask.contents == "findings")
    _ = mask.annotations.apply(ifFitting: LungRecord(.automatic).changes(in: mask.annotations))
    let word = Acceptance(time: "t", reader: "r", source: "lung net")
    _ = mask.annotations.apply(ifFitting: LungRecord.accepting(word, in: mask.annotations))
    mask.layer = try Self.lungs()
    #expect(mask.contents == "lungs")
    #expect(tuples(mask)[0] == "SEMIAUTOMATIC lung net" && tuples(mask)[1] == "AUTOMATIC Stylet \(Release.version)")
  }

  private static func lungs() throws -> LabelLayer {
    var layer = LabelLayer(name: LabelLayer.lungs, size: MaskSample.size)
    for (label, origin) in [(LungLabels.right, Origin.accepted), (LungLabels.left, .proposed)] {
      var builder = EditBuilder(layer: layer)
      builder.set(j: Int(label), k: 1, 0..<2, to: label)
      layer.apply(try #require(builder.edit(name: "", tool: "", origin: origin)))
    }
    return layer
  }

  /// A lesion that was accepted and then made another finding: the type and what proposed it go with it, and the
  /// segment has the name of what it is now.
  @Test func relabelled() throws {
    let size = MaskSample.size
    let grid = VoxelGrid(size: size, affine: Affine(spacing: [0.8, 0.8, 2], origin: [-10, 20, -30]))
    var proposal = LabelLayer(name: LabelLayer.proposal, size: size)
    var builder = EditBuilder(layer: proposal)
    builder.set(j: 1, k: 1, 1..<3, to: 1)
    proposal.apply(try #require(builder.edit(name: "", tool: "", origin: .proposed)))
    var layer = LabelLayer(name: LabelLayer.findings, size: size)
    let volume = randomVolume(grid)
    var annotations = Annotations()
    let context = ToolContext(layer: layer, volume: volume, plane: .axial, label: 1)
    let accepted = try #require(
      AcceptProposal(proposal, source: "net 3").edit(in: context, by: "r", at: "t", annotations))
    layer.apply(accepted)
    let isFitting = annotations.apply(ifFitting: accepted.annotations)
    #expect(isFitting)
    let now = ToolContext(layer: layer, volume: volume, plane: .axial, label: 1)
    layer.apply(try #require(LesionTool(at: VoxelIndex(1, 1, 1), becomes: 2).edit(in: now)))
    var mask = MaskSource(layer: layer, findings: .standard, volume: volume, reader: "r")
    mask.annotations = annotations
    try MaskSample.writing("dicom-seg", mask) { path in
      let set = try #require(try DICOMFile(path: path)).dataSet
      let segments = try set.items(DICOMTag.segmentSequence)
      try #require(segments.count == 1)
      func text(_ a: DICOMTag) throws -> String? { try segments[0].string(a) }
      #expect(try text(.segmentLabel) == "CON" && text(.segmentDescription) == "Consolidation")
      #expect(try text(.segmentAlgorithmType) == "SEMIAUTOMATIC" && text(.segmentAlgorithmName) == "net 3")
    }
  }

  /// Read back from the file, by the reader that reads those of others.
  @Test func dicomSegmentation() throws {
    for hostile in [false, true] {
      let mask = try Self.mask(hostile ? ["a\\b\u{1b}[2J" + String(repeating: "é", count: 90)] : ["net 3"])
      try MaskSample.writing("dicom-seg", mask) { path in
        let set = try #require(try DICOMFile(path: path)).dataSet
        let segments = try set.items(DICOMTag.segmentSequence)
        func texts(_ a: DICOMTag) throws -> [String?] { try segments.map { try $0.string(a) } }
        #expect(
          try texts(.segmentAlgorithmType) == ["SEMIAUTOMATIC", "MANUAL", "AUTOMATIC", "SEMIAUTOMATIC"])
        let names = try texts(.segmentAlgorithmName)
        // 1C: there where the type is another than MANUAL, and nowhere else
        #expect(names.map { $0 == nil } == [false, true, false, false])
        if hostile {
          let name = try #require(names[0])
          #expect(name.hasPrefix("a/b") && name.count <= 64 && !name.contains("\u{1b}"))
          #expect(try segments[0].strings(DICOMTag.segmentAlgorithmName).count == 1)
        } else {
          #expect(names[0] == "net 3")
        }
        let back = try FormatRegistry.standard.readMask(path, on: mask.grid)
        #expect(back.segments.count == 4 && back.segments.first?.code == "GGO")
      }
    }
  }

  @Test func otherForms() throws {
    let mask = try Self.mask(["a:b|c"])
    let header = String(decoding: try MaskSample.bytes("seg-nrrd", mask).prefix(6000), as: UTF8.self)
    #expect(header.contains("Segment0_Tags:=DICOM.SegmentAlgorithmName:abc|DICOM.SegmentAlgorithmType:SEMIAUTOMATIC|"))
    #expect(header.contains("Segment1_Tags:=DICOM.SegmentAlgorithmType:MANUAL|Segmentation.Status:inprogress|"))
    try MaskSample.writing("seg-nrrd", mask) { path in
      let back = try FormatRegistry.standard.readMask(path, on: mask.grid)
      #expect(back.segments.first?.code == "GGO")
    }
    let text = String(decoding: try MaskSample.bytes("dcmqi", mask), as: UTF8.self)
    #expect(text.contains("\"SegmentAlgorithmType\": \"SEMIAUTOMATIC\", \"SegmentAlgorithmName\": \"a:b|c\""))
    #expect(text.components(separatedBy: "SegmentAlgorithmName").count == 4)
    try MaskSample.writing("rtstruct", mask) { path in
      let set = try #require(try DICOMFile(path: path)).dataSet
      let roi = try set.items(DICOMTag.structureSetROISequence)
      let made = try roi.map {
        [
          try $0.string(DICOMTag.roiGenerationAlgorithm) ?? "",
          try $0.string(DICOMTag.roiGenerationDescription) ?? "",
        ]
      }
      #expect(made.prefix(2) == [["SEMIAUTOMATIC", "a:b|c"], ["MANUAL", ""]])
    }
  }
}
