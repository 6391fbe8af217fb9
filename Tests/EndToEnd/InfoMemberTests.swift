import Foundation
import TestSupport
import Testing

/// `info --json`: every member, at every depth, is in the help's account of the answer.
@Suite struct InfoMemberTests {
  /// The words of the help from "As JSON:" to the usage: what else it says describes no member.
  private func described(_ folder: String) throws -> Set<String> {
    let help = try stylet(["info", "--help"], in: folder).out
    let begin = try #require(help.range(of: "As JSON:")), end = try #require(help.range(of: "USAGE:"))
    return Set(
      help[begin.upperBound..<end.lowerBound].split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
  }

  /// Every member's name with the way to it.
  private func members(_ value: Any, _ place: String = "") -> [(place: String, name: String)] {
    switch value {
    case let object as [String: Any]:
      object.sorted { $0.key < $1.key }.flatMap {
        [(place + $0.key, $0.key)] + members($0.value, place + $0.key + ".")
      }
    case let list as [Any]: list.flatMap { members($0, place) }
    default: []
    }
  }

  @Test func everyMemberIsDescribed() throws {
    try withTemporaryFolder { folder in
      // Slices with rescales of their own, and one of another kernel, so that every list has something.
      let odd = SmallSeries(kernel: { $0 == 4 ? "B70f" : "B31f" }, intercept: { $0 == 3 ? -1000 : -1024 })
      try odd.write(to: folder + "/odd")
      try SmallSeries().write(to: folder + "/plain")
      #expect(try stylet(["convert", "plain", "plain.nrrd"], in: folder).status == 0)
      let described = try described(folder)
      var all = Set<String>()
      for arguments in [["odd", "--fill-gaps"], ["plain", "--load"], ["plain.nrrd", "--load"]] {
        let ran = try stylet(["info"] + arguments + ["--json"], in: folder)
        try #require(ran.status == 0 && !ran.json.isEmpty, "\(arguments): \(ran.err)")
        let found = members(ran.json)
        for (place, name) in found { #expect(described.contains(name), "\(arguments): \(place)") }
        all.formUnion(found.map(\.place))
      }
      let deep: Set = ["scan.sha256", "rescale.slope", "facts.name", "facts.value", "left_out.reason", "values"]
      #expect(deep.isSubset(of: all), "\(deep.subtracting(all))")
    }
  }
}
