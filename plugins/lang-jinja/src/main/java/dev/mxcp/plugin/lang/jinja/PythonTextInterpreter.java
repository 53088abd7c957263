package dev.mxcp.plugin.lang.jinja;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import org.jspecify.annotations.Nullable;

/** Writes values into the output as Python does, which is what templates were written for. */
final class PythonTextInterpreter extends JinjavaInterpreter {

    PythonTextInterpreter(Jinjava jinjava, Context context, JinjavaConfig config) {
        super(jinjava, context, config);
    }

    PythonTextInterpreter(JinjavaInterpreter original) {
        super(original);
    }

    @Override
    public String getAsString(@Nullable Object value) {
        return PythonText.of(value);
    }
}
