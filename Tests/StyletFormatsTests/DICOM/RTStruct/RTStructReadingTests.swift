import Foundation
import StyletBase
import StyletImaging
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles
@testable import StyletFormats

/// Structure sets as others write them, set down by hand.
@Suite struct RTStructReadingTests {
  struct Region {
    var number: Int
    var name: String
    var contours: [(type: String, data: String)]
    var colour = "10\\20\\30"
  }

  static func file(_ regions: [Region], defined: Bool = true, explicit: Bool = true) -> [UInt8] {
    func sequence(_ a: DICOMTag, _ items: [[TestElement]]) -> TestElement {
      TestElement(a, "SQ", .items(items, defined: defined))
    }
    func text(_ a: DICOMTag, _ value: String) -> TestElement { TestElement(a, a.dictionaryVR.description, value) }
    func roi(_ region: Region) -> [TestElement] {
      [text(.roiNumber, "\(region.number)"), text(.roiName, region.name)]
    }
    func contour(_ contour: (type: String, data: String)) -> [TestElement] {
      [text(.contourGeometricType, contour.type), text(.contourData, contour.data)]
    }
    func contours(_ region: Region) -> [TestElement] {
      [
        text(.roiDisplayColor, region.colour), sequence(.contourSequence, region.contours.map(contour)),
        text(.referencedROINumber, "\(region.number)"),
      ]
    }
    func observation(_ region: Region) -> [TestElement] {
      let code: [TestElement] = [
        text(.codeValue, "95436008"), text(.codingSchemeDesignator, "SCT"), text(.codeMeaning, "Lung consolidation"),
      ]
      return [
        text(.referencedROINumber, "\(region.number)"), text(.roiObservationLabel, "GTV"),
        sequence(.rtROIIdentificationCodeSequence, [code]),
      ]
    }
    let set: [TestElement] = [
      text(.sopClassUID, RTStruct.storageClass), text(.manufacturer, "Planner"),
      sequence(.structureSetROISequence, regions.map(roi)), sequence(.roiContourSequence, regions.map(contours)),
      sequence(.rtROIObservationsSequence, regions.prefix(1).map(observation)),
    ]
    return TestWriter.file(
      TestWriter(explicit: explicit).dataSet(set),
      syntax: (explicit ? TransferSyntax.explicitLittleEndian : .implicitLittleEndian).uid)
  }

  /// 1 mm voxels, slices 3 mm apart.
  static let grid = VoxelGrid(size: GridSize(10, 9, 6)!, affine: Affine(spacing: [1, 1, 3]))

  static func read(_ regions: [Region], defined: Bool = true, explicit: Bool = true) throws -> LoadedLabels {
    try withFile(file(regions, defined: defined, explicit: explicit), "x.dcm") {
      try FormatRegistry.standard.readMask($0, on: grid)
    }
  }

  static func refusal(_ regions: [Region]) throws -> Failure? { failure { _ = try read(regions) } }

  static func box(_ a: Double, _ b: Double, _ c: Double, _ d: Double, z: Double) -> (type: String, data: String) {
    ("CLOSED_PLANAR", "\(a)\\\(b)\\\(z)\\\(c)\\\(b)\\\(z)\\\(c)\\\(d)\\\(z)\\\(a)\\\(d)\\\(z)")
  }

  static func count(_ labels: LoadedLabels, _ value: UInt8) -> Int { labels.labels.plain.count { $0 == value } }

  /// Nested contours make holes, and islands in holes; every encoding reads the same.
  @Test func nestedContours() throws {
    let nest = Region(
      number: 7, name: "Tumor Bed",
      contours: [
        Self.box(0.6, 0.6, 8.4, 7.4, z: 3), Self.box(1.6, 1.6, 6.4, 5.4, z: 3), Self.box(2.6, 2.6, 4.4, 4.4, z: 3),
      ])
    for (defined, explicit) in [(true, true), (false, true), (true, false), (false, false)] {
      let back = try Self.read([nest], defined: defined, explicit: explicit)
      #expect(back.values == [7] && Self.count(back, 7) == 8 * 7 - 5 * 4 + 2 * 2)
      #expect(back.labels[VoxelIndex(8, 1, 1)] == 7 && back.labels[VoxelIndex(2, 2, 1)] == 0)
      #expect(back.labels[VoxelIndex(4, 4, 1)] == 7 && back.labels[VoxelIndex(3, 3, 2)] == 0)
      let type = CodedConcept(scheme: "SCT", value: "95436008", meaning: "Lung consolidation")
      #expect(back.segments == [Segment(value: 7, name: "Tumor Bed", code: "CON", type: type, colour: RGB(10, 20, 30))])
    }
  }

  /// Contours that overlap are united, one that is there twice counts once; CLOSEDPLANAR_XOR alone is exclusive or.
  @Test func overlappingContours() throws {
    func count(_ contours: [(type: String, data: String)]) throws -> (voxels: Int, problems: [String]) {
      let back = try Self.read([Region(number: 1, name: "A", contours: contours)])
      return (Self.count(back, 1), back.description.problems)
    }
    let (a, b) = (Self.box(0.6, 0.6, 5.4, 4.4, z: 3), Self.box(3.6, 2.6, 8.4, 6.4, z: 3))
    let twice = try count([a, a])
    #expect(twice.voxels == 20 && twice.problems.contains { $0.contains("the same contour is there twice on 1 slice") })
    let both = try count([a, b])
    #expect(both.voxels == 20 + 20 - 4 && both.problems.contains { $0.contains("contours overlap on 1 slice") })
    func xor(_ box: (type: String, data: String)) -> (type: String, data: String) { ("CLOSEDPLANAR_XOR", box.data) }
    #expect(try count([xor(a), xor(b)]).voxels == 20 + 20 - 8)
    #expect(try count([xor(a), xor(a)]).voxels == 0)
    // A hole in one of two that overlap; an island in the hole; contours side by side.
    let hole = Self.box(1.6, 1.6, 2.4, 2.4, z: 3)
    #expect(try count([b, hole, a]).voxels == 36 - 1)
    let apart = try count([Self.box(0.6, 0.6, 2.4, 2.4, z: 3), Self.box(2.6, 0.6, 5.4, 2.4, z: 3)])
    #expect(apart.voxels == 4 + 6 && apart.problems == [])
  }

  @Test func whatIsLeftOutIsSaid() throws {
    let back = try Self.read([
      Region(
        number: 300, name: "A",
        contours: [
          Self.box(0.6, 0.6, 2.4, 2.4, z: 0), Self.box(0.6, 0.6, 2.4, 2.4, z: 6), Self.box(0.6, 0.6, 2.4, 2.4, z: 12.6),
          ("POINT", "1\\1\\3"), ("OPEN_PLANAR", "1\\1\\3\\2\\2\\3"), Self.box(0, 0, 1, 1, z: 18),
          Self.box(40, 0, 41, 1, z: 3), Self.box(8.6, 7.6, 20, 20, z: 0), Self.box(0.2, 0.2, 2.4, 2.4, z: 0.9),
        ]),
      Region(number: 4, name: "B", contours: [Self.box(1.6, 1.6, 3.4, 2.4, z: 0)]),
      Region(number: 5, name: "C", contours: []),
      Region(number: 6, name: "D", contours: [Self.box(4.2, 4.2, 4.4, 4.4, z: 0)]),
      Region(number: 7, name: "E", contours: Self.many(60, z: 15)),
    ])
    #expect(back.values == [1, 2, 4] && Self.count(back, 4) == 60)
    #expect(Self.count(back, 1) == 4 * 3 - 1 + 1 && Self.count(back, 2) == 2)
    let expected = [
      "\"A\": 2 contours outside of the scan left out", "\"A\": 1 contour cut off at the edge of the slices",
      "\"A\": contours lie up to 0.3 slices beside the slice that they are taken for",
      "\"A\": contours lie closer than the slices: 1 contour between them left out",
      "\"A\": contours on every 2 slices only; those between are left empty",
      "3 contours of 69 left out in all (4.3 %)",
      "1 voxel of \"A\" also in \"B\", which counts", "\"D\": no voxel's centre lies inside its contours",
      "\"A\": 1 of type OPEN_PLANAR, which encloses nothing, left out",
      "\"A\": 1 of type POINT, which encloses nothing, left out", "without contours: \"C\"",
    ]
    #expect(back.description.problems == expected)
  }

  /// Boxes of a voxel each, side by side on one slice.
  static func many(_ count: Int, z: Double) -> [(type: String, data: String)] {
    (0..<count).map { n in
      let (x, y) = (Double(n % 10), Double(n / 10))
      return box(x - 0.4, y - 0.4, x + 0.4, y + 0.4, z: z)
    }
  }

  /// A few contours off the scan's slices are left out and said; more of them are another scan's.
  @Test(arguments: [
    (z: 18.0, outside: 5, between: 0), (-3, 5, 0), (13.2, 0, 5), (4.5, 0, 5), (3.6, 0, 0),
  ]) func contoursOffTheScanInNumber(_ off: (z: Double, outside: Int, between: Int)) throws {
    let isOff = off.outside + off.between > 0
    // Of 100 contours 5 may lie off, of 90 not.
    for (on, isRefused) in [(90, false), (85, isOff)] {
      let regions = [
        Region(number: 1, name: "A", contours: Self.many(min(on, 90), z: 6)),
        Region(number: 2, name: "B", contours: Self.many(5, z: off.z) + Self.many(on == 90 ? 5 : 0, z: 0)),
      ]
      let refusal = try Self.refusal(regions)
      guard isRefused else {
        #expect(refusal == nil, "\(refusal?.description ?? "")")
        continue
      }
      #expect(refusal?.kind == .badData)
      let what = refusal?.what ?? ""
      #expect(what.contains("5 of its \(on + 5) contours") && what.contains("where 5 % may"), "\(what)")
      #expect(what.contains("\(off.outside) outside") && what.contains("\(off.between) between"), "\(what)")
      #expect(refusal?.advice?.contains("another scan's") == true)
    }
  }

  /// Thin slices' contours on thick slices: those nearest would be taken, and most left out.
  @Test func contoursOfThinSlicesAreRefusedOnThickOnes() throws {
    let contours = (0..<16).map { Self.box(0.6, 0.6, 4.4, 4.4, z: Double($0)) }
    let refusal = try Self.refusal([Region(number: 1, name: "A", contours: contours)])
    #expect(refusal?.what.contains("10 of its 16 contours") == true, "\(refusal?.what ?? "none")")
  }

  @Test func whatIsRefused() throws {
    func refusal(_ data: String) throws -> String {
      try Self.refusal([Region(number: 1, name: "A", contours: [("CLOSED_PLANAR", data)])])?.description ?? "none"
    }
    for bad in ["1\\2\\nan", "1\\2", "1\\2\\3\\4", "1\\\\3", "1\\2\\0x10", "1\\2\\--3", "1\\2\\.", "a", "1\\2\\1e999"] {
      #expect(try refusal(bad).contains("not triplets of numbers, (3006,0050) ContourData, offset"), "\(bad)")
    }
    #expect(try refusal("1\\2\\1e8").contains("beyond any scanner"))
    #expect(try refusal("1\\1\\0\\5\\1\\0\\5\\5\\3").contains("passes through 1 of them"))
    #expect(try refusal("1\\1\\60\\5\\1\\60\\5\\5\\60").contains("none of its contours lies on the scan"))
    let box = Self.box(0.6, 0.6, 2.4, 2.4, z: 0)
    let many = (1...256).map { Region(number: $0, name: "n", contours: [box]) }
    #expect(try Self.refusal(many)?.what.contains("256 regions") == true)
    #expect(try Self.refusal(Array(many.prefix(2)) + [many[0]])?.what.contains("stands twice") == true)
    #expect(try Self.read(Array(many.prefix(255))).values == [255])
  }

  /// Numbers as other programs write them.
  @Test func decimalStrings() {
    func points(_ text: String) -> [PatientPoint]? { ContourText.points(Array(text.utf8)[...]) }
    #expect(points(" -1.50 \\+2\\3e1") == [[-1.5, 2, 30]])
    #expect(points("123456789.12345\\0.1\\-.5") == [[123456789.12345, 0.1, -0.5]])
    #expect(points("0.1234567890123456789\\1\\1.") == [[0.1234567890123456789, 1, 1]])
    #expect(points("") == nil)
    var random = SeededRandom(seed: 4)
    for _ in 0..<200 {
      let p = ContourText.rounded(PatientPoint.random(in: -1000...1000, using: &random))
      let text = try? ContourText.text([p])
      #expect(text.flatMap { ContourText.points($0[...]) } == [p])
    }
  }

  /// Cut at every length, and with every byte changed: an answer or a typed failure, nothing else.
  @Test func damagedFiles() throws {
    var whole = Self.file([
      Region(number: 1, name: "A", contours: [Self.box(0.6, 0.6, 8.4, 7.4, z: 3), ("POINT", "1\\1\\3")]),
      Region(number: 2, name: "B", contours: [Self.box(1.6, 1.6, 6.4, 5.4, z: 3)]),
    ])
    let start = 132
    func outcome(_ bytes: [UInt8]) -> Failure? {
      failure {
        guard let file = try DICOMFile(source: DICOMSource(memory: bytes)) else { return }
        let read = try RTStructFile(file.dataSet)
        for region in read.regions { _ = try PlacedContours(region, named: "x", on: StoredSlices(Self.grid)) }
      }
    }
    #expect(outcome(whole) == nil)
    for n in start..<whole.count { #expect(outcome(Array(whole[..<n]))?.kind != .defect) }
    for n in start..<whole.count {
      let was = whole[n]
      for new in [was ^ 1, was ^ 0x80, 0, 0xff] {
        whole[n] = new
        #expect(outcome(whole)?.kind != .defect)
      }
      whole[n] = was
    }
  }

  @Test func recognisesItsOwn() throws {
    let file = Self.file([Region(number: 1, name: "A", contours: [])])
    let reader = RTStructReader()
    func probe(_ bytes: [UInt8]) -> FileProbe {
      FileProbe(path: "x", isDirectory: false, size: bytes.count, head: Array(bytes.prefix(4096)))
    }
    #expect(reader.recognises(probe(file)))
    #expect(!reader.recognises(probe(SyntheticSeries().file(0))))
  }
}
