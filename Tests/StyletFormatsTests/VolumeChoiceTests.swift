import StyletCore
import StyletImaging
import StyletProject
import TestSupport
import Testing

@testable import StyletFiles
@testable import StyletFormats

/// Files that hold several volumes: one is chosen, or none is read.
@Suite struct VolumeChoiceTests {
  /// Three volumes of one geometry.
  private let volumes: [HandmadeImage] = (0..<3).map { (n: Int) -> HandmadeImage in
    var numbers: [Double] = []
    for v in 0..<60 { numbers.append(Double((v * 7 + n * 13) % 61 + 100 * n)) }
    return HandmadeImage(numbers: numbers)
  }
  private var first: HandmadeImage { volumes[0] }
  /// One volume after another.
  private var slowest: [UInt8] { volumes.flatMap(\.voxels) }
  /// The three values of a voxel together.
  private var fastest: [UInt8] {
    (0..<60).flatMap { (v: Int) -> [UInt8] in volumes.flatMap { Array($0.voxels[v * 2..<v * 2 + 2]) } }
  }
  /// The three rows of a plane together: an axis between those of space.
  private var middle: [UInt8] {
    (0..<20).flatMap { (row: Int) -> [UInt8] in volumes.flatMap { Array($0.voxels[row * 6..<row * 6 + 6]) } }
  }

  private func replaced(_ bytes: [UInt8], _ changes: [(String, String)]) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self)
    for (old, new) in changes { text = text.replacing(old, with: new) }
    return Array(text.utf8)
  }

  private func nrrd(_ order: String, encoding: String = "raw") -> [UInt8] {
    let changes: [String: [(String, String)]] = [
      "slowest": [("3 4 5", "3 4 5 3"), ("\nkinds: domain", " none\nkinds: list domain")],
      "fastest": [("sizes: 3", "sizes: 3 3"), ("directions: ", "directions: none "), ("kinds: ", "kinds: list ")],
      "middle": [("3 4 5", "3 3 4 5"), (") (-0.1", ") none (-0.1"), ("kinds: domain", "kinds: domain vector")],
    ]
    return replaced(first.nrrd(encoding: encoding), [("dimension: 3", "dimension: 4")] + (changes[order] ?? []))
  }

  private func check(_ bytes: [UInt8], _ name: String, words: String = "3 volumes") throws {
    try withFile(bytes, name) { path in
      let registry = FormatRegistry.standard
      let none = failure { _ = try registry.read(path) }
      #expect(none?.kind == .badData && none?.what == "it holds \(words)" && none?.path == path, "\(name)")
      #expect(none?.advice == "choose one with --volume 1 ... 3")
      let mask = failure { _ = try registry.readLabels(path) }
      #expect(mask?.kind == .badData && mask?.path == path && mask?.what == none?.what)
      #expect(mask?.advice?.contains("a mask is one volume of whole numbers") == true)
      // These axes are oblique ones, and rounded: that is said besides.
      let problems = try registry.describe(path).problems.filter { !$0.hasPrefix("the axes are not at right angles") }
      #expect(problems == ["it holds \(words); choose one with --volume 1 ... 3"])
      for (n, volume) in volumes.enumerated() {
        let options = ReadOptions(choice: ScanChoice(volume: n))
        let read = try registry.read(path, options)
        volume.check(read.volume)
        #expect(read.description.facts.contains { $0 == ("volume", "\(n + 1) of 3") })
        #expect(read.description.oddities.isEmpty)
        #expect(try registry.describe(path, options).oddities.isEmpty)
      }
      for bad in [-1, 3, .max, .min] {
        let f = failure { _ = try registry.read(path, ReadOptions(choice: ScanChoice(volume: bad))) }
        #expect(f?.kind == .usage && f?.advice == "choose one with --volume 1 ... 3", "\(bad)")
      }
    }
  }

  @Test func nifti() throws {
    for version in [NIfTIHeader.Version.one, .two] {
      var h = first.nifti(version)
      h.set("dim", [4, 3, 4, 5, 3, 1, 1, 1])
      let file = h.bytes + [0, 0, 0, 0] + slowest
      try check(file, "x.nii")
      try check(try compressed(file), "x.nii.gz")
      // A vector in each voxel is stored as volumes.
      h.set("dim", [5, 3, 4, 5, 1, 3, 1, 1])
      try check(h.bytes + [0, 0, 0, 0] + slowest, "x.nii")
    }
  }

  @Test func nrrdAxes() throws {
    for (order, bytes, words) in [
      ("slowest", slowest, "3 volumes"), ("fastest", fastest, "3 values in each voxel"),
      ("middle", middle, "3 volumes"),
    ] {
      try check(nrrd(order) + bytes, "x.nrrd", words: words)
      try check(nrrd(order, encoding: "gzip") + compressed(bytes), "x.nrrd", words: words)
    }
    let words = (0..<180).map { (n: Int) -> String in "\(Int(volumes[n % 3].numbers[n / 3]))" }.joined(separator: " ")
    try check(nrrd("fastest", encoding: "ascii") + Array(words.utf8), "x.nrrd", words: "3 values in each voxel")
  }

  @Test func metaImage() throws {
    let channels = replaced(first.metaImage(), [("NDims = 3", "NDims = 3\nElementNumberOfChannels = 3")])
    try check(channels + fastest, "x.mha", words: "3 values in each voxel")
    let affine = first.affine
    let spacing = (0..<3).map { length(affine[$0]) }
    var matrix = [Double](repeating: 0, count: 16)
    for row in 0..<3 { for x in 0..<3 { matrix[row * 4 + x] = affine[row][x] / spacing[row] } }
    matrix[15] = 1
    let o = affine.origin
    let text = """
      ObjectType = Image
      NDims = 4
      BinaryDataByteOrderMSB = False
      CompressedData = COMPRESSED
      TransformMatrix = \(matrix.map { "\($0)" }.joined(separator: " "))
      Offset = \(o.x) \(o.y) \(o.z) 0
      ElementSpacing = \(spacing[0]) \(spacing[1]) \(spacing[2]) 1
      DimSize = 3 4 5 3
      ElementType = MET_SHORT
      ElementDataFile = LOCAL

      """
    try check(Array(text.replacing("= COMPRESSED", with: "= False").utf8) + slowest, "x.mha")
    let packed = try compressed(slowest, .zlib)
    try check(Array(text.replacing("= COMPRESSED", with: "= True").utf8) + packed, "x.mha")
  }

  /// Two axes beyond space, one before it and one after; volumes are counted along the first of them first.
  @Test func twoMoreAxes() throws {
    let numbers = (0..<360).map { Int16($0) }  // fastest: 2 values, 3x4x5 voxels, 3 times
    let header = replaced(
      first.nrrd(),
      [
        ("dimension: 3", "dimension: 5"), ("3 4 5", "2 3 4 5 3"), ("directions: ", "directions: none "),
        ("\nkinds: domain", " none\nkinds: list domain domain domain"),
      ])
    try withFile(header + numbers.flatMap { first.raw($0) }, "x.nrrd") { path in
      for n in 0..<6 {
        var expected = first
        expected.numbers = (0..<60).map { Double(n / 2 * 120 + $0 * 2 + n % 2) }
        expected.check(try FormatRegistry.standard.read(path, ReadOptions(choice: ScanChoice(volume: n))).volume)
      }
      let f = failure { _ = try FormatRegistry.standard.read(path) }
      #expect(f?.what == "it holds 6 volumes")
    }
  }

  /// Volumes in files of their own, and volumes in files that each hold a plane.
  @Test func severalFiles() throws {
    try withTemporaryFolder { folder in
      for n in 0..<3 { try put(volumes[n].voxels, "v\(n).raw", in: folder) }
      for n in 0..<15 { try put(Array(slowest[n * 24..<n * 24 + 24]), "p\(n).raw", in: folder) }
      for field in ["data file: v%d.raw 0 2 1", "data file: p%d.raw 0 14 1"] {
        let text = String(decoding: nrrd("slowest"), as: UTF8.self).replacing("\n\n", with: "\n\(field)\n")
        let path = try put(Array(text.utf8), "h.nhdr", in: folder)
        for n in 0..<3 {
          volumes[n].check(try FormatRegistry.standard.read(path, ReadOptions(choice: ScanChoice(volume: n))).volume)
        }
      }
    }
  }

  @Test func oneVolumeNeedsNoChoice() throws {
    try withFile(first.nrrd() + first.voxels, "x.nrrd") { path in
      first.check(try FormatRegistry.standard.read(path, ReadOptions(choice: ScanChoice(volume: 0))).volume)
      let f = failure { _ = try FormatRegistry.standard.read(path, ReadOptions(choice: ScanChoice(volume: 1))) }
      #expect(f?.kind == .usage && f?.what == "it holds one volume, and no number 2", "\(String(describing: f))")
    }
  }

  /// Axes without a direction, told apart by their kinds, or else by their order.
  @Test func axesByKind() throws {
    func header(_ kinds: String, _ sizes: String) -> [UInt8] {
      Array("NRRD0004\ntype: short\ndimension: 4\nsizes: \(sizes)\nendian: little\nencoding: raw\n\(kinds)\n".utf8)
    }
    var expected = volumes[1]
    expected.affine = Affine(spacing: [1, 1, 1])
    for (bytes, unsure) in [
      (header("kinds: vector domain domain domain\n", "3 3 4 5") + fastest, false),
      (header("kinds: space space space time\n", "3 4 5 3") + slowest, false), (header("", "3 4 5 3") + slowest, true),
    ] {
      let read = try withFile(bytes, "x.nrrd") {
        try FormatRegistry.standard.read($0, ReadOptions(choice: ScanChoice(volume: 1)))
      }
      expected.check(read.volume)
      #expect(read.description.problems.contains { $0.contains("its 4 axes") } == unsure)
    }
  }

  @Test func layersOfASegmentation() throws {
    let layers = [[0, 1, 0, 2], [3, 0, 0, 3], [0, 0, 0, 9]]
    let header = """
      NRRD0004
      type: unsigned char
      dimension: 4
      space: left-posterior-superior
      sizes: 3 2 2 1
      space directions: none (1,0,0) (0,1,0) (0,0,1)
      kinds: list domain domain domain
      encoding: gzip
      space origin: (0,0,0)
      Segment0_ID:=a b
      Segment0_Name:=one\\ntwo\\\\three\\x
      Segment0_ID:=again


      """
    let bytes = (0..<4).flatMap { (v: Int) -> [UInt8] in layers.map { UInt8($0[v]) } }
    try withFile(Array(header.utf8) + compressed(bytes), "x.seg.nrrd") { path in
      let h = try NRRDHeader(path)
      #expect(h.pairs.map(\.key) == ["Segment0_ID", "Segment0_Name", "Segment0_ID"])
      #expect(h.pair("Segment0_Name") == "one\ntwo\\three\\x")
      #expect(h.pair("Segment0_ID") == "again")
      let reader = NRRDReader()
      #expect(try reader.image(h, path).data.volumes.count == 3)
      for (n, values) in layers.enumerated() {
        let read = try reader.labels(h, path, component: n, ReadOptions())
        for v in 0..<4 { #expect(read.labels[VoxelIndex(v % 2, v / 2, 0)] == UInt8(values[v])) }
      }
      #expect(failure { _ = try reader.labels(h, path, component: 3, ReadOptions()) }?.kind == .usage)
    }
  }

  /// A product of axes beyond any file is refused, not multiplied.
  @Test func absurdCounts() throws {
    var h = first.nifti(.two)
    for dim in [[7, 3, 4, 5, 1 << 40, 1 << 40, 1 << 40, 1 << 40], [4, 3, 4, 5, .max], [4, 3, 4, 5, 1 << 44]] {
      h.set("dim", [dim[0]])
      var bytes = h.bytes
      for (n, extent) in dim.enumerated() {
        withUnsafeBytes(of: Int64(extent).littleEndian) { for (b, x) in $0.enumerated() { bytes[16 + 8 * n + b] = x } }
      }
      let f = try withFile(bytes + [0, 0, 0, 0] + slowest, "x.nii") { path in
        failure { _ = try FormatRegistry.standard.read(path, ReadOptions(choice: ScanChoice(volume: 0))) }
      }
      #expect(f?.kind == .badData, "\(String(describing: f))")
    }
    let channels = replaced(
      first.metaImage(), [("NDims = 3", "NDims = 3\nElementNumberOfChannels = 9223372036854775807")])
    #expect(try failureReading(channels + fastest, "x.mha")?.what.contains("ElementNumberOfChannels is not from") == true)
    let cut = nrrd("slowest") + slowest.dropLast()
    #expect(try failureReading(cut, "x.nrrd") != nil)
    let f = try withFile(cut, "x.nrrd") { path in
      failure { _ = try FormatRegistry.standard.read(path, ReadOptions(choice: ScanChoice(volume: 0))) }
    }
    #expect(f?.what.contains("cut short") == true)
  }
}

/// A piece of every period, against the same by hand.
@Suite struct PickStreamTests {
  private static let bytes = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }

  @Test(arguments: [
    (1, 0, 1), (3, 1, 1), (6, 2, 2), (12, 8, 4), (24, 8, 8), (7, 2, 3), (300, 7, 290), (20_000, 3, 9000),
    (400_000, 399_000, 1000), (16_384, 0, 16_384), (500_000, 0, 1),
  ])
  func asByHand(_ period: Int, _ offset: Int, _ length: Int) throws {
    let expected = Self.bytes.indices.filter { (offset..<offset + length).contains($0 % period) }.map { Self.bytes[$0] }
    for read in [1, 7, 4096, 1 << 20] where read > 1 || expected.count < 50_000 {
      let stream = PickStream(ArrayStream(Self.bytes), period: period, offset: offset, length: length)
      var out: [UInt8] = []
      while case let some = try stream.bytes(upTo: read), !some.isEmpty { out += some }
      #expect(out == expected, "read \(read)")
    }
  }
}
