/// Consecutive voxels of one row (along +i) that change from one label to another.
public struct Run: Hashable, Sendable {
  public var k: Int32
  public var j: Int32
  /// First voxel.
  public var i: Int32
  public var count: Int32
  public var old: UInt8
  public var new: UInt8

  public init(k: Int, j: Int, i: Int, count: Int, old: UInt8, new: UInt8) {
    self.k = Int32(k)
    self.j = Int32(j)
    self.i = Int32(i)
    self.count = Int32(count)
    self.old = old
    self.new = new
  }

  package var inverse: Run { Run(k: Int(k), j: Int(j), i: Int(i), count: Int(count), old: new, new: old) }
}

/// A finding on an axial slice: what an ``Origin`` is kept for.
public struct SliceKey: Hashable, Sendable {
  public var k: Int32
  public var label: UInt8

  public init(k: Int, label: UInt8) {
    self.k = Int32(k)
    self.label = label
  }
}

/// A change of where a slice's drawing came from; nil where the finding is not on the slice.
public struct OriginChange: Hashable, Sendable {
  public var key: SliceKey
  public var old: Origin?
  public var new: Origin?

  public init(key: SliceKey, old: Origin?, new: Origin?) {
    self.key = key
    self.old = old
    self.new = new
  }

  package var inverse: OriginChange { OriginChange(key: key, old: new, new: old) }
}
