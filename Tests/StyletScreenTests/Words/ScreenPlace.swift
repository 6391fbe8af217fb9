import Foundation
import StyletBase
import StyletImaging
import StyletProject

@testable import StyletCore
@testable import StyletScreen

/// Where a reader can be when a command is given. Each mode, each box that stays open and each state that the screen
/// shows something of has a place here: `everyPartOfTheScreenHasAPlace` asks for it.
enum ScreenPlace: String, CaseIterable, Sendable {
  case bare, drawn, interpolated, marked, macro, lungs, onLungs, proposal, contour, adjust, preview, seeds, measure, form
  case mosaic, signed, compared, arriving, solid, followUp

  static let reader = "dupont"

  func open() throws -> PlacedWorkstation {
    switch self {
    case .bare: try cellsMeasured()
    case .drawn: try bench("<Space>:lesion-diameters<CR>")
    case .interpolated: try bench("<Space><PageUp><PageUp><Space>:interpolate<CR><CR><PageDown>")
    case .marked: try bench("mr3<Right><Space>me<Right><Space><Down><Space>:landmark apex<CR>")
    case .macro: try bench(":macro-record<CR><Space>")
    case .contour: try bench("v<Space>5<Right><Space>5<Down><Space>")
    case .adjust: try bench("W")
    case .preview: try bench("<Space>:margin<CR>")
    case .seeds: try bench("<Space>5<Right>:seed-background<CR>")
    case .measure: try bench("mr<Right>")
    case .mosaic: try bench("<Space>:mosaic 2<CR>")
    case .lungs: PlacedWorkstation(try LungBench(LungRecord(.automatic, badges: Self.badges)).work)
    case .onLungs:
      PlacedWorkstation(try LungBench(LungRecord(.automatic, badges: Self.badges)).play(":draw-on lungs<CR>").work)
    case .proposal: try proposal()
    case .form: PlacedWorkstation(try FormDesk(size: (120, 40)).play("R").work)
    case .signed: PlacedWorkstation(try FormDesk(size: (120, 40)).play(FormDesk.normal + "a").work)
    case .compared: PlacedWorkstation(try Self.compared().play("n").work)
    case .arriving: try arriving()
    case .solid: try bench("<Space>zdn")
    case .followUp: PlacedWorkstation(try FollowUpTests.bench().work)
    }
  }

  /// Two readings that differ in what is drawn and in an answer.
  private static func compared() throws -> ComparisonBench {
    try ComparisonBench(
      answers: (["technical": .word("diagnostic")], ["technical": .word("limited")]), isNamed: true)
  }

  /// One remark of each kind.
  private static let badges: [LungBadge] = [
    .rescaleMissing(added: 1024), .oneLung, .volume(millilitres: 900), .ratio(1.8), .cutAtTop, .cutAtBottom, .cutAtSide,
    .jumps(count: 3), .areaJump(.left, percent: 41, count: 2), .noTrachea, .noCarina, .gasLeftOut(millilitres: 12),
    .recovered(millilitres: 7, side: .left), .opaqueAgainstWall(.right, millilitres: 41), .unevenBases(millimetres: 60),
    .unevenTops(millimetres: 30), .dividedAtMidline, .sideByPlace(.left), .straightSplit(squareCentimetres: 20),
    .unexplainedAir(nil, millilitres: 9), .pieceWithoutVessels(millilitres: 5), .spineInFront,
  ]

  /// On a terminal that says how many pixels its cells have.
  private func cellsMeasured() throws -> PlacedWorkstation {
    let placed = try bench("")
    var link = LinkReport()
    link.cell = PixelSize(width: 9, height: 18)
    placed.work.note(link)
    return placed
  }

  private func bench(_ script: String) throws -> PlacedWorkstation {
    PlacedWorkstation(try Bench().play(script).work)
  }

  /// Two lesions that a program proposes, with how much they may be.
  private func proposal() throws -> PlacedWorkstation {
    let bench = try Bench()
    var mask = LabelMap(size: Bench.size)
    mask.apply(
      Edit(
        name: "", tool: "",
        runs: [Run(k: 2, j: 3, i: 4, count: 5, old: 0, new: 1), Run(k: 4, j: 3, i: 4, count: 3, old: 0, new: 2)]))
    let labels = mask, record = ProposalRecord(source: "modele", millilitres: 0.0128, interval: 0.01...0.02)
    bench.services.job = { _, _, _ in .lesions(labels, mapping: [1: 1, 2: 2], remarks: [], record: record) }
    try bench.play(":propose modele<CR>")
    bench.work.waitForWork()
    return PlacedWorkstation(bench.work)
  }

  /// A scan that is still read, and stays so until it is let go of.
  private func arriving() throws -> PlacedWorkstation {
    let whole = try Bench.volume()
    let arrival = try LoadingVolume(on: whole.grid, rescale: whole.rescale) { inlet in
      while true {
        try inlet.note(progress: 0.4)
        usleep(1000)
      }
    }
    let work = Workstation(
      session: EditSession(volume: arrival.volume), arrival: arrival, services: RecordingServices(),
      reader: Self.reader)
    work.handle(.resize(width: 120, height: 40))
    return PlacedWorkstation(work, arrival)
  }
}

/// A workstation somewhere, with the scan that comes in where it is not there yet.
struct PlacedWorkstation {
  let work: Workstation
  private let arrival: LoadingVolume?

  init(_ work: Workstation, _ arrival: LoadingVolume? = nil) { (self.work, self.arrival) = (work, arrival) }

  func play(_ script: String) throws {
    for key in try KeyNotation.parse(script) { work.handle(.key(key)) }
    if arrival == nil { work.waitForWork() }
  }

  func close() { arrival?.cancel() }
}

extension Overlay {
  /// Its kind, in a word.
  var kind: String {
    switch self {
    case .none: "none"
    case .hints: "hints"
    case .help: "help"
    case .palette: "palette"
    case .list: "list"
    case .page: "page"
    case .question: "question"
    }
  }

  static let kinds: Set = ["none", "hints", "help", "palette", "list", "page", "question"]
}
