import StyletBase
import StyletFiles

/// Where a file's voxels are and how they are packed.
struct StoredData {
  enum Encoding { case raw, deflated, text }
  enum Skip {
    /// Bytes before the voxels; after decompression.
    case bytes(Int)
    /// The voxels are the last bytes.
    case untilLast
  }

  /// The files that hold the voxels, an equal part each, in order.
  var files: [String]
  var encoding: Encoding
  /// Offset in each file where the data, compressed or not, begin.
  var start = 0
  /// Lines to pass over from `start` on, before decompression.
  var lines = 0
  var skip = Skip.bytes(0)
  /// The volumes that the files hold, and which of them is meant.
  var volumes = VolumeChoice()

  /// How many of an image's numbers lie in each file.
  /// - Throws: a ``Failure`` when they cannot lie evenly in them.
  func numbersPerFile(_ numbers: Int) throws -> Int {
    guard !files.isEmpty, numbers % files.count == 0 else {
      throw Failure(.badData, "\(numbers) voxels cannot lie in \(files.count) files", at: "the list of data files")
    }
    return numbers / files.count
  }

  /// Opens the voxels of one file, after checking that the file is long enough to hold them.
  /// - Parameters:
  ///   - count: how many numbers it must hold.
  func open(_ file: String, element: ElementType, count: Int) throws -> any ByteStream {
    let input = try InputFile(file)
    try input.seek(to: start)
    try passLines(input)
    let bytes = count * element.size
    let left = max(0, input.size - input.position)
    switch encoding {
    case .raw:
      switch skip {
      case .bytes(let n):
        try demand(left >= n && left - n >= bytes, input, bytes, left: left - n)
        try input.seek(to: input.position + n)
      case .untilLast:
        try demand(left >= bytes, input, bytes, left: left)
        try input.seek(to: input.size - bytes)
      }
      return input
    case .text:
      // A digit and a space for each number but the last.
      try demand((left + 1) / 2 >= count, input, bytes, left: left)
      return TextStream(input, element: element)
    case .deflated:
      // Deflate cannot shrink to less than 1/1032.
      try demand(left + 64 >= bytes / 1032, input, bytes, left: left)
      var before = 0
      if case .bytes(let n) = skip { before = n }
      if case .untilLast = skip { before = try bytesBeforeLast(bytes, of: input) }
      let stream = try InflateStream(input)
      let skipped = try stream.skip(before)
      guard skipped == before else {
        throw Failure(.badData, path: file, "the data end before the voxels begin", at: stream.place)
      }
      return stream
    }
  }

  private func demand(_ isEnough: Bool, _ file: InputFile, _ bytes: Int, left: Int) throws {
    guard !isEnough else { return }
    throw Failure(
      .badData, path: file.path,
      "the file is cut short: \(bytes) bytes of voxels are wanted, \(max(0, left)) are there",
      at: "its end, offset \(file.size)", advice: "copy it again")
  }

  private func passLines(_ file: InputFile) throws {
    guard lines > 0 else { return }
    var left = lines
    while left > 0 {
      let from = file.position
      let chunk = try file.bytes(upTo: 1 << 16)
      if chunk.isEmpty {
        throw Failure(.badData, path: file.path, "the file has fewer than \(lines) lines to skip", at: file.place)
      }
      for (n, byte) in chunk.enumerated() where byte == 10 {
        left -= 1
        if left == 0 {
          try file.seek(to: from + n + 1)
          return
        }
      }
    }
  }

  /// How many bytes come before the last `bytes` of compressed data: costs a decompression. What comes before
  /// is a header and not a bomb: at most 64 MB.
  private func bytesBeforeLast(_ bytes: Int, of file: InputFile) throws -> Int {
    let from = file.position
    let limit = bytes + (64 << 20)
    let total = try InflateStream(file).skip(limit)
    try file.seek(to: from)
    guard total >= bytes, total < limit else {
      throw Failure(
        .badData, path: file.path, "\(bytes) bytes of voxels are wanted, the compressed data hold \(total)",
        at: file.place)
    }
    return total - bytes
  }
}

/// A data file that a header names.
enum DataFileName {
  /// The path of a file that must lie in the header's folder or below it: a header is not to lead elsewhere. A
  /// symbolic link there is followed: it is the work of whoever keeps the folder, as data managers do, not of the
  /// header.
  static func resolve(_ name: String, besides header: String) throws -> String {
    let cut = header.lastIndex(of: "/")
    let folder = cut.map { String(header[...$0]) } ?? ""
    var relative = name
    if name.hasPrefix("/"), !folder.isEmpty, name.hasPrefix(folder) { relative = String(name.dropFirst(folder.count)) }
    let parts = relative.split(separator: "/", omittingEmptySubsequences: false)
    guard !relative.isEmpty, !relative.hasPrefix("/"), !parts.contains(".."), !relative.contains("\0") else {
      throw Failure(
        .badData, path: header, "its data file \"\(name)\" lies outside the folder of the header",
        advice: "put the data file beside the header and name it there")
    }
    return folder + relative
  }

  /// The names that a pattern such as "slice%03d.raw" stands for.
  /// - Returns: nil where the pattern is not one, or it stands for more than `limit` files or for none.
  static func expand(_ pattern: String, from: Int, through: Int, by step: Int, limit: Int = 1 << 16) -> [String]? {
    guard step != 0, from.magnitude < 1 << 40, through.magnitude < 1 << 40, step.magnitude < 1 << 40,
      (through - from) / step >= 0, (through - from) / step < limit,
      let percent = pattern.firstIndex(of: "%"),
      let end = pattern[percent...].firstIndex(where: { $0 == "d" || $0 == "i" })
    else { return nil }
    let flags = pattern[pattern.index(after: percent)..<end]
    guard flags.isEmpty || flags.allSatisfy(\.isASCIIDigit), let width = Int("0" + flags), width <= 20,
      !pattern[end...].contains("%")
    else { return nil }
    let fill = flags.hasPrefix("0") ? "0" : " "
    return stride(from: from, through: through, by: step).map { number in
      let digits = String(number)
      let padding = String(repeating: fill, count: max(0, width - digits.count))
      return pattern[..<percent] + padding + digits + pattern[pattern.index(after: end)...]
    }
  }
}

extension Character {
  var isASCIIDigit: Bool { self >= "0" && self <= "9" && isASCII }
}
