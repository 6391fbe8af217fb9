import StyletBase

extension Extent {
  /// Its numbers, as all JSON of the program names them.
  package var json: JSONObject {
    [
      "voxels": .int(voxels), "ml": .double(millilitres), "slices": .int(slices), "mean_hu": .double(mean),
      "min_hu": .double(low), "max_hu": .double(high),
    ]
  }

  private static let formerNames = [
    "millilitres": "ml", "mean": "mean_hu", "minimum": "min_hu", "maximum": "max_hu",
  ]

  /// Rows of findings with today's names: projects and signatures of earlier versions have others. All else as it is.
  package static func named(_ rows: JSONValue) -> JSONValue {
    guard let list = rows.array else { return rows }
    return .array(
      list.map { row in
        guard let members = row.object?.members else { return row }
        var named = JSONObject()
        for member in members { named[formerNames[member.name] ?? member.name] = member.value }
        return .object(named)
      })
  }
}
