import StyletBase
import StyletProject
import Testing

@testable import StyletScreen

/// A project is opened again where it was left.
struct LastPlaceTests {
  @Test func aSaveNotesThePlaceAndOpeningGoesBackThere() throws {
    let bench = try Bench().play("s2<Tab>3<Down>5<Right>wm++:w<Enter>")
    let place = try #require(bench.services.place)
    #expect(place == bench.work.lookedAt)
    let again = try Bench()
    again.work.goBack(to: place)
    #expect(again.work.lookedAt == place)
    #expect(again.work.view.active == bench.work.view.active && again.cursor == bench.cursor)
    #expect(again.work.view.windowName == "mediastinum" && again.work.view.magnification == bench.work.view.magnification)
    #expect(again.work.view.magnification != .fit && again.work.tool.finding == bench.work.tool.finding)
    #expect(!again.work.isUnsaved, "a place is no work")
  }

  /// Leaving keeps it where nothing is to be saved, whichever way: nothing is saved then.
  @Test(arguments: [":q<CR>", ":wq<CR>", "ZZ", ":q!<CR>"]) func leavingKeepsThePlace(_ leave: String) throws {
    let bench = try Bench().play("s2<Tab>wm++:brush 8<CR>2<PageUp>")
    let place = bench.work.lookedAt
    try bench.play(leave)
    #expect(bench.work.isFinished && bench.services.calls.isEmpty && bench.services.left == place, "\(leave)")
    #expect(place.radius == 8 && place.zoom != nil)
  }

  /// What is given up, or saved on the way out, is not left besides.
  @Test func aSaveSaysThePlaceItself() throws {
    for keys in ["<Space>:wq<CR>", "<Space>ZZ", "<Space>:q<CR>y", "<Space>:q!<CR>"] {
      #expect(try Bench().play(keys).services.left == nil, "\(keys)")
    }
  }

  @Test func theBrushesRadiusComesBackAndTheGateDoesNot() throws {
    let bench = try Bench().play(":brush 8<CR>:gate -700 100<CR>:w<CR>")
    #expect(bench.work.tool.gated)
    let again = try Bench()
    again.work.goBack(to: try #require(bench.services.place))
    #expect(again.work.tool.radius == 8 && !again.work.tool.gated)
    var old = bench.work.lookedAt
    old.radius = nil
    again.work.goBack(to: old)
    #expect(again.work.tool.radius == 8, "an older record says nothing of it")
  }

  @Test func theBrushesShapeComesBack() throws {
    let bench = try Bench().play("b:w<CR>")
    #expect(bench.work.tool.shape == .ball)
    let place = try #require(bench.services.place), json = place.json(over: JSONObject())
    let again = try Bench()
    again.work.goBack(to: try #require(PlaceRecord(json, size: Bench.size)))
    #expect(again.work.tool.shape == .ball)
    // A word that is no shape, or none, changes nothing.
    for word in [JSONValue.string("cube"), .null] {
      var other = json
      other["brush_shape"] = word
      again.work.goBack(to: try #require(PlaceRecord(other, size: Bench.size)))
      #expect(again.work.tool.shape == .ball)
    }
  }

  /// The finding is that of the findings, also while the lungs are drawn on.
  @Test func theLungsFindingIsNoFinding() throws {
    let bench = try Bench().play("s3")
    let finding = bench.work.tool.finding
    #expect(bench.work.lookedAt.finding == finding && finding == 3)
  }

  /// A project is a file that others write too.
  @Test func whatDoesNotFitIsLeftOut() throws {
    let good = try Bench().work.lookedAt.json(over: JSONObject())
    #expect(PlaceRecord(good, size: Bench.size) != nil)
    let wrong: [(String, JSONValue)] = [
      ("plane", .string("oblique")), ("plane", .int(1)), ("cursor", .array([.int(20), .int(0), .int(0)])),
      ("cursor", .array([.int(-1), .int(0), .int(0)])), ("cursor", .array([.int(1), .int(1)])),
      ("cursor", .array([.int(1), .int(1), .int(1), .int(1)])), ("cursor", .array([.double(0.5), .int(0), .int(0)])),
      ("level", .double(1e300)), ("width", .double(0)), ("width", .string("wide")), ("finding", .int(0)),
      ("finding", .int(256)), ("mm_per_pixel", .double(-1)), ("mm_per_pixel", .double(1e9)), ("brush_radius_mm", .double(0)),
      ("brush_radius_mm", .double(1e9)), ("cursor", .null),
    ]
    for (name, value) in wrong {
      var json = good
      json[name] = value
      #expect(PlaceRecord(json, size: Bench.size) == nil, "\(name) \(value)")
    }
    // A window's name is shown: one that is no preset's is not taken over.
    var json = good
    json["window"] = .string("\u{1b}[2J")
    let bench = try Bench()
    bench.work.goBack(to: try #require(PlaceRecord(json, size: Bench.size)))
    #expect(bench.work.view.windowName == "custom")
    json["finding"] = .int(200)
    bench.work.goBack(to: try #require(PlaceRecord(json, size: Bench.size)))
    #expect(bench.work.tool.finding == 1)
  }

  @Test func membersOfOthersAreKept() throws {
    let before: JSONObject = ["camera": .string("mine"), "plane": .string("sagittal"), "mm_per_pixel": .double(2)]
    let json = try Bench().work.lookedAt.json(over: before)
    #expect(json["camera"]?.string == "mine" && json["plane"]?.string == "axial" && json["mm_per_pixel"] == nil)
  }
}
