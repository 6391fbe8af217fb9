import Foundation
import StyletBase
import TestSupport
import Testing

/// Keys played without a terminal do what they do in one.
@Suite(.serialized) struct ScriptTests {
  private static let keys = "30G<Space>5<Right>p3<Down>2<Left>p]]s2<PageUp>e<Space>eb<Space>uU<Tab>4<Up><Space>.x"

  @Test(.enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
  func aScriptDrawsWhatTheSameKeysDraw() throws {
    let scripted = try CaseFolder()
    let ran = try scripted.run(
      "open", CaseFolder.scanName, "--script", Self.keys, "--size", "100x30", "--dump-screen", "screen.txt", "--save")
    #expect(ran.status == 0 && ran.out.isEmpty && ran.err.isEmpty, "\(ran.err)")

    let desk = try Desk()
    try desk.open()
    let named = [
      "Space": "Space", "Right": "Right", "Left": "Left", "Up": "Up", "Down": "Down", "PageUp": "PPage", "Tab": "Tab",
    ]
    var rest = Self.keys[...]
    while let first = rest.first {
      if first == "<", let end = rest.firstIndex(of: ">") {
        try desk.press(try #require(named[String(rest[rest.index(after: rest.startIndex)..<end])]))
        rest = rest[rest.index(after: end)...]
      } else {
        try desk.terminal.type(String(first))
        rest = rest.dropFirst()
      }
    }
    let dump = try String(contentsOfFile: scripted.path + "/screen.txt", encoding: .utf8)
    try desk.terminal.waitFor("the words of this screen of the script:\n\(dump)\n") { words($0) == words(dump) }
    try desk.command("wq")
    #expect(try desk.remains() == [])

    let a = try scripted.savedProject(), b = try desk.files.savedProject()
    for part in ["layers", "extent", "labels", "scan", "format", "version"] {
      let x = try #require(a[part] as? NSObject), y = try #require(b[part] as? NSObject)
      #expect(x.isEqual(y), "\(part)")
    }
  }

  /// Headings, panel, status and notice. A picture's cells can look the same in two ways, and which one is sent
  /// depends on the frame before.
  private func words(_ screen: String) -> [String] {
    let rows = screen.split(separator: "\n")
    let panel = rows.drop { !$0.contains("EXTENT") }.dropLast(2).compactMap { $0.split(separator: "│").last }
    let words = rows.filter { $0.contains("Axial") } + panel + rows.suffix(2)
    return words.map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// What stands on the screen once keys are played.
  private static func screen(_ keys: String, _ files: CaseFolder) throws -> String {
    let ran = try files.run(
      "open", CaseFolder.scanName, "--lungs", "ask", "--script", keys, "--size", "100x30", "--dump-screen", "s.txt")
    #expect(ran.status == 0, "\(ran.err)")
    return try String(contentsOfFile: files.path + "/s.txt", encoding: .utf8)
  }

  /// A project that is opened again shows the slice, plane, window, zoom and finding of its last save.
  @Test func openingAgainGoesBackToThePlace() throws {
    let files = try CaseFolder()
    func screen(_ keys: String) throws -> String { try Self.screen(keys, files) }
    func place() throws -> NSDictionary { try #require(try files.savedProject()["view"] as? NSDictionary) }
    let left = try screen("s2<Tab>31Gwm++3<Right>:w<Enter>")
    let saved = try place()
    #expect(saved["plane"] as? String == "coronal" && saved["mm_per_pixel"] != nil && saved["finding"] as? Int == 2)
    let back = try screen("<Esc>:w<Enter>")
    #expect(try place() == saved)
    for text in ["Coronal 31/96", "mediastinum", "▸2 CON"] { #expect(left.contains(text) && back.contains(text)) }
  }

  /// Whoever looks and leaves comes back to where they were. The project stays as it is, byte for byte, and what can be
  /// undone with it; nothing is written beside a scan that nobody has saved.
  @Test(arguments: ["ZZ", ":wq<Enter>", ":q<Enter>"]) func leavingAfterALookKeepsThePlace(_ leave: String) throws {
    let files = try CaseFolder()
    func screen(_ keys: String) throws -> String { try Self.screen(keys, files) }
    let place = files.path + "/chest.stylet.place"
    _ = try screen("31G" + leave)
    #expect(!files.has(place) && !files.has(files.project))
    _ = try screen("20G<Space>:w<Enter>")
    let saved = files.contents()[CaseFolder.projectName]
    _ = try screen("s2<Tab>31G++" + leave)
    #expect(files.contents()[CaseFolder.projectName] == saved && files.has(place))
    let back = try screen("<Esc>")
    for text in ["Coronal 31/96", "▸2 CON"] { #expect(back.contains(text), "\(text)") }
    #expect(try screen("u").contains("Undo Brush"))
    _ = try screen(":w<Enter>")
    #expect(!files.has(place), "the project says it now")
  }

  /// A picture of the screen is replaced by the next one, whatever covers the screen and whatever it speaks.
  @Test(arguments: ["?", ":messages<CR>", "mr5<Right><Space>mm", "R?", ":protocol<CR>", ":qct<CR>", "m"])
  func aDumpIsKnownAsOurs(_ keys: String) throws {
    let files = try CaseFolder()
    for size in ["80x24", "120x40", "40x10"] {
      for ascii in [[], ["--ascii"]] {
        for language in Language.allCases + [.english] {
          let words = ["open", CaseFolder.scanName, "--lungs", "ask", "--script", keys, "--size", size] + ascii
          let how = ["--lang", language.rawValue, "--protocol", "covid-chest", "--dump-screen", "d.txt"]
          let ran = try stylet(words + how, in: files.path)
          // Densities of lungs that nobody has looked for are not shown, nothing is measured on a picture that is not
          // there, and that is told.
          let isRefused = keys == ":qct<CR>" || keys.hasPrefix("mr") && size == "40x10"
          #expect(ran.status == (isRefused ? 64 : 0), "\(keys) \(size) after \(language): \(ran.err)")
        }
      }
    }
  }

  @Test func aScriptFromAFileWithSavingInIt() throws {
    let files = try CaseFolder()
    try Data("# a comment\n24G<Space>\n:w<Enter>\n3<Right><Space>\n".utf8)
      .write(to: URL(fileURLWithPath: files.path + "/work.keys"))
    let first = try files.run("open", CaseFolder.scanName, "--script", "@work.keys")
    #expect(first.status == 0, "\(first.err)")
    func saved() throws -> Int {
      let extent = try files.savedProject()["extent"] as? [String: Any]
      return (extent?["findings"] as? [[String: Any]])?.first?["voxels"] as? Int ?? 0
    }
    let one = try saved()
    #expect(one > 0)
    // What was drawn after the save was not to be kept: there is no --save.
    #expect(!files.has(files.journal))
    let again = try files.run(
      "open", CaseFolder.projectName, "--script", "3<Right><Space>:w<Enter>", "--size", "200x40", "--dump-screen",
      "screen.txt")
    #expect(again.status == 0, "\(again.err)")
    #expect(try saved() > one)
    #expect(files.has(files.backup) && !files.has(files.journal))
  }

  /// What means nothing ends the script: it is said, nothing is saved, and the screen shows where it was.
  @Test(arguments: [":frobnicate<Enter>", "<C-y>", "<Space>:nosuchthing<Enter><Space>"])
  func whatMeansNothingIsAnError(_ keys: String) throws {
    let files = try CaseFolder()
    let ran = try files.run(
      "open", CaseFolder.scanName, "--script", keys, "--save", "--dump-screen", "s.txt", "--lungs", "ask")
    #expect(ran.status == 64 && ran.complaint?.contains("stylet keys") == true, "\(ran.err)")
    #expect(!files.has(files.project) && !files.has(files.journal) && files.has(files.path + "/s.txt"))
  }

  /// What was not done is said with a message and a status, what was done is saved; advice is none.
  @Test func whatWasNotDoneIsToldAtTheEnd() throws {
    func run(_ keys: String) throws -> (Ran, CaseFolder) {
      let files = try CaseFolder()
      return (try files.run("open", CaseFolder.scanName, "--lungs", "ask", "--save", "--script", keys), files)
    }
    for keys in [
      ":slice -1<CR><Space>", "<Space>:brush<CR>", "<Space>:finding XX<CR>", "<Space>:q<CR>", "<Space>:q and more<CR>",
      "5u<Space>", "<Space>:lock GGO<CR>5<Right><Space>",
    ] {
      let (ran, files) = try run(keys)
      #expect(ran.status == 64 && ran.complaint?.count ?? 0 > 20, "\(keys): \(ran)")
      #expect(files.has(files.project) && !files.has(files.journal), "\(keys)")
    }
    for keys in [":goto 1<CR><Space>", ":zoom x<CR><Space>"] {
      let (ran, files) = try run(keys)
      #expect(ran.status == 64 && ran.complaint?.count ?? 0 > 20 && !files.has(files.project), "\(keys): \(ran)")
    }
    for keys in ["<Space><Space>", "x<Space>", "999k<Space>", "<Space>:q<CR><Esc>"] {
      let (ran, _) = try run(keys)
      #expect(ran.status == 0 && ran.err.isEmpty, "\(keys): \(ran)")
    }
  }

  /// The lungs are a layer of the project: saved, and brought back by the journal where they were not.
  @Test func theLungsAreKept() throws {
    let files = try CaseFolder()
    let saved = try files.run("open", CaseFolder.scanName, "--script", "<Space>u", "--save")
    #expect(saved.status == 0, "\(saved.err)")
    func layers() throws -> [String] {
      (try files.savedProject()["layers"] as? [[String: Any]] ?? []).map {
        "\($0["name"] ?? "") \(($0["slices"] as? [Any])?.isEmpty == false)"
      }
    }
    #expect(try layers() == ["findings false", "lungs true"])
    #expect(try files.run("validate", CaseFolder.projectName).status == 0)
    let unsaved = try CaseFolder()
    #expect(
      try unsaved.run("open", CaseFolder.scanName, "--lungs", "ask", "--script", ":lungs<Enter>", "--save").status == 0)
    #expect(!unsaved.has(unsaved.journal))
    let again = try unsaved.run("open", CaseFolder.scanName, "--script", ":within-lungs<Enter><Space>", "--save")
    #expect(again.status == 64 && again.complaint?.contains("nothing within the lungs") == true, "\(again.err)")
    let parts = try unsaved.savedProject()["layers"] as? [[String: Any]]
    #expect(parts?.last?["name"] as? String == "lungs")
    // a look finds them, and leaves nothing behind
    let looked = try CaseFolder()
    let before = looked.contents()
    let ran = try looked.run("open", CaseFolder.scanName, "--script", "G:q<Enter>", "--dump-screen", "s.txt")
    #expect(ran.status == 0 && Set(looked.contents().keys) == Set(before.keys).union(["s.txt"]), "\(ran.err)")
  }

  @Test(arguments: ["80x24", "200x55", "60x16", "20x5", "1x1"])
  func theScreenIsDrawnAtAnySize(_ size: String) throws {
    let files = try CaseFolder()
    let ran = try files.run(
      "open", CaseFolder.scanName, "--script", "<Space>?", "--size", size, "--dump-screen", "s.txt")
    // No key draws while there is no room for the picture.
    #expect(ran.status == (["20x5", "1x1"].contains(size) ? 64 : 0), "\(ran.err)")
    let numbers = size.split(separator: "x").compactMap { Int($0) }
    let rows = try String(contentsOfFile: files.path + "/s.txt", encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(rows.prefix(numbers[1]).allSatisfy { $0.count <= numbers[0] })
    #expect(rows.count == numbers[1] || rows.count == numbers[1] + 1)
  }

  /// What a script asked for and did not get is said where somebody sees it, and what it drew for a save is kept.
  @Test func aRefusedCommandIsSaidAndNothingIsLost() throws {
    for rest in [[], ["--save"]] {
      let files = try CaseFolder()
      let obstacle = files.project + ".tmp"
      try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: false)
      let ran = try stylet(
        ["open", CaseFolder.scanName, "--lungs", "ask", "--script", "<Space>5<Right><Space>:w<Enter>"] + rest,
        in: files.path)
      #expect(ran.status == 74 && ran.complaint?.contains("could not be saved") == true, "\(ran)")
      #expect(files.has(files.journal) && !files.has(files.project))
      try FileManager.default.removeItem(atPath: obstacle)
      let again = try files.run("open", CaseFolder.scanName, "--lungs", "ask", "--script", "", "--save")
      #expect(again.status == 0 && again.err.contains("2"), "\(again)")
      #expect(try files.shownMillilitres()["GGO"] != nil)
    }
    // Nothing can be recorded: no lock can be made.
    let files = try CaseFolder()
    let lock = files.project.replacingOccurrences(of: ".json", with: ".lock")
    try FileManager.default.createDirectory(atPath: lock, withIntermediateDirectories: false)
    let ran = try files.run("open", CaseFolder.scanName, "--lungs", "ask", "--script", "<Space>")
    #expect(ran.status != 0 && ran.complaint != nil, "\(ran)")
    // A script that asks for nothing of the kind is none the worse.
    #expect(try files.run("open", CaseFolder.scanName, "--lungs", "ask", "--script", "5jl").status == 0)
  }
}
