import Foundation
import TestSupport
import Testing

/// Another scan takes a scan's name at any moment of its being read: no drawing is saved as that one's, and no number
/// of the one is said of the other's project, nor with the other's digest.
@Suite(.enabled(if: Preloaded.isAvailable, "there is no C compiler to replace a file at a call with"))
struct ReplacedWhileReadTests {
  private static let library = Result {
    try Preloaded(
      "replace",
      """
      static void look(int file) {
        static atomic_int reads;
        const char *name = getenv("REPLACE"), *with = getenv("REPLACE_BY"), *at = getenv("REPLACE_AT");
        if (!name || !with || !at || strcmp(path_of(file), name)) return;
        if (atomic_fetch_add(&reads, 1) == atoi(at)) rename(with, name);
      }

      ssize_t read(int file, void *to, size_t count) { NEXT(read); look(file); return next(file, to, count); }
      ssize_t pread(int file, void *to, size_t count, off_t at) {
        NEXT(pread);
        look(file);
        return next(file, to, count, at);
      }
      """)
  }

  /// A scan, and what of it is replaced by what.
  struct Scan: Sendable, CustomTestStringConvertible {
    /// As a command is given it.
    let name: String
    let project: String
    let files: [String: Data]
    let replaced: String
    let other: Data
    /// Every how many looks are tried.
    var step = 1
    var testDescription: String { name }

    func write(to folder: String) throws {
      for (name, bytes) in files {
        let path = URL(fileURLWithPath: folder + "/" + name)
        try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: path)
      }
    }
  }

  private static let scans = Result { () throws -> [String: Scan] in
    try withTemporaryFolder { folder in
      func phantom(_ seed: String, _ size: String) throws -> (scan: Data, truth: Data) {
        let ran = try stylet(["phantom", "x.nii.gz", "--size", size, "--seed", seed, "--force"], in: folder)
        guard ran.status == 0 else { throw Unexpected(ran: ran) }
        func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)) }
        return (try bytes("x.nii.gz"), try bytes("x-truth.nii.gz"))
      }
      let small = try ["1", "9"].map { try phantom($0, "32x32x16").scan }
      let large = try ["1", "9"].map { try phantom($0, "64x64x40") }
      let (series, odd) = (SmallSeries(), SmallSeries(shift: 1)), slice = "ct/s004.dcm"
      let slices = (0..<series.count).map { (String(format: "ct/s%03d.dcm", $0), series.slice($0)) }
      return [
        "file": Scan(
          name: "ct.nii.gz", project: "ct.stylet.json", files: ["ct.nii.gz": small[0]], replaced: "ct.nii.gz",
          other: small[1], step: 2),
        // With lungs that can be found, and a mask.
        "chest": Scan(
          name: "ct.nii.gz", project: "", files: ["ct.nii.gz": large[0].scan, "mask.nii.gz": large[0].truth],
          replaced: "ct.nii.gz", other: large[1].scan),
        "slice": Scan(
          name: "ct", project: "ct.stylet.json", files: Dictionary(uniqueKeysWithValues: slices), replaced: slice,
          other: odd.slice(4)),
      ]
    }
  }

  /// Runs a command; at its n-th look into a file another one takes the file's name.
  /// - Returns: nil where it looks into it less often.
  private func run(
    _ command: [String], _ name: String, by bytes: Data, at look: Int, in folder: String
  ) throws -> Ran? {
    // As the system names an open file.
    let real = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    try bytes.write(to: URL(fileURLWithPath: real + "/coming"))
    let wrapper = try Self.library.get().wrapper([
      "REPLACE": real + "/" + name, "REPLACE_BY": real + "/coming", "REPLACE_AT": "\(look)",
    ])
    let ran = try stylet(command, in: folder, wrapper: wrapper)
    return FileManager.default.fileExists(atPath: real + "/coming") ? nil : ran
  }

  @Test(arguments: ["file", "slice"]) func noDrawingIsAnotherScans(_ what: String) throws {
    let scan = try #require(try Self.scans.get()[what])
    var look = 0, refused = 0, isReplaced = true
    while isReplaced {
      try withTemporaryFolder { folder in
        try scan.write(to: folder)
        let draw = ["open", scan.name, "--script", "<Space>", "--save", "--lungs", "ask"]
        guard let ran = try run(draw, scan.replaced, by: scan.other, at: look, in: folder) else {
          isReplaced = false
          return
        }
        if ran.status != 0 {
          refused += 1
          #expect(ran.status == 65 && ran.complaint?.contains(scan.name) == true, "look \(look): \(ran)")
          #expect(!FileManager.default.fileExists(atPath: folder + "/" + scan.project), "look \(look)")
          return
        }
        // Replaced when all was known, the project is of what was drawn on; replaced before anything was, it is the
        // other's, and so is what was drawn on.
        let check = try stylet(["validate", scan.project], in: folder)
        if check.status == 0 {
          let saved = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(fileURLWithPath: folder + "/" + scan.project)))
          let stated = (saved as? [String: Any])?["extent"] as? [String: Any]
          let counted = try stylet(["extent", scan.project, "--json"], in: folder).json
          #expect(Self.mean(stated) != nil && Self.mean(stated) == Self.mean(counted), "look \(look)")
        } else {
          #expect(check.status == 65 && check.out.contains("another content"), "look \(look): \(check)")
        }
      }
      look += scan.step
    }
    #expect(refused > 2 && look > refused, "\(refused) of \(look)")
  }

  /// The HU of what is drawn.
  private static func mean(_ extent: [String: Any]?) -> Double? {
    (extent?["findings"] as? [[String: Any]])?.first?["mean_hu"] as? Double
  }

  /// The project is of the scan that comes; what stands there at first is another.
  @Test(arguments: ["file", "slice"]) func noNumberIsAnotherScans(_ what: String) throws {
    let scan = try #require(try Self.scans.get()[what]), own = try #require(scan.files[scan.replaced])
    try withTemporaryFolder { folder in
      try scan.write(to: folder)
      let draw = ["open", scan.name, "--script", ":brush 20<CR><Space>", "--save", "--lungs", "ask"]
      try #require(try stylet(draw, in: folder).status == 0)
      let count = ["extent", scan.project, "--json"]
      let counted = try stylet(count, in: folder)
      try #require(counted.status == 0 && counted.out.contains("mean_hu"), "\(counted)")
      var look = 0, refused = 0, isReplaced = true
      while isReplaced {
        try scan.other.write(to: URL(fileURLWithPath: folder + "/" + scan.replaced))
        let ran = try run(count, scan.replaced, by: own, at: look, in: folder)
        isReplaced = ran != nil
        if let ran, ran.status != 0 {
          refused += 1
          #expect(ran.status == 65 && ran.out.isEmpty && ran.complaint != nil, "look \(look): \(ran)")
        }
        // Replaced before anything was known of it, it is the project's.
        if let ran, ran.status == 0 { #expect(ran.out == counted.out, "look \(look)") }
        look += scan.step
      }
      #expect(refused > 2)
    }
  }

  /// Without a project an answer names the scan by its digest: it is that of what was counted. What takes long is tried
  /// at fewer moments.
  @Test(arguments: [
    (["extent", "--labels", "mask.nii.gz"], 1), (["lungs", "out.nii.gz"], 3), (["propose", "out.nii.gz"], 4),
  ])
  func noAnswerNamesAnotherScan(_ words: [String], _ step: Int) throws {
    let scan = try #require(try Self.scans.get()["chest"]), own = try #require(scan.files[scan.replaced])
    try withTemporaryFolder { folder in
      try scan.write(to: folder)
      let command = [words[0], scan.name] + words.dropFirst() + ["--json"]
      let path = URL(fileURLWithPath: folder + "/" + scan.replaced)
      func clean() { try? FileManager.default.removeItem(atPath: folder + "/out.nii.gz") }
      let answers = try [scan.other, own].map { bytes in
        clean()
        try bytes.write(to: path)
        let ran = try stylet(command, in: folder)
        try #require(ran.status == 0, "\(ran)")
        return ran.out
      }
      try #require(answers[0] != answers[1])
      var look = 0, refused = 0, isReplaced = true
      while isReplaced {
        clean()
        try own.write(to: path)
        let ran = try run(command, scan.replaced, by: scan.other, at: look, in: folder)
        isReplaced = ran != nil
        if let ran, ran.status != 0 {
          refused += 1
          #expect(ran.status == 65 && ran.out.isEmpty && ran.complaint != nil, "look \(look): \(ran)")
        }
        if let ran, ran.status == 0 { #expect(answers.contains(ran.out), "look \(look)") }
        look += step
      }
      #expect(refused > 0)
    }
  }
}
