import StyletBase

/// The coordinator's page for programs. What is not known is null, never 0.
extension StudyBoard {
  /// `"format": "stylet-study-board"`; what its members are stands in the help of `stylet study board`.
  public var json: JSONObject {
    [
      "format": .string("stylet-study-board"), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "time": .string(now), "status": .object(status.json),
      "rule": .object([
        "lesion_dice_at_least": .double(gold.rule.dice),
        "answered_alike": .array(gold.rule.answers.map(JSONValue.string)),
      ]),
      "unmeasured": .int(tasks.count), "pairs": .array(pairs.map { .object(object($0)) }),
      "gold": .object([
        "cases": .int(gold.cases), "answered": .int(gold.answered), "all": .object(Self.object(gold.total)),
        "readers": .array(gold.readers.map { own in
          let named: JSONObject = ["reader": .string(own.name.text)]
          return .object(named.with(Self.object(own)))
        }),
      ]),
      "sessions": .object([
        "gap_seconds": .int(gap), "readers": .array(sittings.map { .object(Self.object($0)) }),
        "by_position": .array(effects.byPosition.map { .object(Self.object($0)) }),
        "by_hour_utc": .array(effects.byHour.map { .object(Self.object($0)) }),
      ]),
      "attention": .object(attention(silentAfter: days)),
    ]
  }

  private func object(_ pair: PairAgreement) -> JSONObject {
    [
      "first": .string(matrix.readers[pair.first].text), "second": .string(matrix.readers[pair.second].text),
      "planned": .int(pair.planned), "sealed": .int(pair.sealed), "measured": .int(pair.measured),
      "unreadable": .int(pair.unreadable), "found_alike": Self.known(pair.found, pair.measured),
      "agreed": Self.known(pair.agreed, pair.measured), "agreed_interval": Self.range(pair.interval),
      "mean_dice": Self.number(pair.meanDice), "dice_n": .int(pair.dice.count),
    ]
  }

  private static func object(_ gold: GoldResults.Reader) -> JSONObject {
    let answers = gold.answers, judged = gold.judged.count
    return [
      "assigned": .int(gold.assigned), "sealed": .int(gold.sealed), "judged": .int(judged),
      "without_answer": .int(gold.withoutAnswer), "unmeasured": .int(gold.unmeasured),
      "unreadable": .int(gold.unreadable), "right": known(gold.right, judged), "right_interval": range(gold.interval),
      "found_alike": known(gold.found, judged), "mean_dice": number(mean(gold.dice)), "dice_n": .int(gold.dice.count),
      "answers_compared": .int(answers.compared), "answers_alike": known(answers.alike, answers.compared),
    ]
  }

  private static func object(_ own: Sittings) -> JSONObject {
    [
      "reader": .string(own.reader.text), "sessions": .int(own.sessions), "readings": .int(own.readings),
      "timed": .int(own.timed), "median_session_seconds": number(own.sessionSeconds),
      "median_readings_per_session": number(own.perSession), "median_seconds": number(own.seconds),
      "quartile_seconds": range(own.quartiles), "events_ahead": .int(own.ahead),
    ]
  }

  private static func object(_ part: PositionEffects.Part) -> JSONObject {
    let last = part.range.upperBound
    return [
      "from": .int(part.range.lowerBound), "to": last == .max ? .null : .int(last), "readings": .int(part.readings),
      "readers": .int(part.readers), "timed": .int(part.timed), "median_seconds": number(part.median),
      "quartile_seconds": range(part.quartiles), "ratio": number(part.ratio), "ratio_readers": .int(part.ratioReaders),
      "ratio_interval": range(part.ratioInterval), "gold_judged": .int(part.judged),
      "gold_wrong": known(part.wrong, part.judged), "gold_wrong_interval": range(part.wrongInterval),
    ]
  }

  private func attention(silentAfter days: Int) -> JSONObject {
    [
      "silent_after_days": .int(days),
      "silent": .array(attention.silent.map {
        .object([
          "reader": .string($0.reader.text), "last": $0.last.map(JSONValue.string) ?? .null, "days": .int($0.days),
          "rows": .int($0.open),
        ])
      }),
      "overdue": .array(attention.overdue.map {
        .object([
          "reader": .string($0.reader.text), "due": .string($0.due), "rows": .int($0.rows), "begun": .int($0.begun),
        ])
      }),
      "clocks": .array(attention.clocks.map {
        .object([
          "kind": .string($0.kind.rawValue), "reader": .string($0.reader.text), "host": .string($0.host.text),
          "events": .int($0.events), "seconds": .int($0.seconds),
        ])
      }),
      "unreadable": .array(faults.map { reader, fault in
        .object([
          "reader": .string(reader.text), "file": (fault.path?.lastPathPart).map(JSONValue.string) ?? .null,
          "place": fault.place.map(JSONValue.string) ?? .null, "what": .string(fault.what),
        ])
      }),
    ]
  }

  // MARK: Numbers

  /// Of nothing there is no number, not even 0.
  private static func known(_ count: Int, _ of: Int) -> JSONValue { of > 0 ? .int(count) : .null }
  private static func number(_ x: Double?) -> JSONValue { x.map(JSONValue.double) ?? .null }
  private static func range(_ x: ClosedRange<Double>?) -> JSONValue {
    x.map { .array([.double($0.lowerBound), .double($0.upperBound)]) } ?? .null
  }

  static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
