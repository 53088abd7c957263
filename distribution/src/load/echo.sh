# To be sourced: a copy of the distribution with the echo plugin, and a project that uses it. Leaves the shell in the
# project; sets dist and work, and cleans up at exit.
dist=$(cd "$here/../../target/mxcp" && pwd)
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

cp -r "$dist" "$work/mxcp"
mkdir "$work/classes"
"$JAVA_HOME/bin/javac" -d "$work/classes" -cp "$dist/lib/*" "$here/echo-plugin/EchoPlugin.java"
mkdir -p "$work/classes/META-INF/services"
echo load.EchoPlugin >"$work/classes/META-INF/services/dev.mxcp.spi.PlatformPlugin"
"$JAVA_HOME/bin/jar" --create --file "$work/mxcp/plugins/load-echo.jar" \
  --manifest "$here/echo-plugin/MANIFEST.MF" -C "$work/classes" .
cp -r "$here/project" "$work/project"
cd "$work/project"
