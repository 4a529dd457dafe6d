"""A Windows installer (.msi) for the whole computer, from a folder that was frozen on Windows.

`wixl` (msitools) writes the same database as Microsoft's tools and runs on Linux too. Silent, as
group policy installs: `msiexec /i parta-0.1.0.msi /qn`. What the school decides for its computers
stands in the registry (docs/operations.md). The tables of the database are tested; the installer
was tried under Wine, not on Windows yet.
"""

import shutil
import subprocess
import uuid
from pathlib import Path
from xml.etree import ElementTree as ET

from environment import fail

import app

UPGRADE_CODE = "5B0C6E4A-7C1F-4C43-9E39-2E6C0C9E4F51"
"""Never changes: by it a newer version knows what to replace."""
_NAMESPACE = uuid.UUID(UPGRADE_CODE)
_CLASSES = r"Software\Classes"


def make_msi(program: Path, work: Path, out: Path) -> Path:
    """Make the installer from the folder of the frozen program."""
    if not (program / "parta.exe").is_file():
        fail(f"В {program} нет parta.exe: соберите папку на Windows командой build.py program.")
    if shutil.which("wixl") is None:
        fail("Нужна программа wixl: sudo apt-get install wixl")
    work.mkdir(parents=True, exist_ok=True)
    source, made = work / "parta.wxs", out / f"parta-{app.__version__}.msi"
    source.write_bytes(describe(program))
    command = ["wixl", "--arch", "x64", "-o", made.absolute(), source.absolute()]
    done = subprocess.run(command, cwd=program, check=False)  # it knows relative paths only
    if done.returncode:
        fail("wixl не справился: причина выше.")
    return made


def describe(program: Path) -> bytes:
    """Return the source of the installer: files, Start menu, links."""
    wix = ET.Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    product = ET.SubElement(
        wix,
        "Product",
        Id="*",
        Name="Parta",
        Language="1033",
        Version=app.__version__,
        Manufacturer="Parta",
        UpgradeCode=UPGRADE_CODE,
    )
    ET.SubElement(
        product,
        "Package",
        InstallerVersion="500",
        Compressed="yes",
        InstallScope="perMachine",
    )
    ET.SubElement(product, "MajorUpgrade", DowngradeErrorMessage="A newer Parta is installed.")
    ET.SubElement(product, "Media", Id="1", Cabinet="parta.cab", EmbedCab="yes")
    top = ET.SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    menu = ET.SubElement(top, "Directory", Id="ProgramMenuFolder")
    files = ET.SubElement(top, "Directory", Id="ProgramFiles64Folder")
    folder = ET.SubElement(files, "Directory", Id="INSTALLDIR", Name="Parta")
    names = [*_add_folder(folder, program, program), _add_links(folder)]
    names.append(_add_menu(menu))
    feature = ET.SubElement(product, "Feature", Id="Parta", Level="1")
    for name in names:
        ET.SubElement(feature, "ComponentRef", Id=name)
    ET.indent(wix)
    return ET.tostring(wix, encoding="utf-8", xml_declaration=True)


def _add_folder(parent: ET.Element, folder: Path, program: Path) -> list[str]:
    names = []
    for path in sorted(folder.iterdir()):
        key = _key(path.relative_to(program))
        if path.is_dir():
            below = ET.SubElement(parent, "Directory", Id=f"d{key}", Name=path.name)
            names += _add_folder(below, path, program)
        else:
            component = _component(parent, f"c{key}")
            ET.SubElement(
                component,
                "File",
                Id=f"f{key}",
                Source=str(path.relative_to(program)),
                KeyPath="yes",
            )
            names.append(f"c{key}")
    return names


def _add_links(parent: ET.Element) -> str:
    """`parta:` for everybody; `matrix:` each person takes who has no other program for it."""
    component = _component(parent, "Links")
    key = rf"{_CLASSES}\parta"
    _value(component, key, "", "URL:parta", key_path=True)
    _value(component, key, "URL Protocol", "")
    _value(component, rf"{key}\shell\open\command", "", '"[INSTALLDIR]parta.exe" -- "%1"')
    return "Links"


def _add_menu(parent: ET.Element) -> str:
    component = _component(parent, "Menu")
    ET.SubElement(
        component,
        "Shortcut",
        Id="MenuShortcut",
        Name="Parta",
        Target="[INSTALLDIR]parta.exe",
        WorkingDirectory="INSTALLDIR",
    )
    _value(component, r"Software\Parta", "Menu", "1", key_path=True)
    return "Menu"


def _component(parent: ET.Element, name: str) -> ET.Element:
    guid = str(uuid.uuid5(_NAMESPACE, name)).upper()
    return ET.SubElement(parent, "Component", Id=name, Guid=guid, Win64="yes")


def _value(
    component: ET.Element, key: str, name: str, value: str, *, key_path: bool = False
) -> None:
    fields = {"Root": "HKLM", "Key": key, "Type": "string", "Value": value}
    if name:
        fields["Name"] = name
    if key_path:
        fields["KeyPath"] = "yes"
    ET.SubElement(component, "RegistryValue", fields)


def _key(path: Path) -> str:
    return uuid.uuid5(_NAMESPACE, path.as_posix()).hex
