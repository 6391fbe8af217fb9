import StyletBase
import StyletFiles

/// The frame of a JPEG 2000 codestream (ITU-T T.800 annex A), read before a library is given it: what image it
/// states, how much work it asks for, and whether all of it is there.
struct JPEG2000Codestream {
  let image: CodedImage
  /// The codestream in the bytes given: JP2 boxes around it, which DICOM does not have use for, are left out.
  let range: Range<Int>

  /// - Parameters:
  ///   - bytes: a codestream, or a JP2 file with one.
  ///   - mostTiles: slices have one tile, or some hundreds; each costs the library memory, however small it is.
  init(_ bytes: [UInt8], mostTiles: Int = 4096) throws {
    let start = try Self.start(bytes)
    var reader = ByteReader(bytes, order: .big)
    try reader.seek(to: start)
    guard try reader.next(UInt32.self) == 0xff4f_ff51 else {
      throw Self.failure("the compressed pixels are not JPEG 2000", start)
    }
    // SIZ (A.5.1): image and tile sizes with their offsets, on the reference grid.
    try reader.skip(4)
    let grid = try (0..<8).map { _ in Int(try reader.next(UInt32.self)) }
    let components = Int(try reader.next(UInt16.self))
    let depth = try reader.next(UInt8.self)
    let sampling = (try reader.next(UInt8.self), try reader.next(UInt8.self))
    let columns = grid[0] - grid[2], rows = grid[1] - grid[3]
    let across = Self.tiles(end: grid[0], start: grid[6], size: grid[4])
    let down = Self.tiles(end: grid[1], start: grid[7], size: grid[5])
    guard columns > 0, rows > 0, grid[6] <= grid[2], grid[7] <= grid[3], sampling == (1, 1), let across, let down
    else { throw Self.failure("the JPEG 2000 image has no sound size", start) }
    guard across <= mostTiles, down <= mostTiles, across * down <= mostTiles else {
      throw Self.failure("the JPEG 2000 image has \(across) x \(down) tiles, more than \(mostTiles)", start)
    }
    image = CodedImage(
      columns: columns, rows: rows, components: components, precision: Int(depth & 0x7f) + 1, signed: depth & 0x80 != 0)
    range = start..<(try Self.end(bytes, from: start, tiles: across * down))
  }

  private static func tiles(end: Int, start: Int, size: Int) -> Int? {
    size > 0 && end > start ? (end - start + size - 1) / size : nil
  }

  /// Past the boxes of a JP2 file, which some writers put around the codestream.
  private static func start(_ bytes: [UInt8]) throws -> Int {
    let reader = ByteReader(bytes, order: .big)
    guard try reader.at(0, UInt64.self) == 0x0000_000c_6a50_2020 else { return 0 }
    var position = 0
    while true {
      var length = UInt64(try reader.at(position, UInt32.self))
      let type = try reader.at(position + 4, UInt32.self)
      var header = 8
      if length == 1 {
        length = try reader.at(position + 8, UInt64.self)
        header = 16
      }
      // "jp2c"
      if type == 0x6a70_3263 { return position + header }
      guard length >= header, length <= bytes.count - position else {
        throw failure("the JP2 box is damaged or has no codestream", position)
      }
      position += Int(length)
    }
  }

  /// Where the codestream ends, all tiles being there.
  private static func end(_ bytes: [UInt8], from start: Int, tiles: Int) throws -> Int {
    let reader = ByteReader(bytes, order: .big)
    // The main header goes up to the first tile-part (SOT), a tile-part's to its data (SOD).
    let size = Int(try reader.at(start + 4, UInt16.self))
    var position = try headerEnd(reader, from: start + 4 + size, marker: 0xff90)
    var seen = Set<UInt16>()
    while bytes.count - position >= 12, try reader.at(position, UInt16.self) == 0xff90 {
      let tile = try reader.at(position + 4, UInt16.self)
      guard tile < tiles else { throw failure("tile \(tile) is none of the JPEG 2000 image's \(tiles)", position) }
      seen.insert(tile)
      let dataStart = try headerEnd(reader, from: position + 12, marker: 0xff93) + 2
      let length = Int(try reader.at(position + 6, UInt32.self))
      if length == 0 {
        // The last one goes on to the end-of-codestream marker.
        guard let end = lastEndMarker(bytes), end >= dataStart else {
          throw failure("the JPEG 2000 image ends too soon", bytes.count)
        }
        position = end
        break
      }
      guard length <= bytes.count - position, position + length >= dataStart else {
        throw failure("the JPEG 2000 image ends too soon: a tile of \(length) bytes does not fit", position)
      }
      position += length
    }
    guard seen.count == tiles else {
      throw failure("the JPEG 2000 image ends too soon: \(seen.count) of \(tiles) tiles are there", position)
    }
    return min(position + 2, bytes.count)
  }

  /// The marker segments of T.800's headers, SIZ left out. OpenJPEG would look for known ones inside others.
  private static let segments: Set<UInt16> = [
    0xff52, 0xff53, 0xff55, 0xff57, 0xff58, 0xff5c, 0xff5d, 0xff5e, 0xff5f, 0xff60, 0xff61, 0xff63, 0xff64,
  ]

  /// Goes over marker segments up to a marker, and refuses high-throughput block coding (T.814): OpenJPEG 2.5.0
  /// reads it, but stops the whole program over damage in it.
  private static func headerEnd(_ reader: ByteReader, from start: Int, marker end: UInt16) throws -> Int {
    var position = start
    while true {
      let marker = try reader.at(position, UInt16.self)
      if marker == end { return position }
      let length = Int(try reader.at(position + 2, UInt16.self))
      // CAP comes before such blocks; the block style in COD and, for one component, in COC asks for them
      // (A.6.1, A.6.2).
      let style = try [0xff52: 12, 0xff53: 9][marker].map { try reader.at(position + $0, UInt8.self) } ?? 0
      guard marker != 0xff50, style & 0xc0 == 0 else {
        throw Failure(
          .badData, "the image is High-Throughput JPEG 2000, which is not read", at: "offset \(position) of the frame",
          advice: "decompress the files first")
      }
      guard segments.contains(marker), length >= 2 else {
        throw failure("a JPEG 2000 marker segment is damaged", position)
      }
      position += 2 + length
    }
  }

  private static func failure(_ what: String, _ offset: Int) -> Failure {
    Failure(.badData, what, at: "offset \(offset) of the frame", advice: "copy the file again")
  }
}
