#if Codecs
  import CCharLS
  import COpenJPEG
  import Foundation
  import StyletBase
  import TestSupport
  import Testing

  @testable import StyletDICOM

  /// An image to be compressed: samples as the format has them, neither square nor alike in its halves.
  struct TestImage {
    let format: PixelFormat
    let samples: [Int]

    init(columns: Int, rows: Int, allocated: Int = 16, stored: Int, signed: Bool = false, seed: UInt64 = 1) throws {
      format = try #require(
        PixelFormat(
          rows: rows, columns: columns, bitsAllocated: allocated, bitsStored: stored, highBit: stored - 1,
          signed: signed))
      var random = SeededRandom(seed: seed)
      let range = format.range
      samples = (0..<columns * rows).map { n in
        // A slope with noise, and now and then anything.
        let slope = range.lowerBound + (n / columns * 37 + n % columns * 11) % range.count
        let value = n % 7 == 0 ? Int.random(in: range, using: &random) : slope + Int.random(in: 0...3, using: &random)
        return min(max(value, range.lowerBound), range.upperBound)
      }
    }

    var words: [UInt16] { samples.map { UInt16(truncatingIfNeeded: $0) } }
  }

  /// - Parameter near: how far a sample may be off.
  func jpegLS(_ image: TestImage, precision: Int, near: Int = 0) throws -> [UInt8] {
    let encoder = try #require(charls_jpegls_encoder_create())
    defer { charls_jpegls_encoder_destroy(encoder) }
    var info = charls_frame_info(
      width: UInt32(image.format.columns), height: UInt32(image.format.rows), bits_per_sample: Int32(precision),
      component_count: 1)
    try #require(charls_jpegls_encoder_set_frame_info(encoder, &info).rawValue == 0)
    try #require(charls_jpegls_encoder_set_near_lossless(encoder, Int32(near)).rawValue == 0)
    var out = [UInt8](repeating: 0, count: image.format.pixels * 4 + 1024)
    try #require(charls_jpegls_encoder_set_destination_buffer(encoder, &out, out.count).rawValue == 0)
    let mask = UInt16(truncatingIfNeeded: 1 << precision - 1)
    let words = image.words.map { $0 & mask }
    if precision <= 8 {
      let bytes = words.map { UInt8($0) }
      try #require(charls_jpegls_encoder_encode_from_buffer(encoder, bytes, bytes.count, 0).rawValue == 0)
    } else {
      try #require(charls_jpegls_encoder_encode_from_buffer(encoder, words, words.count * 2, 0).rawValue == 0)
    }
    var written = 0
    try #require(charls_jpegls_encoder_get_bytes_written(encoder, &written).rawValue == 0)
    return Array(out[..<written])
  }

  /// What becomes of a JPEG 2000 image.
  struct JPEG2000Options {
    var precision: Int
    var signed = false
    /// Columns and rows of a tile; nil for one tile.
    var tile: (Int, Int)?
    var components = 1
    /// The file format instead of the bare codestream.
    var boxed = false
  }

  func jpeg2000(_ image: TestImage, _ options: JPEG2000Options) throws -> [UInt8] {
    var parameters = opj_cparameters_t()
    opj_set_default_encoder_parameters(&parameters)
    parameters.tcp_numlayers = 1
    parameters.tcp_rates.0 = 0
    parameters.cp_disto_alloc = 1
    parameters.numresolution = options.tile.map { min($0, $1) < 4 } == true ? 1 : 3
    if let tile = options.tile {
      parameters.tile_size_on = OPJ_TRUE
      parameters.cp_tdx = Int32(tile.0)
      parameters.cp_tdy = Int32(tile.1)
    }
    let columns = UInt32(image.format.columns), rows = UInt32(image.format.rows)
    var component = opj_image_cmptparm_t()
    component.dx = 1
    component.dy = 1
    component.w = columns
    component.h = rows
    component.prec = UInt32(options.precision)
    component.sgnd = options.signed ? 1 : 0
    var components = [opj_image_cmptparm_t](repeating: component, count: options.components)
    let picture = try #require(opj_image_create(UInt32(options.components), &components, OPJ_CLRSPC_GRAY))
    defer { opj_image_destroy(picture) }
    picture.pointee.x1 = columns
    picture.pointee.y1 = rows
    let mask = 1 << options.precision - 1
    for c in 0..<options.components {
      for (n, sample) in image.samples.enumerated() {
        picture.pointee.comps[c].data[n] = Int32(options.signed ? sample : sample & mask)
      }
    }
    let codec = try #require(opj_create_compress(options.boxed ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K))
    defer { opj_destroy_codec(codec) }
    try #require(opj_setup_encoder(codec, &parameters, picture) != 0)
    return try withTemporaryFolder { folder in
      let stream = try #require(opj_stream_create_default_file_stream(folder + "/a", OPJ_FALSE))
      try #require(opj_start_compress(codec, picture, stream) != 0)
      try #require(opj_encode(codec, stream) != 0)
      try #require(opj_end_compress(codec, stream) != 0)
      opj_stream_destroy(stream)
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/a")))
    }
  }
#endif
