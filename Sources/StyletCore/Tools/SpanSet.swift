import StyletImaging

/// A region as spans of its rows, from pieces that may overlap: the union is taken at the end.
struct SpanSet {
  /// Voxels `low...high` along u of row (v, w).
  struct Span: Equatable {
    var w: Int32
    var v: Int32
    var low: Int32
    var high: Int32
  }

  private var pieces: [Span] = []
  /// Pieces at which the union is taken early, so that a long stroke in one place stays small.
  private var limit = 1 << 16

  /// Adds `range` of row (v, w); an empty range adds nothing. The indices must fit 32 bits.
  mutating func insert(w: Int, v: Int, _ range: ClosedRange<Int>) {
    pieces.append(Span(w: Int32(w), v: Int32(v), low: Int32(range.lowerBound), high: Int32(range.upperBound)))
    if pieces.count >= limit {
      pieces = union()
      limit = max(1 << 16, 2 * pieces.count)
    }
  }

  /// Disjoint spans, by w, v and u ascending; neighbours along a row are one.
  /// Cost: n·log n of the pieces.
  func union() -> [Span] {
    var out: [Span] = []
    for s in pieces.sorted(by: { ($0.w, $0.v, $0.low) < ($1.w, $1.v, $1.low) }) {
      if let last = out.last, last.w == s.w, last.v == s.v, s.low <= last.high + 1 {
        out[out.count - 1].high = max(last.high, s.high)
      } else {
        out.append(s)
      }
    }
    return out
  }
}

extension EditBuilder {
  /// Gives label `new` to a region in a plane's coordinates.
  mutating func set(_ region: SpanSet, in plane: Plane, to new: UInt8) {
    for s in region.union() { set(plane, w: Int(s.w), v: Int(s.v), u: Int(s.low)..<Int(s.high) + 1, to: new) }
  }
}
