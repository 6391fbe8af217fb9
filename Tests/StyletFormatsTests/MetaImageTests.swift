import Foundation
import StyletCore
import TestSupport
import Testing

@testable import StyletFiles
@testable import StyletFormats

@Suite struct MetaImageTests {
  private let image = HandmadeImage()

  private func header(_ changes: [(String, String)] = [], _ extra: [String] = [], data: String = "LOCAL") -> [UInt8] {
    var text = String(decoding: image.metaImage(extra, data: data), as: UTF8.self)
    for (old, new) in changes { text = text.replacing(old, with: new) }
    return Array(text.utf8)
  }

  private func lines(without key: String) -> [UInt8] {
    let text = String(decoding: image.metaImage(), as: UTF8.self)
    let kept = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix(key) }
    return Array(kept.joined(separator: "\n").utf8)
  }

  private func read(_ bytes: [UInt8]) throws -> LoadedImage {
    try withFile(bytes, "x.mha") { try FormatRegistry.standard.read($0) }
  }

  @Test func synonymsAndLineEnds() throws {
    let synonyms = header([("TransformMatrix", "Orientation"), ("Offset", "Origin"), ("ElementSpacing", "ElementSize")])
    image.check(try read(synonyms + image.voxels).volume)
    let crlf = header([("\n", "\r\n"), ("Offset", "Position"), ("NDims = 3", "NDims=3")])
    image.check(try read(crlf + image.voxels).volume)
    var big = image
    big.order = .big
    let older = String(decoding: big.metaImage(), as: UTF8.self).replacing(
      "BinaryDataByteOrderMSB", with: "ElementByteOrderMSB")
    image.check(try read(Array(older.utf8) + big.voxels).volume)
  }

  @Test func whatIsMissingIsSaid() throws {
    for (key, words) in [
      ("ElementSpacing", "1 mm is used"), ("Offset", "0, 0, 0"), ("TransformMatrix", "direction of the axes"),
    ] {
      let read = try read(lines(without: key) + image.voxels)
      #expect(read.description.oddities.count == 1)
      #expect(read.description.problems[0].contains(words))
    }
    for key in ["NDims", "DimSize", "ElementType", "ElementDataFile"] {
      #expect(try failureReading(lines(without: key) + image.voxels, "x.mha")?.kind == .badData)
    }
  }

  @Test func patients() throws {
    let extra = [
      "PatientName = Doe^Jane", "PatientID = 1234", "PatientBirthDate = 19700101", "PatientAge = 050Y",
      "PatientSex = F", "StudyDescription = secret", "Comment = secret",
    ]
    let d = try read(header([], extra) + image.voxels).description
    #expect(d.facts.filter { $0.name.hasPrefix("Patient") }.map(\.value) == ["050Y", "F"])
    #expect(d.facts.contains { $0 == ("other fields", "5, not shown") })
    #expect(!"\(d)".contains("secret") && !"\(d)".contains("Doe") && !"\(d)".contains("1234"))
  }

  @Test func dataInOtherFiles() throws {
    try withTemporaryFolder { folder in
      try put(image.voxels, "v.raw", in: folder)
      try put(try compressed(image.voxels, .zlib), "v.zraw", in: folder)
      try put([1, 2, 3] + image.voxels, "front.raw", in: folder)
      for k in 0..<5 { try put(Array(image.voxels[k * 24..<k * 24 + 24]), "s00\(k + 1).raw", in: folder) }
      let headers = [
        header(data: "v.raw"), header([], ["CompressedData = True"], data: "v.zraw"),
        header([], ["HeaderSize = -1"], data: "front.raw"), header([], ["HeaderSize = 3"], data: "front.raw"),
        header(data: "s%03d.raw 1 5 1"), header(data: "LIST\ns001.raw\ns002.raw\ns003.raw\ns004.raw\ns005.raw"),
        header(data: "./v.raw"), header(data: folder + "/v.raw"),
      ]
      for bytes in headers {
        image.check(try FormatRegistry.standard.read(put(bytes, "h.mhd", in: folder)).volume)
      }
      for name in ["../v.raw", "/etc/passwd", "a/../../v.raw", folder + "x/v.raw"] {
        let path = try put(header(data: name), "h.mhd", in: folder)
        #expect(failure { _ = try FormatRegistry.standard.read(path) }?.what.contains("outside the folder") == true)
      }
      let sevenFiles = "LIST" + String(repeating: "\nv.raw", count: 7)  // 60 voxels do not lie evenly in 7
      for name in ["s%03d.raw 1 7 1", "s%03d.raw 1 5 0", "s%n.raw 1 5 1", "s%99d.raw 1 5 1", sevenFiles, "gone.raw"] {
        let path = try put(header(data: name), "h.mhd", in: folder)
        #expect(failure { _ = try FormatRegistry.standard.read(path) } != nil, "\(name)")
      }
    }
  }

  /// Where a file ends is said, and a link that the folder's keeper made is followed.
  @Test func cutAndLinkedData() throws {
    try withTemporaryFolder { folder in
      try put(Array(image.voxels.dropLast(3)), "v.raw", in: folder)
      let path = try put(header(data: "v.raw"), "h.mhd", in: folder)
      let f = failure { _ = try FormatRegistry.standard.read(path) }
      #expect(f?.path == folder + "/v.raw" && f?.place == "its end, offset 117", "\(String(describing: f))")
      try put(image.voxels, "whole", in: folder)
      try FileManager.default.createSymbolicLink(atPath: folder + "/l.raw", withDestinationPath: folder + "/whole")
      image.check(try FormatRegistry.standard.read(put(header(data: "l.raw"), "h.mhd", in: folder)).volume)
    }
  }

  @Test func text() throws {
    let words = image.numbers.map { "\(Int($0))" }
    let bytes = header([("BinaryData = True", "BinaryData = False")])
    image.check(try read(bytes + Array(words.joined(separator: " ").utf8)).volume)
    let f = try failureReading(bytes + Array((words.dropLast() + ["x"]).joined(separator: " ").utf8), "x.mha")
    #expect(f?.what.contains("\"x\" is not a number") == true)
  }

  @Test func refusedByName() throws {
    for (change, words) in [
      (("NDims = 3", "NDims = 3\nElementNumberOfChannels = 3"), "3 values in each voxel"),
      (("MET_SHORT", "MET_STRING"), "MET_STRING"), (("ObjectType = Image", "ObjectType = Tube"), "Tube"),
      (("Offset =", "Offset = 1 2 3\nOffset ="), "stands twice"), (("NDims = 3", "NDims = 30"), "30 dimensions"),
    ] {
      let f = try failureReading(header([change]) + image.voxels, "x.mha")
      #expect(f?.what.contains(words) == true, "\(String(describing: f))")
    }
    var bytes = header([], ["Comment = \u{1}"]) + image.voxels
    let at = bytes.firstIndex(of: 1)!
    bytes[at] = 0xff  // no UTF-8
    image.check(try read(bytes).volume)
  }
}

/// What a file says of the patient beside the voxels.
@Suite struct ScanNoteTests {
  /// Age and sex, as STOIC's files have them, go along to formats with a place for them; identifiers never do.
  @Test(arguments: ["mha", "mhd", "nrrd", "nii"]) func goAlong(ending: String) throws {
    try withTemporaryFolder { folder in
      let text = """
        ObjectType = Image
        NDims = 3
        DimSize = 2 1 1
        PatientAge = 065Y
        PatientName = Doe^John
        PatientSex = F\u{1b}[31m
        ElementType = MET_SHORT
        ElementDataFile = LOCAL

        """
      let path = folder + "/stoic.mha"
      try (Data(text.utf8) + Data([1, 0, 2, 0])).write(to: URL(fileURLWithPath: path))
      let image = try FormatRegistry.standard.read(path)
      let expected = ["PatientAge=065Y", "PatientSex=F[31m"]
      func words(_ d: ImageDescription) -> [String] { d.notes.map { "\($0.name)=\($0.value)" } }
      #expect(words(image.description) == expected)
      let out = folder + "/out." + ending
      try FormatRegistry.standard.writer(for: out).write(image.volume, notes: image.description.notes, to: out)
      let again = try FormatRegistry.standard.read(out)
      #expect(words(again.description) == (ending == "nii" ? [] : expected))
      #expect(again.volume.withSamples { Array($0) } == [1, 2])
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name != "stoic.mha" {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
        #expect(bytes.range(of: Data("Doe".utf8)) == nil && bytes.range(of: Data([0x1b])) == nil)
      }
    }
  }
}
