/// A picture of square pixels in sRGB, 8 bits a channel, row by row from the top left corner.
public struct Bitmap: Hashable, Sendable {
  public let width: Int
  public let height: Int
  /// Red, green, blue of each pixel: `3 · width · height` bytes.
  public private(set) var bytes: [UInt8]

  /// The largest side, pixels: far more than a report has use for.
  public static let limit = 8192

  /// - Parameters:
  ///   - width, height: 1...``limit``.
  public init(width: Int, height: Int, fill: RGB = RGB(0, 0, 0)) {
    precondition((1...Self.limit).contains(width) && (1...Self.limit).contains(height), "not the size of a picture")
    self.width = width
    self.height = height
    bytes = [UInt8](repeating: 0, count: 3 * width * height)
    guard fill != RGB(0, 0, 0) else { return }
    for n in 0..<width * height { (bytes[3 * n], bytes[3 * n + 1], bytes[3 * n + 2]) = (fill.r, fill.g, fill.b) }
  }

  public func contains(_ x: Int, _ y: Int) -> Bool { x >= 0 && y >= 0 && x < width && y < height }

  /// A pixel inside the picture; writing to one outside has no effect.
  public subscript(x: Int, y: Int) -> RGB {
    get {
      precondition(contains(x, y), "pixel outside the picture")
      let n = 3 * (y * width + x)
      return RGB(bytes[n], bytes[n + 1], bytes[n + 2])
    }
    set {
      guard contains(x, y) else { return }
      let n = 3 * (y * width + x)
      (bytes[n], bytes[n + 1], bytes[n + 2]) = (newValue.r, newValue.g, newValue.b)
    }
  }

  /// Lays a colour over a pixel; without effect outside.
  /// - Parameter opacity: 0...1.
  public mutating func blend(_ x: Int, _ y: Int, _ colour: RGB, opacity: Double) {
    guard contains(x, y) else { return }
    let under = self[x, y]
    func mixed(_ a: UInt8, _ b: UInt8) -> UInt8 {
      let under = Double(a), over = Double(b)
      let grey = under + (over - under) * opacity
      return UInt8(min(max(grey, 0), 255).rounded())
    }
    self[x, y] = RGB(mixed(under.r, colour.r), mixed(under.g, colour.g), mixed(under.b, colour.b))
  }

  /// Writes short words in the built-in letters (``BitmapFont``), dark-edged so that they can be read on any grey.
  /// Letters that it has not are left blank; what does not fit is cut off.
  /// - Parameters:
  ///   - x, y: the top left corner.
  ///   - scale: pixels that a dot of a letter is wide and high.
  public mutating func write(_ text: String, x: Int, y: Int, _ colour: RGB, scale: Int = 2) {
    var dots: [(x: Int, y: Int)] = []
    for (n, letter) in text.enumerated() {
      for (row, bits) in BitmapFont.rows(of: letter).enumerated() {
        for column in 0..<BitmapFont.width where bits & (1 << (BitmapFont.width - 1 - column)) != 0 {
          let left = x + (n * BitmapFont.advance + column) * scale, top = y + row * scale
          for dy in 0..<scale { for dx in 0..<scale { dots.append((left + dx, top + dy)) } }
        }
      }
    }
    edge(dots)
    for dot in dots { self[dot.x, dot.y] = colour }
  }

  /// A straight line a pixel wide between two places (pixel centres at whole numbers), with a dark edge.
  /// Nothing where an end is not finite or far off.
  /// - Parameter dash: pixels drawn and left out in turn; a whole line when 0.
  public mutating func line(from a: SIMD2<Double>, to b: SIMD2<Double>, _ colour: RGB, dash: Int = 0) {
    let far = 4.0 * Double(Self.limit)
    guard [a.x, a.y, b.x, b.y].allSatisfy({ $0.isFinite && abs($0) < far }) else { return }
    let way = b - a
    let steps = Int(max(abs(way.x), abs(way.y)).rounded(.up))
    var dots: [(x: Int, y: Int)] = []
    for n in 0...steps where dash <= 0 || n / dash % 2 == 0 {
      let at = a + way * (steps > 0 ? Double(n) / Double(steps) : 0)
      dots.append((Int(at.x.rounded()), Int(at.y.rounded())))
    }
    edge(dots)
    for dot in dots { self[dot.x, dot.y] = colour }
  }

  /// Darkens what lies around dots, once however many of them touch it.
  private mutating func edge(_ dots: [(x: Int, y: Int)]) {
    var around = Set<Int>()
    for dot in dots {
      for y in dot.y - 1...dot.y + 1 {
        for x in dot.x - 1...dot.x + 1 where contains(x, y) { around.insert(y * width + x) }
      }
    }
    for n in around { blend(n % width, n / width, RGB(0, 0, 0), opacity: 0.75) }
  }
}
