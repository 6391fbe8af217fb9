import StyletCore

/// The words for what makes densitometry less comparable.
public enum QuantitativeCTWords {
  public static func text(_ badge: QuantitativeCT.Badge) -> String {
    switch badge {
    case .thickSlices(let mm): "slices of \(NumberText.fixed(mm, 1)) mm: densities are doubtful"
    case .slicesLowerLAA(let mm): "slices of \(NumberText.fixed(mm, 1)) mm: %LAA comes out too small"
    case .sharpKernel(let name): "sharp kernel \(name.escapedForTerminal): %LAA comes out too large"
    case .kernelNotKnown: "kernel not known: a sharp one makes %LAA too large"
    case .contrast: "contrast agent: lung is denser than without"
    case .contrastNotKnown: "contrast agent not known"
    case .kilovolts(let kv): "\(NumberText.fixed(kv, 0)) kV: calibrations hold at 120 kV"
    case .kilovoltsNotKnown: "tube voltage not known"
    case .smallVolume(let ml): "lungs of \(NumberText.fixed(ml, 0)) mL: poor inspiration looks like ground glass"
    case .notHU: "the values are not HU, a rescale seems to be missing: no density here means anything"
    case .rescaleDiffers(let slices):
      slices == 1
        ? "a slice has another rescale than the others: its values are HU only if that is right"
        : "\(slices) slices have another rescale than the others: their values are HU only if that is right"
    case .dense(let hu): "lung without lesion has \(NumberText.fixed(hu, 0)) HU: poor inspiration?"
    }
  }
}
