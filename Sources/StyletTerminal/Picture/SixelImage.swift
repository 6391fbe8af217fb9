/// Images in DEC's sixels.
enum SixelImage {
  /// The most pixels across and down of one image: xterm takes no more by itself.
  static let most = 960

  /// The bytes that draw a tile from the cursor's place on; clear pixels stay as they are. Colours beyond `colours` are
  /// brought together (``palette(of:most:)``). Cost: for six rows of pixels, their columns for each colour in them.
  static func draw(_ tile: PixelTile, colours: Int) -> [UInt8] {
    let (palette, entries) = palette(of: tile.pixels, most: colours)
    var out = Array("\u{1b}P0;1;0q\"1;1;\(tile.width);\(tile.height)".utf8)
    for (n, c) in palette.enumerated() {
      out += Array("#\(n);2;\(percent(c >> 16));\(percent(c >> 8));\(percent(c))".utf8)
    }
    var masks = [UInt8](repeating: 0, count: palette.count * tile.width)
    for top in stride(from: 0, to: tile.height, by: 6) {
      if top > 0 { out.append(UInt8(ascii: "-")) }
      band(tile, entries, top, &masks, palette.count, &out)
    }
    return out + [0x1b, 0x5c]
  }

  private static func percent(_ value: UInt32) -> Int { (Int(value & 255) * 100 + 127) / 255 }

  /// Six rows: for each colour in them the columns' patterns, from the left again for the next one.
  private static func band(
    _ tile: PixelTile, _ entries: [Int16], _ top: Int, _ masks: inout [UInt8], _ count: Int, _ out: inout [UInt8]
  ) {
    let width = tile.width
    var ends = [Int](repeating: 0, count: count)
    for y in top..<min(top + 6, tile.height) {
      let bit = UInt8(1) << UInt8(y - top)
      for x in 0..<width {
        let entry = Int(entries[y * width + x])
        guard entry >= 0 else { continue }
        masks[entry * width + x] |= bit
        if ends[entry] <= x { ends[entry] = x + 1 }
      }
    }
    var isFirst = true
    for entry in 0..<count where ends[entry] > 0 {
      if !isFirst { out.append(UInt8(ascii: "$")) }
      isFirst = false
      out += Array("#\(entry)".utf8)
      let line = entry * width
      var x = 0
      while x < ends[entry] {
        let mask = masks[line + x]
        var end = x + 1
        while end < ends[entry], masks[line + end] == mask { end += 1 }
        let sign = mask + 63
        if end - x > 3 {
          out += Array("!\(end - x)".utf8)
          out.append(sign)
        } else {
          for _ in x..<end { out.append(sign) }
        }
        x = end
      }
      for x in 0..<ends[entry] { masks[line + x] = 0 }
    }
  }

  // MARK: Colours

  /// The colours of a picture, at most so many, and which of them each pixel has; -1 for a clear one. Too many are parted
  /// where they differ most, the box with the most pixels times the longest side first (median cut), and each part takes
  /// its mean.
  static func palette(of pixels: [UInt32], most: Int) -> (colours: [UInt32], entries: [Int16]) {
    var counts: [UInt32: Int] = [:]
    var last = PixelTile.clear, run = 0
    for pixel in pixels + [PixelTile.clear] {
      if pixel == last {
        run += 1
        continue
      }
      if last != PixelTile.clear { counts[last, default: 0] += run }
      (last, run) = (pixel, 1)
    }
    let boxes = parts(counts.keys.sorted(), counts, most: min(max(most, 1), 1024))
    var numbers: [UInt32: Int16] = [:]
    for (n, box) in boxes.enumerated() { for colour in box { numbers[colour] = Int16(n) } }
    var entry: Int16 = -1
    last = PixelTile.clear
    let entries = pixels.map { pixel -> Int16 in
      if pixel != last { (last, entry) = (pixel, pixel == PixelTile.clear ? -1 : numbers[pixel] ?? -1) }
      return entry
    }
    return (boxes.map { mean($0, counts) }, entries)
  }

  private static func parts(_ colours: [UInt32], _ counts: [UInt32: Int], most: Int) -> [[UInt32]] {
    if colours.count <= most { return colours.map { [$0] } }
    func side(_ box: [UInt32]) -> (shift: UInt32, length: Int) {
      let sides = ([16, 8, 0] as [UInt32]).map { shift -> (shift: UInt32, length: Int) in
        let values = box.map { Int($0 >> shift & 255) }
        return (shift, (values.max() ?? 0) - (values.min() ?? 0))
      }
      return sides.max { $0.length < $1.length } ?? (0, 0)
    }
    func weight(_ box: [UInt32]) -> Int { side(box).length * box.reduce(0) { $0 + (counts[$1] ?? 0) } }
    var boxes = [(box: colours, weight: weight(colours))]
    while boxes.count < most {
      guard let n = boxes.indices.max(by: { boxes[$0].weight < boxes[$1].weight }), boxes[n].weight > 0 else { break }
      let shift = side(boxes[n].box).shift
      let sorted = boxes[n].box.sorted { ($0 >> shift & 255, $0) < ($1 >> shift & 255, $1) }
      let half = sorted.reduce(0) { $0 + (counts[$1] ?? 0) } / 2
      var seen = 0, cut = 0
      while cut < sorted.count - 1, cut == 0 || seen + (counts[sorted[cut]] ?? 0) <= half {
        seen += counts[sorted[cut]] ?? 0
        cut += 1
      }
      let (low, high) = (Array(sorted[..<cut]), Array(sorted[cut...]))
      boxes[n] = (low, weight(low))
      boxes.append((high, weight(high)))
    }
    return boxes.map(\.box)
  }

  private static func mean(_ box: [UInt32], _ counts: [UInt32: Int]) -> UInt32 {
    if box.count == 1 { return box[0] }
    let all = max(box.reduce(0) { $0 + (counts[$1] ?? 0) }, 1)
    return ([16, 8, 0] as [UInt32]).reduce(0) { out, shift in
      let sum = box.reduce(0) { $0 + Int($1 >> shift & 255) * (counts[$1] ?? 0) }
      return out | UInt32((sum + all / 2) / all) << shift
    }
  }
}
