import StyletCore
import TestSupport
import Testing

@testable import StyletFiles
@testable import StyletFormats

/// Whatever is wrong with a file: an error that says so, or the same image; never a trap, never another geometry
/// without a word.
@Suite struct DamageTests {
  private static let image = HandmadeImage()

  private static var everyFile: [(name: String, bytes: [UInt8])] {
    get throws {
      let zlib = try compressed(image.voxels, .zlib)
      return image.files + [
        ("e.nii.gz", try compressed(image.niftiFile(.one))),
        ("f.mha", image.metaImage(["CompressedData = True"]) + zlib),
        ("g.nrrd", image.nrrd(encoding: "gzip") + (try compressed(image.voxels))),
      ]
    }
  }

  /// Every offset up to 360, which is a NIfTI header, then every third, then the last.
  private static func offsets(_ count: Int) -> [Int] {
    (0..<count).filter { $0 < 360 || $0 % 3 == 0 || $0 == count - 1 }
  }

  /// Cut anywhere: in the header, and in the voxels.
  @Test func cutShort() throws {
    for (name, bytes) in try Self.everyFile {
      try withTemporaryFolder { folder in
        for length in Self.offsets(bytes.count) {
          let path = try put(Array(bytes[..<length]), name, in: folder)
          let f = failure { _ = try FormatRegistry.standard.read(path) }
          // A header cut within "LOCAL" names a data file that is not there.
          #expect(
            f?.kind == .badData && f?.path == path || f?.kind == .noInput,
            "\(name) cut to \(length): \(String(describing: f))")
        }
      }
    }
  }

  /// A bit of each byte turned.
  @Test func bitsTurned() throws {
    for (name, bytes) in try Self.everyFile {
      try withTemporaryFolder { folder in
        for n in Self.offsets(bytes.count) {
          var damaged = bytes
          damaged[n] ^= [1, 128, 8, 64, 2, 32, 4, 16][n % 8]
          let path = try put(damaged, name, in: folder)
          // Reading must end, in an image or a failure about the file.
          let f = failure {
            let grid = try FormatRegistry.standard.read(path).volume.grid
            #expect(grid.size.count <= 1 << 24)
          }
          #expect(f == nil || f?.kind == .badData || f?.kind == .noInput, "\(name) \(n): \(String(describing: f))")
          if n % 4 == 0 { _ = failure { _ = try FormatRegistry.standard.readLabels(path) } }
        }
      }
    }
  }

  @Test func compressedDataAreChecked() throws {
    let bytes = try compressed(Self.image.niftiFile(.one))
    for n in [bytes.count - 8, bytes.count - 5, bytes.count - 1, bytes.count / 2] {
      var damaged = bytes
      damaged[n] ^= 0x10
      let f = try failureReading(damaged, "x.nii.gz")
      #expect(f?.kind == .badData)
      #expect(f?.place?.hasPrefix("offset ") == true)
    }
  }

  /// A header that claims terabytes is refused before memory is taken.
  @Test func absurdSizes() throws {
    for extents in [[32767, 32767, 16], [32767, 32767, 32767], [-1, 4, 5], [0, 4, 5]] {
      for version in [NIfTIHeader.Version.one, .two] {
        var h = Self.image.nifti(version)
        h.set("dim", [3] + extents)
        let f = try failureReading(h.bytes + [0, 0, 0, 0] + Self.image.voxels, "x.nii")
        #expect(f?.kind == .badData)
      }
      var big = Self.image
      big.extents = extents
      #expect(try failureReading(big.metaImage() + big.voxels, "x.mha")?.kind == .badData)
      #expect(try failureReading(big.nrrd() + big.voxels, "x.nrrd")?.kind == .badData)
      let packed = try compressed(big.voxels)
      #expect(try failureReading(big.nrrd(encoding: "gzip") + packed, "x.nrrd")?.kind == .badData)
    }
    for text in ["9223372036854775807 9223372036854775807 2", "1e3 4 5", "99999999999999999999 1 1", "3 4", "a b c"] {
      let mha = String(decoding: Self.image.metaImage(), as: UTF8.self)
      #expect(
        try failureReading(Array(mha.replacing("DimSize = 3 4 5", with: "DimSize = \(text)").utf8), "x.mha") != nil)
      let nrrd = String(decoding: Self.image.nrrd(), as: UTF8.self)
      #expect(try failureReading(Array(nrrd.replacing("sizes: 3 4 5", with: "sizes: \(text)").utf8), "x.nrrd") != nil)
    }
  }

  /// A gigabyte of zeros behind a small image: not unpacked.
  @Test func bombs() throws {
    let collector = ByteCollector()
    let sink = try DeflateSink(collector, .gzip, level: 9)
    try sink.write(Self.image.niftiFile(.one))
    let zeros = [UInt8](repeating: 0, count: 1 << 20)
    for _ in 0..<64 { try sink.write(zeros) }
    try sink.finish()
    try withFile(collector.bytes, "x.nii.gz") { Self.image.check(try FormatRegistry.standard.read($0).volume) }
  }
}
