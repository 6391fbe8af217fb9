import StyletBase
import StyletFiles
import StyletImaging

/// The numbers of a volume or a mask as they are to be written: in the source grid's own axis order.
struct StoredOrderSource {
  let grid: VoxelGrid
  let element: ElementType
  private let emit: (any ByteSink) throws -> Void

  /// Writes all numbers, little-endian, to `sink`; a few megabytes at a time.
  func write(to sink: any ByteSink) throws { try emit(sink) }

  /// A volume's stored samples, as Int16: the rescale goes into the header.
  init(samples volume: Volume) {
    self.init(volume, .int16) { slab, count, out in
      UnsafeMutableRawBufferPointer(start: out, count: count * 2).copyMemory(
        from: UnsafeRawBufferPointer(start: slab, count: count * 2))
    }
  }

  /// A volume's values, in the narrowest type that holds each exactly: for formats without a rescale.
  /// Costs a pass over the volume first.
  init(values volume: Volume) {
    if volume.rescale == .identity {
      self.init(samples: volume)
      return
    }
    let table = (0..<65536).map { volume.rescale.value(Int16($0 - 32768)) }
    let type = Self.narrowest(volume, table)
    switch type {
    case .int16: self.init(volume, type, table.map { Int16(exactly: $0) ?? 0 })
    case .uint16: self.init(volume, type, table.map { UInt16(exactly: $0) ?? 0 })
    case .int32: self.init(volume, type, table.map { Int32(exactly: $0) ?? 0 })
    case .float32: self.init(volume, type, table.map { Float($0) })
    default: self.init(volume, .float64, table)
    }
  }

  /// A mask, as UInt8.
  init(_ labels: LabelMap, grid: VoxelGrid) throws {
    guard labels.size == grid.size else { throw Failure(.defect, "the mask and the grid differ in size") }
    self.grid = grid
    element = .uint8
    let storage = grid.storage
    let stored = grid.storedSize
    emit = { sink in
      let largest = Slab.largest(of: stored)
      let slabBytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: largest)
      let boxBytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: largest)
      defer {
        slabBytes.deallocate()
        boxBytes.deallocate()
      }
      try Slab.forEach(of: stored) { slab in
        let box = SlabBox(slab, storage: storage)
        let (width, height) = (box.i.count, box.j.count)
        for z in 0..<box.k.count {
          let plane = UnsafeMutableBufferPointer(
            rebasing: boxBytes[(z * width * height)..<((z + 1) * width * height)])
          labels.read(.axial, w: box.k.lowerBound + z, u: box.i, v: box.j, into: plane)
        }
        if let to = slabBytes.baseAddress, let from = boxBytes.baseAddress {
          box.gather(to, from: from) { y, z in (z * height + y) * width }
        }
        try sink.write(UnsafeRawBufferPointer(UnsafeMutableBufferPointer(rebasing: slabBytes[..<slab.count])))
      }
    }
  }

  private init<T: BitwiseCopyable>(_ volume: Volume, _ element: ElementType, _ table: [T]) {
    self.init(volume, element) { slab, count, out in
      let out = out.bindMemory(to: T.self, capacity: count)
      table.withUnsafeBufferPointer { table in
        for n in 0..<count { out[n] = table[Int(slab[n]) &+ 32768] }
      }
    }
  }

  private init(
    _ volume: Volume, _ element: ElementType,
    convert: @escaping (_ slab: UnsafePointer<Int16>, _ count: Int, _ out: UnsafeMutableRawPointer) -> Void
  ) {
    let grid = volume.grid
    self.grid = grid
    self.element = element
    emit = { sink in
      let stored = grid.storedSize
      let size = grid.size
      let largest = Slab.largest(of: stored)
      let samples = UnsafeMutablePointer<Int16>.allocate(capacity: largest)
      let out = UnsafeMutableRawBufferPointer.allocate(byteCount: largest * element.size, alignment: 16)
      defer {
        samples.deallocate()
        out.deallocate()
      }
      try volume.withSamples { all in
        guard let source = all.baseAddress, let start = out.baseAddress else { return }
        try Slab.forEach(of: stored) { slab in
          let box = SlabBox(slab, storage: grid.storage)
          let (i, j, k) = (box.i.lowerBound, box.j.lowerBound, box.k.lowerBound)
          box.gather(samples, from: source) { y, z in ((k + z) * size.j + j + y) * size.i + i }
          convert(samples, slab.count, start)
          try sink.write(UnsafeRawBufferPointer(rebasing: out[..<(slab.count * element.size)]))
        }
      }
    }
  }

  /// The narrowest of int16, uint16, int32, float32 and float64 that holds the value of each sample present.
  private static func narrowest(_ volume: Volume, _ table: [Double]) -> ElementType {
    var present = [Bool](repeating: false, count: 65536)
    volume.withSamples { samples in
      present.withUnsafeMutableBufferPointer { present in
        for s in samples { present[Int(s) &+ 32768] = true }
      }
    }
    let values = zip(table, present).filter(\.1).map(\.0)
    if values.allSatisfy({ Int16(exactly: $0) != nil }) { return .int16 }
    if values.allSatisfy({ UInt16(exactly: $0) != nil }) { return .uint16 }
    if values.allSatisfy({ Int32(exactly: $0) != nil }) { return .int32 }
    return values.allSatisfy { Double(Float($0)) == $0 } ? .float32 : .float64
  }
}
