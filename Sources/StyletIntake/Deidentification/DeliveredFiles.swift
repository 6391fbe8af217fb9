import Glibc
import StyletBase

/// A file of a delivery.
struct DeliveredFile: Sendable {
  let path: String
  /// From the delivery's folder on.
  let name: String
  /// Neither a file nor a link to one: a device, a pipe, a link to a folder.
  var isSpecial = false

  var isArchive: Bool { [".zip", ".tar", ".tgz", ".7z", ".rar"].contains { name.lowercased().hasSuffix($0) } }
}

/// All files of a delivery, hidden ones too, sorted by path: nothing is passed over without a word.
struct DeliveredFiles {
  private(set) var all: [DeliveredFile] = []

  /// - Parameter mayBeEmpty: a folder that is still to be filled.
  /// - Throws: ``Failure``: nothing there, or a folder that may not be read.
  init(_ path: String, mayBeEmpty: Bool = false) throws {
    var status = stat()
    guard stat(path.systemPath, &status) == 0 else {
      throw Failure(
        .noInput, path: path, words("error.input.nothing"), advice: words("error.advice.check-path"))
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      all = [DeliveredFile(path: path, name: path.lastPathPart, isSpecial: status.st_mode & S_IFMT != S_IFREG)]
      return
    }
    var waiting = [""]
    while let folder = waiting.popLast() {
      let place = folder.isEmpty ? path : path.appendingPath(folder)
      guard let names = Paths.names(in: place) else {
        throw Failure(
          .noPermission, path: place, words("error.input.permission"), advice: words("error.input.ask-owner"))
      }
      for name in names {
        let inner = folder.isEmpty ? name : folder.appendingPath(name)
        let whole = path.appendingPath(inner)
        var own = stat(), led = stat()
        let isThere = lstat(whole.systemPath, &own) == 0 && stat(whole.systemPath, &led) == 0
        if isThere, own.st_mode & S_IFMT == S_IFDIR {
          waiting.append(inner)
        } else {
          let isFile = isThere && led.st_mode & S_IFMT == S_IFREG
          all.append(DeliveredFile(path: whole, name: inner, isSpecial: !isFile))
        }
      }
    }
    all.sort { $0.name < $1.name }
    guard !all.isEmpty || mayBeEmpty else {
      throw Failure(.noInput, path: path, words("deidentify.empty"), advice: words("error.advice.check-path"))
    }
  }
}
