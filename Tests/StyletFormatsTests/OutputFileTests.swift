import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletFiles
@testable import StyletFormats

/// What is written over: what this program wrote, wholly; nothing else unless asked; never what is read, a link's
/// target, a device or a pipe.
@Suite struct OutputFileTests {
  @Test func aDeviceIsWrittenAndNotReplaced() throws {
    try withTemporaryFolder { folder in
      let pipe = folder + "/pipe"
      #expect(mkfifo(pipe, 0o600) == 0)
      let reader = open(pipe, O_RDONLY | O_NONBLOCK)
      defer { close(reader) }
      try OutputFile.write(Array("hello".utf8), to: pipe)
      var bytes = [UInt8](repeating: 0, count: 16)
      #expect(read(reader, &bytes, 16) == 5)
      var status = stat()
      #expect(stat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["pipe"])
    }
    try OutputFile.write([1, 2, 3], to: "/dev/null")
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  /// `-` is standard output where the command has nothing else to write there; no file is called so by mistake.
  @Test func aDashIsNoFile() throws {
    let f = #expect(throws: Failure.self) { try OutputFile.write([65], to: "-") }
    #expect(f?.kind == .usage && f?.advice?.contains("./-") == true)
    for policy in [OutputPolicy(), OutputPolicy(isForced: true), OutputPolicy(inputs: ["-"])] {
      #expect(throws: Failure.self) { try policy.check("-") }
    }
    guard case .stream = try OutputPolicy(toStandardOutput: true).check("-") else {
      Issue.record("a file")
      return
    }
    guard case .file = try OutputPolicy().check("./--no-such-file") else {
      Issue.record("no file")
      return
    }
    // What is completed at its beginning needs a file, whatever form it is.
    OutputPolicy.$current.withValue(OutputPolicy(toStandardOutput: true)) {
      let f = #expect(throws: Failure.self) { _ = try OutputFile("-", isText: true, isRewritten: true) }
      #expect(f?.advice?.contains("./-") == true)
    }
    for form in FormatRegistry.standard.maskWriters.map(\.form) {
      #expect(throws: Never.self) { _ = try FormatRegistry.standard.maskWriter(for: "-", form: form) }
    }
    let unnamed = #expect(throws: Failure.self) { _ = try FormatRegistry.standard.maskWriter(for: "-") }
    #expect(unnamed?.advice?.contains("--to") == true)
  }

  @Test func aNameThatIsTooLongIsSaidBefore() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/" + String(repeating: "n", count: 256)
      let f = #expect(throws: Failure.self) { try OutputPolicy().check(path) }
      #expect(f?.kind == .cannotCreate && f?.advice == "give a shorter name")
      #expect(throws: Failure.self) { try OutputFile.write([65], to: path) }
      try OutputFile.write([65], to: folder + "/" + String(repeating: "n", count: 255))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
    }
  }

  private func forced(_ path: String, _ text: String = "new", inputs: [String] = []) throws {
    try OutputPolicy.$current.withValue(OutputPolicy(inputs: inputs, isForced: true)) {
      try OutputFile.write(Array(text.utf8), to: path)
    }
  }

  private func mode(_ path: String) -> mode_t {
    var s = stat()
    return lstat(path, &s) == 0 ? s.st_mode & 0o7777 : 0
  }

  @Test func aLinkIsNeverFollowed() throws {
    try withTemporaryFolder { folder in
      try Data("old".utf8).write(to: URL(fileURLWithPath: folder + "/target"))
      let link = folder + "/link"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "target")
      #expect(throws: Failure.self) { try OutputFile.write(Array("new".utf8), to: link) }
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "target")
      try forced(link)
      #expect(FileManager.default.contents(atPath: folder + "/target") == Data("old".utf8))
      #expect(FileManager.default.contents(atPath: link) == Data("new".utf8))
      #expect(throws: (any Error).self) { try FileManager.default.destinationOfSymbolicLink(atPath: link) }
    }
  }

  @Test func whatOthersWroteStaysUnlessAsked() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/file"
      try Data("theirs".utf8).write(to: URL(fileURLWithPath: path))
      let f = #expect(throws: Failure.self) { try OutputFile.write(Array("new".utf8), to: path) }
      #expect(f?.kind == .cannotCreate && f?.advice?.contains("--force") == true)
      #expect(FileManager.default.contents(atPath: path) == Data("theirs".utf8))
      try forced(path)
      #expect(FileManager.default.contents(atPath: path) == Data("new".utf8) && mode(path) == 0o600)
      // empty: nothing is lost
      try Data().write(to: URL(fileURLWithPath: folder + "/empty"))
      try OutputFile.write(Array("new".utf8), to: folder + "/empty")
    }
  }

  /// A picture of the screen that a tall question covers from top to bottom.
  @Test func aScreenBehindAQuestionIsOurs() throws {
    let edges = ["┌──────────────┐", "│ Sign it?     │", "│ y  sign      │", "│ Esc  leave it│", "└──────────────┘"]
    let behind = [" Form ", " QUALITY", "", " READING", ""]
    let screen = zip(edges, behind).map { edge, text in text.padding(toLength: 8, withPad: " ", startingAt: 0) + edge }
    var open = screen, shifted = screen
    open[2].removeLast()
    shifted[4] = " " + shifted[4]
    let ascii = screen.map {
      $0.map { "┌┐└┘".contains($0) ? "+" : $0 == "─" ? "-" : $0 == "│" ? "|" : String($0) }.joined()
    }
    try withTemporaryFolder { folder in
      let path = folder + "/screen.txt"
      let few = [" Form"] + screen + [" said"], many = [" one", " two"] + screen
      for (lines, isOurs) in [
        (screen, true), (ascii, true), (few, true), (many, false), (open, false), (shifted, false), (edges, false),
      ] {
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        #expect(OutputPolicy.isOwn(path) == isOurs, "\(lines)")
      }
    }
  }

  /// What tells a screen is of the catalogues: in each language, and as a terminal without its letters shows it.
  @Test(arguments: Language.allCases) func screensAreOursInEveryLanguage(_ language: Language) throws {
    let (texts, quoted) = Words.$inTask.withValue(language) {
      let plane = words("panel.name-coronal"), closing = words("panel.list-keys")
      let mode = words("mode.navigate", ["lungs": false])
      let texts = [
        "\n \(plane) 12/96  lung\n", "\n\n\n\n \(mode)   GGO   −507 HU  \(plane) 12\n",
        "┌─ ? ───────┐\n│           │\n└─ \(closing) ─┘\n", "  \(words("panel.too-small-1"))\n 60 x 16\n",
      ]
      return (texts, "Dear colleague, \(closing): \(plane) 12/96.\n\(plane) 12\n\(words("panel.too-small-1")) 60.\n")
    }
    try withTemporaryFolder { folder in
      let path = folder + "/screen.txt"
      func isOurs(_ text: String) throws -> Bool {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return OutputPolicy.isOwn(path)
      }
      for text in texts {
        let plain = text.folding(options: .diacriticInsensitive, locale: nil)
        for text in [text, plain] { #expect(try isOurs(text), "\(text)") }
      }
      let isQuoteOurs = try isOurs(quoted)
      #expect(!isQuoteOurs, "\(quoted)")
    }
  }

  /// Words of ours that somebody else's file quotes do not make it ours; nor does a place among the devices.
  @Test func whatOnlyQuotesUsStays() throws {
    let notice = ResearchUse.notice
    let texts = [
      "# Notes\n\n\(notice)\n", "{\"format\": \"stylet-opacity-forest\", \"notice\": \"\(notice)\"}",
      "written by Stylet\n",
      "a bar: ▀▄█\n", "<html><body>\(notice)</body></html>", "name,notice\n1,\"\(notice)\"\n",
      "# ITK-SnAP Label Description File\n# \(notice)\n",
    ]
    try withTemporaryFolder { folder in
      for text in texts {
        let path = folder + "/file"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        #expect(!OutputPolicy.isOwn(path), "\(text)")
        #expect(throws: Failure.self) { try OutputFile.write(Array("new".utf8), to: path) }
        #expect(FileManager.default.contents(atPath: path) == Data(text.utf8))
      }
    }
    let shared = "/dev/shm/stylet-test-\(UUID().uuidString)"
    guard FileManager.default.createFile(atPath: shared, contents: Data("theirs".utf8)) else { return }
    defer { try? FileManager.default.removeItem(atPath: shared) }
    #expect(throws: Failure.self) { try OutputFile.write(Array("new".utf8), to: shared) }
    #expect(throws: Failure.self) { try forced(shared, inputs: [shared]) }
    #expect(FileManager.default.contents(atPath: shared) == Data("theirs".utf8))
    try forced(shared)
    #expect(FileManager.default.contents(atPath: shared) == Data("new".utf8))
  }

  /// In every form that leaves, a second export replaces the first, and is the owner's alone.
  @Test func whatThisProgramWroteMayBeReplaced() throws {
    for writer in FormatRegistry.standard.maskWriters where !["dicom", "rt"].contains(where: writer.form.hasPrefix) {
      try withTemporaryFolder { folder in
        let ending = writer.extensions.first ?? "txt", path = folder + "/out." + ending
        let mask = try MaskSample.source()
        try writer.write(mask, to: path)
        #expect(mode(path) == 0o600, "\(writer.form)")
        try writer.write(mask, to: path)
      }
    }
    for ending in FormatRegistry.standard.writers.flatMap(\.extensions) {
      try withTemporaryFolder { folder in
        let writer = try FormatRegistry.standard.writer(for: "x." + ending), path = folder + "/x." + ending
        try writer.write(MaskSample.source().volume, to: path)
        try writer.write(MaskSample.source().volume, to: path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).allSatisfy { !$0.hasSuffix(".tmp") })
      }
    }
  }

  /// By its own name, another spelling of it, another name of the file, through a link: even when forced.
  @Test func whatIsReadIsNeverWrittenOver() throws {
    try withTemporaryFolder { folder in
      let scan = folder + "/scan.nii"
      try Data("scan".utf8).write(to: URL(fileURLWithPath: scan))
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "scan.nii")
      #expect(link(scan, folder + "/twin") == 0)
      for path in [scan, folder + "/./scan.nii", folder + "/link", folder + "/twin"] {
        let f = #expect(throws: Failure.self) { try forced(path, inputs: [scan]) }
        #expect(f?.what.contains("made from") == true)
      }
      #expect(FileManager.default.contents(atPath: scan) == Data("scan".utf8))
      // one that is not there yet, as the lock of a project
      #expect(throws: Failure.self) { try forced(folder + "/later", inputs: [folder + "/later"]) }
    }
  }

  /// A scan that carries a project is nobody's to replace, though Stylet wrote it; a project's files never are.
  @Test func aScanWithAProjectStays() throws {
    try withTemporaryFolder { folder in
      let volume = try MaskSample.source().volume
      let scan = folder + "/a.nii.gz"
      func save() throws { try FormatRegistry.standard.writer(for: scan).write(volume, to: scan) }
      func put(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
      }
      let naming = "{\"format\": \"stylet-project\", \"version\": 1, \"scan\": {\"path\": \"a.nii.gz\"}}"
      try save()
      try save()
      for (project, text) in [
        ("a.stylet.json", naming), ("other.stylet.json", naming), ("mine.json", naming), ("a.stylet.json", "torn"),
        ("a.stylet.json.bak", naming), ("a.stylet.journal", "{}"),
      ] {
        try put(project, text)
        let f = #expect(throws: Failure.self, "\(project)") { try save() }
        #expect(f?.what.contains(project) == true, "\(project): \(f?.what ?? "")")
        #expect(f?.advice?.contains("--force") == true)
        #expect(throws: Failure.self, "\(project)") { try forced(folder + "/" + project) }
        #expect(FileManager.default.contents(atPath: folder + "/" + project) == Data(text.utf8))
        try FileManager.default.removeItem(atPath: folder + "/" + project)
      }
      // Another name of the scan's file is the scan.
      try put("a.stylet.json", naming)
      #expect(link(scan, folder + "/other.nii.gz") == 0)
      let linked = #expect(throws: Failure.self) { try OutputPolicy().check(folder + "/other.nii.gz") }
      #expect(linked?.what == "is the scan of a.stylet.json" && linked?.advice?.contains("--force") == true)
      #expect(throws: Never.self) { try OutputPolicy(isForced: true).check(folder + "/other.nii.gz") }
      try FileManager.default.removeItem(atPath: folder + "/other.nii.gz")
      try FileManager.default.removeItem(atPath: folder + "/a.stylet.json")
      try put("b.stylet.json", naming.replacingCharacters(in: naming.range(of: "a.nii")!, with: "b.nii"))
      try save()
      try put("a.stylet.json", naming)
      try forced(scan)
    }
  }

  /// Names that are kept for a project's files are nobody else's, whether something is there or not.
  @Test func namesOfProjectsAreKept() throws {
    try withTemporaryFolder { folder in
      for name in [
        "s.stylet.json", "s.stylet.json.bak", "s.stylet.journal", "s.stylet.history", "s.stylet.lock",
        "s.stylet.journal.kept2", "S.STYLET.JSON",
      ] {
        #expect(throws: Failure.self, "\(name)") { try OutputPolicy(isForced: true).check(folder + "/" + name) }
      }
      for name in ["s.report.html", "s.stylet.nii.gz", "stylet.json", "s.stylet.json.html"] {
        #expect(throws: Never.self, "\(name)") { try OutputPolicy().check(folder + "/" + name) }
      }
    }
  }

  /// A mask is not replaced by a picture of the screen, nor by a scan.
  @Test func ofOursOnlyTheSameKindIsReplaced() throws {
    try withTemporaryFolder { folder in
      let source = try MaskSample.source()
      for ending in FormatRegistry.standard.writers.flatMap(\.extensions) {
        let mask = folder + "/mask." + ending, scan = folder + "/scan." + ending
        let writer = try FormatRegistry.standard.writer(for: mask)
        try writer.write(source.layer.labels, grid: source.volume.grid, findings: .standard, to: mask)
        try writer.write(source.volume, to: scan)
        #expect(OutputPolicy.ownKind(mask) == .mask && OutputPolicy.ownKind(scan) == .scan, "\(ending)")
        #expect(throws: Never.self) { try OutputPolicy(kinds: [.mask, .text]).check(mask) }
        #expect(throws: Failure.self) { try OutputPolicy(kinds: [.text]).check(mask) }
        #expect(throws: Failure.self) { try OutputPolicy(kinds: [.scan]).check(mask) }
        #expect(throws: Failure.self) { try OutputPolicy(kinds: [.mask]).check(scan) }
        #expect(throws: Never.self) { try OutputPolicy(isForced: true, kinds: [.text]).check(scan) }
      }
    }
  }

  @Test func twoOutputsAreTwoFiles() throws {
    try withTemporaryFolder { folder in
      try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/x"))
      #expect(link(folder + "/x", folder + "/twin") == 0)
      for pair in [["/y", "/y"], ["/y", "/./y"], ["/x", "/twin"]] {
        let f = #expect(throws: Failure.self) { try OutputPolicy.checkDistinct(pair.map { folder + $0 }) }
        #expect(f?.kind == .usage)
      }
      try OutputPolicy.checkDistinct([folder + "/x", folder + "/y", "/dev/null", "/dev/null"])
    }
  }

  @Test func givenUpHalfWayNothingIsLeft() throws {
    try withTemporaryFolder { folder in
      try Data("old".utf8).write(to: URL(fileURLWithPath: folder + "/file"))
      try OutputPolicy.$current.withValue(OutputPolicy(isForced: true)) {
        let file = try OutputFile(folder + "/file")
        try file.write([1, 2, 3])
      }
      #expect(FileManager.default.contents(atPath: folder + "/file") == Data("old".utf8))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["file"])
    }
  }
}
