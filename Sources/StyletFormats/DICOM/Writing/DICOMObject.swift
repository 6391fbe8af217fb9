import StyletCore

/// A DICOM file to be written: Part 10 (PS3.10 §7), explicit VR little endian unless implicit VR is asked for.
struct DICOMObject {
  /// Pixels that are made while they are written.
  struct Pixels {
    let attribute: DICOMAttribute
    /// Bytes, without the one that makes them even.
    let length: Int
    /// Must write `length` bytes.
    let write: (any ByteSink) throws -> Void
  }

  let sopClass: String
  let instanceUID: String
  var elements: DICOMElements
  var pixels: Pixels?
  /// Explicit, or implicit little endian: for objects with values that are too long for a length of 16 bits.
  let transferSyntax: TransferSyntax

  /// This program (PS3.7 §D.3.3.2): a UUID made once.
  private static let implementationClass = "2.25.148546510448097838391655287611528465199"

  /// - Parameter elements: without the SOP common module, which is set here.
  init(
    sopClass: String, instanceUID: String, elements: DICOMElements, pixels: Pixels? = nil,
    transferSyntax: TransferSyntax = .explicitLittleEndian
  ) {
    self.transferSyntax = transferSyntax
    self.sopClass = sopClass
    self.instanceUID = instanceUID
    self.elements = elements
    self.pixels = pixels
    self.elements.set(.specificCharacterSet, "ISO_IR 192")
    self.elements.set(.sopClassUID, sopClass)
    self.elements.set(.sopInstanceUID, instanceUID)
  }

  /// Written beside `path`, synced and renamed. Memory: the elements; pixels are streamed.
  func write(to path: String) throws {
    let file = try OutputFile(path)
    try write(to: file)
    try OutputFile.commit(file)
  }

  func write(to sink: any ByteSink) throws {
    try sink.write([UInt8](repeating: 0, count: 128) + Array("DICM".utf8))
    try sink.write(meta)
    try sink.write(elements.encoded(explicit: isExplicit))
    guard let pixels else { return }
    let even = pixels.length + pixels.length % 2
    guard even < 0xffff_ffff else {
      throw Failure(
        .cannotCreate, "\(pixels.length) bytes of pixels are more than a DICOM file can hold",
        advice: "export fewer findings, or as NIfTI or NRRD")
    }
    var header: [UInt8] = []
    DICOMElements.header(pixels.attribute, length: even, explicit: isExplicit, into: &header)
    try sink.write(header)
    try pixels.write(sink)
    if even != pixels.length { try sink.write([0]) }
  }

  private var isExplicit: Bool { transferSyntax != .implicitLittleEndian }

  /// File meta information.
  private var meta: [UInt8] {
    var meta = DICOMElements()
    meta.set(DICOMAttribute(0x0002, 0x0001, .ob), bytes: [0, 1])
    meta.set(DICOMAttribute(0x0002, 0x0002, .ui), sopClass)
    meta.set(DICOMAttribute(0x0002, 0x0003, .ui), instanceUID)
    meta.set(DICOMAttribute(0x0002, 0x0010, .ui), transferSyntax.uid)
    meta.set(DICOMAttribute(0x0002, 0x0012, .ui), Self.implementationClass)
    meta.set(DICOMAttribute(0x0002, 0x0013, .sh), "STYLET_\(Release.version)")
    let body = meta.encoded()
    var head = DICOMElements()
    head.set(DICOMAttribute(0x0002, 0x0000, .ul), body.count)
    return head.encoded() + body
  }
}
