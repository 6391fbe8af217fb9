import StyletCore
import StyletImaging
import TestSupport
import Testing

@testable import StyletFiles
@testable import StyletFormats

@Suite struct NRRDTests {
  private let image = HandmadeImage()

  private func header(
    _ changes: [(String, String)] = [], _ extra: [String] = [], encoding: String = "raw"
  ) -> [UInt8] {
    var text = String(decoding: image.nrrd(extra, encoding: encoding), as: UTF8.self)
    for (old, new) in changes { text = text.replacing(old, with: new) }
    return Array(text.utf8)
  }

  private func read(_ bytes: [UInt8]) throws -> LoadedImage {
    try withFile(bytes, "x.nrrd") { try FormatRegistry.standard.read($0) }
  }

  @Test func encodings() throws {
    image.check(try read(header(encoding: "gzip") + compressed(image.voxels)).volume)
    image.check(try read(header(encoding: "GZ") + compressed(image.voxels, .zlib)).volume)
    let words = image.numbers.map { "\(Int($0))" }.joined(separator: ",\n")
    for name in ["ascii", "text", "txt"] { image.check(try read(header(encoding: name) + Array(words.utf8)).volume) }
    for name in ["bzip2", "hex", "zrl"] {
      #expect(try failureReading(header(encoding: name) + image.voxels, "x.nrrd")?.what.contains(name) == true)
    }
    let noOrder = try failureReading(header([("endian: little\n", "")]) + image.voxels, "x.nrrd")
    #expect(noOrder?.what.contains("\"endian\"") == true)
  }

  @Test func skips() throws {
    let lines = Array("one\ntwo\n".utf8)
    image.check(try read(header([], ["line skip: 2"]) + lines + image.voxels).volume)
    image.check(try read(header([], ["byte skip: 3"]) + [1, 2, 3] + image.voxels).volume)
    image.check(try read(header([], ["lineskip: 1", "byteskip: 2"]) + [65, 10, 66, 66] + image.voxels).volume)
    image.check(try read(header([], ["byte skip: -1"]) + [1, 2, 3, 4, 5] + image.voxels).volume)
    let packed = try compressed([7, 7, 7] + image.voxels)
    image.check(try read(header([], ["byte skip: 3"], encoding: "gzip") + packed).volume)
    image.check(try read(header([], ["byte skip: -1"], encoding: "gzip") + packed).volume)
    image.check(try read(header([], ["line skip: 2"], encoding: "gzip") + lines + compressed(image.voxels)).volume)
    for bad in ["byte skip: -5", "line skip: -1", "byte skip: 99999", "line skip: 99", "byte skip: x"] {
      #expect(try failureReading(header([], [bad]) + image.voxels, "x.nrrd")?.kind == .badData, "\(bad)")
    }
  }

  @Test func detached() throws {
    try withTemporaryFolder { folder in
      try put(image.voxels, "v.raw", in: folder)
      for k in 0..<5 { try put(Array(image.voxels[k * 24..<k * 24 + 24]), "s\(k * 2).raw", in: folder) }
      for field in [
        "data file: v.raw", "datafile: v.raw", "data file: s%d.raw 0 8 2",
        "data file: LIST\ns0.raw\ns2.raw\ns4.raw\ns6.raw\ns8.raw",
      ] {
        image.check(try FormatRegistry.standard.read(put(header([], [field]), "h.nhdr", in: folder)).volume)
      }
      let path = try put(header([], ["data file: ../v.raw"]), "h.nhdr", in: folder)
      #expect(failure { _ = try FormatRegistry.standard.read(path) }?.what.contains("outside the folder") == true)
    }
  }

  @Test func spaces() throws {
    let lps = "left-posterior-superior"
    for (name, signs) in [
      ("LPS", SIMD3(1.0, 1, 1)), ("right-anterior-superior", [-1, -1, 1]), ("RAS", [-1, -1, 1]),
      ("left-anterior-superior", [1, -1, 1]), ("LAS", [1, -1, 1]), ("scanner-xyz", [1, 1, 1]),
    ] {
      var expected = image
      let a = image.affine
      expected.affine = Affine(a[0] * signs, a[1] * signs, a[2] * signs, origin: a.origin * signs)
      let read = try read(header([(lps, name)]) + image.voxels)
      expected.check(read.volume)
      #expect(read.description.oddities.isEmpty == (name != "scanner-xyz"))
    }
    #expect(try failureReading(header([(lps, "martian")]) + image.voxels, "x.nrrd")?.what.contains("martian") == true)
    let metres = try read(header([], [#"space units: "m" "m" "m""#]) + image.voxels)
    #expect(image.affine.scaled(by: 1000).isClose(to: metres.volume.grid.storedAffine, within: 1e-6))
  }

  @Test func axesThatAreNotOfSpace() throws {
    let first = [
      ("dimension: 3", "dimension: 4"), ("sizes: ", "sizes: 1 "), ("directions: ", "directions: none "),
      ("kinds: ", "kinds: list "),
    ]
    image.check(try read(header(first) + image.voxels).volume)
    let last = [
      ("dimension: 3", "dimension: 4"), ("3 4 5", "3 4 5 1"), ("\nkinds: domain", " none\nkinds: list domain"),
    ]
    image.check(try read(header(last) + image.voxels).volume)
    let many = [("dimension: 3", "dimension: 4"), ("sizes: 3", "sizes: 3 1"), ("directions: ", "directions: none ")]
    #expect(try failureReading(header(many) + image.voxels, "x.nrrd")?.what.contains("3 values in each voxel") == true)
  }

  @Test func spacingsOnly() throws {
    let text = """
      NRRD0001\r
      type: short\r
      dimension: 3\r
      sizes: 3 4 5\r
      spacings: 0.5 nan 2\r
      endian: little\r
      encoding: raw\r
      \r

      """
    var expected = image
    expected.affine = Affine(spacing: [0.5, 1, 2])
    let read = try read(Array(text.utf8) + image.voxels)
    expected.check(read.volume)
    #expect(read.description.oddities.count == 3)
  }

  @Test func syntax() throws {
    for (old, new) in [
      ("NRRD0004", "NRRD1004"), ("NRRD0004", "NRRDxxxx"), ("type: short", "type: block"), ("type: short", "type short"),
      ("type: short", "type: short\ntype: short"), ("space directions: (", "space directions: "),
      ("space directions: (", "space directions: (1,2) ("), ("dimension: 3", "dimension: 99"),
      ("dimension: 3\n", ""), ("sizes: 3", "sizes: three"),
    ] {
      #expect(try failureReading(header([(old, new)]) + image.voxels, "x.nrrd")?.kind == .badData, "\(new)")
    }
  }
}
