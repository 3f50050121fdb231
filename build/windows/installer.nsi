; The installer of the Windows program. It is made by build/package.sh, which
; defines VERSION, FILES (the folder with what is installed) and OUTPUT.
Unicode true
ManifestDPIAware true
!include MUI2.nsh
!include FileFunc.nsh
!include x64.nsh

Name "Portico"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Portico"
InstallDirRegKey HKCU "Software\Portico" "Folder"
RequestExecutionLevel user
SetCompressor /SOLID lzma

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Portico"
VIAddVersionKey "FileDescription" "Installs Portico"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Portico"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Portico"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\portico.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "Portico needs a 64-bit Windows 10 or newer."
    Abort
  ${EndIf}
FunctionEnd

Section "Portico"
  SetOutPath "$INSTDIR"
  File "${FILES}/portico.exe"
  File "${FILES}/portico-server.exe"
  File "${FILES}/NOTICES.txt"
  File "${FILES}/README.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Portico.lnk" "$INSTDIR\portico.exe"
  WriteRegStr HKCU "Software\Portico" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Portico"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\portico.exe"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" "$INSTDIR\uninstall.exe"
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

; What the site holds stays: it lies in folders of its own.
Section "Uninstall"
  Delete "$INSTDIR\portico.exe"
  Delete "$INSTDIR\portico-server.exe"
  Delete "$INSTDIR\NOTICES.txt"
  Delete "$INSTDIR\README.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Portico.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Portico"
SectionEnd
