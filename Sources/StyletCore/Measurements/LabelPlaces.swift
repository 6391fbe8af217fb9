/// Where words stand on a picture, in its cells or pixels: each beside its mark, none over another. A box holds the
/// blank around its words, so that boxes may meet and words never do.
public struct LabelPlaces {
  public struct Box: Hashable, Sendable {
    public var x, y, width, height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
      (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    func overlaps(_ o: Box) -> Bool {
      x < o.x + o.width && o.x < x + width && y < o.y + o.height && o.y < y + height
    }

    package func contains(_ o: Box) -> Bool {
      o.x >= x && o.y >= y && o.x + o.width <= x + width && o.y + o.height <= y + height
    }
  }

  /// How far a mark reaches: its outermost points on either side, and its rows.
  public struct Reach {
    public var left, right: (x: Int, y: Int)
    public var top, bottom: Int

    public init(left: (x: Int, y: Int), right: (x: Int, y: Int), top: Int, bottom: Int) {
      (self.left, self.right, self.top, self.bottom) = (left, right, top, bottom)
    }
  }

  private let bounds: Box
  /// From a mark to the box of its words.
  private let away: (x: Int, y: Int)
  private var taken: [Box] = []

  /// - Parameter bounds: no box leaves them.
  public init(bounds: Box, away: (x: Int, y: Int)) { (self.bounds, self.away) = (bounds, away) }

  public func isFree(_ box: Box) -> Bool { bounds.contains(box) && !taken.contains { $0.overlaps(box) } }

  /// Something stands there already.
  public mutating func keep(_ box: Box) { taken.append(box) }

  /// Takes a place for a box: to the right of its mark, to the left, below, above, a few rows off, or over a mark that
  /// is much larger. nil where all of them are taken, or the mark is out of sight.
  public mutating func place(width: Int, height: Int, beside mark: Reach) -> Box? {
    guard width > 0, height > 0 else { return nil }
    let (endX, endY) = (bounds.x + bounds.width, bounds.y + bounds.height)
    guard mark.right.x >= bounds.x - away.x, mark.left.x < endX + away.x, mark.bottom >= bounds.y - away.y,
      mark.top < endY + away.y
    else { return nil }
    let (right, left) = (mark.right.x + away.x, mark.left.x - away.x + 1 - width)
    let middle = min(max((mark.left.x + mark.right.x - width + 1) / 2, bounds.x), endX - width)
    var places: [(x: Int, y: Int)] = []
    func beside(_ rows: Int) {
      places.append((right, mark.right.y - (height - 1) / 2 + rows * height))
      places.append((left, mark.left.y - (height - 1) / 2 + rows * height))
    }
    beside(0)
    places += [(middle, mark.bottom + away.y), (middle, mark.top - away.y + 1 - height)]
    for rows in [1, -1, 2, -2] { beside(rows) }
    let (top, bottom) = (max(mark.top, bounds.y), min(mark.bottom, endY - 1))
    if bottom - top + 1 >= 3 * height {
      for rows in [0, 1, -1] { places.append((middle, (top + bottom - height + 1) / 2 + rows * height)) }
    }
    for (x, y) in places {
      let box = Box(x: x, y: y, width: width, height: height)
      guard isFree(box) else { continue }
      taken.append(box)
      return box
    }
    return nil
  }
}
