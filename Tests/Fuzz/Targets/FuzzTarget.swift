import Foundation
import StyletCore
import StyletFormats
import StyletScreen
import StyletTerminal

/// A way from bytes of anybody's making to what the program makes of them. None may trap, hang, or take much memory.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// A file of any image format, or an archive, to voxels.
  case scan
  /// Files of a folder, to a volume with its gaps filled. The bytes are the files, each after its length (4 bytes, little
  /// endian).
  case series
  /// A mask of any format, onto a grid.
  case mask
  /// Settings, protocols, standards, key maps.
  case toml
  /// A project file, and what `stylet validate` says of it.
  case project
  /// A journal beside a project: opened, and recovered.
  case journal
  case json
  /// What a terminal sends.
  case input

  public func run(_ bytes: [UInt8]) {
    switch self {
    case .scan: FuzzFolder.with([("x", bytes)]) { Self.read($0 + "/x") }
    case .series:
      let files = Chunks(bytes).parts.prefix(12).enumerated().map { ("s\($0).dcm", $1) }
      FuzzFolder.with(files) { Self.read($0) }
    case .mask:
      FuzzFolder.with([("x", bytes)]) { folder in
        guard let mask = try? FormatRegistry.standard.readMask(folder + "/x", on: FuzzSeeds.grid) else { return }
        _ = mask.labels.isEmpty
      }
    case .toml:
      let text = String(decoding: bytes, as: UTF8.self)
      _ = try? TOMLTable(reading: text)
      _ = try? UserSettings.parse(text, name: "x")
      _ = try? ReadingProtocol.parse(text, name: "x")
      _ = try? ChestStandards.parse(text, name: "x")
      _ = KeymapFile(name: "x", text: text).merged()
    case .project:
      guard let project = try? Project(decoding: bytes, path: "x") else { break }
      // What was read is written so that it reads the same again.
      let written = project.encoded()
      let again = try? Project(decoding: written, path: "x")
      precondition(again?.encoded() == written, "a project that was read does not survive a save")
    case .journal: Self.open(journal: bytes)
    case .json:
      guard let value = try? JSONValue(reading: bytes) else { break }
      precondition((try? JSONValue(reading: Array(value.text.utf8))) == value, "JSON that was read is written otherwise")
    case .input:
      var decoder = InputDecoder()
      for byte in bytes { _ = decoder.feed([byte]) }
      var whole = InputDecoder()
      _ = whole.feed(bytes)
      _ = whole.timeout()
    }
  }

  /// As it is, and each volume with gaps filled. What is large by its own word takes long, and tells nothing.
  private static func read(_ path: String) {
    for choice in [ScanChoice.standard, ScanChoice(volume: 0, fillGaps: true)] {
      let options = ReadOptions(choice: choice)
      guard let described = try? FormatRegistry.standard.describe(path, options),
        described.grid.size.count < 1 << 22, let image = try? FormatRegistry.standard.read(path, options)
      else { continue }
      _ = image.volume.value(at: VoxelIndex(0, 0, 0))
    }
  }

  private static func open(journal bytes: [UInt8]) {
    guard let project = FuzzSeeds.project else { return }
    let name = "x.stylet"
    for withProject in [true, false] {
      let files = [("x.nii", FuzzSeeds.nifti)] + (withProject ? [(name + ".json", project)] : []) + [
        (name + ".journal", bytes)
      ]
      FuzzFolder.with(files) { folder in
        let files = ProjectFiles(scan: folder + "/x.nii")
        guard let volume = try? FormatRegistry.standard.read(files.scan).volume else { return }
        if let opened = try? ProjectStore.open(files, volume: volume, reader: "fuzz") {
          try? opened.store.close(opened.session, keepingUnsaved: true)
        }
        _ = try? ProjectCheck.recover(files.project, reader: "fuzz")
      }
    }
  }
}

/// Files in memory, where the system has such a place, for as long as they are needed.
enum FuzzFolder {
  private static let base = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()

  static func with(_ files: [(name: String, bytes: [UInt8])], _ body: (String) -> Void) {
    let folder = base + "/stylet-fuzz-\(getpid())-\(UInt.random(in: 0 ... .max))"
    guard mkdir(folder, 0o700) == 0 else { return }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for file in files {
      let descriptor = open(folder + "/" + file.name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      guard descriptor >= 0 else { return }
      _ = file.bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      close(descriptor)
    }
    body(folder)
  }
}

/// Several files in one input.
struct Chunks {
  var parts: [[UInt8]] = []

  init(_ parts: [[UInt8]]) { self.parts = parts }

  init(_ bytes: [UInt8]) {
    var at = 0
    while at + 4 <= bytes.count {
      let count = (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
      let end = min(at + 4 + count, bytes.count)
      parts.append(Array(bytes[at + 4..<end]))
      at = end
    }
  }

  var bytes: [UInt8] { parts.flatMap { part in (0..<4).map { UInt8(truncatingIfNeeded: part.count >> (8 * $0)) } + part } }
}
