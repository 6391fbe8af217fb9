import Foundation
import Glibc
import StyletBase
import StyletImaging
import StyletPhantom
import TestSupport
import Testing

@testable import StyletStudy

/// A hospital with its study: a scanner that sends, a folder that is filled, intake and triage that watch, and the
/// archive for research that masks go to.
final class HospitalDay {
  static let cases = 40, slices = 24, size = GridSize(64, 64, slices)!
  static let ann = ReaderName("ann")!

  let files: IntakeStudy
  let orthanc: OrthancServer
  let seed: UInt64
  private(set) var random: SeededRandom
  private let port = String(21_000 + Int(getpid()) % 20_000)
  private var receiver: Started?
  private var intake: Started?
  private var triage: Started?
  /// What was sent, by SOP Instance UID.
  private(set) var sent: Set<String> = []

  var folder: StudyFolder { StudyFolder(files.study) }
  /// Files of the incoming folder.
  var received: Int { (try? FileManager.default.contentsOfDirectory(atPath: files.path + "/in").count) ?? 0 }
  /// Cases that have a result of triage.
  var measured: Int { files.names("triage").count { $0.hasPrefix("C") && $0.hasSuffix(".json") } }

  /// Makes the phantoms, of different extent, and starts everybody.
  init() throws {
    seed = ProcessInfo.processInfo.environment["STYLET_TEST_SEED"].flatMap(UInt64.init) ?? UInt64(time(nil))
    random = SeededRandom(seed: seed)
    files = try IntakeStudy(
      readingProtocol: StudyCases.rules,
      rules: ["--seed", "7", "--repeats", "0", "--gold", "0", "--order", "triage"])
    orthanc = try OrthancServer()
    for n in 0..<Self.cases { try write(n) }
    try good("deidentify", "in", "gone", "--key", "site.key", "--new-key", status: nil)
    try settings()
    receiver = try Started(OtherProgram.storescp, ["-od", files.path + "/in", "+uf", port], in: files.path)
    try startIntake()
    try startTriage()
  }

  deinit { for one in [receiver, intake, triage] { one?.end(SIGKILL) } }

  private func write(_ n: Int) throws {
    let lesions = (inside: n * 5 % 22, pleural: n % 3)
    var specification = PhantomSpecification(size: Self.size, seed: UInt64(n + 1), lesions: lesions.inside)
    specification.pleural = lesions.pleural
    var series = SmallSeries(uid: "1.2.826.0.1.3680043.10.511.9\(n)")
    series.scan = try Phantom.make(specification).volume
    series.patient = { _ in "KELVONI\(n)" }
    try series.write(to: files.path + "/out/\(n)")
    sent.formUnion((0..<Self.slices).map { "\(series.uid).\($0 + 1)" })
  }

  private func settings() throws {
    let secret = files.path + "/secret"
    try FileManager.default.createDirectory(atPath: files.path + "/set/stylet", withIntermediateDirectories: true)
    try OrthancServer.password.write(toFile: secret, atomically: false, encoding: .utf8)
    chmod(secret, 0o600)
    let text = orthanc.settings("clinic", secret: secret) + orthanc.settings("lab", secret: secret, "research = true")
    try text.write(toFile: files.path + "/set/stylet/settings.toml", atomically: false, encoding: .utf8)
  }

  // MARK: Who works

  @discardableResult
  func run(_ arguments: [String]) throws -> Ran {
    try stylet(arguments, in: files.path, wrapper: ["/usr/bin/env", "XDG_CONFIG_HOME=\(files.path)/set"])
  }

  /// - Parameter status: nil where any will do.
  @discardableResult
  func good(_ arguments: String..., status: Int32? = 0) throws -> Ran {
    let ran = try run(arguments)
    if let status { try #require(ran.status == status, "\(arguments): \(ran.out)\(ran.err)") }
    return ran
  }

  func startIntake() throws {
    let arguments = ["in", "--study", files.study, "--watch", "--quiet", "2", "--poll", "1", "--key", "site.key"]
    intake = try Started(builtProduct("stylet"), ["intake"] + arguments, in: files.path)
  }

  func startTriage() throws {
    triage = try Started(builtProduct("stylet"), ["triage", "--study", files.study, "--watch"], in: files.path)
  }

  func killIntake() { intake?.end(SIGKILL) }
  func killTriage() { triage?.end(SIGKILL) }

  /// Asked to end, it ends well.
  func endIntake() {
    intake?.end(SIGTERM)
    #expect(intake?.process.terminationStatus == 0)
  }

  /// Sends folders of `out`, in the background.
  func send(_ folders: some Sequence<Int>) throws -> Started {
    try Started(
      OtherProgram.storescu,
      ["+sd", "-aec", "ANY", "127.0.0.1", port] + folders.map { files.path + "/out/\($0)" }, in: files.path)
  }

  /// A number drawn of the day's seed, and said.
  func draw(_ what: String, _ range: ClosedRange<Int>) -> Int {
    let n = range.lowerBound + Int(random.next() % UInt64(range.count))
    print("A day of a hospital, STYLET_TEST_SEED=\(seed): \(what) \(n)")
    return n
  }

  // MARK: What is there

  var aliases: [Alias: CaseID] {
    get throws {
      try DesignedReading.read(folder).reduce(into: [:]) { $0[$1.alias] = $1.caseID }
    }
  }

  /// Aliases as the reader's list must have them: by the tiers that the coordinator's answer has, and within one as the
  /// design has them.
  func wanted() throws -> [Alias] {
    let rows = try #require(try good("triage", "list", files.study, "--json").json["rows"] as? [[String: Any]])
    let ranks = rows.reduce(into: [String: Int]()) { $0[$1["case"] as? String ?? ""] = $1["counts_as"] as? Int }
    let known = try aliases, own = try ListedReading.read(folder, Self.ann).map(\.alias)
    func rank(_ alias: Alias) throws -> Int {
      let id = try #require(known[alias])
      return try #require(ranks[id.text])
    }
    return try own.enumerated().map { (rank: try rank($1), place: $0, alias: $1) }
      .sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.alias)
  }

  func events() throws -> [ReadingEvent] {
    try folder.logs(Self.ann).flatMap {
      try EventLog(folder, study: try Study.read(folder).id, reader: Self.ann, host: $0.host).read()
    }
  }

  /// Objects of all receipts that say of an object that it is in the archive as it was sent, by instance.
  func receipts() throws -> [String: (study: String, series: String)] {
    let out = files.path + "/seg/dicom"
    let names = FileManager.default.enumerator(atPath: out)?.allObjects as? [String] ?? []
    return try names.filter { $0.contains(".sent-") }.reduce(into: [:]) { all, name in
      let json = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: out + "/" + name)))
      for one in (json as? [String: Any])?["objects"] as? [[String: Any]] ?? [] {
        guard one["outcome"] as? String == "identical", let instance = one["instance"] as? String else { continue }
        all[instance] = (one["study"] as? String ?? "", one["series"] as? String ?? "")
      }
    }
  }
}
