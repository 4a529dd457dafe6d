@echo off
cd /d "%~dp0"
py -3 packaging\dev\run.py %*
