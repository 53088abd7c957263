@echo off
rem Starts mxcp with a Java 25: MXCP_JAVA_HOME, JAVA_HOME, or the java on PATH. More JVM options: MXCP_JAVA_OPTS.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if defined MXCP_JAVA_HOME set "JAVA=%MXCP_JAVA_HOME%\bin\java"
"%JAVA%" --sun-misc-unsafe-memory-access=allow -version >nul 2>&1
if errorlevel 1 (
    echo mxcp: no Java 25 found. Install a JDK or JRE 25, Temurin 25 for example, or set JAVA_HOME to one. 1>&2
    exit /b 1
)
"%JAVA%" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xlog:disable -Xlog:all=error:stderr %MXCP_JAVA_OPTS% "-Dmxcp.home=%HOME_DIR%" -cp "%HOME_DIR%\lib\mxcp.jar" dev.mxcp.cli.Main %*
exit /b %errorlevel%
