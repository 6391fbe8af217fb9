import Testing

@testable import StyletScreen

/// Lesions as things: going to them, listing, deleting, relabelling, measuring.
@Suite struct LesionTests {

  /// Three lesions, lines of single voxels: GGO of 6 on slice 7, CON of 4 on slice 9, GGO of 2 on slice 3.
  private func bench() throws -> Bench {
    let bench = try Bench().play(":brush 0.1<CR>p5<Right>p2<PgUp>s23<Down>p3<Left>p6<PgDn>s16<Up>p<Left>p")
    try #require(bench.drawn.count == 12)
    return bench
  }

  private func lesion(_ bench: Bench) -> Int? { bench.work.lesionCatalogue().place(at: bench.cursor) }

  @Test func walk() throws {
    let bench = try bench().play("gg9h9h9k")
    var seen: [Int?] = []
    for key in ["dn", "dn", "dn", "dn", "dp", "dp", "2dn", "99999dn"] {
      try bench.play(key)
      seen.append(lesion(bench))
      #expect(bench.notice.hasPrefix("Lesion \((lesion(bench) ?? -9) + 1) of 3: "))
    }
    #expect(seen == [0, 1, 2, 0, 2, 1, 0, 0])
    #expect(bench.cursor.k == 6 && bench.notice.contains("GGO, 0.010 mL, slices 7, 4.8 × 1.0 mm, mean"))
    #expect(bench.drawn.count == 12 && bench.work.session.history.done.count == 3)
    // away from any lesion the walk goes on from the one gone to last
    try bench.play("dngg" + "dn")
    #expect(lesion(bench) == 2)
    try bench.play("ggdp")
    #expect(lesion(bench) == 1)
  }

  @Test func walkOfOneFinding() throws {
    let bench = try bench().play("gg:lesion-next GGO<CR>")
    #expect(lesion(bench) == 0)
    try bench.play(":lesion-next ggo<CR>")
    #expect(lesion(bench) == 2)
    try bench.play(":lesion-previous 2<CR>:lesion-next GGO<CR>")
    #expect(lesion(bench) == 2)
    try bench.play(":lesion-next NOD<CR>")
    #expect(bench.notice == "No lesion of NOD is drawn" && lesion(bench) == 2)
    #expect(try Bench().play("dn").notice == "No lesion is drawn yet")
    #expect(try Bench().play("dl").notice == "No lesion is drawn yet")
  }

  /// In every plane the cursor comes to the lesion, and a pen that is down does not paint on the way.
  @Test(arguments: ["", "<Tab>", "<S-Tab>"]) func walkPaintsNothing(_ keys: String) throws {
    let bench = try bench().play(keys + "pdndndn")
    #expect(bench.drawn.count == 12 && lesion(bench) != nil)
  }

  @Test func delete() throws {
    let bench = try bench()
    let before = bench.drawn
    try bench.play("tdn:gate 3000 3001<CR>dd")
    #expect(bench.notice.hasPrefix("Delete lesion, 0.00") && bench.notice.hasSuffix("voxels"))
    #expect(bench.drawn.count < 12 && bench.ledgerIsRight)
    try bench.play("u")
    #expect(bench.drawn == before && bench.ledgerIsRight)
    // the walk goes on with the lesion that is now where the deleted one was
    try bench.play("99999dndndddn")
    #expect(bench.drawn.count == 8 && lesion(bench) == 1)
    try bench.play("dddd")
    #expect(bench.drawn.count == 6)
    #expect(bench.notice == "No lesion under the cursor; dn goes to one, dl lists them")
  }

  @Test func relabel() throws {
    let bench = try bench().play("gg:lesion-next GGO<CR>s3dr")
    #expect(bench.drawn.values.filter { $0 == 3 }.count == 6 && bench.ledgerIsRight)
    #expect(bench.notice == "Relabel lesion, 0.0096 mL: 6 voxels")
    try bench.play("dr")
    #expect(bench.notice.hasPrefix("The lesion is NOD already"))
    try bench.play(":lesion-relabel con<CR>")
    #expect(bench.drawn.values.filter { $0 == 2 }.count == 10)
    try bench.play(":lesion-relabel nothing<CR>")
    #expect(bench.notice.contains("No finding \"nothing\""))
    try bench.play("uu")
    #expect(bench.drawn.values.filter { $0 == 1 }.count == 8 && bench.work.session.history.done.count == 3)
  }

  @Test func locksBind() throws {
    let bench = try bench().play(":lock GGO<CR>gg:lesion-next GGO<CR>dd")
    #expect(bench.notice == "GGO is locked: the lesion stays as it is; :lock GGO unlocks it")
    try bench.play("s2dr:lesion-next CON<CR>s1dr")
    #expect(bench.notice.hasPrefix("GGO is locked") && bench.drawn.count == 12)
    try bench.play("dd")
    #expect(bench.drawn.count == 8)
  }

  // MARK: Diameters

  private func vertices(_ bench: Bench) -> Int {
    let model = bench.work.model
    let pane = PaneGeometry(
      plane: .axial, rect: CellRect(col: 0, row: 0, width: 60, height: 30), grid: model.volume.grid, view: model.view)
    return PaneMarks(model, pane, active: true).pixels.values.filter { $0 == .vertex }.count
  }

  @Test func diameters() throws {
    let bench = try bench().play("gg:lesion-next GGO<CR>2lde")
    #expect(bench.notice == "GGO, slice 7: longest 4.8 mm, across 1.0 mm; de hides the lines")
    #expect(vertices(bench) >= 3)
    try bench.play("<PgUp>")
    #expect(vertices(bench) == 0)  // on their slice alone
    try bench.play("<PgDn>de")
    #expect(bench.notice == "Diameters not shown" && vertices(bench) == 0)
    // a stroke takes them away: they would no longer be true
    try bench.play("de")
    #expect(bench.work.model.diameters != nil)
    try bench.play("<Space>3j<Space>")
    #expect(bench.work.model.diameters == nil)
    try bench.play("3j3jde")
    #expect(bench.notice.hasPrefix("No lesion under the cursor"))
  }

  /// From another slice of the lesion it goes to the one where it is longest.
  @Test func diametersGoToTheirSlice() throws {
    let bench = try Bench().play(":brush 3<CR><Space><PgUp>:brush 0.1<CR><Space>de")
    #expect(bench.cursor.k == 6 && bench.drawn[bench.cursor] == 1 && vertices(bench) >= 4)
    try bench.play("<Tab>de<Esc><S-Tab>")
    #expect(vertices(bench) == 0)
  }

  // MARK: The list

  @Test func list() throws {
    let bench = try bench().play("gg9h9h9kdl")
    let text = bench.work.draw(width: 120, height: 40).text.split(separator: "\n").map(String.init)
    let heading = try #require(text.firstIndex { $0.contains("longest × across mm") })
    #expect(text[heading].contains("finding") && text[heading].contains("mean HU"))
    #expect(text[heading + 1].contains("1  GGO        0.010        7            4.8 × 1.0"))
    #expect(text[heading + 2].contains("2  CON        0.006        9            3.2 × 1.0"))
    #expect(text[heading + 3].contains("3  GGO        0.003        3            1.6 × 1.0"))
    #expect(text[heading + 4].contains("Enter go there   x delete   r make it GGO   o head to feet   Esc closes"))
    #expect(text[heading - 1].contains("Lesions, the largest first"))
    // Enter goes there and closes
    try bench.play("<Down><CR>")
    #expect(lesion(bench) == 1 && bench.work.overlay == .none && bench.notice.hasPrefix("Lesion 2 of 3: CON"))
  }

  private func shown(_ bench: Bench) -> ListOverlay? { if case .list(let l) = bench.work.overlay { l } else { nil } }

  @Test func actOnTheList() throws {
    let bench = try bench().play("s3dlg")
    try bench.play("jr")
    #expect(bench.drawn.values.filter { $0 == 3 }.count == 4 && shown(bench)?.selected == 1)
    #expect(shown(bench)?.rows[1][1] == "NOD")
    try bench.play("x")
    #expect(bench.drawn.count == 8 && shown(bench)?.count == 2 && shown(bench)?.selected == 1)
    try bench.play("<Del>")
    #expect(bench.drawn.count == 6 && shown(bench)?.selected == 0)
    try bench.play("x")
    #expect(bench.drawn.isEmpty && bench.work.overlay == .none && bench.ledgerIsRight)
    try bench.play("uuuu")
    #expect(bench.drawn.count == 12 && bench.ledgerIsRight)
    #expect(Set(bench.drawn.values) == [1, 2])
  }

  @Test func listByPosition() throws {
    let bench = try bench().play("dlg" + "o")
    #expect(shown(bench)?.rows.map { $0[0] } == ["2", "1", "3"] && shown(bench)?.selected == 1)
    #expect(shown(bench)?.title == "Lesions, from head to feet")
    try bench.play("<Esc>gg9h9hdn")
    let first = lesion(bench)
    try bench.play("dn")
    #expect(first != nil && lesion(bench) != first)
    try bench.play("dlo")
    #expect(shown(bench)?.rows.map { $0[0] } == ["1", "2", "3"])
  }

  /// A number before a key repeats it, or is the row to go to.
  @Test func numbersRepeatKeysInLists() throws {
    let bench = try Bench()
    bench.work.open(ListPrompt(title: "Long", columns: [ListColumn("n")], count: 100, actions: []) { ["\($0)"] })
    for (keys, row) in [
      ("12j", 12), ("3k", 9), ("2<Down>", 11), ("10<Up>", 1), ("40G", 39), ("G", 99), ("g", 0), ("5g", 4), ("j", 5),
      ("0j", 6), ("99999<PgDn>", 99),
    ] {
      try bench.play(keys)
      #expect(shown(bench)?.selected == row, "\(keys)")
    }
    // What is left of it does not reach the next command.
    try bench.play("7<Esc>")
    #expect(bench.work.overlay == .none && bench.work.count == nil)
  }

  @Test func lockedInTheListStays() throws {
    let bench = try bench().play(":lock CON<CR>dlgjx")
    #expect(bench.notice.hasPrefix("CON is locked") && shown(bench)?.count == 3 && bench.drawn.count == 12)
  }

  /// A list of any length: what is in sight alone is asked for, and stays around the row chosen.
  @Test func longList() throws {
    let bench = try Bench()
    var asked = 0
    let list = ListPrompt(
      title: "Long", columns: [ListColumn("n")], count: 1_000_000, actions: []
    ) { n in
      asked += 1
      return ["\(n)"]
    }
    bench.work.open(list)
    for keys in ["", "G", "k", "<PgUp>", "g", "<PgDn><PgDn>", "30j", "<Up>"] {
      try bench.play(keys)
      asked = 0
      let overlay = try #require(shown(bench))
      #expect(asked == overlay.rows.count && asked <= 16)
      let seen = overlay.first..<overlay.first + overlay.rows.count
      #expect(seen.contains(overlay.selected) && overlay.rows.first == ["\(overlay.first)"])
      #expect(bench.work.draw(width: 80, height: 24).text.contains("\(overlay.selected + 1)/1000000"))
    }
    bench.work.handle(.mouse(MouseEvent(.wheelDown, col: 1, row: 1)))
    #expect(bench.drawn.isEmpty)
    try bench.play("q")
    #expect(bench.work.overlay == .none)
  }

  /// Strokes do not look for lesions.
  @Test func strokesLookForNothing() throws {
    let bench = try bench().play("dn")
    let revision = bench.work.lesions.catalogue?.revision
    try bench.play("<Space>5l<Space>u")
    #expect(bench.work.lesions.catalogue?.revision == revision && bench.work.session.revision != revision)
  }
}
