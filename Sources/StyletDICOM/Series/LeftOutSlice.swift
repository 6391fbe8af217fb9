import StyletBase
import StyletImaging

/// A file, or a frame of one, that is of the series or may be, and is no slice of the volume that is made of it.
struct LeftOutSlice: Sendable {
  private let location: (path: String, name: String)
  private let frameNumber: Int?
  /// With the frame's number where it is one.
  var path: String { FrameName.said(location.path, frameNumber) }
  var name: String { FrameName.said(location.name, frameNumber) }
  /// The attributes that are the cause, or what is wrong with the file; no value of an attribute.
  var reason: String { cause() }
  private let cause: @Sendable () -> String
  /// Of a slice of its own place: where it lies, and the direction it is stacked along.
  private let place: (position: PatientPoint, normal: PatientPoint)?
  /// What `problems` says of it; nil where the file's own ``Failure`` does.
  let attributes: [DICOMTag]?
  /// Of what does not say where it lies: whether it can be a slice at all, and is called as slices are.
  private var (mayBeSlice, isNamedAsSlice) = (true, true)
  /// It says of itself that it is none; only where a slice is wanting does it matter.
  private(set) var isScout = false

  /// A slice that makes no volume with others.
  /// - Parameters:
  ///   - first: of the others.
  ///   - stated: ``AcquisitionKeys/stated(by:)`` of them.
  init(_ slice: SliceHeader, besides first: SliceHeader, _ stated: [Set<String>]) {
    (location, frameNumber) = ((slice.path, slice.location.name), slice.frameNumber)
    let tags = slice.differing(from: first, stated)
    attributes = tags
    cause = { words("scan.differs", ["tags": tags.map(\.name).joinedInWords, "count": tags.count]) }
    place = (slice.position, slice.normal)
  }

  /// A file that cannot be read.
  /// - Parameters:
  ///   - mayBeSlice: it does not say that it is something else.
  ///   - isNamedAsSlice: it is called as the volume's slices are.
  init(_ failure: Failure, mayBeSlice: Bool, isNamedAsSlice: Bool) {
    let path = failure.path ?? ""
    (location, frameNumber) = ((path, path.lastPathPart), nil)
    cause = { failure.what + (failure.place.map { ", " + $0 } ?? "") }
    (place, attributes) = (nil, nil)
    (self.mayBeSlice, self.isNamedAsSlice) = (mayBeSlice, isNamedAsSlice)
  }

  /// An image that does not say where it lies.
  init(_ image: UnplacedImage) {
    (location, frameNumber) = ((image.location.path, image.location.name), image.frameNumber)
    attributes = image.missing
    cause = {
      words(
        image.isScout ? "scan.scout-by" : "scan.missing",
        ["tags": image.missing.map(\.name).joinedInWords, "count": image.missing.count])
    }
    (place, isScout) = (image.place, image.isScout)
  }

  var isPlaced: Bool { place != nil }

  /// Whether it lies where slices do: of a file that cannot be read its series is not known.
  func isBeside(_ slices: [SliceHeader]) -> Bool {
    let folder = DICOMLocation(path: location.path).folder
    return slices.contains { $0.location.folder == folder }
  }

  /// Whether it lies, or may lie, where a slice is wanting between two heights along a normal: those of another scan
  /// that lie halfway between the slices of this one fill no gap of it.
  /// - Parameter step: the usual distance of slices, mm.
  func mayLie(between a: Double, and b: Double, every step: Double, along normal: PatientPoint) -> Bool {
    guard let place else { return mayBeSlice }
    guard dot(place.normal, normal) > SliceDirections.parallel else { return false }
    let height = dot(place.position, normal), at = (height - a) / step
    return height > a && height < b && abs(at - at.rounded()) <= 0.25
  }

  /// Whether the volume lacks what it holds: it is a plane of it that no slice is taken for, or would be the next one
  /// at an end. Of one that does not say where it lies nobody knows: where no plane is wanting, its name decides.
  func isLacking(in stack: SliceStack) -> Bool {
    guard let place else { return mayBeSlice && (isNamedAsSlice || stack.planes.contains(where: \.isFilledIn)) }
    let normal = stack.slices[0].normal
    let step = dot(stack.grid.storedAffine.columns.2, normal)
    guard stack.slices.count > 1, step > 0, dot(place.normal, normal) > SliceDirections.parallel else { return false }
    let at = (dot(place.position, normal) - stack.slices[0].height) / step
    guard at > -1.5, at < Double(stack.planes.count) + 0.5 else { return false }
    let plane = Int(at.rounded())
    guard abs(at - Double(plane)) <= 0.25 else { return false }
    return !stack.planes.indices.contains(plane) || stack.planes[plane].isFilledIn
  }
}

extension SliceHeader {
  /// The attributes by which it is no slice of the volume that others make.
  fileprivate func differing(from first: SliceHeader, _ stated: [Set<String>]) -> [DICOMTag] {
    var tags: [DICOMTag] = []
    if format.rows != first.format.rows { tags.append(.rows) }
    if format.columns != first.format.columns { tags.append(.columns) }
    if !hasSpacing(of: first) { tags.append(.pixelSpacing) }
    if !hasOrientation(of: first) { tags.append(.imageOrientationPatient) }
    tags += acquisitionKeys.differing(from: stated)
    if tags.isEmpty { tags += interleaving.differing(from: first.interleaving).prefix(1) }
    // Frames say by their groups which volume they are of.
    return tags.isEmpty ? [.frameType] : tags
  }
}

extension DICOMSeries {
  /// What of the series is not in the volume that slices make.
  func leftOut(besides slices: [SliceHeader]) -> [LeftOutSlice] {
    guard let first = slices.first else { return [] }
    func key(_ slice: SliceHeader) -> String { "\(slice.frameNumber ?? 0) \(slice.path)" }
    let taken = Set(slices.map(key)), stated = AcquisitionKeys.stated(by: slices)
    return all.filter { !taken.contains(key($0)) }.map { LeftOutSlice($0, besides: first, stated) }
  }
}

extension DICOMIndex {
  /// What cannot be read, and what of the scan that slices make cannot be placed.
  func leftOut(of slices: [SliceHeader]) -> [LeftOutSlice] {
    let names = SliceNames(slices)
    return broken.map { failure in
      let path = failure.path ?? ""
      return LeftOutSlice(
        failure, mayBeSlice: !others.contains(path), isNamedAsSlice: names.mayName(path.lastPathPart))
    } + unplaced.filter { image in slices.first.map(image.belongs) ?? false }.map { LeftOutSlice($0) }
  }
}

/// How the files of slices are called: what lies beside them under another kind of name is hardly one of them.
private struct SliceNames {
  private let shapes: Set<String>
  private let isUnlike: Bool

  init(_ slices: [SliceHeader]) {
    shapes = Set(slices.map { Self.shape($0.location.name) })
    // Where each has a name of another kind, names tell nothing.
    isUnlike = shapes.count * 4 > slices.count
  }

  func mayName(_ name: String) -> Bool { isUnlike || shapes.contains(Self.shape(name)) }

  /// A name without its numbers and its ending.
  private static func shape(_ name: String) -> String {
    var text = name.lowercased()
    for ending in [".dcm", ".ima"] where text.hasSuffix(ending) { text.removeLast(ending.count) }
    return text.replacing(#/[0-9]+/#, with: "#")
  }
}

extension [LeftOutSlice] {
  /// "a (KVP differs), b (the file is empty), c (KVP differs) and 4 more"
  var inWords: String { map { "\($0.name) (\($0.reason))" }.listedInWords(3) }
}
