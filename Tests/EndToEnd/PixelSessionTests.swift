import Foundation
import TestSupport
import Testing

/// The program on terminals that say that they show pixels: what they are sent is decoded and held to the scan.
@Suite(.serialized) struct PixelSessionTests {
  private static let cell = (width: 8, height: 16)
  private static let screen = (columns: 100, rows: 30)
  /// HU more of a voxel further to the left, to the back and to the head.
  private static let rise = (i: 15.0, j: 7.0, k: 11.0)

  /// A scan whose values rise along each axis by its own measure: whatever is mirrored, swapped or stretched shows.
  private func scan(in folder: String) throws -> String {
    let size = (i: 40, j: 30, k: 20)
    var bytes = Array(
      """
      NRRD0004
      type: short
      dimension: 3
      space: left-posterior-superior
      sizes: \(size.i) \(size.j) \(size.k)
      space directions: (1,0,0) (0,1,0) (0,0,1)
      space origin: (0,0,0)
      encoding: raw
      endian: little


      """.utf8)
    for n in 0..<size.i * size.j * size.k {
      let (i, j, k) = (n % size.i, n / size.i % size.j, n / (size.i * size.j))
      let value = Int16(-1000 + Self.rise.i * Double(i) + Self.rise.j * Double(j) + Self.rise.k * Double(k))
      bytes += [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
    }
    let path = folder + "/rising.nrrd"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// To the question for all else, and to that for kitty's images.
  private static let answers = [
    "kitty": ["\u{1b}[6;16;8t\u{1b}[?62c", "\u{1b}_Gi=31;OK\u{1b}\\\u{1b}[?62c"],
    "sixel": ["\u{1b}[6;16;8t\u{1b}[?1;0;256S\u{1b}[?62;4;22c", "\u{1b}[?62;4;22c"],
    "none": ["\u{1b}[?62c", "\u{1b}[?62c"],
  ]

  private static func answer(_ program: PtyProcess, _ way: String) {
    for (asked, answer) in zip(["\u{1b}[16t", "\u{1b}_G"], answers[way] ?? []) {
      #expect(program.read(until: asked) && program.read(until: "\u{1b}[c"))
      program.forgetOutput()
      program.type(answer)
    }
  }

  /// A program that has asked, and was answered, and whose output is shown from the beginning.
  private func start(_ folder: String, _ way: String, _ arguments: [String] = []) throws -> (PtyProcess, PixelTerminal) {
    let program = try PtyProcess(
      [builtProduct("stylet"), try scan(in: folder), "--lungs", "ask", "--picture", way] + arguments,
      width: Self.screen.columns, height: Self.screen.rows,
      environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"])
    Self.answer(program, way)
    return (program, PixelTerminal(columns: Self.screen.columns, rows: Self.screen.rows, cell: Self.cell))
  }

  /// Shows what comes until nothing has come for a while; the count of bytes.
  @discardableResult
  private func show(_ program: PtyProcess, on terminal: PixelTerminal, atLeast images: Int = 0) -> Int {
    var all = 0
    for _ in 0..<40 {
      program.read(seconds: 0.4) { _ in false }
      let bytes = program.output
      program.forgetOutput()
      terminal.feed(bytes)
      all += bytes.count
      for _ in 0..<(String(decoding: bytes, as: UTF8.self).components(separatedBy: "\u{1b}[5n").count - 1) {
        program.type("\u{1b}[0n")
      }
      if bytes.isEmpty, terminal.sent.images >= images { break }
    }
    return all
  }

  /// How much brighter it becomes in a pixel to the right and downwards, in a rectangle of cells.
  private func slope(_ terminal: PixelTerminal, _ cols: Range<Int>, _ rows: Range<Int>) -> (x: Double, y: Double) {
    let screen = terminal.screen, width = terminal.width, far = 24
    var sums = (x: 0.0, y: 0.0), counts = (x: 0, y: 0)
    func grey(_ x: Int, _ y: Int) -> Int? {
      let pixel = screen[y * width + x], low = pixel & 255
      return pixel > 0 && pixel >> 16 == low && pixel >> 8 & 255 == low ? Int(low) : nil
    }
    for y in rows.lowerBound * Self.cell.height..<rows.upperBound * Self.cell.height - far {
      for x in cols.lowerBound * Self.cell.width..<cols.upperBound * Self.cell.width - far {
        guard let here = grey(x, y) else { continue }
        if let right = grey(x + far, y) { (sums.x, counts.x) = (sums.x + Double(right - here), counts.x + 1) }
        if let below = grey(x, y + far) { (sums.y, counts.y) = (sums.y + Double(below - here), counts.y + 1) }
      }
    }
    return (sums.x / Double(max(counts.x, 1)), sums.y / Double(max(counts.y, 1)))
  }

  @Test(arguments: ["kitty", "sixel"]) func theSlicesAreShown(_ way: String) throws {
    try withTemporaryFolder { folder in
      let (program, terminal) = try start(folder, way)
      let first = show(program, on: terminal, atLeast: 1)
      #expect(terminal.problems == [] && terminal.sent.sixels == (way == "sixel" ? terminal.sent.images : 0))
      // The active pane alone, over the whole screen.
      for (keys, rises) in [
        (":layout single\r", (Self.rise.i, Self.rise.j)), (":pane coronal\r", (Self.rise.i, -Self.rise.k)),
        (":pane sagittal\r", (Self.rise.j, -Self.rise.k)),
      ] {
        program.type(keys)
        show(program, on: terminal)
        let slope = slope(terminal, 4..<60, 3..<26)
        #expect(abs(slope.x / slope.y - rises.0 / rises.1) < 0.15 * abs(rises.0 / rises.1), "\(keys): \(slope)")
        #expect(slope.x > 0 && (slope.y > 0) == (rises.1 > 0), "\(keys): \(slope)")
      }
      let sent = terminal.sent.images
      let stroke = { program.type(" "); return show(program, on: terminal) }()
      #expect(terminal.sent.images > sent && stroke < first / 3, "\(stroke) bytes of \(first)")
      program.type(":q!\r")
      #expect(program.waitForExit(seconds: 20) == 0)
      terminal.feed(program.output)
      #expect(terminal.images.isEmpty && terminal.problems == [])
    }
  }

  /// On a smaller and on a larger screen the picture is all there, at its place and no image is left of the one before.
  @Test(arguments: ["kitty", "sixel"]) func aResizeShowsItAnew(_ way: String) throws {
    try withTemporaryFolder { folder in
      let (program, terminal) = try start(folder, way)
      show(program, on: terminal, atLeast: 1)
      program.type(":layout single\r")
      show(program, on: terminal)
      for (columns, rows) in [(70, 22), (100, 30), (84, 26)] {
        let sent = terminal.sent.images
        program.resize(width: columns, height: rows)
        show(program, on: terminal, atLeast: sent + 1)
        #expect(terminal.problems == [] && terminal.sent.images > sent, "\(columns)x\(rows)")
        let slope = slope(terminal, 4..<40, 3..<rows - 6)
        #expect(abs(slope.x / slope.y - Self.rise.i / Self.rise.j) < 0.15 * Self.rise.i / Self.rise.j, "\(slope)")
        for image in terminal.images.values {
          #expect(image.col + image.width / Self.cell.width <= columns, "\(columns)x\(rows)")
          #expect(image.row + image.pixels.count / image.width / Self.cell.height <= rows, "\(columns)x\(rows)")
        }
      }
      program.type(":q!\r")
      #expect(program.waitForExit(seconds: 20) == 0)
    }
  }

  /// Ctrl-Z gives the screen back without images; in the foreground again all of it is shown.
  @Test(arguments: ["kitty", "sixel"]) func itIsSuspendedAndComesBack(_ way: String) throws {
    try withTemporaryFolder { folder in
      let program = try PtyProcess(
        [
          "/bin/sh", "-c", #"set -m; "$0" "$@"; echo "it is stopped"; read line; fg"#, builtProduct("stylet"),
          try scan(in: folder), "--lungs", "ask", "--picture", way,
        ],
        width: Self.screen.columns, height: Self.screen.rows,
        environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"])
      Self.answer(program, way)
      let terminal = PixelTerminal(columns: Self.screen.columns, rows: Self.screen.rows, cell: Self.cell)
      show(program, on: terminal, atLeast: 1)
      let shown = terminal.screen, sent = terminal.sent.images
      #expect(sent > 0)
      program.type("\u{1a}")
      #expect(program.read(seconds: 20, until: "it is stopped"))
      terminal.feed(program.output)
      program.forgetOutput()
      #expect(terminal.images.isEmpty && terminal.problems == [])
      program.type("\n")
      show(program, on: terminal, atLeast: sent + 1)
      #expect(terminal.sent.images >= 2 * sent && terminal.problems == [])
      let differ = zip(shown, terminal.screen).count { $0 != $1 }
      #expect(differ * 50 < shown.count, "\(differ) of \(shown.count) pixels")
      program.type(":q!\r")
      #expect(program.waitForExit(seconds: 20) == 0)
      terminal.feed(program.output)
      #expect(terminal.images.isEmpty)
    }
  }

  /// Also where it ends in no good way.
  @Test func aCrashTakesTheImagesOff() throws {
    try withTemporaryFolder { folder in
      let (program, terminal) = try start(folder, "kitty")
      show(program, on: terminal, atLeast: 1)
      #expect(!terminal.images.isEmpty)
      kill(program.pid, SIGSEGV)
      _ = program.waitForExit(seconds: 20)
      terminal.feed(program.output)
      #expect(terminal.images.isEmpty)
    }
  }

  /// Over SSH it is not asked, and nothing but characters is sent; nor where it answers that it has none.
  @Test(arguments: ["ssh", "none"]) func elsewhereThereAreCharacters(_ place: String) throws {
    try withTemporaryFolder { folder in
      var environment = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]
      if place == "ssh" { environment["SSH_TTY"] = "/dev/pts/9" }
      let program = try PtyProcess(
        [builtProduct("stylet"), try scan(in: folder), "--lungs", "ask"] + (place == "none" ? ["--picture", "auto"] : []),
        width: 100, height: 30, environment: environment)
      if place == "none" { Self.answer(program, place) }
      #expect(program.read(seconds: 20, until: "Axial"))
      let text = String(decoding: program.output, as: UTF8.self)
      #expect(!text.contains("\u{1b}_Ga=T") && !text.contains("\u{1b}P0;1;0q"))
      #expect(place == "none" || !text.contains("\u{1b}_G"))
      program.type(":q!\r")
      #expect(program.waitForExit(seconds: 20) == 0)
    }
  }
}
