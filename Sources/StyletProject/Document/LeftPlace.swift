import StyletBase

/// `SCAN.stylet.place`: where a reader was who left without a save. It is of one state of the project file, and counts for
/// nothing beside another.
struct LeftPlace {
  /// The SHA-256 of the project file.
  var project: String
  /// As the project's member `view`.
  var view: JSONObject

  /// A place is some hundred bytes; what is larger is none.
  private static let limit = 1 << 16

  init(project: String, view: JSONObject) { (self.project, self.view) = (project, view) }

  /// nil when there is none that can be read.
  init?(_ path: String) {
    guard let (bytes, _) = try? SafeFile.read(path, limit: Self.limit), let json = try? JSONParser.parse(bytes).object,
      let project = json["project"]?.string, let view = json["view"]?.object
    else { return nil }
    self.init(project: project, view: view)
  }

  var bytes: [UInt8] {
    let json: JSONObject = ["project": .string(project), "view": .object(view)]
    return JSONValue.object(json).bytes
  }
}
