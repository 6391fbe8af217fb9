"""Traps as hospitals send them: what makers, archives and people write beside the place that the standard has for it.

Each is judged by its answer as those of `traps` and `traps_further` are.
"""

from __future__ import annotations

import os
import struct
import zipfile

import numpy as np
import pydicom
from pydicom.encaps import encapsulate
from pydicom.uid import ExplicitVRBigEndian, ImplicitVRLittleEndian, JPEGLSLossless

from . import traps_further
from .traps import CT, Delivery, clean, code, item, save
from .traps_further import gone

#: Of the patient of these files: a short number, a long one, a birth date.
SHORT, LONG, BORN = "48213", "60417235", "19310507"


def makers(d: Delivery, file: int) -> int:
    """Private blocks as Siemens, GE, Philips, Canon and archives write them."""
    ds = clean(file)
    ds.PatientName, ds.PatientID = d.secret("name beside private blocks", file) + "^Ute", LONG
    csa = b"SV10\4\3\2\1" + struct.pack("<LL", 1, 77) + b"PatientName".ljust(64, b"\0")
    csa += struct.pack("<L4sLLL", 1, b"PN\0\0", 1, 6, 77) + d.secret("CSA header", file).encode().ljust(96, b"\0")
    for number, (creator, group, rows) in enumerate((
        ("SIEMENS CSA HEADER", 0x0029, ((0x08, "CS", "IMAGE NUM 4"), (0x10, "OB", csa), (0x20, "OB", csa[::-1]))),
        ("SIEMENS MEDCOM HEADER", 0x0029, ((0x20, "OB", d.secret("MEDCOM header", file).encode().ljust(40, b"\0")), (0x31, "LO", d.secret("MEDCOM text", file)))),
        ("SIEMENS CT VA0  COAD", 0x0011, ((0x11, "DS", LONG), (0x40, "LO", d.secret("Siemens' order", file)))),
        ("GEMS_IDEN_01", 0x0009, ((0x02, "SH", d.secret("GE suite", file)[:15]), (0x27, "SL", 1552555000), (0xE3, "UI", "1.2.840.113619.2.55.60417235.19310507"))),
        ("GEMS_PATI_01", 0x0011, ((0x10, "SS", 1),)),
        ("GEIIS", 0x0903, ((0x20, "LO", d.secret("an archive's own", file)),)),
        ("Philips Imaging DD 001", 0x2001, ((0x63, "CS", "ELSEWHERE"), (0x7B, "IS", LONG))),
        ("PHILIPS MR IMAGING DD 001", 0x2005, ((0x70, "LO", d.secret("Philips' text", file)),)),
        ("ELSCINT1", 0x01F1, ((0x07, "DS", LONG), (0x26, "LO", d.secret("Elscint's time as text", file)))),
        ("AGFA PACS Archive Mirroring 1.0", 0x0031, ((0x00, "CS", d.secret("Agfa's state", file).upper()[:15]),)),
        ("dcm4che/archive", 0x0043, ((0x10, "AE", d.secret("AE title of an archive", file)[:15]), (0x11, "OB", d.secret("Elscint's block in another's", file).encode()))),
    )):
        block = ds.private_block(group, creator, create=True)
        for element, vr, value in rows:
            block.add_new(element, vr, value)
    d.add("the patient's number in private numbers", "text_removed", file, LONG)
    d.add("a UID of the maker's with number and date", "text_removed", file, "60417235.19310507")
    save(ds, d.path(file, "hospital/makers.dcm"))
    d.add("pixels beside private blocks", "pixels_retained", file)
    return file + 1


def short_numbers(d: Delivery, file: int) -> int:
    """Patient's numbers of few digits, and numbers in pieces, where a scan counts."""
    ds = clean(file)
    ds.PatientID, ds.AccessionNumber, ds.PatientBirthDate = SHORT, "7391", "07.05.1931"
    ds.OtherPatientIDs = LONG
    ds.SeriesNumber, ds.AcquisitionNumber = SHORT, "7391"
    gone(d, file, "a short patient's number as a series'", "SeriesNumber", SHORT)
    gone(d, file, "a short accession number as an acquisition's", "AcquisitionNumber", "7391")
    ds.ImagesInAcquisition = BORN
    gone(d, file, "a date that was written with points, as a number", "ImagesInAcquisition", BORN)
    ds.TableHeight = "604.17235"
    gone(d, file, "the patient's number as millimetres", "TableHeight", "604.17235")
    ds.FocalSpots = ["6041", "7235"]
    gone(d, file, "the patient's number in two values", "FocalSpots", "7235")
    ds.SoftwareVersions = "syngo 6.041.723.5"
    gone(d, file, "the patient's number as a version", "SoftwareVersions", "723")
    ds.ProcedureCodeSequence = [code(SHORT, "FMA", "x"), code("77477000", "SCT", "CT")]
    gone(d, file, "a short patient's number as a code", "ProcedureCodeSequence", SHORT)
    d.add("the code beside it", "text_retained", file, "77477000", "ProcedureCodeSequence")
    ds.StudyDescription = f"Thorax {SHORT} 7391 Q{LONG}"
    gone(d, file, "short numbers in a text", "StudyDescription", SHORT)
    ds.WindowWidth, ds.RescaleIntercept = "1500", "-1024"
    d.add("numbers of the scan beside them", "tag_retained", file, "1500", "WindowWidth")
    save(ds, d.path(file, "hospital/numbers.dcm"))
    return file + 1


def people(d: Delivery, file: int) -> int:
    """Initials, ages, days and titles among the field's words."""
    ds = clean(file)
    ds.PatientName, ds.PatientBirthDate, ds.PatientSex = "Zeller^Vera", BORN, "F"
    ds.ReferringPhysicianName = "Stern^Axel"
    for name, keyword, text, answers, kept in (
        ("initials with the birth year", "SeriesDescription", "Thorax VZ31 1.0 B60f", ["VZ"], "1.0 B60f"),
        ("initials with a blank", "ProtocolName", "Thorax Z V routine", ["Z V"], "Thorax"),
        ("sex and age above 89", "StudyDescription", "CT Chest F95 contrast", ["95"], "CT Chest"),
        ("age above 89 and sex", "RequestedProcedureDescription", "CT Chest 95F", ["95"], "CT Chest"),
        ("day and month", "PerformedProcedureStepDescription", "Chest 07.05 routine", ["07.05"], "Chest"),
        ("a name behind a title", "AcquisitionProtocolDescription", "Thorax Dr. Head", ["Head"], "Thorax"),
        ("a name behind a title, in French", "ContrastBolusAgent", "Ultravist (Mme Force)", ["Force"], "Ultravist"),
        ("a name in other order and case", "DerivationDescription", "axial vERA, ZELLER; 1.0", ["vERA", "ZELLER"], "axial"),
        ("a name without its accents", "ImageComments", "Vera Zeller", ["Zeller"], ""),
        ("two names in one word", "FilterMaterial", "VeraZeller", ["Vera"], ""),
    ):
        setattr(ds, keyword, text)
        for answer in answers:
            gone(d, file, f"{name}: {answer}", keyword, answer)
        if kept:
            d.add(name + ", its words", "text_retained", file, kept, keyword)
    ds.add_new(0x00189345, "FD", struct.unpack("<d", b"\0\0Stern\x40")[0])
    d.add("a referrer's name in a double", "text_removed", file, "Stern")
    ds.add_new(0x0062000D, "US", list(struct.unpack("<3H", b"Vera\0\0")))
    d.add("a first name in words of 16 bits", "text_removed", file, "Vera")
    save(ds, d.path(file, "hospital/people.dcm"))
    return file + 1


def orders(d: Delivery, file: int) -> int:
    """What comes from the order, the archive and the signature."""
    ds = clean(file)
    request = item(
        RequestedProcedureID=d.secret("RequestedProcedureID of a request", file)[:15], AccessionNumber=d.secret("AccessionNumber of a request", file)[:15],
        ReasonForTheRequestedProcedure=d.secret("reason of a request", file), RequestedProcedureComments=d.secret("comments of a request", file),
        ScheduledProtocolCodeSequence=[code("CTCHEST", "99RIS", d.secret("protocol of the house", file))])
    request.ReferencedStudySequence = [item(ReferencedSOPClassUID="1.2.840.10008.3.1.2.3.1", ReferencedSOPInstanceUID="1.2.276.0.60417235")]
    ds.RequestAttributesSequence = [request]
    before = item(PatientID=d.secret("PatientID of before", file), IssuerOfPatientID=d.secret("issuer of before", file), PatientBirthDate=BORN)
    ds.OriginalAttributesSequence = [item(SourceOfPreviousValues=d.secret("source of values of before", file), AttributeModificationDateTime="20190314", ModifiedAttributesSequence=[before], ReasonForTheAttributeModification="CORRECT")]
    ds.IssuerOfAccessionNumberSequence = [item(LocalNamespaceEntityID=d.secret("LocalNamespaceEntityID", file), UniversalEntityID=d.secret("UniversalEntityID", file), UniversalEntityIDType="DNS")]
    ds.InstitutionCodeSequence = [code("1", "99HOUSE", d.secret("InstitutionCodeSequence", file))]
    ds.ReferringPhysicianIdentificationSequence = [item(PersonIdentificationCodeSequence=[code("2", "99HOUSE", d.secret("a physician's code", file))], PersonTelephoneNumbers=d.secret("a physician's telephone", file), InstitutionName=d.secret("a physician's institution", file))]
    context = item(ValueType="TEXT", ConceptNameCodeSequence=[code("121065", "DCM", d.secret("CodeMeaning of a context", file))], TextValue=d.secret("TextValue of a context", file))
    ds.AcquisitionContextSequence = [context]
    signature = item(MACIDNumber=1, DigitalSignatureUID="1.2.276.0.60417235.7", DigitalSignatureDateTime="20190314101530", CertificateType="X509_1993_SIG", CertificateOfSigner=b"\x30\x82" + d.secret("a signer's certificate", file).encode() + b"\0", Signature=b"\1\2")
    for keyword in ("CertificateOfSigner", "Signature"):
        signature[keyword].VR = "OB"
    ds.DigitalSignaturesSequence = [signature]
    ds.EncryptedAttributesSequence = [item(EncryptedContentTransferSyntaxUID="1.2.840.10008.1.2", EncryptedContent=d.secret("encrypted attributes in clear", file).encode().ljust(20, b"\0"))]
    ds["EncryptedAttributesSequence"].value[0]["EncryptedContent"].VR = "OB"
    ds.EncapsulatedDocument = b"%PDF-1.4 " + d.secret("a document in a CT", file).encode() + b"\0"
    ds["EncapsulatedDocument"].VR = "OB"
    ds.PresentationLUTSequence = [item(LUTDescriptor=[16, 0, 16], LUTExplanation=d.secret("explanation of a presentation LUT", file), LUTData=b"\0" * 32)]
    ds["PresentationLUTSequence"].value[0]["LUTData"].VR = "OW"
    ds.GraphicAnnotationSequence = [item(GraphicLayer=d.secret("GraphicLayer", file).upper()[:15], TextObjectSequence=[item(UnformattedTextValue=d.secret("UnformattedTextValue", file))])]
    ds.ReferencedPatientPhotoSequence = [item(TypeOfInstances="DICOM", PatientID=d.secret("a photo's patient", file))]
    ds.ClinicalTrialSponsorName, ds.ClinicalTrialSubjectID = d.secret("ClinicalTrialSponsorName", file), d.secret("ClinicalTrialSubjectID", file)
    ds.PatientBreedDescription, ds.ResponsibleOrganization = d.secret("PatientBreedDescription", file), d.secret("ResponsibleOrganization", file)
    ds.StudyInstanceUID = f"1.2.276.0.7230010.{LONG}.{BORN}"
    d.add("accession and date in the study's UID", "text_removed", file, f"{LONG}.{BORN}")
    ds.file_meta.SendingApplicationEntityTitle = d.secret("SendingApplicationEntityTitle", file)[:15]
    ds.file_meta.ReceivingApplicationEntityTitle = d.secret("ReceivingApplicationEntityTitle", file)[:15]
    ds.file_meta.SourcePresentationAddress = "dicom://" + d.secret("SourcePresentationAddress", file)
    save(ds, d.path(file, "hospital/orders.dcm"))
    d.add("pixels beside an order", "pixels_retained", file)
    return file + 1


def sets(d: Delivery, file: int) -> int:
    """UTF-8 under Latin-1 and the other way round, escapes within a name, wide digits."""
    ds = clean(file)
    ds.SpecificCharacterSet = "ISO_IR 100"
    ds.add_new(0x00100010, "PN", "Gröhß^Zoé".encode("utf-8"))
    ds.add_new(0x0008103E, "LO", "Thorax Gröhß 1.0".encode("utf-8"))
    ds.add_new(0x00081030, "LO", b"CT Chest Gr\xf6h\xdf")
    for form in ("utf-8", "latin-1"):
        d.add(f"a name under Latin-1, as {form}", "text_removed", file, "Gröhß".encode(form).hex(), "hex")
    save(ds, d.path(file, "hospital/utf8.dcm"))
    file += 1
    ds = clean(file)
    ds.SpecificCharacterSet = ["", "ISO 2022 IR 87"]
    ds.add_new(0x00100010, "PN", b"Ya\x1b$B;3\x1b(Bmada^Ta\x1b$BB@\x1b(Brou")
    ds.add_new(0x0008103E, "LO", b"Thorax Ya\x1b$B;3\x1b(Bmada 1.0")
    d.add("a name with an escape within", "text_removed", file, b"Ya\x1b$B;3\x1b(Bmada".hex(), "hex")
    d.add("a name with an escape within, its end", "text_removed", file, b"mada".hex(), "hex")
    ds.StudyDescription = "Chest"
    save(ds, d.path(file, "hospital/escape.dcm"))
    file += 1
    ds = clean(file)
    ds.PatientID, ds.StudyDescription = LONG, "Chest ６０４１７２３５ Ⅸ"
    gone(d, file, "wide digits", "StudyDescription", "６０４")
    ds.SeriesDescription = "Thorax ٦٠٤١ 1.0 B60f"
    gone(d, file, "Arabic digits", "SeriesDescription", "٦")
    d.add("words beside Arabic digits", "text_retained", file, "1.0 B60f", "SeriesDescription")
    save(ds, d.path(file, "hospital/digits.dcm"))
    return file + 1


def forms(d: Delivery, file: int) -> int:
    """A table of offsets with text, big endian within, a zip in a zip, a name of known words."""
    ds = clean(file)
    ds.BitsStored, ds.HighBit = 16, 15
    ds.compress(JPEGLSLossless, generate_instance_uid=False)
    frame = next(pydicom.encaps.generate_frames(ds.PixelData, number_of_frames=1))
    secret = d.secret("table of offsets", file)[:8].ljust(8, "x")
    d.traps[-1].answer = secret
    ds.PixelData = struct.pack("<HHL", 0xFFFE, 0xE000, 8) + secret.encode() + encapsulate([frame])[8:]
    ds["PixelData"].is_undefined_length = True
    save(ds, d.path(file, "hospital/offsets.dcm"))
    d.add("a table of offsets that is none", "pixels_hidden", file)
    file += 1
    ds = clean(file, ExplicitVRBigEndian)
    ds.PatientID, ds.PatientBirthDate = LONG, BORN
    ds.add_new(0x00209157, "UL", [int(LONG)])
    gone(d, file, "the patient's number as a number, big endian", "00209157", LONG)
    ds.ReferencedImageSequence = [item(ReferencedSOPClassUID=CT, ReferencedSOPInstanceUID=f"1.2.276.0.{BORN}", PatientComments=d.secret("nested, big endian", file))]
    ds.PixelData = np.frombuffer(ds.PixelData, "<u2").astype(">u2").tobytes()
    save(ds, d.path(file, "hospital/big.dcm"))
    d.add("pixels of big endian", "pixels_retained", file)
    file += 1
    ds = clean(file, ImplicitVRLittleEndian)
    ds.PatientName = "Bone^Lung"
    ds.SeriesDescription, ds.StudyDescription = "Thorax Bone Lung 1.0", "Bone, lung"
    gone(d, file, "a name of known words", "SeriesDescription", "Bone")
    gone(d, file, "a name of known words, the other", "StudyDescription", "lung")
    d.add("words beside a name of known words", "text_retained", file, "Thorax", "SeriesDescription")
    save(ds, d.path(file, "hospital/known.dcm"))
    file += 1
    path = d.path(file, "hospital/outer.zip")
    inner = path + ".inner"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.write(d.files[file - 1], d.secret("name in a zip in a zip", file) + ".dcm")
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inner, "inner.zip")
    os.unlink(inner)
    d.add("a zip in a zip", "pixels_hidden", file)
    return file + 1


def kept(d: Delivery, file: int) -> int:
    """What scanners write and must not be lost."""
    for maker, model, kernel, series, versions in (
        ("SIEMENS", "SOMATOM Definition Edge", ["Bl57d", "3"], "Thorax 1.0 Bl57d 3", "syngo CT VA48A"),
        ("Siemens Healthineers", "NAEOTOM Alpha", ["Br40d", "3"], "Lung 1.0 Br64 3 LCAD", "syngo CT VB10A"),
        ("GE MEDICAL SYSTEMS", "Revolution EVO", ["BONEPLUS"], "CHEST W/O 1.25MM LUNG", "12HW14.6"),
        ("Philips", "Incisive CT", ["YB"], "THORAX HR 1.0mm, iDose (3)", "5.0.0"),
        ("CANON_MEC", "Aquilion ONE", ["FC52"], "Lung 1.0 CE FC52", "V6.3"),
    ):
        ds = clean(file)
        ds.PatientName, ds.PatientID, ds.PatientBirthDate = "Zeller^Vera", LONG, BORN
        ds.Manufacturer, ds.ManufacturerModelName, ds.ConvolutionKernel = maker, model, kernel
        ds.SeriesDescription, ds.SoftwareVersions = series, versions
        save(ds, d.path(file, f"hospital/scanner-{file}.dcm"))
        d.add(f"{model}: maker", "tag_retained", file, maker, "Manufacturer")
        d.add(f"{model}: model", "tag_retained", file, model, "ManufacturerModelName")
        d.add(f"{model}: kernel", "text_retained", file, kernel[0], "ConvolutionKernel")
        d.add(f"{model}: series", "text_retained", file, series.split(",")[0].removesuffix(" LCAD"), "SeriesDescription")
        file += 1
    return file


def make(folder: str) -> Delivery:
    """The delivery of `traps` and `traps_further`, and these."""
    d = traps_further.make(folder)
    file = max(d.files) + 101
    for kind in (makers, short_numbers, people, orders, sets, forms, kept):
        file = kind(d, file)
    return d
