import CZlib
import StyletBase

/// Images in kitty's graphics protocol.
enum KittyImage {
  /// The most characters that one escape sequence carries.
  static let chunk = 4096

  /// The bytes that show a tile where the cursor stands, over so many cells and without moving the cursor; an image of
  /// the same number is replaced. Three bytes a pixel, four where some are left clear, compressed. It lies before the
  /// cells: behind them some versions mix its colours with those of the paper. Cost: the pixels.
  static func show(_ tile: PixelTile, number: Int, columns: Int, rows: Int) -> [UInt8] {
    let isClear = tile.pixels.contains(PixelTile.clear)
    var raw: [UInt8] = []
    raw.reserveCapacity(tile.pixels.count * (isClear ? 4 : 3))
    for pixel in tile.pixels {
      raw.append(UInt8(truncatingIfNeeded: pixel >> 16))
      raw.append(UInt8(truncatingIfNeeded: pixel >> 8))
      raw.append(UInt8(truncatingIfNeeded: pixel))
      if isClear { raw.append(pixel == PixelTile.clear ? 0 : 255) }
    }
    var control = "a=T,q=2,i=\(number),p=1,C=1,c=\(columns),r=\(rows),s=\(tile.width),v=\(tile.height)"
    control += ",f=\(isClear ? 32 : 24)"
    // Without memory to compress it goes as it is.
    let packed = compressed(raw)
    if packed != nil { control += ",o=z" }
    return sequences(control, Array(Base64.encode(packed ?? raw).utf8))
  }

  /// Takes an image off the screen, and out of the terminal's memory.
  static func delete(number: Int) -> [UInt8] { Array("\u{1b}_Ga=d,d=I,i=\(number),q=2\u{1b}\\".utf8) }

  /// The same for all that are seen: what a crash sends.
  static let deleteAll = Array("\u{1b}_Ga=d,d=A,q=2\u{1b}\\".utf8)

  private static func sequences(_ control: String, _ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count + text.count / chunk * 16 + 160)
    var at = 0
    repeat {
      let end = min(at + chunk, text.count), more = end < text.count ? 1 : 0
      out += Array("\u{1b}_G\(at == 0 ? control + "," : "q=2,")m=\(more);".utf8)
      out += text[at..<end]
      out += [0x1b, 0x5c]
      at = end
    } while at < text.count
    return out
  }

  /// zlib's: noise hardly shrinks further.
  private static let level: Int32 = 2

  private static func compressed(_ raw: [UInt8]) -> [UInt8]? {
    var size = compressBound(UInt(raw.count))
    var out = [UInt8](repeating: 0, count: Int(size))
    guard compress2(&out, &size, raw, UInt(raw.count), level) == Z_OK else { return nil }
    return Array(out[..<Int(size)])
  }
}
