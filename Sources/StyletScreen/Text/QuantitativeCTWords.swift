import StyletBase
import StyletCore

/// The words for what makes densitometry less comparable.
public enum QuantitativeCTWords {
  public static func text(_ badge: QuantitativeCT.Badge) -> String {
    switch badge {
    case .thickSlices(let mm): words("qct.badge-thick-slices", ["mm": NumberText.fixed(mm, 1)])
    case .slicesLowerLAA(let mm): words("qct.badge-slices-lower-laa", ["mm": NumberText.fixed(mm, 1)])
    case .sharpKernel(let name): words("qct.badge-sharp-kernel", ["name": name.escapedForTerminal])
    case .kernelNotKnown: words("qct.badge-kernel-not-known")
    case .contrast: words("qct.badge-contrast")
    case .contrastNotKnown: words("qct.badge-contrast-not-known")
    case .kilovolts(let kv): words("qct.badge-kilovolts", ["kv": NumberText.fixed(kv, 0)])
    case .kilovoltsNotKnown: words("qct.badge-kilovolts-not-known")
    case .smallVolume(let ml): words("qct.badge-small-volume", ["ml": NumberText.fixed(ml, 0)])
    case .notHU: words("qct.badge-not-hu")
    case .otherUnit(let name, let slices):
      words("qct.badge-other-unit", ["name": name.escapedForTerminal, "n": slices ?? 0, "whole": slices == nil])
    case .rescaleDiffers(let slices): words("qct.badge-rescale-differs", ["n": slices])
    case .dense(let hu): words("qct.badge-dense", ["hu": NumberText.fixed(hu, 0)])
    }
  }
}
