"""A chest CT with traps for de-identification, and the answer key, in the vocabulary of the MIDI-B benchmark.

Everything in it is made up. Each trap has a word of its own, which is nowhere else: what is left says which trap it is.
"""

from __future__ import annotations

import gzip
import os
import struct
from dataclasses import dataclass, field

import nibabel
import numpy as np
import pydicom
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.tag import Tag
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian, RLELossless,
)

CT = "1.2.840.10008.5.1.4.1.1.2"
SYLLABLES = ["ba", "ko", "mi", "tu", "ze", "ra", "pol", "vek", "shi", "gru", "dan", "fex", "lur", "nom", "quil", "tav"]


@dataclass
class Trap:
    """One row of the answer key."""

    name: str
    #: text_removed, text_retained, tag_retained, uid_changed, uid_consistent, date_shifted, patid_consistent,
    #: pixels_hidden, pixels_retained
    action: str
    #: The file, by its number.
    file: int
    #: What must not be left, or what must stay.
    answer: str = ""
    #: Where: keyword or tag path, for what is read back.
    place: str = ""


def word(n: int) -> str:
    """A name that is no word: 12 letters or so, another one for each n."""
    return "".join(SYLLABLES[(n * k + k * k) % 16] for k in (1, 3, 5)).capitalize() + "".join(
        chr(97 + (n // 26**k) % 26) for k in (0, 1)
    )


@dataclass
class Delivery:
    folder: str
    traps: list[Trap] = field(default_factory=list)
    files: dict[int, str] = field(default_factory=dict)
    count: int = 0

    def secret(self, name: str, file: int = 1) -> str:
        """A new word that must not be left."""
        self.count += 1
        secret = word(self.count + 7)
        self.traps.append(Trap(name, "text_removed", file, secret))
        return secret

    def add(self, name: str, action: str, file: int, answer: str = "", place: str = "") -> None:
        self.traps.append(Trap(name, action, file, answer, place))

    def path(self, file: int, name: str) -> str:
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self.files[file] = path
        return path


def picture(size: int = 128, seed: int = 1) -> np.ndarray:
    """A body with two lungs, HU + 1024."""
    y, x = np.mgrid[-1:1:size * 1j, -1:1:size * 1j]
    image = np.full((size, size), 24, np.int16)
    image[(x / 0.9) ** 2 + (y / 0.65) ** 2 < 1] = 1064
    for side in (-0.42, 0.42):
        image[((x - side) / 0.3) ** 2 + (y / 0.45) ** 2 < 1] = 180
    return (image + np.random.default_rng(seed).integers(0, 12, image.shape)).astype(np.uint16)


def clean(number: int, syntax: str = ExplicitVRLittleEndian, instance: str | None = None) -> FileDataset:
    """A slice with what a scanner writes, and nobody's name but a made-up patient's."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = CT
    meta.MediaStorageSOPInstanceUID = instance or f"1.3.6.1.4.1.99999.7.{number}"
    meta.TransferSyntaxUID = syntax
    ds = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128, is_implicit_VR=syntax == ImplicitVRLittleEndian, is_little_endian=syntax != ExplicitVRBigEndian)
    ds.SpecificCharacterSet = "ISO_IR 192"
    ds.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    ds.SOPClassUID, ds.SOPInstanceUID = CT, meta.MediaStorageSOPInstanceUID
    ds.StudyDate = ds.SeriesDate = ds.AcquisitionDate = ds.ContentDate = "20190314"
    ds.StudyTime = ds.SeriesTime = ds.AcquisitionTime = ds.ContentTime = "101530"
    ds.AccessionNumber, ds.Modality, ds.Manufacturer = "", "CT", "SIEMENS"
    ds.ReferringPhysicianName = ""
    ds.SeriesDescription, ds.ManufacturerModelName = "Thorax 1.0 B60f", "Sensation 64"
    ds.PatientName, ds.PatientID, ds.PatientBirthDate, ds.PatientSex = "", "4711-0815", "", "F"
    ds.PatientAge = "061Y"
    ds.BodyPartExamined, ds.SliceThickness, ds.KVP = "CHEST", "1.0", "120"
    ds.ConvolutionKernel, ds.PatientPosition, ds.XRayTubeCurrent = "B60f", "HFS", "240"
    ds.StudyInstanceUID, ds.SeriesInstanceUID = "1.3.6.1.4.1.99999.1", "1.3.6.1.4.1.99999.2"
    ds.StudyID, ds.SeriesNumber, ds.AcquisitionNumber, ds.InstanceNumber = "", 3, 1, number
    ds.FrameOfReferenceUID, ds.PositionReferenceIndicator = "1.3.6.1.4.1.99999.3", ""
    ds.ImagePositionPatient, ds.ImageOrientationPatient = [-180.5, -170.25, 10.0 * number], [1, 0, 0, 0, 1, 0]
    ds.SliceLocation = 10.0 * number
    image = picture(seed=number)
    ds.SamplesPerPixel, ds.PhotometricInterpretation = 1, "MONOCHROME2"
    ds.Rows, ds.Columns = image.shape
    ds.PixelSpacing = [0.75, 0.75]
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 16, 12, 11, 0
    ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = "-1024", "1", "HU"
    ds.WindowCenter, ds.WindowWidth = "-500", "1500"
    ds.PixelData = image.tobytes()
    ds["PixelData"].VR = "OW"
    return ds


def code(value: str, scheme: str, meaning: str) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, scheme, meaning
    return item


def item(**values) -> Dataset:
    made = Dataset()
    for name, value in values.items():
        setattr(made, name, value)
    return made


def save(ds: FileDataset, path: str) -> None:
    ds.save_as(path, enforce_file_format=True)


def plain(d: Delivery, ds: FileDataset) -> None:
    """Elements of the data set itself."""
    for keyword in (
        "PatientName", "ReferringPhysicianName", "PerformingPhysicianName", "OperatorsName", "PhysiciansOfRecord",
        "NameOfPhysiciansReadingStudy", "OtherPatientNames", "PatientBirthName", "PatientMotherBirthName",
        "RequestingPhysician", "ScheduledPerformingPhysicianName", "ResponsiblePerson",
    ):
        setattr(ds, keyword, f"{d.secret(keyword)}^{d.secret(keyword + ', first name')}")
    for keyword in (
        "AccessionNumber", "StudyID", "InstitutionName", "StationName", "InstitutionalDepartmentName",
        "IssuerOfPatientID", "MilitaryRank", "Occupation", "EthnicGroup", "InsurancePlanIdentification",
        "MedicalRecordLocator", "AdmissionID", "ServiceEpisodeID", "RequestedProcedureID", "PerformedProcedureStepID",
        "ScheduledProcedureStepID", "DeviceSerialNumber", "GantryID", "PlateID", "RequestingService",
        "CurrentPatientLocation", "FillerOrderNumberImagingServiceRequest",
    ):
        setattr(ds, keyword, d.secret(keyword)[:15])
    for keyword in (
        "PatientComments", "AdditionalPatientHistory", "ImageComments", "InstitutionAddress", "PatientAddress",
        "StudyComments", "VisitComments", "RequestAttributesSequence"[:0] or "ReasonForStudy", "CommentsOnThePerformedProcedureStep",
        "AcquisitionComments",
    ):
        setattr(ds, keyword, f"seen with {d.secret(keyword)} on 14.03.2019")
    ds.PatientTelephoneNumbers = "0049 30 " + d.secret("PatientTelephoneNumbers")
    # Descriptions: the words of the field stay, the name goes.
    for keyword, text, kept in (
        ("StudyDescription", "CT Chest {} contrast", "CT Chest"), ("SeriesDescription", "Thorax {} 1.0 B60f", "1.0 B60f"),
        ("ProtocolName", "Thorax routine ({})", "Thorax routine"), ("RequestedProcedureDescription", "{} CT Thorax", "CT Thorax"),
    ):
        setattr(ds, keyword, text.format(d.secret(keyword)))
        d.add(keyword + ", its words", "text_retained", 1, kept, keyword)
    ds.BodyPartExamined = "CHEST " + d.secret("BodyPartExamined").upper()[:8]
    d.traps[-1].answer = d.traps[-1].answer[:8]
    ds.PatientBirthDate, ds.PatientBirthTime = "19570823", "061500"
    d.add("PatientBirthDate", "text_removed", 1, "19570823")
    d.add("StudyDate", "date_shifted", 1, "20190314", "StudyDate")
    ds.AcquisitionDateTime = "20190314101530.250000+0100"
    d.add("AcquisitionDateTime", "date_shifted", 1, "20190314", "AcquisitionDateTime")
    ds.PatientAge = "097Y"
    d.add("PatientAge above 89", "text_removed", 1, "097Y")
    for keyword, value in (
        ("SliceThickness", "1.0"), ("KVP", "120"), ("ConvolutionKernel", "B60f"), ("Manufacturer", "SIEMENS"),
        ("ManufacturerModelName", "Sensation 64"), ("PatientSex", "F"), ("Modality", "CT"), ("RescaleIntercept", "-1024"),
        ("XRayTubeCurrent", "240"), ("StudyTime", "101530"),
    ):
        d.add(keyword, "tag_retained", 1, value, keyword)
    for keyword in ("SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID", "FrameOfReferenceUID"):
        d.add(keyword, "uid_changed", 1, str(getattr(ds, keyword)), keyword)


def nested(d: Delivery, ds: FileDataset) -> None:
    """Names, dates and UIDs one to four deep, in sequences that are kept and in others."""
    deepest = item(PatientName=d.secret("name, four deep") + "^X", PatientBirthDate="19570823")
    third = item(ReferencedSOPClassUID=CT, ReferencedSOPInstanceUID="1.3.6.1.4.1.99999.8.1", PurposeOfReferenceCodeSequence=[
        code("121311", "DCM", d.secret("CodeMeaning, three deep"))
    ])
    third.add_new(0x00081140, "SQ", [deepest])
    second = item(SourceImageSequence=[third], DerivationCodeSequence=[code("113072", "DCM", "Multiplanar reformatting")])
    second.RetrieveAETitle = d.secret("RetrieveAETitle, two deep")[:15]
    ds.DerivationImageSequence = [second]
    d.add("UID, three deep", "text_removed", 1, "1.3.6.1.4.1.99999.8.1")
    ds.ReferencedImageSequence = [item(ReferencedSOPClassUID=CT, ReferencedSOPInstanceUID="1.3.6.1.4.1.99999.7.2")]
    d.add("reference to another slice", "uid_consistent", 1, "2", "ReferencedImageSequence")
    ds.RequestAttributesSequence = [item(ScheduledProcedureStepDescription=d.secret("RequestAttributesSequence"), StudyInstanceUID="1.3.6.1.4.1.99999.1")]
    ds.OtherPatientIDsSequence = [item(PatientID=d.secret("OtherPatientIDsSequence"), TypeOfPatientID="TEXT")]
    ds.OriginalAttributesSequence = [item(ModifyingSystem=d.secret("ModifyingSystem"), ModifiedAttributesSequence=[item(PatientName=d.secret("ModifiedAttributesSequence"))])]
    ds.ProcedureCodeSequence = [code("77477000", "SCT", d.secret("CodeMeaning of a code of SNOMED")), code("TH-" + d.secret("CodeValue of the house")[:8], "99HOUSE", d.secret("CodeMeaning of the house"))]
    d.traps[-2].answer = d.traps[-2].answer[:8]
    d.add("code of SNOMED", "text_retained", 1, "77477000", "ProcedureCodeSequence")
    ds.ReasonForRequestedProcedureCodeSequence = [code("1", "99X", d.secret("ReasonForRequestedProcedureCodeSequence"))]
    ds.PersonIdentificationCodeSequence = [code("2", "99X", d.secret("PersonIdentificationCodeSequence"))]
    ds.IconImageSequence = [item(Rows=1, Columns=16, BitsAllocated=8, PixelData=d.secret("icon").encode().ljust(16, b"\0")[:16])]
    ds["IconImageSequence"].value[0]["PixelData"].VR = "OB"
    ds.ContributingEquipmentSequence = [item(InstitutionName=d.secret("ContributingEquipmentSequence"))]
    ds.AnatomicRegionSequence = [code("51185008", "SCT", "Thorax")]
    d.add("AnatomicRegionSequence", "text_retained", 1, "Chest", "AnatomicRegionSequence")


def private(d: Delivery, ds: FileDataset) -> None:
    """Blocks of vendors, unknown elements, groups of old."""
    block = ds.private_block(0x0009, "TRAPS 1.0", create=True)
    block.add_new(0x01, "LO", d.secret("private LO"))
    block.add_new(0x02, "UN", d.secret("private UN").encode())
    inner = Dataset()
    inner.add_new(0x00100010, "PN", d.secret("private SQ, name") + "^Y")
    inner.add_new(0x00110010, "LO", "TRAPS 2.0")
    inner.add_new(0x00111001, "ST", d.secret("private SQ, private text"))
    block.add_new(0x03, "SQ", [inner])
    block.add_new(0x04, "OB", d.secret("private OB").encode() + b"\0" * 7)
    block = ds.private_block(0x0019, d.secret("private creator")[:12], create=True)
    d.traps[-1].answer = d.traps[-1].answer[:12]
    block.add_new(0x01, "DS", "1.5")
    ds.add_new(0x00190011, "LO", "GEMS_ACQU_01")
    ds.add_new(0x00191123, "DS", "2.75")
    d.add("safe private: table speed", "tag_retained", 1, "2.75", "00191123")
    ds.add_new(0x00191124, "LO", d.secret("safe private, other VR"))
    ds.add_new(0x00290099, "LO", d.secret("private without creator"))
    ds.add_new(0x00189999, "LO", d.secret("unknown (0018,9999)"))
    ds.add_new(0x00280199, "UN", d.secret("unknown UN").encode())
    ds.add_new(0x00324000, "LT", d.secret("retired comment"))
    ds.add_new(0x40000010, "LT", d.secret("retired (4000,0010)"))
    ds.add_new(0x50002500, "LO", d.secret("curve label"))
    ds.add_new(0x50003000, "OW", d.secret("curve data").encode().ljust(20, b"\0"))
    ds.add_new(0x60001500, "LO", d.secret("overlay label"))
    ds.add_new(0x60000022, "LO", d.secret("overlay description"))
    ds.add_new(0x60003000, "OW", d.secret("overlay data").encode().ljust(20, b"\0"))
    ds.add_new(0x60021500, "LO", d.secret("overlay label of a later group"))
    ds.add_new(0x00420010, "ST", d.secret("document title"))
    ds.add_new(0x00880140, "UI", "1.3.6.1.4.1.99999.55")
    ds.add_new(0xFFFCFFFC, "OB", d.secret("trailing padding").encode().ljust(20, b"\0"))
    ds.add_new(0x04000561, "SQ", [item(SourceOfPreviousValues=d.secret("original attributes"))])


def wrong(d: Delivery, ds: FileDataset) -> None:
    """Texts where numbers and codes belong, and what hides behind a NUL."""
    ds[0x00181100] = DataElement(0x00181100, "LO", d.secret("ReconstructionDiameter as text"))
    ds[0x00181140] = DataElement(0x00181140, "LO", d.secret("RotationDirection as text").upper())
    ds[0x00281056] = DataElement(0x00281056, "LO", d.secret("VOILUTFunction as text"))
    ds[0x00185100] = DataElement(0x00185100, "CS", "HFS\\" + d.secret("PatientPosition, second value").upper()[:12])
    d.traps[-1].answer = d.traps[-1].answer[:12]
    ds[0x00281055] = DataElement(0x00281055, "LO", "LUNG\0\0" + d.secret("behind a NUL"))
    ds.Manufacturer = "SIEMENS"
    ds.FilterType = "FLAT " + d.secret("FilterType")[:10]
    d.traps[-1].answer = d.traps[-1].answer[:10]
    ds.PositionReferenceIndicator = d.secret("PositionReferenceIndicator")
    ds.SoftwareVersions = ["VB42B", d.secret("SoftwareVersions")]
    ds.ContrastBolusAgent = "Ultravist " + d.secret("ContrastBolusAgent")


def mixed(d: Delivery) -> None:
    """Names in other character sets."""
    for file, terms, name, ascii_part in (
        (3, ["ISO_IR 100"], "Müßgräve{}^Zoé", ""), (4, ["ISO_IR 192"], "Αλέξανδρος{}^Ζωή", ""),
        (5, ["", "ISO 2022 IR 87"], "Yamada{}^Tarou=山田^太郎", ""), (6, ["ISO_IR 144"], "Люкceмбypг{}", ""),
        (7, ["GB18030"], "Wang{}^XiaoDong=王^小东", ""),
    ):
        ds = clean(file)
        ds.SpecificCharacterSet = terms
        ds.PatientName = name.format("")
        ds.PatientComments = f"{name.split('^')[0].format('')} was here"
        ds.InstitutionName = d.secret(f"institution beside a name in {terms[-1]}", file)
        encoded = ds.PatientName
        save(ds, d.path(file, f"sets/{file}"))
        raw = pydicom.dcmread(d.files[file]).get_item("PatientName").value
        d.add(f"name in {terms[-1]}", "text_removed", file, raw[:16].rstrip(b"\0 ").hex(), "hex")


def written(d: Delivery) -> None:
    """Other transfer syntaxes."""
    for file, syntax in ((8, ImplicitVRLittleEndian), (9, ExplicitVRBigEndian), (10, DeflatedExplicitVRLittleEndian)):
        ds = clean(file, syntax)
        name = pydicom.uid.UID(syntax).name
        ds.PatientName = d.secret(f"name in {name}", file) + "^Z"
        ds.add_new(0x00091001, "LO", d.secret(f"private in {name}", file))
        ds.add_new(0x00090010, "LO", "TRAPS 1.0")
        ds.ReferencedStudySequence = [item(PatientName=d.secret(f"nested in {name}", file))]
        if syntax == ExplicitVRBigEndian:
            ds.PixelData = np.frombuffer(ds.PixelData, "<u2").astype(">u2").tobytes()
        save(ds, d.path(file, f"syntax/{file}.dcm"))
        d.add(f"pixels in {name}", "pixels_retained", file)


def pixels(d: Delivery) -> None:
    """What hides in and behind pixels, and pictures that somebody has to look at."""
    ds = clean(11)
    ds.PixelData += d.secret("behind the last frame", 11).encode().ljust(40, b"\0")
    save(ds, d.path(11, "pixels/11"))
    d.add("pixels before what hides behind", "pixels_retained", 11)

    ds = clean(12)
    words = np.frombuffer(ds.PixelData, "<u2").copy()
    secret = np.frombuffer(d.secret("in bits above the sample", 12).encode(), np.uint8)
    for n, letter in enumerate(secret):
        words[2 * n] |= (int(letter) >> 4) << 12
        words[2 * n + 1] |= (int(letter) & 15) << 12
    d.traps[-1].action, d.traps[-1].place = "bits_removed", "12"
    ds.PixelData = words.tobytes()
    save(ds, d.path(12, "pixels/12"))

    ds = clean(13)
    ds.compress(RLELossless, generate_instance_uid=False)
    frame = next(pydicom.encaps.generate_frames(ds.PixelData, number_of_frames=1))
    ds.PixelData = encapsulate([frame + d.secret("behind an RLE frame", 13).encode().ljust(40, b"\0")])
    save(ds, d.path(13, "pixels/13"))
    d.add("RLE", "pixels_retained", 13)

    burn = clean(14)
    image = np.frombuffer(burn.PixelData, "<u2").reshape(128, 128).copy()
    for n, letter in enumerate("DOE JOHN"):
        glyph(image, 4, 6 + 9 * n, letter, 4095)
    burn.PixelData = image.tobytes()
    hidden(d, 14, burn, "text in a corner")
    tag = clean(15)
    tag.BurnedInAnnotation = "YES"
    hidden(d, 15, tag, "BurnedInAnnotation")
    capture = clean(16)
    capture.SOPClassUID = capture.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    hidden(d, 16, capture, "secondary capture")
    saved = clean(17)
    saved.ImageType = ["DERIVED", "SECONDARY", "SCREEN SAVE"]
    hidden(d, 17, saved, "saved screen")
    dose = clean(18)
    dose.SeriesDescription = "Dose Report"
    hidden(d, 18, dose, "dose page")
    scout = clean(19)
    scout.ImageType = ["ORIGINAL", "PRIMARY", "LOCALIZER"]
    hidden(d, 19, scout, "localiser")
    report = clean(20)
    report.SOPClassUID = report.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.88.67"
    hidden(d, 20, report, "dose report")
    document = clean(21)
    document.SOPClassUID = document.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.104.1"
    hidden(d, 21, document, "encapsulated document")
    device = clean(22)
    device.SecondaryCaptureDeviceManufacturer = "Scanner"
    hidden(d, 22, device, "capture's device")
    face = clean(23)
    face.RecognizableVisualFeatures = "YES"
    hidden(d, 23, face, "RecognizableVisualFeatures")


def hidden(d: Delivery, file: int, ds: FileDataset, name: str) -> None:
    ds.PatientName = d.secret(name, file) + "^A"
    d.add(name, "pixels_hidden", file)
    save(ds, d.path(file, f"aside/{file}.dcm"))


def glyph(image: np.ndarray, top: int, left: int, letter: str, value: int) -> None:
    """A letter as a frame with bars of its own, 9 high and 7 wide."""
    if letter == " ":
        return
    image[top:top + 9, left] = image[top:top + 9, left + 6] = value
    image[top + (ord(letter) % 5) + 1, left:left + 7] = value
    image[top:top + 9, left + 3] = value


def outside(d: Delivery) -> None:
    """Preamble, meta information, names of files, a DICOMDIR, files of other kinds."""
    ds = clean(24)
    ds.preamble = d.secret("preamble", 24).encode().ljust(128, b"\0")
    ds.file_meta.SourceApplicationEntityTitle = d.secret("(0002,0016)", 24)[:15]
    ds.file_meta.ImplementationVersionName = d.secret("(0002,0013)", 24)[:15]
    ds.file_meta.PrivateInformationCreatorUID = "1.3.6.1.4.1.99999.77"
    ds.file_meta.PrivateInformation = d.secret("(0002,0102)", 24).encode().ljust(20, b"\0")
    save(ds, d.path(24, f"{d.secret('name of a folder', 24)}/{d.secret('name of a file', 24)}.dcm"))
    records = Dataset()
    records.file_meta = FileMetaDataset()
    records.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.1.3.10"
    records.file_meta.MediaStorageSOPInstanceUID = "1.3.6.1.4.1.99999.9"
    records.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    records.FileSetID = "TRAPS"
    records.DirectoryRecordSequence = [item(DirectoryRecordType="PATIENT", PatientName=d.secret("DICOMDIR", 25))]
    records.save_as(d.path(25, "DICOMDIR"), enforce_file_format=True)
    d.add("DICOMDIR", "pixels_hidden", 25)
    with open(d.path(26, "letter.txt"), "w", encoding="utf-8") as file:
        file.write("Dear " + d.secret("a letter", 26))
    with open(d.path(27, ".hidden"), "wb") as file:
        file.write(d.secret("a hidden file", 27).encode())


def research(d: Delivery) -> None:
    """NIfTI, NRRD, MetaImage."""
    voxels = np.arange(4 * 5 * 6, dtype=np.int16).reshape(4, 5, 6)
    image = nibabel.Nifti1Image(voxels, np.diag([1.0, 2.0, 3.0, 1.0]))
    image.header["descrip"] = d.secret("NIfTI descrip", 28).encode()
    image.header["aux_file"] = d.secret("NIfTI aux_file", 28).encode()
    image.header["db_name"] = d.secret("NIfTI db_name", 28).encode()
    image.header["intent_name"] = d.secret("NIfTI intent_name", 28)[:15].encode()
    image.header.extensions.append(nibabel.nifti1.Nifti1Extension("comment", d.secret("NIfTI extension", 28).encode()))
    path = d.path(28, d.secret("name of a NIfTI file", 28) + ".nii.gz")
    with open(path, "wb") as file, gzip.GzipFile(d.secret("name in gzip", 28) + ".nii", "wb", fileobj=file) as packed:
        packed.write(image.to_bytes() + d.secret("behind the voxels of NIfTI", 28).encode())
    d.add("voxels of NIfTI", "pixels_retained", 28)
    head = (
        f"NRRD0004\n# {d.secret('NRRD comment', 29)}\ntype: int16\ndimension: 3\nspace: left-posterior-superior\n"
        f"sizes: 4 5 6\nspace directions: (1,0,0) (0,2,0) (0,0,3)\nkinds: domain domain domain\nendian: little\n"
        f"encoding: raw\ncontent: {d.secret('NRRD content', 29)}\nspace origin: (0,0,0)\n"
        f"PatientName:={d.secret('NRRD key and value', 29)}\n\n"
    )
    with open(d.path(29, "a.nrrd"), "wb") as file:
        file.write(head.encode() + voxels.T.tobytes() + d.secret("behind the voxels of NRRD", 29).encode())
    d.add("voxels of NRRD", "pixels_retained", 29)
    head = (
        f"ObjectType = Image\nNDims = 3\nComment = {d.secret('MetaImage comment', 30)}\nBinaryData = True\n"
        f"BinaryDataByteOrderMSB = False\nCompressedData = False\nTransformMatrix = 1 0 0 0 1 0 0 0 1\nOffset = 0 0 0\n"
        f"PatientName = {d.secret('MetaImage key', 30)}\nElementSpacing = 1 2 3\nDimSize = 4 5 6\n"
        f"Name = {d.secret('MetaImage name', 30)}\nElementType = MET_SHORT\nElementDataFile = LOCAL\n"
    )
    with open(d.path(30, "a.mha"), "wb") as file:
        file.write(head.encode() + voxels.T.tobytes())
    d.add("voxels of MetaImage", "pixels_retained", 30)


def make(folder: str) -> Delivery:
    """Writes the delivery: file 1 has most traps, file 2 is another slice of it."""
    d = Delivery(folder)
    ds = clean(1)
    plain(d, ds)
    nested(d, ds)
    private(d, ds)
    wrong(d, ds)
    save(ds, d.path(1, "series/1.dcm"))
    d.add("pixels", "pixels_retained", 1)
    other = clean(2)
    save(other, d.path(2, "series/2.dcm"))
    d.add("one patient", "patid_consistent", 2, "1", "PatientID")
    d.add("one study", "uid_consistent", 2, "1", "StudyInstanceUID")
    mixed(d)
    written(d)
    pixels(d)
    outside(d)
    research(d)
    return d
