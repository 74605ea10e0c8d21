package ykaws.aws.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.aws.config.CommandWords;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.Setting;

/**
 * A program that a profile names, by {@code credential_process}, {@code mfa_process} or
 * {@code web_identity_token_process}.
 *
 * @param words the program and its arguments
 * @param place where the profile says so
 */
public record ProgramSetting(String profile, String key, List<String> words, Setting place) {
    public ProgramSetting {
        words = List.copyOf(words);
    }

    static ProgramSetting of(String profile, Value value) throws ConfigException {
        Setting place = value.place();
        List<String> words = CommandWords.split(value.text())
                .orElseThrow(
                        () -> value.invalid("of profile " + profile + " is not a command: is a quote not closed?"));
        if (place == null) {
            throw value.invalid("can only be set in a file");
        }
        return new ProgramSetting(profile, value.origin(), words, place);
    }

    /** Something that went wrong with it, with its place. */
    public ConfigException fault(ConfigException.Kind kind, String message) {
        return new ConfigException(kind, key + " of profile " + profile + " " + message, place);
    }

    /** The profile whose credentials it asks ykaws for; null unless it is {@code ykaws export --format json PROFILE}. */
    @Nullable
    String exportedProfile() {
        if (!isYkaws("export")) {
            return null;
        }
        boolean json = false;
        String named = null;
        for (int i = 2; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--format=json") || (word.equals("--format") && next(i).equals("json"))) {
                json = true;
                i += word.equals("--format") ? 1 : 0;
            } else if (word.startsWith("-") || named != null) {
                return null;
            } else {
                named = word;
            }
        }
        return json ? named : null;
    }

    /** The account whose code it asks ykaws for; null unless it is {@code ykaws [oath] code --single ACCOUNT}. */
    @Nullable
    String codeAccount() {
        int from = words.size() > 1 && words.get(1).equals("oath") ? 2 : 1;
        if (!isYkaws("oath") && !isYkaws("code")) {
            return null;
        }
        String named = null;
        boolean code = from == 1;
        for (int i = from; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("code")) {
                code = true;
            } else if (!word.equals("--single") && !word.equals("-s")) {
                if (word.startsWith("-") || named != null) {
                    return null;
                }
                named = word;
            }
        }
        return code ? named : null;
    }

    private boolean isYkaws(String command) {
        String program = words.get(0);
        int slash = Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\'));
        String name = program.substring(slash + 1);
        return (name.equals("ykaws") || name.equals("ykaws.exe")) && next(0).equals(command);
    }

    private String next(int index) {
        return index + 1 < words.size() ? words.get(index + 1) : "";
    }
}
