"""Whether the checkers can fail: each is given a right file and a mirrored one, both made by other programs.

Text forms, whose numbers a mirror leaves as they are, are given a wrong number instead.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import tempfile
import warnings

import highdicom
import nibabel
import nrrd
import numpy as np
import pydicom
import SimpleITK
from highdicom.sr.coding import CodedConcept
from pycocotools import mask as coco_mask
from pydicom.dataset import FileDataset, FileMetaDataset

from . import checkers_dicom, checkers_image
from .checkers_image import axial
from .export import drawn, outcome
from .mask_truth import Truth
from .picture import Picture, difference


def run() -> list[str]:
    """What is wrong with the checkers; empty when all is well."""
    faults: list[str] = []
    with tempfile.TemporaryDirectory(prefix="stylet-selftest-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scan = make_scan(folder + "/scan")
        affine = np.array([[0.8, 0, 0, -60], [0, 0.7, 0, -50], [0, 0, 1.5, 20], [0, 0, 0, 1.0]])
        labels = drawn((48, 40, 16))
        truth = Truth(labels, affine, folder + "/scan")
        truth.nifti = folder + "/truth.nii.gz"
        for name, make, checkers in MAKERS:
            for axis in (None, 0, 1, 2):
                if name in TEXTS and axis not in (None, 0):
                    continue
                put = labels if axis is None else np.flip(labels, axis)
                path = os.path.join(folder, f"{name}-{axis}" + ENDINGS.get(name, ".json"))
                make(path, put, affine, scan)
                if axis is None and name == "nifti":
                    os.replace(path, truth.nifti)
                    path = truth.nifti
                for checker in checkers:
                    problem = outcome(checker, path, truth)
                    if axis is None and problem:
                        faults.append(f"{checker.__name__} refuses a right {name}: {problem}")
                    if axis is not None and not problem:
                        faults.append(f"{checker.__name__} takes a {name} that is mirrored along axis {axis}")
                    if axis is not None and problem and problem.startswith("cannot be read"):
                        faults.append(f"{checker.__name__} fails at a mirrored {name}: {problem}")
        faults += comparison(labels, affine)
    return faults


def comparison(labels: np.ndarray, affine: np.ndarray) -> list[str]:
    """The comparison of scans: turned storage is the same scan; mirrors, shifts and single values are not."""
    values = labels.astype(np.int16) * 100 - 50
    peer, faults = Picture(values, affine, "peer"), []
    turn = np.eye(4)[[1, 0, 2, 3]]
    turn[0, 3], turn[0, 1], turn[0, 0] = 0, 1, 0
    flipped = affine @ np.array([[-1, 0, 0, values.shape[0] - 1], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1.0]])
    swapped = Picture(values.transpose(1, 0, 2), affine[:, [1, 0, 2, 3]], "swapped")
    for good in (swapped, Picture(values[::-1], flipped, "flipped")):
        if found := difference(peer, good):
            faults.append(f"the comparison refuses a scan that is only {good.reader}: {found}")
    moved, one = affine.copy(), values.copy()
    moved[2, 3] += 2e-4
    one[3, 4, 5] += 1
    bad = [Picture(values[::-1], affine, "mirrored"), Picture(values, moved, "moved"), Picture(one, affine, "one voxel")]
    return faults + [f"the comparison takes a scan: {p.reader}" for p in bad if difference(peer, p) is None]


# MARK: Files by other programs


def make_scan(folder: str) -> list[pydicom.Dataset]:
    os.makedirs(folder)
    study, series, frame = (pydicom.uid.generate_uid() for _ in range(3))
    scan = []
    for k in range(16):
        meta = FileMetaDataset()
        meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
        meta.MediaStorageSOPClassUID = pydicom.uid.CTImageStorage
        meta.MediaStorageSOPInstanceUID = pydicom.uid.generate_uid()
        path = f"{folder}/{k:02}.dcm"
        d = FileDataset(path, {}, file_meta=meta, preamble=b"\0" * 128)
        d.SOPClassUID, d.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
        d.StudyInstanceUID, d.SeriesInstanceUID, d.FrameOfReferenceUID = study, series, frame
        d.PatientID = d.PatientName = d.StudyID = d.AccessionNumber = d.PatientBirthDate = d.PatientSex = ""
        d.StudyDate = d.StudyTime = d.ReferringPhysicianName = d.PositionReferenceIndicator = ""
        d.Modality, d.SeriesNumber, d.InstanceNumber = "CT", 1, k + 1
        d.ImagePositionPatient, d.ImageOrientationPatient = [-60, -50, 20 + 1.5 * k], [1, 0, 0, 0, 1, 0]
        d.PixelSpacing, d.SliceThickness = [0.7, 0.8], 1.5
        d.Rows, d.Columns, d.SamplesPerPixel, d.PhotometricInterpretation = 40, 48, 1, "MONOCHROME2"
        d.BitsAllocated, d.BitsStored, d.HighBit, d.PixelRepresentation = 16, 16, 15, 1
        d.RescaleSlope, d.RescaleIntercept = 1, 0
        d.PixelData = np.full((40, 48), k, np.int16).tobytes()
        d.save_as(path, enforce_file_format=True)
        scan.append(d)
    return scan


def nifti(path, labels, affine, scan):
    nibabel.save(nibabel.Nifti1Image(labels, np.diag([-1, -1, 1, 1.0]) @ affine), path)


def simpleitk(path, labels, affine, scan):
    image = SimpleITK.GetImageFromArray(labels.T)
    image.SetSpacing([0.8, 0.7, 1.5])
    image.SetOrigin(list(affine[:3, 3]))
    SimpleITK.WriteImage(image, path)


def seg_nrrd(path, labels, affine, scan):
    header = {
        "space": "left-posterior-superior", "space directions": affine[:3, :3].T, "space origin": affine[:3, 3],
        "Segmentation_MasterRepresentation": "Binary labelmap",
        "Segmentation_ContainedRepresentationNames": "Binary labelmap|",
    }
    for n in range(3):
        at = np.argwhere(labels == n + 1)
        extent = np.stack([at.min(0), at.max(0)], 1).ravel()
        header |= {
            f"Segment{n}_ID": f"Segment_{n}", f"Segment{n}_Name": f"finding {n}", f"Segment{n}_Color": "0.9 0.6 0.1",
            f"Segment{n}_LabelValue": str(n + 1), f"Segment{n}_Layer": "0",
            f"Segment{n}_Extent": " ".join(map(str, extent)),
            f"Segment{n}_Tags": "Segmentation.Status:inprogress|TerminologyEntry:a~b~c|",
        }
    nrrd.write(path, labels, header, index_order="F")


def dicom_seg(path, labels, affine, scan):
    mass = CodedConcept("4147007", "SCT", "Mass")
    abnormal = CodedConcept("49755003", "SCT", "Morphologically Altered Structure")
    described = [
        highdicom.seg.SegmentDescription(
            n, f"finding {n}", abnormal, mass, highdicom.seg.SegmentAlgorithmTypeValues.MANUAL,
            tracking_uid=highdicom.UID(), tracking_id=f"finding {n}")
        for n in (1, 2, 3)
    ]
    highdicom.seg.Segmentation(
        source_images=scan, pixel_array=labels.T, segmentation_type="BINARY", segment_descriptions=described,
        series_instance_uid=highdicom.UID(), series_number=9, sop_instance_uid=highdicom.UID(), instance_number=1,
        manufacturer="selftest", manufacturer_model_name="selftest", software_versions="1", device_serial_number="1",
    ).save_as(path)


def rtstruct(path, labels, affine, scan):
    """Outlines along the edges of the voxels: any filling gives the voxels back."""
    from rt_utils import RTStructBuilder

    built = RTStructBuilder.create_new(dicom_series_path=os.path.dirname(scan[0].filename))
    for n in (1, 2, 3):
        built.add_roi(mask=(labels == n).transpose(1, 0, 2), name=f"finding {n}")
    for n, roi in enumerate(built.ds.ROIContourSequence, 1):
        contours = []
        for k in range(16):
            source = pydicom.Dataset()
            source.ReferencedSOPClassUID, source.ReferencedSOPInstanceUID = scan[k].SOPClassUID, scan[k].SOPInstanceUID
            for i, j in np.argwhere(labels[:, :, k] == n):
                box = np.array([[-0.3, -0.3], [0.3, -0.3], [0.3, 0.3], [-0.3, 0.3]]) + [i, j]
                c = pydicom.Dataset()
                c.ContourImageSequence, c.ContourGeometricType, c.NumberOfContourPoints = [source], "CLOSED_PLANAR", 4
                c.ContourData = [
                    round(float(x), 4) for p in box for x in affine[:3, :3] @ [*p, k] + affine[:3, 3]]
                contours.append(c)
        roi.ContourSequence = contours
    with contextlib.redirect_stdout(io.StringIO()):
        built.save(path)


def rtstruct_by_rt_utils(path, labels, affine, scan):
    """Its own outlines, which its own filling gives back."""
    from rt_utils import RTStructBuilder

    built = RTStructBuilder.create_new(dicom_series_path=os.path.dirname(scan[0].filename))
    for n in (1, 2, 3):
        built.add_roi(mask=(labels == n).transpose(1, 0, 2), name=f"finding {n}")
    with contextlib.redirect_stdout(io.StringIO()):
        built.save(path)


def coco(path, labels, affine, scan):
    canonical = axial(Truth(labels, affine))
    images = [{"id": k + 1, "width": 48, "height": 40, "file_name": f"{k}"} for k in range(16)]
    annotations = []
    for k in range(16):
        for n in (1, 2, 3):
            if not (canonical[:, :, k] == n).any():
                continue
            runs = coco_mask.encode(np.asfortranarray((canonical[:, :, k] == n).T.astype(np.uint8)))
            annotations.append({
                "id": len(annotations) + 1, "image_id": k + 1, "category_id": n, "iscrowd": 0,
                "area": int(coco_mask.area(runs)), "bbox": [int(x) for x in coco_mask.toBbox(runs)],
                "segmentation": {"size": runs["size"], "counts": runs["counts"].decode()}})
    write(path, json.dumps({
        "images": images, "annotations": annotations,
        "categories": [{"id": n, "name": f"finding {n}"} for n in (1, 2, 3)]}))


def table_rows(labels, affine, wrong):
    voxel = abs(np.linalg.det(affine[:3, :3])) / 1000
    counts = [int((labels == n).sum()) + (wrong and n == 2) for n in (1, 2, 3)]
    return [{"value": n, "voxels": c, "ml": c * voxel} for n, c in zip((1, 2, 3), counts)]


def csv_table(path, labels, affine, scan):
    rows = table_rows(labels, affine, is_wrong(path))
    write(path, "# notice\nvalue,voxels,ml\n" + "".join(f"{r['value']},{r['voxels']},{r['ml']}\n" for r in rows))


def json_table(path, labels, affine, scan):
    write(path, json.dumps({"findings": table_rows(labels, affine, is_wrong(path))}))


def itksnap(path, labels, affine, scan):
    rows = [f'{n} 255 0 {n} 1 1 1 "finding {n}"' for n in (1, 2, 3) if not (is_wrong(path) and n == 2)]
    write(path, '0 0 0 0 0 0 0 "Clear Label"\n' + "\n".join(rows) + "\n")


def dcmqi(path, labels, affine, scan):
    code = {"CodeValue": "4147007", "CodingSchemeDesignator": "SCT", "CodeMeaning": "Mass"}
    segments = [
        {"labelID": n, "SegmentDescription": "x", "SegmentLabel": "x", "SegmentAlgorithmType": "MANUAL",
         "SegmentedPropertyCategoryCodeSequence": code, "SegmentedPropertyTypeCodeSequence": code,
         "recommendedDisplayRGBValue": [255, 0, n]} for n in (1, 2, 3)]
    if is_wrong(path):
        del segments[1]["SegmentedPropertyTypeCodeSequence"]
    write(path, json.dumps({
        "ContentCreatorName": "x", "SeriesDescription": "x", "SeriesNumber": "300", "InstanceNumber": "1",
        "BodyPartExamined": "CHEST", "segmentAttributes": [segments]}))


def is_wrong(path: str) -> bool:
    return "-None" not in os.path.basename(path)


def write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


TEXTS = ("csv", "json", "itksnap", "dcmqi")
ENDINGS = {
    "nifti": ".nii.gz", "nrrd": ".nrrd", "mha": ".mha", "seg-nrrd": ".seg.nrrd", "dicom-seg": ".dcm",
    "rtstruct": ".dcm", "rt-utils": ".dcm", "csv": ".csv", "itksnap": ".label",
}
MAKERS = [
    ("nifti", nifti, [checkers_image.with_nibabel, checkers_image.with_simpleitk]),
    ("nrrd", simpleitk, [checkers_image.with_pynrrd, checkers_image.with_simpleitk]),
    ("mha", simpleitk, [checkers_image.with_simpleitk]),
    ("seg-nrrd", seg_nrrd, [checkers_image.slicer_segments]),
    ("dicom-seg", dicom_seg, [checkers_dicom.with_pydicom, checkers_dicom.with_highdicom, checkers_dicom.with_dcmqi]),
    ("rtstruct", rtstruct, [checkers_dicom.with_dicompyler]),
    ("rt-utils", rtstruct_by_rt_utils, [checkers_dicom.with_rt_utils]),
    ("coco", coco, [checkers_image.coco]),
    ("csv", csv_table, [checkers_image.table_csv]),
    ("json", json_table, [checkers_image.table_json]),
    ("itksnap", itksnap, [checkers_image.itksnap]),
    ("dcmqi", dcmqi, [checkers_image.dcmqi_json]),
]
