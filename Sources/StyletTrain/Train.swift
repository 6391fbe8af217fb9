import Foundation
import StyletBase
import StyletFiles
import StyletFormats
import StyletImaging
import StyletLearning

/// `stylet-train MANIFEST.json OUT.json [--without NAME]... [--each-left-out FOLDER]`: the developer's tool that makes the
/// model of opacities. With `--each-left-out` a model without each of the scans, too: `FOLDER/without-NAME.json`, the
/// same that `--without NAME` would make.
///
/// The manifest is `{"scans": [{"name", "image", "role": "covid" | "normal", "lesion", "lungs"}]}`, the last two optional,
/// paths relative to it, in any format that the program reads. `lesion`: 1 ground glass, 2 consolidation; of a normal scan
/// whatever in it is not normal. `lungs`: 1 right, 2 left, 3 airways; found by the program when not given. `"id"` and
/// `"licence"` go into the model. The same scans in the same order give the same bytes.
@main enum Train {
  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      let failure = error as? Failure ?? Failure(.defect, "\(error)")
      FileHandle.standardError.write(Data("stylet-train: \(failure)\n".utf8))
      exit(failure.kind.rawValue)
    }
  }

  private static func run(_ arguments: [String]) throws {
    var paths: [String] = [], without: Set<String> = []
    var folder: String?
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if word == "--without" {
        guard let name = rest.popFirst() else { throw Failure(.usage, "--without needs the name of a scan") }
        without.insert(name)
      } else if word == "--each-left-out" {
        folder = rest.popFirst()
        guard folder != nil else { throw Failure(.usage, "--each-left-out needs a folder") }
      } else {
        paths.append(word)
      }
    }
    guard paths.count == 2 else {
      throw Failure(
        .usage, "what to learn from and where to write it are needed",
        advice: "stylet-train MANIFEST.json OUT.json [--without NAME]... [--each-left-out FOLDER]")
    }
    try OutputPolicy(inputs: [paths[0]], isForced: true).check(paths[1])
    let manifest = try Manifest(paths[0])
    let unknown = without.subtracting(manifest.scans.map(\.name)).sorted()
    guard unknown.isEmpty else {
      throw Failure(.usage, path: paths[0], "has no scan \(unknown.joined(separator: ", "))")
    }
    var trainer = OpacityTrainer()
    trainer.log = { FileHandle.standardError.write(Data("\($0)\n".utf8)) }
    for entry in manifest.scans where !without.contains(entry.name) { try trainer.add(entry.scan()) }
    try trainer.addPhantoms()
    func write(_ path: String, without name: String? = nil) throws {
      guard let model = trainer.train(id: manifest.id, licence: manifest.licence, without: name) else {
        throw Failure(.badData, path: paths[0], "no lesions to learn from", at: "scans")
      }
      do {
        try Data(model.text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
      } catch {
        throw Failure(.cannotCreate, path: path, "cannot be written")
      }
    }
    try write(paths[1])
    guard let folder else { return }
    for name in manifest.scans.map(\.name) where !without.contains(name) {
      try write("\(folder)/without-\(name).json", without: name)
    }
  }
}

/// What to learn from.
private struct Manifest {
  struct Entry {
    let name: String
    let role: TrainingScan.Role
    let image: String
    let lesion: String?
    let lungs: String?

    /// Reads its files.
    func scan() throws -> TrainingScan {
      let volume = try FormatRegistry.standard.read(image).volume
      func mask(_ path: String?) throws -> LabelMap? {
        guard let path else { return nil }
        return try FormatRegistry.standard.readMask(path, placedOn: volume.grid).labels
      }
      return TrainingScan(name: name, role: role, volume: volume, lungs: try mask(lungs), lesion: try mask(lesion))
    }
  }

  let id: String
  let licence: String
  let scans: [Entry]

  init(_ path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.noInput, path: path, "cannot be read", advice: "check the path")
    }
    func wrong(_ what: String, _ place: String) -> Failure { Failure(.badData, path: path, what, at: place) }
    let root: JSONObject
    do {
      guard let object = try JSONValue(reading: [UInt8](data)).object else { throw wrong("no JSON object", "line 1") }
      root = object
    } catch let failure as Failure {
      throw failure.about(path)
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    guard let list = root["scans"]?.array, !list.isEmpty else { throw wrong("scans are needed", "scans") }
    var names: Set<String> = []
    scans = try list.enumerated().map { n, value in
      let place = "scans[\(n)]"
      guard let one = value.object, let name = one["name"]?.string, names.insert(name).inserted else {
        throw wrong("a name of its own is needed", place)
      }
      guard let role = one["role"]?.string.flatMap({ TrainingScan.Role(rawValue: $0) }) else {
        throw wrong("its role is covid or normal", place)
      }
      func file(_ member: String) -> String? {
        one[member]?.string.map { URL(fileURLWithPath: $0, relativeTo: folder).path }
      }
      guard let image = file("image") else { throw wrong("an image is needed", place) }
      if role == .covid, file("lesion") == nil { throw wrong("a covid scan needs its lesion", place) }
      return Entry(name: name, role: role, image: image, lesion: file("lesion"), lungs: file("lungs"))
    }
    id = root["id"]?.string ?? "opacity-forest"
    licence = root["licence"]?.string ?? ""
  }
}
