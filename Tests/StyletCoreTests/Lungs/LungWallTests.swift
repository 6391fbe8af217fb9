import Foundation
import Testing

@testable import StyletCore
@testable import StyletDetection
@testable import StyletImaging
@testable import StyletPhantom

/// The phantom has ribs and a convex wall between them; liver, spine and heart lie beside its lungs.
@Suite struct LungWallTests {
  private static let made = Result { () throws -> (patient: Phantom, lungs: Lungs?) in
    let p = try Phantom.make(PhantomSpecification(size: GridSize(88, 72, 64)!, seed: 4, lesions: 0))
    return (p, Lungs.find(in: p.volume))
  }

  private static func patient() throws -> Phantom { try made.get().patient }
  /// The lungs that are found in the patient as it is.
  private static func lungs() throws -> Lungs { try #require(try made.get().lungs) }

  /// The phantom with `inLesion` of its lung (label, patient's index) made tissue, and which voxels that were.
  private func painted(
    _ p: Phantom, _ label: UInt8, _ inLesion: (VoxelIndex) -> Bool
  ) throws -> (volume: Volume, lesion: [VoxelIndex]) {
    let lesion = p.volume.size.voxels.filter { p.lungs[$0] == label && inLesion($0) }
    let volume = try Volume(grid: p.volume.grid) { out in
      p.volume.withSamples { s in
        for n in s.indices { out[n] = s[n] }
        for v in lesion {
          out[(v.k * p.volume.size.j + v.j) * p.volume.size.i + v.i] = Int16(30 + (v.i * 7 + v.j * 5 + v.k * 3) % 21)
        }
      }
    }
    return (volume, lesion)
  }

  /// 25 mm deep and 60 mm wide and high, against the ribs at the back and at the side.
  @Test(arguments: [(1, true), (1, false), (2, true), (2, false)])
  func consolidationAgainstTheRibsIsRecovered(label: Int, isBehind: Bool) throws {
    let p = try Self.patient(), label = UInt8(label), mm = p.volume.grid.spacing
    let lung = p.volume.size.voxels.filter { p.lungs[$0] == label }
    let low = try #require(lung.map(\.k).min()), high = try #require(lung.map(\.k).max())
    let k = (low + high) / 2
    let slice = lung.filter { $0.k == k }
    let pole = try #require(
      slice.max { a, b in
        func out(_ v: VoxelIndex) -> Int { isBehind ? v.j : label == 1 ? -v.i : v.i }
        return out(a) < out(b)
      })
    let half = isBehind ? SIMD3(30.0, 25, 30) : SIMD3(25.0, 30, 30)
    let (volume, lesion) = try painted(p, label) { v in
      let d = SIMD3(Double(v.i - pole.i), Double(v.j - pole.j), Double(v.k - pole.k)) * mm / half
      return (d * d).sum() < 1
    }
    #expect(Double(lesion.count) * p.volume.grid.voxelVolume > 20_000)
    let found = try #require(Lungs.find(in: volume))
    let recovered = lesion.filter { found.labels[$0] == label }.count
    #expect(Double(recovered) >= 0.8 * Double(lesion.count))
    #expect(dice(found.labels, p.lungs, 1) > 0.965 && dice(found.labels, p.lungs, 2) > 0.965)
    // Next to nothing else was swallowed: no more than the rim of voxels that air shares with tissue.
    let whole = try Self.lungs()
    func beyond(_ lungs: Lungs) -> Int {
      p.volume.size.voxels.filter { (1...2).contains(lungs.labels[$0]) && p.lungs[$0] == 0 }.count
    }
    #expect(Double(beyond(found)) < Double(beyond(whole)) + 0.1 * Double(lesion.count))
  }

  /// The lower half of a lung behind without air, as a lobe is, aslant from high behind to low in front: what lies high
  /// against the wall is lung, and what may be diaphragm is said.
  @Test(arguments: [1, 2]) func aLobeWithoutAirBehindIsLungOrSaid(label: Int) throws {
    let p = try Self.patient(), label = UInt8(label), mm = p.volume.grid.spacing
    let lung = p.volume.size.voxels.filter { p.lungs[$0] == label }
    func score(_ v: VoxelIndex) -> Double { 0.85 * Double(v.j) * mm.y - 0.5 * Double(v.k) * mm.z }
    let scores = lung.map(score).sorted(), limit = scores[scores.count / 2]
    let (volume, lesion) = try painted(p, label) { score($0) > limit }
    let found = try #require(Lungs.find(in: volume))
    let part = Double(lesion.filter { found.labels[$0] == label }.count) / Double(lesion.count)
    #expect(part > 0.25, "\(part)")
    #expect(dice(found.labels, p.lungs, 3 - label) > 0.965)
    #expect(said(found, label == 1 ? .right : .left) > 50)
  }

  /// The lower half of the back of one lung without air: before the wall behind it is lung down to the diaphragm, and
  /// next to nothing of liver, spleen or heart is.
  @Test(arguments: [1, 2]) func aBaseWithoutAirBehindIsLungAboveTheDiaphragm(label: Int) throws {
    let p = try Self.patient(), label = UInt8(label)
    let lung = p.volume.size.voxels.filter { p.lungs[$0] == label }
    let ks = lung.map(\.k).sorted(), js = lung.map(\.j).sorted()
    let half = ks[ks.count / 2], behind = js[js.count * 6 / 10]
    let (volume, lesion) = try painted(p, label) { $0.k < half && $0.j > behind }
    let found = try #require(Lungs.find(in: volume)), plain = try Self.lungs()
    let part = Double(lesion.count { found.labels[$0] == label }) / Double(lesion.count)
    #expect(part > 0.35, "\(part)")
    let more = p.volume.size.voxels.count { v in
      p.lungs[v] == 0 && (1...2).contains(found.labels[v]) && !(1...2).contains(plain.labels[v])
    }
    #expect(Double(more) * p.volume.grid.voxelVolume < 10_000, "\(more)")
  }

  /// The base of both lungs without air: neither tells what the other should be, and a lung ends lowest behind.
  @Test func basesWithoutAirOnBothSidesAreSaid() throws {
    let p = try Self.patient(), mm = p.volume.grid.spacing
    func level(_ label: UInt8) -> Int {
      let slices = p.volume.size.voxels.filter { p.lungs[$0] == label }.map(\.k).sorted()
      return slices[slices.count * 4 / 10]
    }
    let ends = [level(1), level(2)]
    // Higher behind, by a fifth of the way.
    func isBase(_ v: VoxelIndex) -> Bool {
      let label = p.lungs[v]
      guard (1...2).contains(label) else { return false }
      return Double(v.k - ends[Int(label) - 1]) * mm.z < 0.2 * Double(v.j - p.volume.size.j / 2) * mm.y
    }
    let (right, _) = try painted(p, 1, isBase)
    let volume = try Volume(grid: p.volume.grid) { out in
      right.withSamples { s in
        for n in s.indices { out[n] = s[n] }
        for v in p.volume.size.voxels where p.lungs[v] == 2 && isBase(v) {
          out[(v.k * p.volume.size.j + v.j) * p.volume.size.i + v.i] = Int16(30 + (v.i * 7 + v.j * 5 + v.k * 3) % 21)
        }
      }
    }
    let found = try #require(Lungs.find(in: volume)), whole = try Self.lungs()
    #expect(found.report.total < 0.75 * whole.report.total)
    #expect(said(found, .right) > 100 && said(found, .left) > 100, "\(found.report.badges)")
    #expect(said(whole, .right) == 0 && said(whole, .left) == 0)
  }

  /// mL of tissue before the wall that was left out and said.
  private func said(_ lungs: Lungs, _ side: LungSide) -> Double {
    lungs.report.badges.reduce(0) { sum, badge in
      if case .opaqueAgainstWall(side, let mL) = badge { sum + mL } else { sum }
    }
  }

  /// Values that were cut to a window for soft tissue, as many published scans are, leave ribs that are hardly brighter
  /// than muscle. They tell the wall as well.
  @Test(arguments: [1, 2], [232, 170]) func ribsAreSeenWhereValuesAreCutOff(label: Int, most: Int) throws {
    let p = try Self.patient(), label = UInt8(label), mm = p.volume.grid.spacing
    let lung = p.volume.size.voxels.filter { p.lungs[$0] == label }
    let low = try #require(lung.map(\.k).min()), high = try #require(lung.map(\.k).max())
    let pole = try #require(lung.filter { $0.k == (low + high) / 2 }.max { $0.j < $1.j })
    let (whole, lesion) = try painted(p, label) { v in
      let d = SIMD3(Double(v.i - pole.i), Double(v.j - pole.j), Double(v.k - pole.k)) * mm / SIMD3(30.0, 25, 30)
      return (d * d).sum() < 1
    }
    let cut = try Volume(grid: whole.grid) { out in
      whole.withSamples { s in for n in s.indices { out[n] = min(s[n], Int16(most)) } }
    }
    let found = try #require(Lungs.find(in: cut))
    #expect(lesion.count { found.labels[$0] == label } * 10 > 7 * lesion.count)
    #expect(dice(found.labels, p.lungs, 1) > 0.965 && dice(found.labels, p.lungs, 2) > 0.965)
  }

  /// A column of fluid at the back, from the base to well above the carina, is no lung anywhere: nor is its upper end,
  /// which has lung all around.
  @Test(arguments: [1, 2]) func fluidIsNoLungAboveTheCarinaEither(label: Int) throws {
    let p = try Self.patient(), label = UInt8(label)
    let lung = p.volume.size.voxels.filter { p.lungs[$0] == label }
    let low = try #require(lung.map(\.k).min()), high = try #require(lung.map(\.k).max())
    let front = try #require(lung.map(\.j).min()), back = try #require(lung.map(\.j).max())
    let fluid = lung.filter { 10 * ($0.j - front) > 7 * (back - front) && 20 * ($0.k - low) < 17 * (high - low) }
    let volume = try Volume(grid: p.volume.grid) { out in
      p.volume.withSamples { s in
        for n in s.indices { out[n] = s[n] }
        for v in fluid {
          out[(v.k * p.volume.size.j + v.j) * p.volume.size.i + v.i] = Int16(4 + (v.i * 7 + v.j * 5 + v.k * 3) % 9)
        }
      }
    }
    let found = try #require(Lungs.find(in: volume))
    let carina = try #require(found.zones?.carina.k)
    let above = fluid.filter { $0.k > carina }
    #expect(above.count > 500 && above.count { found.labels[$0] == label } * 20 < above.count)
    let side: LungSide = label == 1 ? .right : .left
    #expect(found.report.badges.contains { if case .opaqueAgainstWall(side, _) = $0 { true } else { false } })
  }

  /// The right lung opaque in front, with lung behind it: left out, and said with its place.
  @Test func anOpaqueFrontIsSaid() throws {
    let p = try Self.patient()
    let lung = p.volume.size.voxels.filter { p.lungs[$0] == LungLabels.right }
    let low = try #require(lung.map(\.k).min()), high = try #require(lung.map(\.k).max())
    let front = try #require(lung.map(\.j).min()), back = try #require(lung.map(\.j).max())
    let (volume, _) = try painted(p, LungLabels.right) {
      20 * ($0.j - front) < 7 * (back - front) && 10 * ($0.k - low) < 6 * (high - low)
    }
    let found = try #require(Lungs.find(in: volume))
    let said = found.report.remarks.first {
      if case .opaqueAgainstWall(.right, let mL) = $0.badge { mL > 40 } else { false }
    }
    let place = try #require(said?.place)
    #expect(place.j < (front + back) / 2 && p.lungs[place] == LungLabels.right)
  }

  /// The whole lower third opaque: where the lung ends nothing tells, so it is left out and said.
  @Test(arguments: [1, 2]) func anOpaqueBaseIsLeftOutAndSaid(label: Int) throws {
    let p = try Self.patient(), label = UInt8(label)
    let ks = p.volume.size.voxels.filter { p.lungs[$0] == label }.map(\.k)
    let low = try #require(ks.min()), high = try #require(ks.max())
    let (volume, _) = try painted(p, label) { $0.k < low + (high - low) * 2 / 5 }
    let side: LungSide = label == 1 ? .right : .left
    func said(_ lungs: Lungs) -> [LungSide] {
      lungs.report.badges.compactMap {
        if case .opaqueAgainstWall(let side, let mL) = $0, mL > 20 { side } else { nil }
      }
    }
    let found = try #require(Lungs.find(in: volume)), plain = try Self.lungs()
    #expect(said(found) == [side])
    #expect(said(plain).isEmpty)
  }

  /// Opaque before the ribs from the base up to the middle, with no lung below: at the side the dome of the diaphragm
  /// looks like that, and it is left out; from 65 degrees on, behind, no dome lies before the ribs.
  @Test(arguments: [1, 2], [(0.0, false), (55, true)])
  func whatRunsDownToTheBase(label: Int, lying: (towards: Double, isRecovered: Bool)) throws {
    let p = try Self.patient(), label = UInt8(label), mm = p.volume.grid.spacing
    let lung = p.volume.size.voxels.filter { p.lungs[$0] == label }
    let low = try #require(lung.map(\.k).min()), high = try #require(lung.map(\.k).max())
    let top = low + Int(0.45 * Double(high - low))
    let turn = lying.towards * .pi / 180
    func out(_ v: VoxelIndex) -> Double { cos(turn) * Double(label == 1 ? -v.i : v.i) + sin(turn) * Double(v.j) }
    let slice = lung.filter { $0.k == top }
    let pole = try #require(slice.max { out($0) < out($1) })
    // As `LungWall` measures it: from the middle of the lung, 0 is lateral, a quarter turn posterior.
    let middle = SIMD2(slice.reduce(0) { $0 + $1.i }, slice.reduce(0) { $0 + $1.j }) / slice.count
    let angle = atan2(Double(pole.j - middle.y), Double(pole.i - middle.x) * (label == 1 ? -1 : 1)) * 180 / .pi
    try #require(lying.isRecovered ? angle > 65 && angle < 112 : abs(angle) < 40, "\(angle)")
    let (volume, lesion) = try painted(p, label) { v in
      let d = SIMD2(Double(v.i - pole.i) * mm.x, Double(v.j - pole.j) * mm.y)
      return (d * d).sum() < 22 * 22 && v.k <= top
    }
    let found = try #require(Lungs.find(in: volume))
    let recovered = Double(lesion.count { found.labels[$0] == label }) / Double(lesion.count)
    #expect(lying.isRecovered ? recovered > 0.6 : recovered < 0.25, "\(recovered) of \(lesion.count) at \(angle)°")
  }

  @Test func whereNoRibsAreNothingIsConcluded() throws {
    let p = try Self.patient()
    let scan = try #require(try CoarseScan(p.volume, work: nil))
    let l = scan.lattice
    let air = scan.hu.map { $0 < -500 ? UInt8(1) : 0 }
    let box = try #require(l.bounds(of: air))
    #expect(LungWall(air, box, side: 1, scan, bone: 5000) == nil)
  }
}
