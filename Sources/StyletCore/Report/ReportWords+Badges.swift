extension ReportWords {
  /// What makes densities less comparable.
  static func words(_ badge: QuantitativeCT.Badge) -> String {
    switch badge {
    case .thickSlices(let mm): "slices of \(NumberText.trimmed(mm)) mm: densities are doubtful"
    case .slicesLowerLAA(let mm): "slices of \(NumberText.trimmed(mm)) mm make LAA smaller"
    case .sharpKernel(let kernel): "sharp kernel \(kernel): LAA is doubtful"
    case .kernelNotKnown: "the kernel is not known"
    case .contrast: "contrast agent was given: densities are higher"
    case .contrastNotKnown: "whether contrast agent was given is not known"
    case .kilovolts(let kV): "tube voltage \(NumberText.trimmed(kV)) kV"
    case .kilovoltsNotKnown: "the tube voltage is not known"
    case .smallVolume(let mL): "\(NumberText.fixed(mL, 0)) mL of lung: poor inspiration looks like ground glass"
    case .dense(let hu):
      "lung without lesion has a mean of \(NumberText.fixed(hu, 0)) HU: poor inspiration looks like ground glass"
    }
  }
}
