import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// SIGKILL at every call by which a checkout or a check-in changes a file, as where a stick is pulled out: done again,
/// all is as if nothing had happened.
@Suite(.enabled(if: Preloaded.isAvailable, "there is no C compiler to stop a program at a call with"))
struct KilledCheckinTests {
  /// All below a folder, but for records that say when and by what name something was carried, and logs of the machine.
  private func content(_ path: String) -> [String: Data] {
    var all: [String: Data] = [:]
    for name in FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? [] {
      let last = name.split(separator: "/").last.map(String.init) ?? ""
      guard last != "checkout.json", !last.hasPrefix("away."), !last.hasPrefix("returned."),
        let data = FileManager.default.contents(atPath: path + "/" + name)
      else { continue }
      all[name] = data
    }
    return all
  }

  private func killed(_ command: [String], at call: Int, in folder: String) throws -> Bool {
    let wrapper = try KilledSaveTests.library.get().wrapper([
      "KILL_AT": "\(call)", "KILL_IN": "/" + URL(fileURLWithPath: folder).lastPathComponent + "/",
    ])
    let ran = try stylet(command, in: folder, wrapper: wrapper)
    #expect(ran.status == 0 || ran.status == 128 + SIGKILL, "call \(call): \(ran)")
    return ran.status != 0
  }

  /// Every sixth call, each lane from another one on.
  @Test(arguments: 0..<2) func aCheckoutGoesOn(lane: Int) throws {
    let whole = try StudyCases()
    let command = ["study", "checkout", "trial", "stick", "--reader", "ann", "--cases", "2"]
    try #require(try stylet(command, in: whole.path).status == 0)
    let wanted = content(whole.path + "/stick")
    var call = lane * 3, count = 0
    while true {
      let study = try StudyCases()
      guard try killed(command, at: call, in: study.path) else { break }
      count += 1
      let stick = study.path + "/stick"
      if FileManager.default.fileExists(atPath: stick) { #expect(content(stick) == wanted, "call \(call)") }
      let again = try stylet(command, in: study.path)
      // Once it is in its place there is nothing to be done again.
      #expect(again.status == 0 || again.status == 73, "call \(call): \(again)")
      #expect(content(stick) == wanted, "call \(call)")
      #expect(try study.folder.checkouts(StudyCases.reader).count == 1, "call \(call)")
      #expect(study.files().keys.allSatisfy { !$0.hasSuffix(".tmp") || $0.hasPrefix("away") }, "call \(call)")
      call += 6
    }
    #expect(count > 10, "\(count) calls")
  }

  /// A reading that is sealed, one that is begun, and one that was sealed in the study meanwhile.
  @Test(arguments: 0..<2) func aCheckinGoesOn(lane: Int) throws {
    let whole = try StudyCases(), keys = "<CR><Space>" + StudyCases.answers + "y"
    func run(_ arguments: String...) throws {
      let ran = try stylet(arguments, in: whole.path)
      try #require(ran.status == 0, "\(arguments): \(ran)")
    }
    try run("study", "checkout", "trial", "stick", "--reader", "ann", "--cases", "3")
    for keys in [keys, keys, "<CR><Space>"] { try run("study", "work", "stick", "--reader", "ann", "--script", keys) }
    let late = "g<CR>late<CR>2<Right><Space>" + StudyCases.answers + "y"
    try run("study", "work", "trial", "--reader", "ann", "--script", late)
    let command = ["study", "checkin", "trial", "stick"]
    let states = try withTemporaryFolder { folder -> [Alias: ReadingProgress.State] in
      _ = try copy(whole, to: folder)
      #expect(try stylet(command, in: folder).status == 65)
      return try progress(folder).states
    }
    #expect(states.values.filter { $0 == .sealed }.count == 2 && states.values.contains(.open))
    var call = lane * 2, count = 0, isDone = false
    while !isDone {
      try withTemporaryFolder { folder in
        let study = try copy(whole, to: folder), reader = study.reader(StudyCases.reader)
        let before = content(reader)
        let wrapper = try KilledSaveTests.library.get().wrapper([
          "KILL_AT": "\(call)", "KILL_IN": "/" + URL(fileURLWithPath: folder).lastPathComponent + "/",
        ])
        let ran = try stylet(command, in: folder, wrapper: wrapper)
        isDone = ran.status == 65
        #expect(isDone || ran.status == 128 + SIGKILL, "call \(call): \(ran)")
        // At no moment is a project or a log anything but whole.
        try checkWhole(study, "call \(call)")
        let again = try stylet(command, in: folder)
        #expect([0, 65].contains(again.status), "call \(call): \(again)")
        #expect(try progress(folder).states == states, "call \(call)")
        #expect(try study.checkouts(StudyCases.reader).isEmpty, "call \(call)")
        try checkWhole(study, "call \(call), again")
        let after = content(reader)
        for (name, bytes) in before where !name.hasPrefix("events.") && name != "work.claim" {
          #expect(after[name] == bytes, "call \(call): \(name)")
        }
        #expect(after.keys.filter { $0.hasPrefix("kept.") && $0.hasSuffix(".stylet.json") }.count == 1, "call \(call)")
        count += 1
      }
      call += 4
    }
    #expect(count > 10, "\(count) calls")
  }

  private func copy(_ study: StudyCases, to folder: String) throws -> StudyFolder {
    for name in ["trial", "stick", "scans"] {
      try FileManager.default.copyItem(atPath: study.path + "/" + name, toPath: folder + "/" + name)
    }
    return StudyFolder(folder + "/trial")
  }

  private func progress(_ folder: String) throws -> ReadingProgress {
    try ReadingProgress(StudyFolder(folder + "/trial"), study: "trial", reader: StudyCases.reader)
  }

  /// Every log is a chain, and what it says is sealed is what lies there.
  private func checkWhole(_ study: StudyFolder, _ place: String) throws {
    let progress = try ReadingProgress(study, study: "trial", reader: StudyCases.reader)
    for (alias, seal) in progress.seals where progress.state(of: alias) == .sealed {
      let project = FileManager.default.contents(atPath: study.project(StudyCases.reader, alias))
      #expect(project.map { sha256(Array($0)) } == seal, "\(place): \(alias)")
    }
  }
}
