import StyletBase
import StyletDICOM
import StyletProject

/// Objects on their way into an archive: held to what may go there, sent, and read back.
package struct SentObjects: Sendable {
  package struct One: Sendable {
    package let path: String
    /// What the user knows it by: the file itself, or the project that it was made of.
    package let origin: String
    package let object: ArchivedObject

    package init(_ path: String, of origin: String) throws {
      (self.path, self.origin, object) = (path, origin, try ArchivedObject(path))
    }
    package var outcome = Outcome.notSent
  }

  package enum Outcome: Equatable, Sendable {
    case notSent
    /// Named as stored, and read back with the same data set, byte for byte or value for value.
    case identical
    case refused(reason: String)
    /// Named as stored, but what the archive has under its UID is something else, or nothing.
    case other, missing
  }

  /// What a note says of objects that are there already.
  package struct Rejection: Sendable {
    /// Why (PS3.16 CID 7010), and their UIDs.
    package let code: String, instances: [String]

    package init(code: String, instances: [String]) { (self.code, self.instances) = (code, instances) }
  }

  package private(set) var all: [One] = []
  package var rejection: Rejection?
  private let place: ArchivePlace

  /// - Throws: a ``Failure`` where one of the files cannot be sent there at all: before anything is.
  package init(_ objects: [One], to place: ArchivePlace) throws {
    (self.place, all) = (place, objects)
    var uids: Set<String> = []
    for one in objects {
      let object = one.object, path = one.origin
      guard isUID(object.instanceUID), isUID(object.seriesUID), isUID(object.studyUID) else {
        throw Failure(.badData, path: path, words("archive.no-uids"), advice: words("archive.no-dicom-advice"))
      }
      guard uids.insert(object.instanceUID).inserted else {
        throw Failure(.usage, path: path, words("archive.sent-twice"), advice: words("archive.each-once"))
      }
      if !place.isResearch {
        // Its UIDs and its patient are none of the hospital's.
        if object.isDeidentified {
          throw Failure(
            .usage, path: path, words("archive.deidentified", ["name": place.name]),
            advice: words("archive.deidentified-advice", ["name": place.name]))
        }
        if object.patientID.isEmpty {
          throw Failure(.usage, path: path, words("archive.no-patient"), advice: words("archive.no-patient-advice"))
        }
      }
    }
  }

  /// That the archive has the study already, of the same patient: elsewhere an object would come among strangers.
  /// Not asked of an archive for research.
  package func mustBelong(in client: any ArchiveClient) throws {
    if place.isResearch { return }
    for one in all {
      var query = ArchiveQuery()
      query.studyUID = one.object.studyUID
      let found = try client.find(query).rows.first { $0[ArchiveTag.studyUID] == one.object.studyUID }
      guard let found else {
        throw Failure(
          .badData, path: one.origin, words("archive.no-study", ["name": place.name]),
          advice: words("archive.no-study-advice"))
      }
      guard found[ArchiveTag.patientID] == one.object.patientID else {
        throw Failure(
          .badData, path: one.origin, words("archive.other-patient", ["name": place.name]),
          advice: words("archive.no-study-advice"))
      }
    }
  }

  /// Sends them one by one, until one fails: what became of each is in ``all`` then.
  package mutating func send(by client: any ArchiveClient) throws {
    for n in all.indices {
      let stored = try client.store(all[n].path, all[n].object)
      guard stored.isNamed else {
        all[n].outcome = .refused(reason: stored.reason ?? "")
        return
      }
      all[n].outcome = try Leftovers.withFolder { try readBack(all[n], by: client, into: $0) }
      if all[n].outcome != .identical { return }
    }
  }

  private func readBack(_ one: One, by client: any ArchiveClient, into folder: String) throws -> Outcome {
    let sent = one.object
    let series = try ReceivedSeries(
      study: sent.studyUID, series: sent.seriesUID, expected: [sent.instanceUID], folder: folder, progress: { _, _ in })
    do { try client.fetch(series) } catch let failure as Failure where failure.kind == .noInput { return .missing }
    guard let file = series.files.first else { return .missing }
    if try ArchivedObject(file).digest == sent.digest { return .identical }
    guard let back = try ArchivedObject.valueDigest(file) else { return .other }
    return try back == ArchivedObject.valueDigest(one.path) ? .identical : .other
  }

  /// What is kept of it: where, when, what, and what became of it. Nothing in it names a patient.
  package func receipt(at time: String) -> JSONObject {
    let address: String =
      switch place.way {
      case .web(let web): web.url
      case .network(let network): "\(network.called)@\(network.host):\(network.port)"
      }
    let objects = all.map { one -> JSONValue in
      .object([
        "file": .string(one.origin.lastPathPart), "sop_class": .string(one.object.sopClass),
        "instance": .string(one.object.instanceUID), "series": .string(one.object.seriesUID),
        "study": .string(one.object.studyUID), "data_set_sha256": .string(one.object.digest),
        "outcome": .string(one.outcome.word), "reason": .string(one.outcome.reason),
      ])
    }
    var receipt: JSONObject = [
      "format": .string("stylet-archive-receipt"), "version": .int(1),
      "program": .string("stylet \(Release.version)"), "notice": .string(ResearchUse.notice),
      "archive": .string(place.name), "address": .string(address), "time": .string(time), "objects": .array(objects),
    ]
    if let rejection {
      receipt["rejects"] = .object([
        "code": .string(rejection.code), "instances": .array(rejection.instances.map { .string($0) }),
      ])
    }
    return receipt
  }
}

extension SentObjects.Outcome {
  package var word: String {
    switch self {
    case .notSent: "not_sent"
    case .identical: "identical"
    case .refused: "refused"
    case .other: "other"
    case .missing: "missing"
    }
  }

  package var reason: String { if case .refused(let reason) = self { reason } else { "" } }
}
