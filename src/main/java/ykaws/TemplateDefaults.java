package ykaws;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The template's text, with other defaults for its parameters; its comments stay. */
final class TemplateDefaults {
    private String text;

    TemplateDefaults(String text) {
        this.text = text;
    }

    /** Gives a parameter another default; null leaves it as it is. */
    void set(String parameter, @Nullable String value) {
        if (value == null) {
            return;
        }
        Matcher line = Pattern.compile("(?m)^  " + parameter + ":\\n    Type: [A-Za-z]+\\n    Default: (.*)$")
                .matcher(text);
        if (!line.find()) {
            throw new IllegalStateException("the template has no parameter " + parameter);
        }
        text = text.substring(0, line.start(1)) + "'" + value.replace("'", "''") + "'" + text.substring(line.end(1));
    }

    String text() {
        return text;
    }
}
