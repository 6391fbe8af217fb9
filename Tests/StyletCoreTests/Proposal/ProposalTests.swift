import Foundation
import StyletTexts
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletDetection
@testable import StyletImaging
@testable import StyletPhantom

/// Small phantoms, for the debug build: at 1 to 2 mm the overlap is 0.9 and more, here edges are a larger part.
@Suite struct ProposalTests {
  /// Without lesions.
  private static let healthy = Result { try phantom(seed: 3, lesions: 0) }

  private static func phantom(seed: UInt64, lesions: Int, pleural: Int = 0, noise: Double = 20) throws -> Phantom {
    var s = PhantomSpecification(size: GridSize(144, 112, 72)!, seed: seed, lesions: lesions, noise: noise)
    s.pleural = pleural
    return try Phantom.make(s)
  }

  /// The progress of the features goes from nothing to all, and further with each; the wide means count for what they
  /// take.
  @Test func progressWeighsTheFeatures() {
    let parts = (0...ProposalFeatures.names.count).map { ProposalFeatures.part(made: $0) }
    #expect(parts.first == 0 && parts.last == 1 && zip(parts, parts.dropFirst()).allSatisfy { $0 < $1 })
    #expect(parts[3] - parts[2] > 5 * (parts[2] - parts[1]))
  }

  /// Dice of what is drawn, whatever its label.
  private func overlap(_ a: LabelMap, _ b: LabelMap) -> Double {
    var both = 0, sum = 0
    for v in a.size.voxels {
      let (x, y) = (a[v] != 0, b[v] != 0)
      both += x && y ? 1 : 0
      sum += (x ? 1 : 0) + (y ? 1 : 0)
    }
    return sum == 0 ? 1 : 2 * Double(both) / Double(sum)
  }

  @Test(arguments: [(1, 6, 2, 20.0), (2, 4, 0, 60)])
  func phantomsLesions(seed: Int, lesions: Int, pleural: Int, noise: Double) throws {
    let p = try Self.phantom(seed: UInt64(seed), lesions: lesions, pleural: pleural, noise: noise)
    let found = try #require(LesionProposal.find(in: p.volume, lungs: p.lungs))
    #expect(overlap(found.labels, p.findings) > 0.8)
    #expect(dice(found.labels, p.findings, 1) > 0.7 && dice(found.labels, p.findings, 2) > 0.7)
    let r = found.report
    // where voxels are this coarse, a great vessel of the hilum may stand beside them
    #expect((lesions + pleural...lesions + pleural + 1).contains(r.lesions) && r.standards == "lesion-proposal 3, \(OpacityModel.standard.id)")
    #expect(abs(r.aerated + 864) < 20 && r.interval?.contains(r.total) == true)
    // the report counts what is drawn
    let voxel = p.volume.grid.voxelVolume / 1000
    var sums = [0, 0, 0], lung = 0
    for v in p.volume.size.voxels {
      sums[Int(found.labels[v])] += 1
      if p.lungs[v] == 1 || p.lungs[v] == 2 { lung += 1 } else { #expect(found.labels[v] == 0) }
    }
    #expect(abs(r.groundGlass - Double(sums[1]) * voxel) < 1e-6)
    #expect(abs(r.consolidation - Double(sums[2]) * voxel) < 1e-6)
    #expect(abs(r.lungs - Double(lung) * voxel) < 1e-6)
  }

  @Test func healthyLungHasNone() throws {
    let p = try Self.healthy.get()
    let found = try #require(LesionProposal.find(in: p.volume, lungs: p.lungs))
    #expect(found.report.total < 5)
  }

  /// Heart that the lungs' outline took in is named and not proposed.
  @Test func tissueWithoutAirAroundIsLeftOut() throws {
    let p = try Self.healthy.get()
    var lungs = p.lungs, runs: [Run] = []
    // a slab of the mediastinum beside the left lung, 20 mm deep
    let size = p.volume.size
    for k in 24..<36 {
      for j in 40..<64 {
        let edge = (size.i / 2..<size.i).first { p.lungs[VoxelIndex($0, j, k)] == 2 }
        guard let i = edge, i > 8 else { continue }
        runs.append(Run(k: k, j: j, i: i - 8, count: 8, old: 0, new: 2))
      }
    }
    lungs.apply(Edit(name: "", tool: "", runs: runs))
    let found = try #require(LesionProposal.find(in: p.volume, lungs: lungs))
    #expect(found.report.total < 5)
    #expect(found.report.badges.contains { if case .doubtfulLung(let x) = $0 { x > 5 } else { false } })
  }

  /// Mild density along the back of both lungs is gravity's, to be confirmed; of one lung it is a lesion.
  @Test(arguments: [true, false]) func dependentBand(isBilateral: Bool) throws {
    let p = try Self.healthy.get()
    let size = p.volume.size
    var back: [Int: Int] = [:]
    for k in 0..<size.k {
      for i in 0..<size.i {
        back[k * size.i + i] = (0..<size.j).last { [1, 2].contains(p.lungs[VoxelIndex(i, $0, k)]) }
      }
    }
    let volume = try Volume(grid: p.volume.grid, rescale: p.volume.rescale) { out in
      p.volume.withSamples { samples in
        for n in samples.indices {
          let i = n % size.i, j = n / size.i % size.j, k = n / (size.i * size.j)
          out[n] = samples[n]
          let label = p.lungs[VoxelIndex(i, j, k)]
          guard label == 1 || isBilateral && label == 2, k > 12, k < 52, let last = back[k * size.i + i] else {
            continue
          }
          let depth = Double(last - j) * p.volume.grid.spacing.y
          if depth < 13, samples[n] < -750 { out[n] = Int16(-870 + 220 * (1 - depth / 26)) }
        }
      }
    }
    let found = try #require(LesionProposal.find(in: volume, lungs: p.lungs))
    let badge = found.report.badges.contains { if case .dependent(let x) = $0 { x > 5 } else { false } }
    #expect(badge == isBilateral)
    #expect(isBilateral ? found.report.total < 5 : found.report.groundGlass > 10)
  }

  /// Above the diaphragm's dome partial volume and motion look like ground glass: a layer of it there is proposed in
  /// small part, and whole where the rule is off; the same layer higher up is proposed whatever the rule says.
  @Test(arguments: [(0.0, true), (60, false)]) func aboveTheDomeLessIsProposed(above: Double, isDome: Bool) throws {
    let p = try Self.healthy.get(), mm = p.volume.grid.spacing
    let lung = p.volume.size.voxels.filter { p.lungs[$0] == 1 }
    let i = (lung.map(\.i).min()! + lung.map(\.i).max()!) / 2, j = (lung.map(\.j).min()! + lung.map(\.j).max()!) / 2
    var floor: [SIMD2<Int>: Int] = [:]
    for v in lung { floor[SIMD2(v.i, v.j)] = min(floor[SIMD2(v.i, v.j)] ?? .max, v.k) }
    var count = 0
    let size = p.volume.size
    let volume = try Volume(grid: p.volume.grid, rescale: p.volume.rescale) { out in
      p.volume.withSamples { samples in
        for (n, v) in size.voxels.enumerated() {
          out[n] = samples[n]
          guard p.lungs[v] == 1, samples[n] < -700, let low = floor[SIMD2(v.i, v.j)] else { continue }
          let height = Double(v.k - low) * mm.z - above
          let aside = SIMD2(Double(v.i - i) * mm.x, Double(v.j - j) * mm.y)
          guard height >= 0, height < 12, (aside * aside).sum() < 35 * 35 else { continue }
          out[n] = Int16(-680 + (v.i * 7 + v.j * 5 + v.k * 3) % 31)
          count += 1
        }
      }
    }
    let layer = Double(count) * p.volume.grid.voxelVolume / 1000
    try #require(layer > 30)
    var free = ProposalStandards.standard
    free.dome.odds = 1
    let usual = try #require(LesionProposal.find(in: volume, lungs: p.lungs)).report.total
    let without = try #require(LesionProposal.find(in: volume, lungs: p.lungs, standards: free)).report.total
    #expect(without > 0.8 * layer && without < 1.3 * layer, "\(without) of \(layer) mL")
    #expect(isDome ? usual < 0.5 * without : usual > 0.95 * without, "\(usual) of \(without) mL")
  }

  /// Contrast within for a twentieth, and where the piece leaves the lungs for a quarter; a bright nodule leaves them nowhere.
  @Test func vesselsAreBrightWithinAndBeside() {
    func isVessel(_ bright: Int, _ brightOutside: Int, of outside: Int) -> Bool {
      ProposalOpacity.Piece(bright: bright, outside: outside, brightOutside: brightOutside).isVessel(of: 100)
    }
    #expect(isVessel(5, 2, of: 8) && isVessel(100, 8, of: 8))
    #expect(!isVessel(4, 8, of: 8) && !isVessel(5, 1, of: 8) && !isVessel(100, 0, of: 0))
  }

  @Test func withoutLungsNothing() throws {
    let p = try Phantom.make(PhantomSpecification(size: GridSize(40, 32, 24)!, seed: 1))
    let found = try #require(LesionProposal.find(in: p.volume, lungs: LabelMap(size: p.volume.size)))
    #expect(found.labels.isEmpty && found.report.badges == [.noLungs] && found.report.percent == nil)
  }

  @Test func cancelledIsNil() throws {
    let p = try Phantom.make(PhantomSpecification(size: GridSize(40, 32, 24)!, seed: 1))
    let work = CancellableWork()
    work.cancel()
    #expect(LesionProposal.find(in: p.volume, lungs: p.lungs, work: work) == nil)
  }

  /// Whatever the lungs and the values, nothing traps.
  @Test func oddInput() throws {
    var random = SeededRandom(seed: 9)
    for size in [GridSize(1, 1, 1)!, GridSize(5, 1, 3)!, GridSize(20, 16, 12)!] {
      for spacing in [SIMD3(0.7, 0.7, 5), SIMD3(9, 9, 9), SIMD3(0.05, 0.05, 0.05)] {
        let grid = VoxelGrid(size: size, affine: Affine(spacing: spacing, origin: .zero))
        let rescales = [Rescale.identity, Rescale(slope: -2, intercept: 300), Rescale(slope: 0)]
        let rescale = rescales.randomElement(using: &random)!
        let volume = try Volume(grid: grid, rescale: rescale) { out in
          for n in out.indices { out[n] = Int16.random(in: -2000...2000, using: &random) }
        }
        var runs: [Run] = []
        for k in 0..<size.k {
          for j in 0..<size.j {
            runs.append(Run(k: k, j: j, i: 0, count: size.i, old: 0, new: .random(in: 1...5, using: &random)))
          }
        }
        var lungs = LabelMap(size: size)
        lungs.apply(Edit(name: "", tool: "", runs: runs))
        #expect(LesionProposal.find(in: volume, lungs: lungs) != nil)
      }
    }
  }

  // MARK: What is not drawn yet

  @Test func freshLeavesOutWhatIsDrawn() {
    let size = GridSize(9, 4, 3)!
    func map(_ runs: [Run]) -> LabelMap {
      var map = LabelMap(size: size)
      map.apply(Edit(name: "", tool: "", runs: runs))
      return map
    }
    let proposed = map([
      Run(k: 0, j: 0, i: 0, count: 4, old: 0, new: 1), Run(k: 2, j: 3, i: 2, count: 6, old: 0, new: 2),
    ])
    let drawn = map([
      Run(k: 0, j: 0, i: 1, count: 3, old: 0, new: 2), Run(k: 2, j: 3, i: 4, count: 2, old: 0, new: 1),
    ])
    let fresh = LesionProposal.fresh(proposed, besides: drawn)
    let expected = map([
      Run(k: 2, j: 3, i: 2, count: 2, old: 0, new: 2), Run(k: 2, j: 3, i: 6, count: 2, old: 0, new: 2),
    ])
    #expect(size.voxels.allSatisfy { fresh[$0] == expected[$0] })
  }

  /// Against a reading of the voxels one by one.
  @Test func piecesAreCleanedAsANaiveReaderWould() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<40 {
      let size = GridSize(11, 5, 4)!
      var labels: [VoxelIndex: UInt8] = [:]
      for v in size.voxels where Int.random(in: 0..<3, using: &random) == 0 {
        labels[v] = .random(in: 1...2, using: &random)
      }
      func parts(_ same: (VoxelIndex, VoxelIndex) -> Bool) -> [[VoxelIndex]] {
        var left = Set(labels.keys), all: [[VoxelIndex]] = []
        for seed in size.voxels where left.contains(seed) {
          left.remove(seed)
          var part = [seed], at = 0
          while at < part.count {
            let v = part[at]
            at += 1
            for w in left where abs(w.i - v.i) < 2 && abs(w.j - v.j) < 2 && abs(w.k - v.k) < 2 && same(v, w) {
              left.remove(w)
              part.append(w)
            }
          }
          all.append(part)
        }
        return all
      }
      let least = 3
      var expected: [VoxelIndex: UInt8] = [:]
      let lesions = parts { _, _ in true }.filter { $0.count >= least }
      for v in lesions.joined() { expected[v] = labels[v] }
      let kept = Set(expected.keys)
      for piece in parts({ labels[$0] == labels[$1] }) where kept.contains(piece[0]) && piece.count < least {
        for v in piece { expected[v] = 3 - labels[v]! }
      }
      var runs: [LabelRun] = []
      for v in size.voxels {
        guard let label = labels[v] else { continue }
        if let last = runs.last, last.k == v.k, last.j == v.j, last.high == v.i - 1, last.label == label {
          runs[runs.count - 1].high += 1
        } else {
          runs.append(LabelRun(k: v.k, j: v.j, i: v.i..<v.i + 1, label: label))
        }
      }
      let clean = ProposalPieces.clean(runs, least: least)
      var drawn: [VoxelIndex: UInt8] = [:]
      for run in clean.runs { for i in run.i { drawn[VoxelIndex(i, Int(run.j), Int(run.k))] = run.label } }
      // As the workstation lists them: connected parts of one class.
      let listed = parts { kept.contains($0) && kept.contains($1) && expected[$0] == expected[$1] }
      #expect(drawn == expected && clean.lesions == listed.count { kept.contains($0[0]) })
    }
  }

  // MARK: Standards

  @Test func builtInTextIsTheFile() throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let file = root.appendingPathComponent("Samples/standards/lesion-proposal.toml")
    #expect(try String(contentsOf: file, encoding: .utf8) == CarriedText.proposalStandards)
    #expect(ProposalStandards.standard.id == "lesion-proposal" && ProposalStandards.standard.version == 3)
  }

  @Test(arguments: [
    ("threshold = 0.56", "threshold = 0.7", "opacity"), ("threshold = 0.56", "treshold = 0.5", "opacity.threshold"),
    ("smoothing = 1.5", "smoothing = \"wide\"", "opacity.smoothing"), ("odds = 0.03", "odds = 3", "dome.odds"),
    ("version = 3", "version = 3\nother = 2", "other"), ("block = 1.5", "block = 1.5\nx = 1", "blocks.x"),
    ("bend = 0.2", "bend = -1", "edge.bend"),
  ])
  func brokenTextsAreNamed(was: String, becomes: String, place: String) throws {
    let text = CarriedText.proposalStandards.replacingOccurrences(of: was, with: becomes)
    #expect(text != CarriedText.proposalStandards)
    let failure = #expect(throws: Failure.self) { try ProposalStandards.parse(text, name: "mine.toml") }
    #expect(failure?.place == place && failure?.path == "mine.toml" && failure?.kind == .badData)
  }
}
