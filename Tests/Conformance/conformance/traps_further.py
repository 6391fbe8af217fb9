"""Traps of further kinds: what a keep-list lets through because it looks like a number, a kernel, a code or a picture.

Each is judged by its answer as those of `traps` are; short answers are looked for in their element alone.
"""

from __future__ import annotations

import io
import os
import struct
import tarfile
import unicodedata
import zipfile

import nibabel
import numpy as np
import pydicom
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian, JPEG2000Lossless, JPEGLSLossless,
)

from . import traps
from .traps import CT, Delivery, clean, code, glyph, hidden, item, picture, save

#: Of the patient of these files: a number, a birth date, a study date.
NUMBER, BORN, STUDIED = "47110815", "19570823", "20190314"
ENHANCED, SEGMENTATION, STRUCTURES = "1.2.840.10008.5.1.4.1.1.2.1", "1.2.840.10008.5.1.4.1.1.66.4", "1.2.840.10008.5.1.4.1.1.481.3"


def gone(d: Delivery, file: int, name: str, keyword: str, answer: str) -> None:
    """A text too short to be looked for in all bytes: it must not be in this element."""
    d.add(name, "text_removed", file, answer, keyword)


def written_numbers(d: Delivery, file: int) -> None:
    """Numbers, initials and short names in texts of which the field's words stay."""
    ds = clean(file)
    ds.PatientName, ds.PatientBirthDate = "Le^Ann", BORN
    for name, keyword, text, answers, kept in (
        ("a date with a year of two digits", "StudyDescription", "CT Chest 23/08/57 routine", ["23/08", "57"], "CT Chest"),
        ("a telephone number in groups", "ProtocolName", "Thorax 030 123 456 78", ["123", "456"], "Thorax"),
        ("a number in groups", "RequestedProcedureDescription", "CT 471-108-15 Thorax", ["471", "108"], "CT Thorax"),
        ("an age above 89 in a text", "SeriesDescription", "Thorax 96Y 1.0 B60f", ["96"], "1.0 B60f"),
        ("an age above 89 in words", "PerformedProcedureStepDescription", "Chest 97 years old", ["97"], "Chest"),
        ("a name letter by letter", "AcquisitionProtocolDescription", "Thorax K R A U S", ["K", "S"], "Thorax"),
        ("initials", "ContrastBolusAgent", "Ultravist (Q.Z.)", ["Q", "Z"], "Ultravist"),
        ("a name of two letters", "DerivationDescription", "Thorax Le 1.0", ["Le"], "Thorax"),
        ("an address of a network", "SoftwareVersions", "syngo 192.168.17.4", ["192"], "syngo"),
        ("a date among versions", "AlgorithmSource", "syngo 14.3.57", ["57"], "syngo"),
    ):
        setattr(ds, keyword, text)
        for answer in answers:
            gone(d, file, f"{name}: {answer}", keyword, answer)
        d.add(name + ", its words", "text_retained", file, kept, keyword)
    save(ds, d.path(file, "further/texts.dcm"))


def letters(d: Delivery, file: int) -> int:
    """Names of one letter, accents written as letters of their own or left away, escapes, sets that are none."""
    ds = clean(file)
    ds.SeriesDescription, ds.StudyDescription = "Thorax 王 1.0", "Chest " + unicodedata.normalize("NFD", "Ö É Ñ")
    gone(d, file, "a name of one Chinese letter", "SeriesDescription", "王")
    gone(d, file, "letters with accents of their own", "StudyDescription", "O")
    ds.PatientName = "Bōne^Zoé"
    ds.ProtocolName = "Thorax Bone 1.0"
    gone(d, file, "an accented name, folded to a word of the field", "ProtocolName", "Bone")
    save(ds, d.path(file, "further/letters.dcm"))
    for terms, name in (
        (["", "ISO 2022 IR 149"], "Hong^Gildong=洪^吉洞=홍^길동"), (["", "ISO 2022 IR 58"], "Zhang^XiaoDong=张^小东="),
        (["ISO 2022 IR 13", "ISO 2022 IR 87"], "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"),
    ):
        file += 1
        ds = clean(file)
        ds.SpecificCharacterSet, ds.PatientName = terms, name
        ds.SeriesDescription = "Thorax " + name.split("=")[1].split("^")[0] + " 1.0"
        ds.PatientComments = name.split("=")[1].replace("^", " ")
        ds.InstitutionName = d.secret(f"beside escapes of {terms[1]}", file)
        save(ds, d.path(file, f"further/escapes-{file}.dcm"))
        raw = pydicom.dcmread(d.files[file]).get_item("PatientName").value
        for part in raw.split(b"="):
            first = part.split(b"^")[0].strip(b" ")
            if len(first) >= 4:
                d.add(f"{terms[1]}: {first!r}", "text_removed", file, first.hex(), "hex")
    file += 1
    ds = clean(file)
    ds.SpecificCharacterSet = "ISO_IR 6"
    ds.add_new(0x00100010, "PN", "Grölkü^Zoë".encode("latin-1"))
    ds.add_new(0x0008103E, "LO", b"Thorax Gr\xf6lk\xfc 1.0")
    d.add("a name in a set that is not stated", "text_removed", file, "Grölkü".encode("latin-1").hex(), "hex")
    inner = item(ReferencedSOPClassUID=CT, ReferencedSOPInstanceUID="1.3.6.1.4.1.99999.7.1", SpecificCharacterSet="ISO_IR 192")
    inner.PatientName = "Ñandúfex^Ülo"
    ds.SourceImageSequence = [inner]
    d.add("a name in an item with a set of its own", "text_removed", file, "Ñandúfex".encode().hex(), "hex")
    save(ds, d.path(file, "further/sets.dcm"))
    file += 1
    ds = clean(file)
    secret = d.secret("name of a character set", file)
    ds.SeriesDescription = "Thorax 1.0"
    path = d.path(file, "further/set-name.dcm")
    save(ds, path)
    with open(path, "rb") as old:
        data = old.read()
    value = ("ISO_IR 100\\" + secret).encode()
    value += b" " * (len(value) % 2)
    old_value = b"\x08\0\x05\0CS\x0a\0ISO_IR 192"
    with open(path, "wb") as new:
        new.write(data.replace(old_value, b"\x08\0\x05\0CS" + struct.pack("<H", len(value)) + value))
    return file + 1


def numbers(d: Delivery, file: int) -> None:
    """Patient's numbers and dates as numbers of the scan, text in binary ones."""
    ds = clean(file)
    ds.PatientID, ds.PatientBirthDate = "4711-0815", BORN
    ds.SeriesNumber = NUMBER
    gone(d, file, "the patient's number as a series'", "SeriesNumber", NUMBER)
    ds.AcquisitionNumber = STUDIED
    gone(d, file, "a date as an acquisition's number", "AcquisitionNumber", STUDIED)
    ds.ImagesInAcquisition = "23081957"
    gone(d, file, "a date, day first, as a number", "ImagesInAcquisition", "23081957")
    ds.ExposureTime = "570823"
    gone(d, file, "a date of six digits as a number", "ExposureTime", "570823")
    ds.TableHeight = "4711.0815"
    gone(d, file, "the patient's number around a point", "TableHeight", "4711")
    ds.GantryDetectorTilt = "4.7110815e7"
    gone(d, file, "the patient's number with an exponent", "GantryDetectorTilt", "7110815")
    ds.add_new(0x00189345, "FD", struct.unpack("<d", b"Zofmixur")[0])
    d.add("text in a double (CTDIvol)", "text_removed", file, "Zofmixur")
    ds.add_new(0x00189313, "FD", list(struct.unpack("<3d", b"Wexnolpidbarktusimfogran")))
    d.add("text in three doubles", "text_removed", file, "Wexnolpidbarktusimfogran")
    ds.add_new(0x00209157, "UL", list(struct.unpack("<3L", b"Pokdanluwexa")))
    d.add("text in long numbers", "text_removed", file, "Pokdanluwexa")
    ds.add_new(0x0062000D, "US", list(struct.unpack("<3H", b"Quvfoz")))
    d.add("text in words of 16 bits", "text_removed", file, "Quvfoz")
    ds.add_new(0x00190010, "LO", "GEMS_ACQU_01")
    ds.add_new(0x00191123, "DS", NUMBER)
    ds[0x00190010].value = "GEMS_ACQU_01"
    ds.add_new(0x00190011, "LO", "GEMS_ACQU_01")
    d.add("the patient's number in a safe private element", "text_removed", file, NUMBER, "00191123")
    ds[0x00180060] = DataElement(0x00180060, "LO", "120 " + d.secret("text behind a number", file))
    ds.ContentTime = "101530.471108"
    for tag, text in ((0x00281101, None), (0x00281201, d.secret("text in a table of colours", file))):
        if text is None:
            ds.add_new(tag, "US", [32, 0, 16])
        else:
            ds.add_new(tag, "OW", text.encode().ljust(64, b"\0"))
    d.add("images, kV and place beside them", "tag_retained", file, "240", "XRayTubeCurrent")
    save(ds, d.path(file, "further/numbers.dcm"))
    d.add("pixels beside such numbers", "pixels_retained", file)


def codes(d: Delivery, file: int) -> None:
    """UIDs that begin as the standard's, units and codes by form."""
    ds = clean(file)
    ds.PatientBirthDate = BORN
    standard = "1.2.840.10008." + BORN + ".4711"
    ds.ReferencedImageSequence = [item(ReferencedSOPClassUID=standard, ReferencedSOPInstanceUID=f"1.2.276.0.{BORN}.99")]
    d.add("a UID like the standard's, of a class", "text_removed", file, standard)
    d.add("a UID with a date", "text_removed", file, f"1.2.276.0.{BORN}.99")
    ds.FrameOfReferenceUID = "1.2.840.10008.1.4.47110815.2"
    d.add("a UID like the standard's, of a frame of reference", "uid_changed", file, ds.FrameOfReferenceUID, "FrameOfReferenceUID")
    ds.InstanceCreatorUID = f"1.2.276.0.7230010.{STUDIED}.101530"
    d.add("a creator's UID with a date", "text_removed", file, str(ds.InstanceCreatorUID))
    unit = code("Kim^Lee", "UCUM", d.secret("CodeMeaning of a unit", file))
    born = code(checked("1957082"), "SCT", d.secret("CodeMeaning of a date", file))
    ds.ProcedureCodeSequence = [born, code("77477000", "SCT", "CT")]
    ds.DerivationCodeSequence = [unit, code("113072", "DCM", "Multiplanar reformatting")]
    d.add("a name as a unit", "text_removed", file, "Kim^Lee")
    d.add("a known code beside", "text_retained", file, "113072", "DerivationCodeSequence")
    ds.VOILUTSequence = [item(LUTDescriptor=[16, 0, 16], LUTExplanation="Lung " + d.secret("LUTExplanation", file), LUTData=d.secret("LUTData", file).encode().ljust(32, b"\0"))]
    ds["VOILUTSequence"].value[0]["LUTData"].VR = "OW"
    ds.GraphicAnnotationSequence = [item(TextObjectSequence=[item(UnformattedTextValue=d.secret("text of a presentation state", file))])]
    save(ds, d.path(file, "further/codes.dcm"))
    state = clean(file + 1)
    state.SOPClassUID = state.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.11.1"
    hidden(d, file + 1, state, "presentation state")


def checked(digits: str) -> str:
    """Digits with the check digit of SNOMED CT behind them."""
    times = lambda a, b: ((a + b) % 5 if b < 5 else 5 + (a + b - 5) % 5) if a < 5 else (5 + (a - b) % 5 if b < 5 else (a - b) % 5)
    permuted = lambda digit, n: digit if n % 8 == 0 else permuted([1, 5, 7, 6, 2, 8, 3, 0, 9, 4][digit], n % 8 - 1)
    for last in range(10):
        check = 0
        for n, one in enumerate(reversed(digits + str(last))):
            check = times(check, permuted(int(one), n))
        if check == 0:
            return digits + str(last)
    raise AssertionError(digits)


def structure(d: Delivery, file: int) -> int:
    """Sequences as UN, group lengths, what follows the data set, deflated or not."""
    ds = clean(file, ImplicitVRLittleEndian)
    path = d.path(file, "further/structure.dcm")
    save(ds, path)
    secret = d.secret("text as a group's length", file).encode()
    group = struct.pack("<HHL", 0x0008, 0, 12) + secret[:12].ljust(12)
    d.traps[-1].answer = secret[:12].decode()
    with open(path, "rb") as old:
        data = old.read()
    head = data.index(struct.pack("<HHL", 0x0008, 0x0005, 10))
    with open(path, "wb") as new:
        new.write(data[:head] + group + data[head:])
    file += 1
    ds = clean(file)
    path = d.path(file, "further/un.dcm")
    save(ds, path)
    name = d.secret("name in UN of undefined length", file).encode()
    name += b" " * (len(name) % 2)
    nested = struct.pack("<HHL", 0x0010, 0x0010, len(name)) + name
    un = b"".join((
        struct.pack("<HH2sHL", 0x0009, 0x1010, b"UN", 0, 0xFFFFFFFF), struct.pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF), nested,
        struct.pack("<HHL", 0xFFFE, 0xE00D, 0), struct.pack("<HHL", 0xFFFE, 0xE0DD, 0)))
    kept = b"".join((
        struct.pack("<HH2sHL", 0x0008, 0x9215, b"UN", 0, 0xFFFFFFFF), struct.pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF),
        struct.pack("<HHL", 0x0008, 0x0104, len(name)) + name[::-1],
        struct.pack("<HHL", 0xFFFE, 0xE00D, 0), struct.pack("<HHL", 0xFFFE, 0xE0DD, 0)))
    d.add("text in a kept sequence as UN", "text_removed", file, name[::-1].decode().strip())
    with open(path, "rb") as old:
        data = old.read()
    pixels = data.index(struct.pack("<HH2s", 0x7FE0, 0x0010, b"OW"))
    group10 = data.index(struct.pack("<HH2s", 0x0010, 0x0010, b"PN"))
    with open(path, "wb") as new:
        new.write(data[:group10][:data.index(struct.pack("<HH2s", 0x0018, 0x0015, b"CS"))] + kept + un + data[group10:pixels] + data[pixels:])
    d.add("pixels behind UN", "pixels_retained", file)
    file += 1
    ds = clean(file)
    path = d.path(file, "further/behind.dcm")
    save(ds, path)
    with open(path, "ab") as end:
        end.write(b"\0" * 64 + d.secret("behind the data set", file).encode() + b"\0" * 50)
    file += 1
    ds = clean(file, DeflatedExplicitVRLittleEndian)
    path = d.path(file, "further/deflated.dcm")
    save(ds, path)
    with open(path, "ab") as end:
        end.write(d.secret("behind the deflated data set", file).encode() + b"\0" * 50)
    return file + 1


def objects(d: Delivery, file: int) -> int:
    """Enhanced CT, segmentation, contours."""
    ds = clean(file)
    ds.SOPClassUID = ds.file_meta.MediaStorageSOPClassUID = ENHANCED
    frames = np.stack([picture(seed=n) for n in (1, 2)])
    ds.NumberOfFrames, ds.PixelData = 2, frames.tobytes()
    groups = []
    for n in range(2):
        content = item(FrameLabel=d.secret(f"FrameLabel {n}", file), FrameComments=d.secret(f"FrameComments {n}", file), StackID="1", InStackPositionNumber=n + 1, FrameAcquisitionDateTime=STUDIED + "101530", DimensionIndexValues=[1, n + 1])
        place = item(ImagePositionPatient=[-180.5, -170.25, 10.0 * n])
        other = item(PatientComments=d.secret(f"unassigned attributes {n}", file), ImageComments="x")
        other.add_new(0x00091001, "LO", d.secret(f"private in a functional group {n}", file))
        other.add_new(0x00090010, "LO", "TRAPS 1.0")
        groups.append(item(FrameContentSequence=[content], PlanePositionSequence=[place], UnassignedPerFrameConvertedAttributesSequence=[other]))
    ds.PerFrameFunctionalGroupsSequence = groups
    shared = item(PixelMeasuresSequence=[item(PixelSpacing=[0.75, 0.75], SliceThickness="10")], PlaneOrientationSequence=[item(ImageOrientationPatient=[1, 0, 0, 0, 1, 0])])
    shared.FrameAnatomySequence = [item(FrameLaterality="U", AnatomicRegionSequence=[code("51185008", "SCT", d.secret("CodeMeaning in a functional group", file))])]
    ds.SharedFunctionalGroupsSequence = [shared]
    d.add("dates in functional groups", "text_removed", file, STUDIED + "101530")
    save(ds, d.path(file, "further/enhanced.dcm"))
    d.add("pixels of an enhanced CT", "pixels_retained", file)
    file += 1
    ds = clean(file)
    ds.SOPClassUID = ds.file_meta.MediaStorageSOPClassUID = SEGMENTATION
    ds.Modality, ds.SegmentationType, ds.ContentLabel, ds.ContentDescription = "SEG", "BINARY", "LUNG", d.secret("ContentDescription", file)
    ds.ContentCreatorName = d.secret("ContentCreatorName", file)
    ds.SegmentSequence = [item(SegmentNumber=1, SegmentLabel="Lung " + d.secret("SegmentLabel", file), SegmentDescription=d.secret("SegmentDescription", file), SegmentAlgorithmType="MANUAL", TrackingID=d.secret("TrackingID", file), TrackingUID="1.3.6.1.4.1.99999.66")]
    ds.BitsAllocated = ds.BitsStored = 1
    ds.HighBit, ds.NumberOfFrames, ds.PixelData = 0, 1, bytes(128 * 128 // 8)
    ds["PixelData"].VR = "OB"
    for keyword in ("RescaleIntercept", "RescaleSlope", "RescaleType", "WindowCenter", "WindowWidth"):
        del ds[keyword]
    save(ds, d.path(file, "further/segmentation.dcm"))
    d.add("a segmentation's label", "text_retained", file, "Lung", "SegmentSequence")
    file += 1
    ds = clean(file)
    ds.SOPClassUID = ds.file_meta.MediaStorageSOPClassUID = STRUCTURES
    for keyword in ("PixelData", "Rows", "Columns", "BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation"):
        del ds[keyword]
    ds.Modality, ds.StructureSetLabel, ds.StructureSetName = "RTSTRUCT", "RT", d.secret("StructureSetName", file)
    ds.StructureSetROISequence = [item(ROINumber=1, ReferencedFrameOfReferenceUID="1.3.6.1.4.1.99999.3", ROIName="Lung " + d.secret("ROIName", file), ROIDescription=d.secret("ROIDescription", file))]
    ds.RTROIObservationsSequence = [item(ObservationNumber=1, ReferencedROINumber=1, RTROIInterpretedType="ORGAN", ROIInterpreter=d.secret("ROIInterpreter", file), ROIObservationLabel=d.secret("ROIObservationLabel", file))]
    save(ds, d.path(file, "further/structures.dcm"))
    d.add("a contour's name", "text_retained", file, "Lung", "StructureSetROISequence")
    return file + 1


def compressed(d: Delivery, file: int) -> int:
    """What hides beside the picture in JPEG-LS and JPEG 2000."""
    for syntax, name in ((JPEGLSLossless, "JPEG-LS"), (JPEG2000Lossless, "JPEG 2000")):
        ds = clean(file)
        # More bits than needed, so that the codecs agree.
        ds.BitsStored, ds.HighBit = 16, 15
        ds.compress(syntax, generate_instance_uid=False)
        frame = next(pydicom.encaps.generate_frames(ds.PixelData, number_of_frames=1)).rstrip(b"\0")
        segment = lambda marker, text: struct.pack(">HH", marker, 2 + len(text)) + text
        if syntax == JPEGLSLossless:
            extra = b"".join((
                segment(0xFFFE, d.secret("JPEG comment", file).encode()), segment(0xFFE1, d.secret("JPEG APP1", file).encode()),
                segment(0xFFEF, d.secret("JPEG APP15", file).encode())))
            frame = frame[:2] + extra + frame[2:]
        else:
            at = frame.index(b"\xff\x90")
            extra = segment(0xFF64, b"\0\1" + d.secret("JPEG 2000 comment", file).encode()) + segment(0xFF64, b"\0\0" + d.secret("JPEG 2000 binary comment", file).encode())
            frame = frame[:at] + extra + frame[at:]
        frame += d.secret(f"behind the end of {name}", file).encode()
        ds.PixelData = encapsulate([frame + b"\0" * (len(frame) % 2)])
        ds.add_new(0x7FE00001, "OV", d.secret(f"offsets of {name}", file).encode().ljust(16, b"\0"))
        ds.add_new(0x7FE00002, "OV", struct.pack("<Q", len(frame)))
        save(ds, d.path(file, f"further/{name.replace(' ', '-')}.dcm"))
        d.add(f"pixels of {name}", "pixels_retained", file)
        file += 1
    return file


def burned(d: Delivery, file: int) -> int:
    """Text in the middle of a picture, bright and dark, small and in part of the range, and in research formats."""
    for name, value, top, left in (("bright, in the lung", 4095, 60, 24), ("dark, in soft tissue", 0, 58, 52), ("grey, beside a bright spot", 2200, 62, 80)):
        ds = clean(file)
        image = np.frombuffer(ds.PixelData, "<u2").reshape(128, 128).copy()
        if value == 2200:
            image[90:92, 60:62] = 4095
        for n, letter in enumerate("DOE"):
            glyph(image, top, left + 9 * n, letter, value)
        ds.PixelData = image.tobytes()
        hidden(d, file, ds, "text in the middle: " + name)
        file += 1
    voxels = np.stack([picture(seed=n).astype(np.int16) - 1024 for n in range(3)])
    for n, letter in enumerate("DOE J"):
        glyph(voxels[1], 4, 8 + 9 * n, letter, 3071)
    image = nibabel.Nifti1Image(voxels.T.copy(), np.diag([1.0, 1.0, 3.0, 1.0]))
    nibabel.save(image, d.path(file, "further/burned.nii.gz"))
    d.add("text in a slice of NIfTI", "pixels_hidden", file)
    return file + 1


def detached(d: Delivery, file: int, header: str, text: str, raw: str, voxels: np.ndarray) -> None:
    """A header, and its voxels (slices, rows, columns) in a file beside it."""
    with open(d.path(file, "further/" + header), "w") as out:
        out.write(text)
    with open(os.path.join(d.folder, "further", raw), "wb") as out:
        out.write(voxels.T.tobytes())


def containers(d: Delivery, file: int) -> int:
    """Archives with names, headers with their voxels elsewhere, names of files with accents."""
    inner = io.BytesIO()
    clean(900).save_as(inner, enforce_file_format=True)
    with zipfile.ZipFile(d.path(file, d.secret("name of a zip", file) + ".zip"), "w") as archive:
        archive.comment = d.secret("comment of a zip", file).encode()
        archive.writestr(d.secret("name in a zip", file) + ".dcm", inner.getvalue())
    file += 1
    with tarfile.open(d.path(file, d.secret("name of a tar", file) + ".tar"), "w") as archive:
        info = tarfile.TarInfo(d.secret("name in a tar", file) + ".dcm")
        info.size = len(inner.getvalue())
        archive.addfile(info, io.BytesIO(inner.getvalue()))
    d.add("a tar", "pixels_hidden", file)
    file += 1
    voxels = np.arange(4 * 5 * 6, dtype=np.int16).reshape(4, 5, 6)
    name = d.secret("name of voxels", file)
    head = (
        f"NRRD0004\ntype: int16\ndimension: 3\nspace: left-posterior-superior\nsizes: 4 5 6\n"
        f"space directions: (1,0,0) (0,2,0) (0,0,3)\nkinds: domain domain domain\nendian: little\nencoding: raw\n"
        f"space origin: (0,0,0)\nmeasurement frame: (1,0,0) (0,1,0) (0,0,1)\nsample units: {d.secret('NRRD units', file)}\n"
        f"data file: {name}.raw\n"
    )
    detached(d, file, "head.nhdr", head, name + ".raw", voxels)
    d.add("voxels beside a header of NRRD", "pixels_retained", file)
    file += 1
    name = d.secret("name of voxels of MetaImage", file)
    head = (
        f"ObjectType = Image\nNDims = 3\nBinaryData = True\nBinaryDataByteOrderMSB = False\nCompressedData = False\n"
        f"TransformMatrix = 1 0 0 0 1 0 0 0 1\nOffset = 0 0 0\nAcquisitionDate = {d.secret('MetaImage date', file)}\nModality = MET_MOD_CT\n"
        f"ElementSpacing = 1 2 3\nDimSize = 4 5 6\nElementType = MET_SHORT\nElementDataFile = {name}.raw\n"
    )
    detached(d, file, "head.mhd", head, name + ".raw", voxels)
    d.add("voxels beside a header of MetaImage", "pixels_retained", file)
    file += 1
    image = nibabel.Nifti1Pair(voxels, np.diag([1.0, 2.0, 3.0, 1.0]))
    image.header["descrip"] = d.secret("descrip of a NIfTI pair", file).encode()
    path = d.path(file, "further/pair.hdr")
    nibabel.save(image, path)
    d.add("voxels of a NIfTI pair", "pixels_retained", file)
    file += 1
    ds = clean(file)
    name = d.secret("accented name of a file", file)
    save(ds, d.path(file, f"further/{name}ë.dcm"))
    return file + 1


def make(folder: str) -> Delivery:
    """The delivery of `traps`, and these."""
    d = traps.make(folder)
    written_numbers(d, 41)
    file = letters(d, 42)
    numbers(d, file)
    codes(d, file + 1)
    file = structure(d, file + 3)
    for kind in (objects, compressed, burned, containers):
        file = kind(d, file)
    return d
