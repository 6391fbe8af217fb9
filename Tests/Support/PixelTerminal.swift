import CZlib
import Foundation

/// What a terminal shows of the images in a stream of bytes, as simply as can be: kitty's protocol and sixels. Cells are
/// black where anything is written.
public final class PixelTerminal {
  public let columns: Int
  public let rows: Int
  public let cell: (width: Int, height: Int)
  /// What was sent that no terminal takes.
  public private(set) var problems: [String] = []
  /// Images of kitty's protocol that are there, by number: the cell and the pixels, 0xAARRGGBB.
  public private(set) var images: [Int: (col: Int, row: Int, width: Int, pixels: [UInt32])] = [:]
  /// How many images were sent so far, and how many of them were sixels.
  public private(set) var sent = (images: 0, sixels: 0)

  private var drawn: [UInt32]
  private var col = 0
  private var row = 0
  private var saved = (col: 0, row: 0)
  private var held: [UInt8] = []
  private var chunks: (control: [String: String], text: [UInt8])?

  public init(columns: Int, rows: Int, cell: (width: Int, height: Int)) {
    (self.columns, self.rows, self.cell) = (columns, rows, cell)
    drawn = [UInt32](repeating: 0, count: columns * cell.width * rows * cell.height)
  }

  public var width: Int { columns * cell.width }

  /// 0xRRGGBB of each pixel of the screen.
  public var screen: [UInt32] {
    var out = drawn
    for image in images.values {
      for (n, pixel) in image.pixels.enumerated() where pixel >> 24 != 0 {
        let x = image.col * cell.width + n % image.width, y = image.row * cell.height + n / image.width
        if x < width, y * width + x < out.count { out[y * width + x] = pixel & 0xff_ffff }
      }
    }
    return out
  }

  public func feed(_ bytes: some Collection<UInt8>) {
    held += bytes
    var at = 0
    while at < held.count, let end = step(at) { at = end }
    held.removeFirst(at)
  }

  /// The end of what begins here; nil when more is to come.
  private func step(_ at: Int) -> Int? {
    let byte = held[at]
    if byte != 0x1b {
      if byte == 0x0d { col = 0 } else if byte == 0x0a { row += 1 } else if byte >= 0x20, byte & 0xc0 != 0x80 { put() }
      return at + 1
    }
    guard at + 1 < held.count else { return nil }
    switch held[at + 1] {
    case UInt8(ascii: "["):
      guard let end = held[(at + 2)...].firstIndex(where: { (0x40...0x7e).contains($0) }) else { return nil }
      control(String(decoding: held[at + 2..<end], as: UTF8.self), held[end])
      return end + 1
    case UInt8(ascii: "_"), UInt8(ascii: "P"), UInt8(ascii: "]"):
      var end = at + 2
      while end + 1 < held.count, !(held[end] == 0x1b && held[end + 1] == 0x5c) { end += 1 }
      guard end + 1 < held.count else { return nil }
      if held[at + 1] == UInt8(ascii: "_") { kitty(Array(held[at + 2..<end])) }
      if held[at + 1] == UInt8(ascii: "P") { sixels(Array(held[at + 2..<end])) }
      return end + 2
    case UInt8(ascii: "7"): saved = (col, row)
    case UInt8(ascii: "8"): (col, row) = saved
    case UInt8(ascii: "("), UInt8(ascii: ")"): return at + 3
    default: break
    }
    return at + 2
  }

  private func put() {
    defer { col += 1 }
    guard col < columns, row < rows else { return }
    for y in row * cell.height..<(row + 1) * cell.height {
      for x in col * cell.width..<(col + 1) * cell.width { drawn[y * width + x] = 0 }
    }
  }

  private func control(_ text: String, _ final: UInt8) {
    let numbers = text.split(separator: ";").map { Int($0) ?? 0 }
    switch final {
    case UInt8(ascii: "H"): (row, col) = ((numbers.first ?? 1) - 1, (numbers.dropFirst().first ?? 1) - 1)
    case UInt8(ascii: "C"): col += numbers.first ?? 1
    case UInt8(ascii: "J"): drawn = drawn.map { _ in 0 }
    default: break
    }
  }

  // MARK: kitty

  private func kitty(_ body: [UInt8]) {
    guard body.first == UInt8(ascii: "G") else { return }
    let parts = body.dropFirst().split(separator: UInt8(ascii: ";"), maxSplits: 1, omittingEmptySubsequences: false)
    let text = parts.count > 1 ? Array(parts[1]) : []
    var control: [String: String] = [:]
    for field in String(decoding: parts[0], as: UTF8.self).split(separator: ",") {
      let pair = field.split(separator: "=", maxSplits: 1).map(String.init)
      if pair.count == 2 { control[pair[0]] = pair[1] }
    }
    if control["a"] == "q" { return }
    if control["a"] == "d" {
      if control["d"] == "A" { images = [:] } else if images.removeValue(forKey: Int(control["i"] ?? "") ?? 0) == nil {
        problems.append("no image \(control["i"] ?? "")")
      }
      return
    }
    if text.count > 4096 { problems.append("a chunk of \(text.count)") }
    if control["q"] != "2" { problems.append("asks for an answer") }
    chunks = (chunks?.control ?? control, (chunks?.text ?? []) + text)
    if control["m"] != "1", let whole = chunks {
      chunks = nil
      place(whole.control, whole.text)
    }
  }

  private func place(_ control: [String: String], _ text: [UInt8]) {
    func number(_ name: String) -> Int { Int(control[name] ?? "") ?? 0 }
    let bytes = number("f") / 8, width = number("s"), height = number("v"), count = width * height * bytes
    guard let packed = Data(base64Encoded: Data(text)), count > 0 else { return problems.append("no image data") }
    var raw = [UInt8](repeating: 0, count: count + 1), size = UInt(raw.count)
    if control["o"] == "z" {
      let result = packed.withUnsafeBytes {
        uncompress(&raw, &size, $0.bindMemory(to: UInt8.self).baseAddress, UInt(packed.count))
      }
      guard result == Z_OK else { return problems.append("zlib \(result)") }
    } else {
      (raw, size) = (Array(packed), UInt(packed.count))
    }
    guard Int(size) == count else { return problems.append("\(size) bytes for \(count)") }
    if number("c") * cell.width != width || number("r") * cell.height != height { problems.append("not as large as its cells") }
    images[number("i")] = (
      col, row, width,
      (0..<width * height).map { n in
        let at = n * bytes
        let alpha = bytes == 4 ? UInt32(raw[at + 3]) : 255
        return alpha << 24 | UInt32(raw[at]) << 16 | UInt32(raw[at + 1]) << 8 | UInt32(raw[at + 2])
      }
    )
    sent.images += 1
  }

  // MARK: Sixels

  private func sixels(_ body: [UInt8]) {
    guard let q = body.firstIndex(of: UInt8(ascii: "q")) else { return }
    (sent.images, sent.sixels) = (sent.images + 1, sent.sixels + 1)
    var palette: [Int: UInt32] = [:], colour = 0, x = 0, y = 0, size = (width: 0, height: 0), at = q + 1
    func numbers() -> [Int] {
      var out = [0]
      while at < body.count {
        if body[at] == 0x3b { out.append(0) } else if (0x30...0x39).contains(body[at]) {
          out[out.count - 1] = out[out.count - 1] * 10 + Int(body[at] - 0x30)
        } else { break }
        at += 1
      }
      return out
    }
    func draw(_ sign: UInt8, _ count: Int) {
      guard (63...126).contains(sign) else { return problems.append("a sixel \(sign)") }
      for bit in 0..<6 where (sign - 63) >> UInt8(bit) & 1 == 1 {
        if y + bit >= size.height || x + count > size.width { problems.append("beyond its size") }
        for n in 0..<count {
          let px = col * cell.width + x + n, py = row * cell.height + y + bit
          guard px < width, py < rows * cell.height else { continue }
          drawn[py * width + px] = palette[colour] ?? 0
        }
      }
      x += count
    }
    while at < body.count {
      let sign = body[at]
      at += 1
      switch sign {
      case UInt8(ascii: "\""):
        let n = numbers()
        if n.count == 4 { size = (n[2], n[3]) }
      case UInt8(ascii: "#"):
        let n = numbers()
        colour = n[0]
        if n.count == 5 { palette[colour] = n[2...].reduce(0) { $0 << 8 | UInt32(($1 * 255 + 50) / 100) } }
        if palette[colour] == nil { problems.append("no colour \(colour)") }
      case UInt8(ascii: "!"):
        let count = numbers()[0]
        if at < body.count { draw(body[at], count) }
        at += 1
      case UInt8(ascii: "$"): x = 0
      case UInt8(ascii: "-"): (x, y) = (0, y + 6)
      default: draw(sign, 1)
      }
    }
  }
}
