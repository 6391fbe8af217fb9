import Foundation
import StyletScreen
import Synchronization
import Testing

/// How much work a good outline is: key presses and Dice of the scripts in `Samples/scripts/`, played by the built
/// program from nothing. `make effort` prints the table.
@Suite(.serialized) struct EffortTests {
  @Test(arguments: EffortCase.all)
  func aLesionIsOutlinedInFewKeys(_ effort: EffortCase) throws {
    guard effort.isHere else {
      EffortTable.add("\(effort.name): skipped, its scan is not here")
      return
    }
    let script = EffortCase.root + "/Samples/scripts/" + effort.script
    let text = try String(contentsOfFile: script, encoding: .utf8)
    let keys = try KeyScript.parse(text)
    #expect(keys.count <= effort.keys)
    #expect(!Self.saysWhere(text), "a slice or a distance is typed in")

    let folder = NSTemporaryDirectory() + "stylet-effort-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (scan, truths) = try Self.scanAndTruths(effort, folder)
    let began = Date()
    // No script uses the lungs, and finding them would be nearly all of the time.
    let ran = try stylet(
      ["open", scan, "--project", "drawn.json", "--script", "@" + script, "--size", "200x55", "--save", "--lungs", "ask"],
      in: folder)
    let seconds = Date().timeIntervalSince(began)
    #expect(ran.status == 0, "\(ran.err)")

    let drawn = try DrawnVoxels(project: folder + "/drawn.json", label: nil)
    var dice = [drawn.dice(DrawnVoxels.majority(truths))]
    if case .phantom = effort.scan {
      let parts = drawn.lesions(width: Self.phantomWidth)
      let lesions = truths[0].lesions(width: Self.phantomWidth)
      #expect(lesions.count == 3)
      dice = lesions.map { $0.dice(in: parts) }
    }
    EffortTable.add(effort, keys: keys.count, dice: dice, seconds: seconds)
    for value in dice { #expect(value >= effort.dice) }
  }

  /// Keys a person cannot press without knowing the lesion's place: a slice by number, a cursor or slice step by a
  /// count of two digits or more, a command that goes to a place.
  private static func saysWhere(_ script: String) -> Bool {
    let lines = script.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
    return lines.contains { $0.contains(/[0-9]+G|[0-9]{2,}<?[A-Za-z.]|:(slice|[0-9])/) }
  }

  private static let phantomWidth = 256

  private static func scanAndTruths(_ effort: EffortCase, _ folder: String) throws -> (String, [DrawnVoxels]) {
    switch effort.scan {
    case .phantom(let seed):
      let made = try stylet(["phantom", "p.nii.gz", "--seed", "\(seed)", "--lesions", "4"], in: folder)
      #expect(made.status == 0, "\(made.err)")
      return ("p.nii.gz", [try truth("p-truth.nii.gz", of: "p.nii.gz", label: 1, folder)])
    case .real(let scan, let masks):
      let data = EffortCase.data ?? ""
      let truths = try known.withLock { known in
        if let truths = known[scan] { return truths }
        let truths = try masks.map { try truth(data + "/" + $0, of: data + "/" + scan, label: nil, folder) }
        known[scan] = truths
        return truths
      }
      return (data + "/" + scan, truths)
    }
  }

  /// Truths read so far, by scan.
  private static let known = Mutex<[String: [DrawnVoxels]]>([:])

  /// A mask as a project has it: the program reads it.
  private static func truth(_ mask: String, of scan: String, label: Int?, _ folder: String) throws -> DrawnVoxels {
    let project = "truth.json"
    let isBegun = FileManager.default.fileExists(atPath: folder + "/" + project)
    let ran = try stylet(["import"] + (isBegun ? [project, mask] : [scan, mask, "--project", project]), in: folder)
    #expect(ran.status == 0, "\(ran.err)")
    return try DrawnVoxels(project: folder + "/" + project, label: label)
  }
}

/// The table that `make effort` shows: a line a case, in the file that `STYLET_EFFORT_TABLE` names.
enum EffortTable {
  static func add(_ line: String) {
    guard let path = ProcessInfo.processInfo.environment["STYLET_EFFORT_TABLE"] else { return }
    if !FileManager.default.fileExists(atPath: path) {
      let heading = "case                                    keys  (most)   Dice (least)                  played in\n"
      try? Data(heading.utf8).write(to: URL(fileURLWithPath: path))
    }
    guard let file = FileHandle(forWritingAtPath: path) else { return }
    file.seekToEndOfFile()
    file.write(Data((line + "\n").utf8))
  }

  static func add(_ effort: EffortCase, keys: Int, dice: [Double], seconds: Double) {
    let name = effort.name.padding(toLength: 38, withPad: " ", startingAt: 0)
    let values = dice.map { String(format: "%.3f", $0) }.joined(separator: " ") + String(format: " (%.2f)", effort.dice)
    add(
      name + String(format: "%6d%9@   ", keys, "(\(effort.keys))") + values.padding(toLength: 28, withPad: " ", startingAt: 0)
        + String(format: "%6.1f s", seconds))
  }
}
