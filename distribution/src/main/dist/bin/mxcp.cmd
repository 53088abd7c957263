@echo off
rem Starts mxcp with a Java 25. Environment:
rem   MXCP_JAVA_HOME   the Java to use, before JAVA_HOME and PATH
rem   MXCP_JAVA_OPTS   more options for the JVM
rem There is no start-up cache here: one only fits the kind of system that it was made on.
setlocal EnableExtensions DisableDelayedExpansion

rem As in lib/launch.sh. The JVM's own messages would go to stdout, which belongs to JSON and to the stdio protocol.
set "FLAGS=-XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xlog:disable -Xlog:all=error:stderr"
rem No backslash at its end: it would escape the quote after it.
set "HOME_DIR=%~dp0.."

if not defined MXCP_JAVA_HOME goto usual
call :try "%MXCP_JAVA_HOME:"=%\bin\java.exe" && goto found
echo mxcp: MXCP_JAVA_HOME is "%MXCP_JAVA_HOME:"=%", which has no Java 25 or newer; point it at one, or unset it. 1>&2
exit /b 1

:usual
if not defined JAVA_HOME goto path
call :try "%JAVA_HOME:"=%\bin\java.exe" && goto found
:path
for %%J in (java.exe) do call :try "%%~$PATH:J" && goto found
for /d %%J in ("%ProgramFiles%\Eclipse Adoptium\*25*" "%ProgramFiles%\Java\*25*" "%ProgramFiles%\Microsoft\*25*") do call :try "%%~J\bin\java.exe" && goto found
echo mxcp: no Java 25 found: looked at MXCP_JAVA_HOME, JAVA_HOME, PATH and the usual places. 1>&2
echo Install a JDK or JRE 25, Temurin 25 for example, or set JAVA_HOME to one. 1>&2
exit /b 1

rem Short commands end before the second compiler and a concurrent collector pay off; a server lives on them, and on a heap
rem that begins small, as little of it is ever alive.
:found
set "TUNING=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
:word
if "%~1"=="" goto run
set "WORD=%~1"
if "%WORD:~0,1%"=="-" (shift /1 & goto word)
if "%WORD%"=="serve" set "TUNING=-Xms64m"
if "%WORD%"=="demo" set "TUNING=-Xms64m"

:run
"%JAVA%" %FLAGS% %TUNING% %MXCP_JAVA_OPTS% "-Dmxcp.home=%HOME_DIR%" -cp "%HOME_DIR%\lib\mxcp.jar" dev.mxcp.cli.Main %*
exit /b %errorlevel%

rem Takes the program when it is a Java 25 or newer: an older one does not know the first of the flags.
:try
if not exist "%~1" exit /b 1
"%~1" %FLAGS% -version >nul 2>&1 || exit /b 1
set "JAVA=%~1"
exit /b 0
