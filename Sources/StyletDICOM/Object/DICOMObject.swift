import StyletBase
import StyletFiles

/// A data set: a file's own, one of the items of a sequence, or the meta information before it. The same type is read,
/// changed and written.
///
/// What was read stays where it is: an element is its tag and the place of its value in the source, fetched when asked
/// for. So headers cost what is looked at, pixels are never copied, and what nobody changes is written byte for byte as
/// it was, unknown and private elements among it. What is set or changed here is kept beside, in ``encoding``.
struct DICOMObject {
  /// Where values that were read lie; empty where the object was made here.
  let source: DICOMSource
  /// How its elements are written.
  let encoding: DICOMEncoding
  /// How deep in sequences this is; 0 for a file's own data set.
  let depth: Int
  /// How text is written: SpecificCharacterSet, its own or that of the data set around it.
  var characterSet: DICOMCharacterSet
  /// As an item: whether a delimiter ends it, instead of a length that is stated before.
  var isDelimited = false
  /// Whether it was read to its end. Scans are read as far as their pixels only.
  let isWhole: Bool

  /// In the order of the file; what is set here is placed by its tag.
  var entries: [Entry]
  /// What it was read from, in the source, as long as nothing is changed.
  var unchanged: Range<Int>?
  /// Read elements that stand there several times, and not with the same value: they have none.
  var contradicted: Set<DICOMTag> = []

  struct Entry {
    var element: DICOMElement
    var content: Content
  }

  enum Content {
    /// Where the element says, in the object's source.
    case stored
    /// The same in the source of another object.
    case borrowed(Origin)
    /// In the object's byte order.
    case bytes([UInt8])
    case items([DICOMObject])
    case made(DICOMStream)
  }

  /// Where an element of another object lies.
  final class Origin {
    let source: DICOMSource
    let encoding: DICOMEncoding

    init(_ source: DICOMSource, _ encoding: DICOMEncoding) {
      self.source = source
      self.encoding = encoding
    }
  }

  /// An empty one.
  init(encoding: DICOMEncoding = .explicitLittleEndian, characterSet: DICOMCharacterSet = .utf8, depth: Int = 0) {
    source = DICOMSource(memory: [])
    self.encoding = encoding
    self.characterSet = characterSet
    self.depth = depth
    isWhole = true
    entries = []
  }

  /// What a parser found.
  ///
  /// - Parameter range: where it lies in the source; nil where it was not read to its end.
  init(
    source: DICOMSource, encoding: DICOMEncoding, entries: [Entry], range: Range<Int>?, depth: Int,
    characterSet: DICOMCharacterSet, isDelimited: Bool, contradicted: Set<DICOMTag> = []
  ) {
    self.source = source
    self.encoding = encoding
    self.depth = depth
    self.characterSet = characterSet
    self.isDelimited = isDelimited
    isWhole = range != nil
    unchanged = range
    self.entries = entries
    self.contradicted = contradicted
  }

  var order: ByteOrder { encoding.order }
  var explicit: Bool { encoding.explicit }
  var elements: [DICOMElement] { entries.map(\.element) }
  var isEmpty: Bool { entries.isEmpty }

  subscript(_ tag: DICOMTag) -> DICOMElement? { entry(tag)?.element }

  /// The first one.
  func entry(_ tag: DICOMTag) -> Entry? { entries.first { $0.element.tag == tag } }

  /// The one whose value counts.
  /// - Throws: ``Failure`` where the element stands there again with another value.
  func only(_ tag: DICOMTag) throws -> Entry? {
    guard let entry = entry(tag) else { return nil }
    guard !contradicted.contains(tag) else { throw entry.element.standsTwice }
    return entry
  }

  /// Where an element that was read lies, and how it is written there.
  func origin(of entry: Entry) -> (source: DICOMSource, encoding: DICOMEncoding) {
    if case .borrowed(let origin) = entry.content { return (origin.source, origin.encoding) }
    return (source, encoding)
  }
}

/// A value that is made while it is written: pixels.
final class DICOMStream {
  /// Bytes, without the one that makes them even.
  let length: Int
  /// Must write `length` bytes.
  let write: (any ByteSink) throws -> Void

  init(length: Int, write: @escaping (any ByteSink) throws -> Void) {
    self.length = length
    self.write = write
  }
}
