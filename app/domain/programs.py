"""Files that run when they are opened: nobody opens one without a question.

What Windows, macOS and Linux start by themselves, and what carries such a thing past a question:
images of disks, shortcuts, installers. From what Outlook blocks
(https://support.microsoft.com, «Blocked attachments in Outlook»), without its documents.
"""

_WINDOWS = """
appinstaller application appref-ms appx appxbundle bas bat chm cmd com cpl csh diagcab exe gadget
hlp hta img inf iso jar jnlp js jse ksh lib library-ms lnk msc msh msi msix msixbundle msp mst pif
pl ps1 ps1xml ps2 psc1 psc2 psd1 psm1 py pyc pyo pyw pyz pyzw rdp reg scf scr sct search-ms
searchconnector-ms settingcontent-ms shb shs theme themepack udl url vb vbe vbs vhd vhdx website ws
wsb wsc wsf wsh xbap xll
"""
_MACOS = "action app applescript command dmg mpkg pkg scpt scptd terminal tool workflow"
_LINUX = "appimage bash bin deb desktop flatpak flatpakref out rb rpm run sh snap zsh"
_ENDINGS = frozenset(f"{_WINDOWS} {_MACOS} {_LINUX}".split())


def is_program(filename: str) -> bool:
    """Whether opening a file of this name would run it; dots and spaces at its end do not hide."""
    _, dot, ending = filename.rstrip(" .").rpartition(".")
    return bool(dot) and ending.lower() in _ENDINGS
