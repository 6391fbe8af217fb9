import Testing

@testable import StyletCore
@testable import StyletDetection
@testable import StyletImaging
@testable import StyletPhantom

/// What other scans are like: cut by the picture, padded, without a rescale, with dense lung or air around it.
@Suite struct LungRobustnessTests {
  private static let patient = Result {
    try Phantom.make(PhantomSpecification(size: GridSize(84, 70, 60)!, seed: 5, lesions: 0))
  }

  /// The lungs that are found in the patient as it is.
  private static let plain = Result { try Lungs.find(in: Self.patient.get().volume) }

  private func patient() throws -> Phantom { try Self.patient.get() }
  private func plain() throws -> Lungs { try #require(try Self.plain.get()) }

  /// The phantom with each sample changed by `change` (voxel, sample).
  private func changed(_ p: Phantom, _ change: (VoxelIndex, Int16) -> Int16) throws -> Volume {
    let size = p.volume.size
    return try Volume(grid: p.volume.grid) { out in
      p.volume.withSamples { s in
        var n = 0
        for k in 0..<size.k {
          for j in 0..<size.j {
            for i in 0..<size.i {
              out[n] = change(VoxelIndex(i, j, k), s[n])
              n += 1
            }
          }
        }
      }
    }
  }

  private func expectLungs(_ volume: Volume, _ p: Phantom, over least: Double = 0.965) throws -> LungReport {
    let lungs = try #require(Lungs.find(in: volume))
    let right = dice(lungs.labels, p.lungs, 1), left = dice(lungs.labels, p.lungs, 2)
    #expect(right > least && left > least, "\(right) \(left)")
    return lungs.report
  }

  @Test func valuesWithoutTheirRescale() throws {
    let p = try patient()
    let report = try expectLungs(changed(p) { _, x in max(x + 1024, 0) }, p)
    #expect(report.badges.contains(.rescaleMissing(added: -1024)))
    #expect(try !plain().report.badges.contains(.rescaleMissing(added: -1024)))
  }

  /// A scar right through an upper lobe parts its apex from the rest: plain air-filled lung, and no gas of the bowel.
  @Test(arguments: [LungLabels.right, LungLabels.left], [0.7, 0.8]) func anApexBehindAScarIsLung(side: UInt8, height: Double)
    throws
  {
    let p = try patient(), mm = p.volume.grid.spacing
    let ks = p.volume.size.voxels.filter { p.lungs[$0] == side }.map(\.k)
    let low = try #require(ks.min()), high = try #require(ks.max())
    let scar = low + Int(height * Double(high - low)), thick = max(Int((9 / mm.z).rounded()), 1)
    let scarred = try changed(p) { v, x in
      // Rising to the side, as scars do.
      let k = scar + (v.i - p.volume.size.i / 2) * (side == LungLabels.right ? -1 : 1) / 12
      return p.lungs[v] == side && (k..<k + thick).contains(v.k) ? 35 : x
    }
    let found = try #require(Lungs.find(in: scarred))
    let apex = p.volume.size.voxels.filter { p.lungs[$0] == side && $0.k > scar + thick + 5 }
    #expect(Double(apex.count) * p.volume.grid.voxelVolume > 15_000)
    let taken = apex.count { found.labels[$0] == side }
    #expect(Double(taken) > 0.93 * Double(apex.count), "\(taken) of \(apex.count)")
    #expect(!found.report.air.rows.contains { [.bowel, .stomach].contains($0.kind) && $0.slices.upperBound > scar })
    func gas(_ lungs: Lungs) -> Double {
      lungs.report.badges.reduce(0) { if case .gasLeftOut(let mL) = $1 { $0 + mL } else { $0 } }
    }
    #expect(try gas(found) < gas(plain()) + 1)
  }

  /// Nothing known beyond a circle, and 0 written there, which is water's value.
  @Test func paddingThatLooksLikeTissue() throws {
    let p = try patient(), size = p.volume.size
    let padded = try changed(p) { v, x in
      let a = (Double(v.i) + 0.5) / Double(size.i) - 0.5, b = (Double(v.j) + 0.5) / Double(size.j) - 0.5
      return a * a + b * b > 0.25 ? 0 : x
    }
    _ = try expectLungs(padded, p)
  }

  /// The picture ends within the lungs at both sides, before and behind.
  @Test func aFieldOfViewThatCutsTheLungs() throws {
    let p = try patient(), size = p.volume.size, mm = p.volume.grid.spacing
    let lung = size.voxels.filter { (1...2).contains(p.lungs[$0]) }
    let margin = Int((10 / mm.x).rounded())
    let i = lung.map(\.i).min()! + margin..<lung.map(\.i).max()! + 1 - margin
    let j = lung.map(\.j).min()! + margin..<lung.map(\.j).max()! + 1 - margin
    let grid = VoxelGrid(size: GridSize(i.count, j.count, size.k)!, affine: Affine(spacing: mm, origin: .zero))
    let cut = try Volume(grid: grid) { out in
      p.volume.withSamples { s in
        var n = 0
        for k in 0..<size.k {
          for y in j {
            for x in i {
              out[n] = s[(k * size.j + y) * size.i + x]
              n += 1
            }
          }
        }
      }
    }
    let found = try #require(Lungs.find(in: cut))
    #expect(found.report.badges.contains(.cutAtSide))
    for label in [LungLabels.right, LungLabels.left] {
      var both = 0, sum = 0
      for v in grid.size.voxels {
        let truth = p.lungs[VoxelIndex(v.i + i.lowerBound, v.j + j.lowerBound, v.k)] == label
        let mine = found.labels[v] == label
        sum += (truth ? 1 : 0) + (mine ? 1 : 0)
        both += truth && mine ? 1 : 0
      }
      #expect(Double(2 * both) > 0.955 * Double(sum), "label \(label): \(both) of \(sum)")
    }
  }

  /// Folds of a blanket over the patient, and the picture ends in the air beneath it: as dense as a lung, with threads
  /// like vessels, and tissue behind it and on both sides.
  /// An arm beside the chest, with its bone, shuts a little air in: neither that is lung, nor the chest wall behind it.
  @Test(arguments: [-650, -900]) func airBetweenArmAndChest(hu: Int) throws {
    let size = try #require(GridSize(110, 70, 60))
    let p = try Phantom.make(PhantomSpecification(size: size, seed: 5, lesions: 0))
    let lung = size.voxels.filter { p.lungs[$0] == LungLabels.right }
    let low = try #require(lung.map(\.k).min()), high = try #require(lung.map(\.k).max())
    let k = (low + 2 * high) / 3, slice = lung.filter { $0.k == k }
    let j = slice.reduce(0) { $0 + $1.j } / slice.count
    let skin = try #require((0..<size.i).first { p.volume.value(at: VoxelIndex($0, j, k)) > -300 })
    func isPocket(_ v: VoxelIndex) -> Bool { abs(v.i - skin) <= 2 && abs(v.j - j) <= 1 && abs(v.k - k) <= 3 }
    let volume = try changed(p) { v, x in
      if isPocket(v) { return Int16(hu) }
      let off = SIMD2(v.i - skin + 7, v.j - j), square = (off &* off).wrappedSum()
      return x > -300 || square >= 64 ? x : square < 7 ? 700 : 45
    }
    let report = try expectLungs(volume, p), found = try #require(Lungs.find(in: volume))
    #expect(size.voxels.allSatisfy { !isPocket($0) || found.labels[$0] == 0 })
    let plain = try #require(Lungs.find(in: p.volume))
    func beyond(_ lungs: Lungs) -> Int {
      size.voxels.count { (1...2).contains(lungs.labels[$0]) && p.lungs[$0] == 0 }
    }
    #expect(beyond(found) < beyond(plain) + 30)
    #expect(report.air.rows.contains { $0.kind == .outside && $0.side == .right })
  }

  @Test func airUnderABlanket() throws {
    let p = try patient(), size = p.volume.size, mm = p.volume.grid.spacing
    let covered = try changed(p) { v, x in
      let aside = abs(Double(v.i) + 0.5 - Double(size.i) / 2) * mm.x
      guard v.j < size.j / 4, p.lungs[v] == 0, x < -500, aside < 96 else { return x }
      if aside > 80 { return 20 }
      let n = v.i * 7 + v.j * 5 + v.k * 3
      return n % 13 == 0 ? -600 : Int16(-880 + n % 41)
    }
    let report = try expectLungs(covered, p)
    #expect(!report.badges.contains(.cutAtSide))
  }

  /// Lung before the heart's tip that hangs together with no other: as low as the stomach, and no bowel.
  @Test(arguments: [(96, 96, 60, 1), (96, 96, 60, 5), (84, 70, 60, 1)] as [(Int, Int, Int, UInt64)])
  func lungBeforeTheHeartIsLung(i: Int, j: Int, k: Int, seed: UInt64) throws {
    let p = try Phantom.make(PhantomSpecification(size: GridSize(i, j, k)!, seed: seed, lesions: 0))
    let found = try #require(Lungs.find(in: p.volume)), size = p.volume.size
    func isMissing(_ v: VoxelIndex) -> Bool {
      size.contains(v) && (1...2).contains(p.lungs[v]) && found.labels[v] == 0
    }
    // With a voxel of its like on all sides: no rim.
    let within = size.voxels.count { v in
      isMissing(v) && isMissing(VoxelIndex(v.i - 1, v.j, v.k)) && isMissing(VoxelIndex(v.i + 1, v.j, v.k))
        && isMissing(VoxelIndex(v.i, v.j - 1, v.k)) && isMissing(VoxelIndex(v.i, v.j + 1, v.k))
        && isMissing(VoxelIndex(v.i, v.j, v.k - 1)) && isMissing(VoxelIndex(v.i, v.j, v.k + 1))
    }
    let most = Double(within) * p.volume.grid.voxelVolume / 1000
    #expect(most < 2, "\(most) mL")
  }

  /// Bubbles of bowel below the right dome in slices so thick that none holds gas alone.
  @Test func bubblesThatTissueHides() throws {
    let p = try patient(), size = p.volume.size, mm = p.volume.grid.spacing
    let right = size.voxels.filter { p.lungs[$0] == LungLabels.right }
    let i = try (#require(right.map(\.i).min()) + #require(right.map(\.i).max())) / 2
    let j = try (#require(right.map(\.j).min()) + #require(right.map(\.j).max())) / 2 - 4
    let floor = try #require(right.filter { abs($0.i - i) <= 2 && abs($0.j - j) <= 2 }.map(\.k).min())
    func isBubble(_ v: VoxelIndex) -> Bool {
      let d = SIMD2(Double(v.i - i), Double(v.j - j)) * SIMD2(mm.x, mm.y)
      return (floor - 5...floor - 3).contains(v.k) && (d * d).sum() < 81
    }
    let bubbles = size.voxels.filter(isBubble)
    try #require(bubbles.allSatisfy { p.lungs[$0] == 0 })
    let report = try expectLungs(changed(p) { v, x in isBubble(v) ? -640 : x }, p)
    let found = try #require(Lungs.find(in: changed(p) { v, x in isBubble(v) ? -640 : x }))
    #expect(bubbles.allSatisfy { found.labels[$0] == 0 })
    #expect(report.air.rows.contains { $0.kind == .bowel })
  }

  /// A scan of the abdomen: foam in which the picture ends, larger than the ends of the lungs that it has.
  @Test func foamBelowTheEndsOfTheLungs() throws {
    let p = try patient(), size = p.volume.size, mm = p.volume.grid.spacing
    let more = 12, lowest = 15
    let grid = VoxelGrid(size: GridSize(size.i, size.j, more + lowest)!, affine: Affine(spacing: mm, origin: .zero))
    func place(_ k: Int) -> Int { max(k - more, 0) }
    let abdomen = try Volume(grid: grid) { out in
      p.volume.withSamples { s in
        for (n, v) in grid.size.voxels.enumerated() {
          let x = s[(place(v.k) * size.j + v.j) * size.i + v.i]
          let aside = abs(Double(v.i) + 0.5 - Double(size.i) / 2) * mm.x, m = v.i * 7 + v.j * 5 + v.k * 3
          let isFoam = v.k < 10 && v.j > size.j * 3 / 4 && x < -200 && aside < 108
          if !isFoam {
            out[n] = x
          } else if aside > 90 {
            out[n] = 20
          } else {
            out[n] = m % 17 == 0 ? -640 : m % 2 == 0 ? -965 : -905
          }
        }
      }
    }
    let found = try #require(Lungs.find(in: abdomen))
    for label in [LungLabels.right, LungLabels.left] {
      var both = 0, sum = 0
      for v in grid.size.voxels {
        let truth = v.k >= more && p.lungs[VoxelIndex(v.i, v.j, place(v.k))] == label
        let mine = found.labels[v] == label
        sum += (truth ? 1 : 0) + (mine ? 1 : 0)
        both += truth && mine ? 1 : 0
      }
      #expect(Double(2 * both) > 0.96 * Double(sum), "label \(label): \(both) of \(sum)")
    }
    // The gas of the stomach is no trachea.
    #expect(found.report.badges.contains(.noTrachea) && found.report.airways == 0)
  }

  /// More than half of each lung at -300 HU: between lung and tissue, and neither fat nor a rim.
  @Test func denseGroundGlassInBothLungs() throws {
    let p = try patient(), mm = p.volume.grid.spacing
    let dense = try changed(p) { v, x in
      guard (1...2).contains(p.lungs[v]), x < -300 else { return x }
      let y = Double(v.j) * mm.y, z = Double(v.k) * mm.z
      return (y + 0.4 * z).truncatingRemainder(dividingBy: 90) < 50 ? Int16(-300 + (v.i * 7 + v.j * 5) % 31) : x
    }
    let plain = try self.plain()
    let report = try expectLungs(dense, p, over: 0.95)
    #expect(report.total > 0.95 * plain.report.total && report.total < 1.05 * plain.report.total)
  }

  /// A left lung that has fallen 20 mm away from the wall stays the left lung.
  @Test func airAroundALung() throws {
    let p = try patient(), size = p.volume.size, mm = p.volume.grid.spacing
    let steps = Int((20 / mm.x).rounded())
    let air = try changed(p) { v, x in
      guard p.lungs[v] == 2 else { return x }
      let isNear = (1...steps).contains { n in
        v.i + n >= size.i || p.lungs[VoxelIndex(v.i + n, v.j, v.k)] != 2
      }
      return isNear ? -1000 : x
    }
    _ = try expectLungs(air, p)
  }

  /// Lung-like air where the heart was joins the two lungs broadly: no line of the pleura tells where to divide them,
  /// so that the face is straight, and is said with its place.
  @Test func lungsThatAreOneAreSaidToBeDivided() throws {
    let p = try patient(), size = p.volume.size
    var bridge = Set<VoxelIndex>()
    for k in 12..<30 {
      for j in 20..<38 {
        let row = (0..<size.i).map { p.lungs[VoxelIndex($0, j, k)] }
        guard let right = row.lastIndex(of: 1), let left = row.firstIndex(of: 2) else { continue }
        for i in right..<left where row[i] == 0 { bridge.insert(VoxelIndex(i, j, k)) }
      }
    }
    let joined = try changed(p) { v, x in
      bridge.contains(v) ? Int16(-850 + (v.i * 7 + v.j * 5 + v.k * 3) % 31) : x
    }
    let found = try #require(Lungs.find(in: joined))
    func split(_ lungs: Lungs) -> (remark: LungRemark, area: Double)? {
      for remark in lungs.report.remarks { if case .straightSplit(let area) = remark.badge { return (remark, area) } }
      return nil
    }
    let said = try #require(split(found))
    #expect(said.area > 10 && said.area < 120, "\(said.area)")
    // Said once, and where: lung of one side and of the other are neighbours there.
    #expect(!found.report.badges.contains(.dividedAtMidline))
    let at = try #require(said.remark.place), slices = try #require(said.remark.slices)
    #expect(found.labels[at] == 1 && found.labels[VoxelIndex(at.i + 1, at.j, at.k)] == 2, "\(at)")
    #expect(slices.contains(at.k) && slices.overlaps(12...29))
    let taken = bridge.count { (1...2).contains(found.labels[$0]) }
    #expect(taken > bridge.count * 3 / 4, "\(taken) of \(bridge.count)")
    #expect(try split(plain()) == nil)
  }

  /// The lower face of the lung above the heart is no dome: it is apart by a step.
  @Test func theDomeIsTheBroadestSmoothFace() {
    var heights: [Int?] = []
    for y in 0..<6 {
      for x in 0..<8 { heights.append(x < 5 ? 4 + y / 3 : 15) }
    }
    heights[9] = nil
    let found = LungDome.broadest(heights, across: 8, most: 6, step: 2.4)
    #expect(found.count == 29)
    #expect(found.min() == 4)
    #expect(found.max() == 5)
    let none: [Int?] = [nil, nil]
    let nothing = LungDome.broadest(none, across: 2, most: 6, step: 2)
    #expect(nothing.isEmpty)
  }
}
