@echo off
rem Set everything up and open Parta on the embedded school. "run.bat --help" lists the ways.
setlocal
cd /d "%~dp0"
if not defined PARTA_ENTRY set PARTA_ENTRY=run
set python=
if defined PARTA_PYTHON call :try %PARTA_PYTHON%
call :try py -3
call :try python
if not defined python goto none
%python% "packaging\dev\%PARTA_ENTRY%.py" %*
exit /b %errorlevel%

:try
if defined python exit /b 0
%* -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 set python=%*
exit /b 0

:none
chcp 65001 >nul
echo Parta needs Python 3.11 or newer: https://www.python.org/downloads/ >&2
echo Нужен Python 3.11 или новее. >&2
exit /b 1
