import Foundation
import StyletBase
import StyletImaging
import TestSupport
import Testing

@testable import StyletFiles
@testable import StyletFormats

@Suite struct RegistryTests {
  private let registry = FormatRegistry.standard

  /// By content: the name does not matter.
  @Test func readersAreChosenByContent() throws {
    for (_, bytes) in HandmadeImage().files {
      try withFile(bytes, "scan.png") { HandmadeImage().check(try registry.read($0).volume) }
    }
    let packed = try compressed(HandmadeImage().niftiFile(.two))
    let format = try withFile(packed, "scan") { try registry.describe($0).format }
    #expect(format == "NIfTI-2")
  }

  /// Each format is tried by all that is tried of ``HandmadeImage/files``; DICOM's have tests of their own.
  @Test func everyReaderHasAHandmadeFile() throws {
    var tried: Set<String> = ["DICOM"]
    for (name, bytes) in HandmadeImage().files {
      tried.insert(try withFile(bytes, name) { try registry.reader(for: $0).name })
    }
    #expect(tried == Set(registry.readers.map(\.name)))
  }

  @Test func foreignFilesAreNamed() throws {
    let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]
    for (bytes, words) in [
      (png, "a PNG picture"), ([0xff, 0xd8, 0xff, 0xe0], "a JPEG picture"), (Array("%PDF-1.7".utf8), "a PDF document"),
      (Array("BZh91AY".utf8), "a bzip2 file"), (Array("hello, world\n".utf8), "a text"),
      (Array("{\"a\": 1}".utf8), "a JSON text"), ([UInt8](repeating: 0, count: 5000), "nothing but zeros"),
      (try compressed(png), "a PNG picture, gzip-compressed"), (try compressed([200, 201, 0]), "a gzip file"),
    ] {
      let f = try failureReading(bytes, "x.nii")
      #expect(f?.kind == .badData)
      #expect(f?.what.contains("it seems to be \(words)") == true, "\(String(describing: f))")
      #expect(f?.advice == "formats read: NIfTI, NRRD, MetaImage, DICOM")
    }
    #expect(try failureReading([1, 2, 3, 200], "x.nii")?.what == "not a scan that Stylet reads")
  }

  @Test func whatIsNoFile() throws {
    try withTemporaryFolder { folder in
      #expect(failure { _ = try registry.read(folder + "/none.nii") }?.kind == .noInput)
      #expect(failure { _ = try registry.read(try put([1], "a", in: folder) + "/b.nii") }?.kind == .noInput)
      #expect(failure { _ = try registry.read(try put([], "empty.nii", in: folder)) }?.what == "the file is empty")
      #expect([.badData, .noInput].contains(failure { _ = try registry.read(folder) }?.kind))
      #expect(failure { _ = try registry.read("/dev/null") }?.what == "not a file")
      let pipe = folder + "/pipe"
      mkfifo(pipe, 0o600)
      #expect(failure { _ = try registry.read(pipe) }?.what == "not a file")
      guard getuid() != 0 else { return }  // root may read everything
      let closed = try put([1, 2, 3], "closed.nii", in: folder)
      chmod(closed, 0)
      #expect(failure { _ = try registry.read(closed) }?.kind == .noPermission)
    }
  }

  @Test func writersAreChosenByName() throws {
    for (name, format) in [
      ("a.nii", "NIfTI"), ("A.NII.GZ", "NIfTI"), ("a.b.nrrd", "NRRD"), ("/x/a.mha", "MetaImage"),
      ("a.mhd", "MetaImage"),
    ] {
      #expect(try registry.writer(for: name).name == format)
    }
    for name in ["a.png", "nii", "a.nii.bz2", ""] {
      let f = failure { _ = try registry.writer(for: name) }
      #expect(f?.kind == .usage && f?.advice == "use one of .nii.gz, .nii, .nrrd, .mha, .mhd")
    }
  }

  /// More bytes than the stated voxels have: size or type may be wrong, and that is said. A few are padding.
  @Test func whatStandsBehindTheVoxelsIsSaid() throws {
    let image = HandmadeImage()
    for (name, bytes) in image.files {
      for (more, isSaid) in [([], false), ([0], false), (image.voxels, true)] as [([UInt8], Bool)] {
        let problems = try withFile(bytes + more, name) { try FormatRegistry.standard.read($0).description.problems }
        let words = "\(more.count) bytes stand behind the voxels that are stated"
        #expect(problems.contains { $0.hasPrefix(words) } == isSaid, "\(name): \(problems)")
      }
    }
  }

  /// What cannot be written leaves nothing behind, and what was there before stays.
  @Test func nothingHalfWritten() throws {
    try withTemporaryFolder { folder in
      let volume = try RoundTripTests.volume(
        VoxelGrid(size: GridSize(40_000, 1, 1)!, affine: Affine(spacing: [1, 1, 1])))
      let old = try put([1, 2, 3], "old.nii", in: folder)
      #expect(failure { try registry.writer(for: old).write(volume, to: old) }?.kind == .cannotCreate)
      #expect(try InputFile(old).bytes(upTo: 9) == [1, 2, 3])
      let inNone = folder + "/none/x.nrrd"
      #expect(
        failure { try registry.writer(for: inNone).write(volume, to: inNone) }?.what == "its folder does not exist")
      try FileManager.default.createDirectory(atPath: folder + "/d.nrrd", withIntermediateDirectories: false)
      #expect(
        failure { try registry.writer(for: folder + "/d.nrrd").write(volume, to: folder + "/d.nrrd") }?.kind
          == .cannotCreate)
      // Given up half way: the file is not there, nor its temporary twin.
      func giveUp() throws {
        let file = try OutputFile(folder + "/half.mha")
        try file.write([1, 2, 3])
        throw Failure(.io, "no more")
      }
      #expect(throws: Failure.self) { try giveUp() }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["d.nrrd", "old.nii"])
    }
  }

  @Test func progressEndsAtOneAndCanGiveUp() throws {
    final class Log: @unchecked Sendable { var parts: [Double] = [] }
    for element in [ElementType.int16, .float32] {
      var image = HandmadeImage(element: element)
      if element == .float32 { image.numbers[3] = 0.5 }
      let log = Log()
      try withFile(image.niftiFile(.one), "x.nii") { path in
        _ = try registry.read(path, ReadOptions { log.parts.append($0) })
        #expect(log.parts.last == 1 && log.parts == log.parts.sorted())
        struct Stop: Error {}
        #expect(throws: Stop.self) { _ = try registry.read(path, ReadOptions { _ in throw Stop() }) }
      }
    }
  }
}
