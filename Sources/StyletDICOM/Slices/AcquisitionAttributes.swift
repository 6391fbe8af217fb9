import StyletImaging

extension AcquisitionFacts {
  /// What the header of a slice says; what it does not say, or says wrongly, is not known.
  init(_ attributes: FrameAttributes) {
    func text(_ tag: DICOMTag) -> String? {
      (try? attributes.holder(of: tag).string(tag)).flatMap { $0.isEmpty ? nil : String($0.prefix(64)) }
    }
    func number(_ tag: DICOMTag, _ range: ClosedRange<Double>) -> Double? {
      (try? attributes.holder(of: tag).number(tag)).flatMap { range.contains($0) ? $0 : nil }
    }
    // An agent that is named was given; one that is absent or empty may only have been left out.
    var contrast: Bool?
    if let agent = text(.contrastBolusAgent) {
      contrast = ContrastAgent.wasGiven(agent)
    } else if let items = try? attributes.dataSet.items(.contrastBolusAgentSequence, atMost: 64), !items.isEmpty {
      contrast = true
    }
    self.init(
      sliceThickness: number(.sliceThickness, 0.01...1000), kernel: text(.convolutionKernel), contrast: contrast,
      kilovolts: number(.kvp, 1...1000))
  }

  /// Of slices that may differ: what one value stands for is not known where there are several. Of thicknesses the
  /// widest counts, and an agent that any slice states was given: each is a remark on what is measured.
  init(ofAll slices: [AcquisitionFacts]) {
    func one<Value: Hashable>(_ value: (AcquisitionFacts) -> Value?) -> Value? {
      let stated = Set(slices.map(value))
      return stated.count == 1 ? stated.first ?? nil : nil
    }
    self.init(
      sliceThickness: slices.compactMap(\.sliceThickness).max(), kernel: one(\.kernel),
      contrast: slices.contains { $0.contrast == true } ? true : one(\.contrast), kilovolts: one(\.kilovolts))
  }
}
