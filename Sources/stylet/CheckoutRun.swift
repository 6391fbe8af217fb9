import Glibc
import StyletBase
import StyletProject
import StyletStudy

/// Carries cases of a reader's list to another folder. It is made beside its place, as `OUT.part`, and renamed when all
/// of it is there and checked; the study says from the beginning what is away. Stopped in between, the same command
/// goes on.
struct CheckoutRun {
  private let folder: StudyFolder
  private let study: Study
  private let reader: ReaderName
  private let out: String
  private let part: StudyFolder

  /// What a project, its journal and its backup may take of a case, bytes.
  private static let roomForReading = 8 << 20

  /// - Throws: a ``Failure``: no study, no such reader, something at the place already.
  init(_ folder: StudyFolder, reader: ReaderName, to out: String) throws {
    self.folder = folder
    self.reader = reader
    study = try Study.read(folder)
    guard !Paths.exists(folder.checkout) else {
      throw Failure(
        .usage, path: folder.path, words("study.checkout.of-checkout"), advice: words("error.study.none-advice"))
    }
    guard Paths.exists(folder.list(reader)) else {
      throw Failure(
        .noInput, path: folder.path, words("study.work.no-list", ["reader": reader.text]),
        advice: words("study.work.no-list-advice"))
    }
    var place = out
    while place.count > 1, place.hasSuffix("/") { place.removeLast() }
    self.out = place
    part = StudyFolder(place + ".part")
    try checkPlace()
  }

  private func checkPlace() throws {
    guard let there = FileState(out) else { return }
    guard Paths.isFolder(out), Paths.names(in: out)?.isEmpty == true else {
      throw Failure(
        .cannotCreate, path: out, words("study.export.there"), advice: words("error.output.other-name"))
    }
    // A stick's own folder cannot be put in its place.
    guard there.device == FileState(SafeFile.folder(of: out))?.device else {
      throw Failure(
        .cannotCreate, path: out, words("study.checkout.mount"), advice: words("study.checkout.mount-advice"))
    }
  }

  /// - Parameters:
  ///   - count: as many cases at most.
  ///   - remark: told of what stays, and why.
  ///   - progress: 0…1.
  /// - Throws: a ``Failure``. What is away by then stays so until the same is done again, or is given up.
  func run(count: Int, remark: (Failure) -> Void, progress: (Double) -> Void) throws -> Checkout {
    // The reader is not at work while it is said what is away.
    var atWork: StudyClaim? = try StudyClaim.take(folder.claim(reader), of: .reader)
    var (checkout, scans) = try resumed() ?? begun(count, remark)
    withExtendedLifetime(atWork) {}
    atWork = nil
    let claim = try StudyClaim.take(part.claim)
    let all = max(scans.reduce(0) { $0 + $1.bytes }, 1)
    var done = 0
    for n in scans.indices {
      try scans[n].copy(to: part) {
        done += $0
        progress(Double(done) / Double(all))
      }
    }
    try writeFiles(checkout, scans)
    withExtendedLifetime(claim) {}
    return checkout
  }

  // MARK: Which

  private func begun(_ count: Int, _ remark: (Failure) -> Void) throws -> (Checkout, [CarriedScan]) {
    let progress = try ReadingProgress(folder, study: study.id, reader: reader)
    let taken = Set(try folder.checkouts(reader).flatMap(\.aliases))
    let next = Checkout.next(try ListedReading.read(folder, reader), progress, taken: taken)
    let places = try SealedPlaces.places(of: Array(next.prefix(count * 2)), in: folder.places(reader))
    var scans: [CarriedScan] = []
    for alias in next where scans.count < count {
      do {
        scans.append(try scan(alias, places))
      } catch let failure as Failure { remark(failure) }
    }
    guard !scans.isEmpty else {
      throw Failure(
        .usage, path: folder.path, words("study.checkout.nothing", ["reader": reader.text]),
        advice: words("study.work.ask-coordinator"))
    }
    try checkRoom(scans)
    let checkout = Checkout(study: study.id, reader: reader, aliases: scans.map(\.alias))
    try Paths.makeFolder(part.path)
    do {
      try checkout.write(to: part.checkout)
      try checkout.write(to: folder.away(reader, checkout.id))
    } catch {
      Paths.remove(part.path)
      throw error
    }
    return (checkout, scans)
  }

  private func scan(_ alias: Alias, _ places: [Alias: ScanPlace]) throws -> CarriedScan {
    // Of one that was not found it is said what is wrong.
    try CarriedScan(BlindScan(alias, folder, at: places[alias] ?? folder.place(of: alias, of: reader)))
  }

  /// What was begun and stopped goes on, with the cases that are away; nil where there is nothing of it yet.
  private func resumed() throws -> (Checkout, [CarriedScan])? {
    guard Paths.exists(part.path) else { return nil }
    let other = Failure(
      .cannotCreate, path: part.path, words("study.checkout.other-part"), advice: words("study.checkout.remove-part"))
    guard Paths.exists(part.checkout) else {
      guard Paths.names(in: part.path)?.allSatisfy({ $0.hasSuffix(SafeFile.temporary) }) == true else { throw other }
      Paths.remove(part.path)
      return nil
    }
    let checkout = try Checkout.read(part.checkout)
    guard checkout.study == study.id, checkout.reader == reader, !Paths.exists(folder.lost(reader, checkout.id)) else {
      throw other
    }
    // Stopped before the study had heard of it.
    guard Paths.exists(folder.away(reader, checkout.id)) else {
      Paths.remove(part.path)
      return nil
    }
    // What has left the list meanwhile stays.
    let list = Set(try ListedReading.read(folder, reader).map(\.alias))
    let aliases = checkout.aliases.filter(list.contains)
    let places = try SealedPlaces.places(of: aliases, in: folder.places(reader))
    return (checkout, try aliases.map { try scan($0, places) })
  }

  /// That there is room for scans and readings.
  private func checkRoom(_ scans: [CarriedScan]) throws {
    guard let free = Paths.room(at: SafeFile.folder(of: out))?.free else { return }
    var needed = 0, fitting = 0
    for scan in scans {
      needed += scan.bytes + Self.roomForReading
      if needed <= free { fitting += 1 }
    }
    guard fitting < scans.count else { return }
    func megabytes(_ bytes: Int) -> Int { (bytes + 999_999) / 1_000_000 }
    throw Failure(
      .io, path: out,
      words("study.checkout.no-room", ["needed": megabytes(needed), "free": megabytes(free)]),
      advice: words("study.checkout.no-room-advice", ["n": fitting]))
  }

  // MARK: Writing

  /// The files that make a folder a place to work in, and its name last.
  private func writeFiles(_ checkout: Checkout, _ scans: [CarriedScan]) throws {
    try Paths.makeFolder(part.readers)
    try Paths.makeFolder(part.reader(reader), mode: 0o2770)
    let aliases = Set(scans.map(\.alias))
    // They are open, and stay so.
    let rows = try ListedReading.read(folder, reader).filter { aliases.contains($0.alias) }.map {
      ListedReading(alias: $0.alias, priority: $0.priority, due: $0.due)
    }
    try StudyFile.write(ListedReading.bytes(rows), to: part.list(reader), mode: StudyFile.sharedMode)
    try StudyFile.write(
      SealedPlaces.bytes(scans.map { ($0.alias, $0.place) }), to: part.places(reader), mode: StudyFile.sharedMode)
    // All versions: what was begun under an earlier one follows it there, too.
    for path in folder.protocolFiles {
      try StudyFile.write(
        SafeFile.read(path, limit: ReadingProtocol.largestFile).bytes, to: part.path.appendingPath(path.lastPathPart),
        mode: StudyFile.sharedMode)
    }
    // A folder with it is a place to work in.
    try StudyFile.write(
      SafeFile.read(folder.study, limit: StudyFile.limit).bytes, to: part.study, mode: StudyFile.sharedMode)
    unlink(part.claim.systemPath)
    do {
      try SystemCalls.live.rename(part.path, out)
      try SystemCalls.live.syncFolder(SafeFile.folder(of: out))
    } catch { throw error.failure(words("study.checkout.not-made"), about: out) }
  }
}
