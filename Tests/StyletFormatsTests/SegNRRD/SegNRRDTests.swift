import Foundation
import StyletBase
import StyletCore
import StyletImaging
import TestSupport
import Testing

@testable import StyletFiles
@testable import StyletFormats

/// Masks that look different from every side, for the formats of masks.
enum MaskSample {
  static let size = GridSize(5, 7, 3)!
  static let affine = Affine([0.8, 0.05, 0], [-0.05, 0.8, 0.1], [0, -0.2, 2], origin: [-10, 20, -30])

  static func plain(_ labels: [UInt8] = [1, 2, 4]) -> [UInt8] {
    size.voxels.map { v in
      let n = v.i * v.i + 3 * v.j + 7 * v.k * v.k
      return n % 5 < 2 && v.j > 0 ? labels[n % labels.count] : 0
    }
  }

  static func source(_ order: StorageOrder = .canonical, labels: [UInt8] = [1, 2, 4]) throws -> MaskSource {
    let grid = VoxelGrid(size: size, affine: affine, storage: order)
    return MaskSource(
      layer: LabelLayer(plain(labels), size: size), findings: .standard, volume: randomVolume(grid), reader: "reader-07"
    )
  }

  static func writing(_ form: String, _ mask: MaskSource, _ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/mask.\(form)"
      try FormatRegistry.standard.maskWriter(for: path, form: form).write(mask, to: path)
      try body(path)
    }
  }

  static func bytes(_ form: String, _ mask: MaskSource) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try writing(form, mask) { path in
      let file = try InputFile(path)
      bytes = try file.bytes(upTo: file.size)
    }
    return bytes
  }
}

@Suite struct SegNRRDTests {
  static let scan = VoxelGrid(size: MaskSample.size, affine: MaskSample.affine)

  /// A file as a Slicer has it: a uint8 image of 3x2x2, layers fastest, with these pairs.
  static func file(_ pairs: [String], layers: Int = 1, voxels: [UInt8], sizes: String = "3 2 2") -> [UInt8] {
    var lines = ["NRRD0004", "# Complete NRRD file format specification at:", "type: unsigned char"]
    let directions = "(0.5,0,0) (0,0.6,0) (0,0,2)"
    lines +=
      layers > 1
      ? [
        "dimension: 4", "sizes: \(layers) \(sizes)", "kinds: list domain domain domain",
        "space directions: none \(directions)",
      ]
      : ["dimension: 3", "sizes: \(sizes)", "kinds: domain domain domain", "space directions: \(directions)"]
    lines += ["space: left-posterior-superior", "encoding: raw", "space origin: (1,2,3)"] + pairs + ["", ""]
    return Array(lines.joined(separator: "\n").utf8) + voxels
  }

  static func read(_ bytes: [UInt8], on scan: VoxelGrid = scan) throws -> LoadedLabels {
    try withFile(bytes, "x.seg.nrrd") { try FormatRegistry.standard.readMask($0, on: scan) }
  }

  @Test func roundTripInEveryAxisOrder() throws {
    for order in everyStorageOrder {
      let mask = try MaskSample.source(order)
      try MaskSample.writing("seg-nrrd", mask) { path in
        let back = try FormatRegistry.standard.readMask(path, on: Self.scan)
        #expect(back.description.format == "Slicer segmentation")
        #expect(back.description.grid.storage == order)
        #expect(mask.grid.mismatch(with: back.description.grid, tolerance: 1e-5) == nil)
        #expect(back.labels.plain == MaskSample.plain(), "\(order)")
        #expect(back.values == [1, 2, 4])
        #expect(back.segments.map(\.code) == ["GGO", "CON", "NOD", "OTH"])
        #expect(back.segments.map(\.name) == LabelTable.standard.findings.map(\.name))
        #expect(back.segments.map(\.colour) == LabelTable.standard.findings.map(\.colour))
        #expect(back.segments.map(\.type) == LabelTable.standard.findings.map(\.concept))
        #expect(back.description.oddities.isEmpty)
        let match = try FindingMatch(values: back.values, segments: back.segments, findings: .standard)
        #expect(match.mapping == [1: 1, 2: 2, 4: 4] && match.findings == .standard)
      }
    }
  }

  /// The header to the letter, on axes that are stored as (k, i reversed, j): the extents are those of the file.
  @Test func header() throws {
    let order = StorageOrder(axes: [1, 2, 0], flipped: [1, 0, 0])
    let size = GridSize(5, 7, 3)!
    var layer = LabelLayer(name: LabelLayer.findings, size: size)
    var builder = EditBuilder(layer: layer)
    builder.set(j: 5, k: 2, 1..<4, to: 2)
    builder.set(j: 6, k: 1, 1..<2, to: 2)
    builder.set(j: 0, k: 0, 4..<5, to: 9)
    layer.apply(builder.edit(name: "", tool: "", origin: .manual)!)
    let grid = VoxelGrid(
      size: size, affine: Affine([0.5, 0, 0], [0, 0.75, 0], [0, 0, 2], origin: [1, 2, 3]), storage: order)
    let table = LabelTable([
      Finding(value: 2, code: "CON", name: "Back\\slash\nand line", colour: RGB(255, 0, 51)),
      Finding(value: 7, code: "CON", name: "Empty", colour: RGB(0, 128, 255)),
    ])!
    let mask = MaskSource(layer: layer, findings: table, volume: randomVolume(grid))
    let text = String(decoding: try MaskSample.bytes("seg-nrrd", mask).prefix(4000), as: UTF8.self)
    let header = text.components(separatedBy: "\n\n")[0]
    #expect(
      header == """
        NRRD0004
        # Complete NRRD file format specification at:
        # http://teem.sourceforge.net/nrrd/format.html
        # \(ResearchUse.notice)
        type: unsigned char
        dimension: 3
        space: left-posterior-superior
        sizes: 3 5 7
        space directions: (0.0,0.0,2.0) (-0.5,0.0,0.0) (0.0,0.75,0.0)
        kinds: domain domain domain
        encoding: gzip
        space origin: (3.0,2.0,3.0)
        Segment0_Color:=1.0 0.0 0.2
        Segment0_ColorAutoGenerated:=0
        Segment0_Extent:=1 2 1 3 5 6
        Segment0_ID:=CON
        Segment0_LabelValue:=2
        Segment0_Layer:=0
        Segment0_Name:=Back\\\\slash and line
        Segment0_NameAutoGenerated:=0
        Segment0_Tags:=DICOM.SegmentAlgorithmType:MANUAL|Segmentation.Status:inprogress|TerminologyEntry:Segmentation category and type - DICOM master \
        list~SCT^49755003^Morphologically Abnormal Structure~SCT^9656002^Consolidation~^^~Anatomic codes - DICOM \
        master list~SCT^39607008^Lung~^^|
        Segment1_Color:=0.0 0.501961 1.0
        Segment1_ColorAutoGenerated:=0
        Segment1_Extent:=0 -1 0 -1 0 -1
        Segment1_ID:=Segment_7
        Segment1_LabelValue:=7
        Segment1_Layer:=0
        Segment1_Name:=Empty
        Segment1_NameAutoGenerated:=0
        Segment1_Tags:=Segmentation.Status:notstarted|TerminologyEntry:Segmentation category and type - DICOM master \
        list~SCT^49755003^Morphologically Abnormal Structure~SCT^9656002^Consolidation~^^~Anatomic codes - DICOM \
        master list~SCT^39607008^Lung~^^|
        Segment2_Color:=\(SegNRRDSegment.text(.distinct(9)))
        Segment2_ColorAutoGenerated:=0
        Segment2_Extent:=0 0 0 0 0 0
        Segment2_ID:=L9
        Segment2_LabelValue:=9
        Segment2_Layer:=0
        Segment2_Name:=Label 9
        Segment2_NameAutoGenerated:=0
        Segment2_Tags:=DICOM.SegmentAlgorithmType:MANUAL|Segmentation.Status:inprogress|TerminologyEntry:Segmentation category and type - DICOM master \
        list~SCT^49755003^Morphologically Abnormal Structure~SCT^52988006^Lesion~^^~Anatomic codes - DICOM \
        master list~SCT^39607008^Lung~^^|
        Segmentation_ContainedRepresentationNames:=Binary labelmap|
        Segmentation_ConversionParameters:=
        Segmentation_MasterRepresentation:=Binary labelmap
        Segmentation_ReferenceImageExtentOffset:=0 0 0
        """)
    #expect(try Self.read(MaskSample.bytes("seg-nrrd", mask)).segments.first?.name == "Back\\slash and line")
  }

  /// Before Slicer 4.11: a layer a segment, no LabelValue, no Layer, another key for the representation.
  @Test func oldFileOfTwoLayers() throws {
    let pairs = [
      "Segment0_ID:=Segment_1", "Segment0_Name:=Left GGO", "Segment0_Color:=1 0.5 0",
      "Segment0_Tags:=TerminologyEntry:x~SCT^49755003^M~DCM^112120^Ground glass opacity~^^~y~^^~^^|",
      "Segment1_ID:=AIRWAY", "Segment1_Name:=Airway", "Segment1_DefaultColor:=2 -1 nan", "Segment3_ID:=Lost",
      "Segmentation_SourceRepresentation:=Binary labelmap",
    ]
    // voxel by voxel: layer 0, layer 1
    let voxels: [UInt8] = [1, 0, 1, 1, 0, 1, 0, 0, 0, 0, 1, 1] + [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0]
    let back = try Self.read(Self.file(pairs, layers: 2, voxels: voxels))
    #expect(back.segments.map(\.value) == [1, 2])
    #expect(back.segments.map(\.code) == ["GGO", "AIRWAY"])
    #expect(back.segments.map(\.name) == ["Left GGO", "Airway"])
    #expect(back.segments.map(\.colour) == [RGB(255, 128, 0), nil])
    #expect(back.labels.plain == [1, 2, 2, 0, 0, 2, 0, 0, 0, 2, 0, 1])
    #expect(back.description.problems.contains { $0.hasPrefix("2 voxels are in both \"Left GGO\" and \"Airway\"") })
    #expect(back.description.grid.spacing == [0.5, 0.6, 2])
  }

  /// Several segments in a layer; between layers the later of the list wins, whatever its layer.
  @Test func laterSegmentWins() throws {
    func segment(_ n: Int, layer: Int, label: Int) -> [String] {
      [
        "Segment\(n)_ID:=S\(n)", "Segment\(n)_Name:=S\(n)", "Segment\(n)_Layer:=\(layer)",
        "Segment\(n)_LabelValue:=\(label)",
      ]
    }
    let pairs = segment(0, layer: 1, label: 1) + segment(1, layer: 0, label: 1) + segment(2, layer: 1, label: 2)
    let layer0: [UInt8] = [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1]
    let layer1: [UInt8] = [1, 2, 2, 0, 1, 2, 0, 0, 0, 0, 7, 0]
    let voxels = zip(layer0, layer1).flatMap { [$0, $1] }
    let back = try Self.read(Self.file(pairs, layers: 2, voxels: voxels))
    // S0 keeps 1; S1 gets the first free value, 2; S2's 2 is taken by then: 3. The 7 without a segment stays 7.
    #expect(back.segments.map(\.value) == [1, 2, 3])
    #expect(back.labels.plain == [2, 3, 3, 2, 1, 3, 0, 0, 0, 0, 7, 2])
    #expect(back.values == [1, 2, 3, 7])
    let problems = back.description.problems
    #expect(problems.contains { $0.hasPrefix("2 voxels are in both \"S1\" and \"S2\"; read as \"S2\"") })
    #expect(problems.contains { $0.hasPrefix("1 voxel is in both \"S0\" and \"S1\"; read as \"S1\"") })
    #expect(problems.contains { $0.hasPrefix("the label 7 of layer 1 has no segment") })
    #expect(problems.count == 3, "\(problems)")
  }

  @Test func fieldsThatCannotBe() throws {
    let pairs = [
      "Segment0_ID:=A", "Segment0_Layer:=4", "Segment1_ID:=B", "Segment1_LabelValue:=0", "Segment2_ID:=C",
      "Segment3_ID:=D", "Segment4_ID:=E", "Segment4_LabelValue:=99999999999999999999",
    ]
    let back = try Self.read(Self.file(pairs, voxels: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
    #expect(back.segments.map(\.name) == ["C"])
    #expect(back.description.oddities.count == 4)
    let many = (0..<300).flatMap {
      ["Segment\($0)_ID:=S\($0)", "Segment\($0)_LabelValue:=\($0 + 1)", "Segment\($0)_Layer:=0"]
    }
    let f = failure { _ = try Self.read(Self.file(many, voxels: [UInt8](repeating: 0, count: 12))) }
    #expect(f?.kind == .badData && f?.what.contains("255") == true)
  }

  /// One voxel is nothing drawn; a cropped file is put on the scan.
  @Test func emptyAndCropped() throws {
    let pairs = ["Segment0_ID:=GGO", "Segment0_Name:=GGO", "Segment0_Extent:=0 -1 0 -1 0 -1"]
    let empty = try Self.read(Self.file(pairs, voxels: [1], sizes: "1 1 1"))
    #expect(empty.labels.isEmpty && empty.segments.count == 1 && empty.description.grid == Self.scan)
    let scan = VoxelGrid(
      size: GridSize(6, 5, 4)!, affine: Affine([0.5, 0, 0], [0, 0.6, 0], [0, 0, 2], origin: [0, 0.8, 1]))
    let cropped = try Self.read(Self.file(pairs, voxels: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]), on: scan)
    let placed = try scan.aligned(cropped.labels, of: cropped.description.grid)
    #expect(placed[VoxelIndex(2, 2, 1)] == 1 && placed[VoxelIndex(4, 3, 2)] == 1)
    #expect(placed.plain.filter { $0 != 0 }.count == 2)
  }

  /// Cut anywhere, or with bits turned: labels or a failure about the file, and never a trap.
  @Test func damage() throws {
    let pairs = [
      "Segment0_ID:=A", "Segment0_Color:=1 0.5 0", "Segment0_Tags:=TerminologyEntry:a~b~c^d^e|", "Segment0_Layer:=1",
    ]
    let bytes = Self.file(pairs, layers: 2, voxels: [UInt8](repeating: 1, count: 24))
    try withTemporaryFolder { folder in
      for n in bytes.indices {
        let cut = try put(Array(bytes[..<n]), "a.seg.nrrd", in: folder)
        #expect(failure { _ = try FormatRegistry.standard.readMask(cut, on: Self.scan) }?.kind == .badData, "\(n)")
        for bit in [[UInt8(1), 128, 8, 2, 32][n % 5]] {
          var turned = bytes
          turned[n] ^= bit
          let path = try put(turned, "b.seg.nrrd", in: folder)
          let f = failure { _ = try FormatRegistry.standard.readMask(path, on: Self.scan) }
          #expect(f.map { $0.kind == .badData || $0.kind == .noInput } ?? true, "\(n): \(String(describing: f))")
        }
      }
    }
  }

  /// A mask that dcmqi wrote is a plain NRRD, not a segmentation.
  @Test func plainFilesAreNotTaken() throws {
    let image = HandmadeImage(element: .uint8, numbers: (0..<60).map { Double($0 % 3) })
    try withFile(image.nrrd() + image.voxels, "x.nrrd") { path in
      let back = try FormatRegistry.standard.readMask(path, on: Self.scan)
      #expect(back.description.format == "NRRD" && back.segments.isEmpty)
    }
  }
}

/// A segmentation is known by its whole header, however long what other programs noted in it is.
@Suite struct SegNRRDRecognitionTests {
  @Test func fieldsBeyondTheFirstPages() throws {
    let source = try MaskSample.source()
    let bytes = try MaskSample.bytes("seg-nrrd", source)
    let at = try #require(bytes.firstRange(of: Array("Segment0_".utf8))).lowerBound
    for lines in [0, 40, 400, 4000] {
      let notes = (0..<lines).map {
        "ProcessingStep\($0):=resampled, filtered, thresholded and so on and so on and so on\n"
      }
      let long = Array(bytes[..<at]) + Array(notes.joined().utf8) + Array(bytes[at...])
      try withFile(long, "x.seg.nrrd") { path in
        let back = try FormatRegistry.standard.readMask(path, on: source.grid)
        #expect(
          back.segments.contains { $0.code == "CON" } && back.labels.plain == MaskSample.plain(), "\(lines) lines")
      }
    }
    // A header without an end is refused, not read as another thing.
    let endless = Array(bytes[..<at]) + Array(String(repeating: "a:=b\n", count: 300_000).utf8)
    try withFile(endless, "x.seg.nrrd") { path in
      let f = failure { _ = try FormatRegistry.standard.readMask(path, on: source.grid) }
      #expect(f?.what.contains("does not end within 1 MB") == true)
    }
  }

  /// What is said of a mask of several volumes names no option that means another thing there.
  @Test func theAdviceCanBeFollowed() throws {
    var header = HandmadeImage().nifti(.one)
    header.set("dim", [4, 3, 4, 5, 2, 1, 1, 1])
    let image = HandmadeImage()
    try withFile(header.bytes + [0, 0, 0, 0] + image.voxels + image.voxels, "x.nii") { path in
      let grid = VoxelGrid(size: GridSize(3, 4, 5)!, affine: Affine(spacing: [1, 1, 1]))
      let f = failure { _ = try FormatRegistry.standard.readMask(path, on: grid) }
      #expect(f?.advice?.contains("a mask is one volume") == true && f?.advice?.contains("--volume") == false)
      #expect(failure { _ = try FormatRegistry.standard.read(path) }?.advice?.contains("--volume") == true)
    }
  }
}
