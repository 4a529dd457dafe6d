@echo off
rem Set everything up and run every check: format, lint, types, layers, all tests.
setlocal
set PARTA_ENTRY=check
call "%~dp0run.bat" %*
exit /b %errorlevel%
