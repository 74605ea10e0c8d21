package ykaws.shell.script;

import java.util.ArrayList;
import java.util.List;
import ykaws.shell.script.Line.Piece;
import ykaws.shell.script.Line.Word;

/** Reads the words of one line, left to right. */
final class Splitter {
    private final String source;
    private final List<Word> words = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int at;

    Splitter(String source) {
        this.source = source;
    }

    List<Word> words() throws LineSyntaxException {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '#') {
                break;
            } else {
                word();
            }
        }
        return words;
    }

    private void word() throws LineSyntaxException {
        int start = at;
        pieces.clear();
        while (at < source.length() && !Character.isWhitespace(source.charAt(at))) {
            char c = source.charAt(at);
            if (c == '\'') {
                singleQuoted();
            } else if (c == '"') {
                doubleQuoted();
            } else {
                unquoted(c);
            }
        }
        flush();
        words.add(new Word(List.copyOf(pieces), start, at));
    }

    private void unquoted(char c) throws LineSyntaxException {
        if (c == '\\') {
            escaped();
        } else if (source.startsWith("${", at)) {
            variable();
        } else {
            text.append(c);
            at++;
        }
    }

    private void singleQuoted() throws LineSyntaxException {
        int end = source.indexOf('\'', at + 1);
        if (end < 0) {
            throw new LineSyntaxException("a single quote is open", true);
        }
        text.append(source, at + 1, end);
        at = end + 1;
    }

    private void doubleQuoted() throws LineSyntaxException {
        at++;
        while (at < source.length() && source.charAt(at) != '"') {
            unquoted(source.charAt(at));
        }
        if (at == source.length()) {
            throw new LineSyntaxException("a double quote is open", true);
        }
        at++;
    }

    private void escaped() throws LineSyntaxException {
        if (at + 1 == source.length()) {
            throw new LineSyntaxException("a backslash at the end of the line", true);
        }
        text.append(source.charAt(at + 1));
        at += 2;
    }

    private void variable() throws LineSyntaxException {
        int end = source.indexOf('}', at);
        String name = end < 0 ? "" : source.substring(at + 2, end);
        if (!isName(name)) {
            throw new LineSyntaxException("a variable is written ${NAME}", false);
        }
        flush();
        pieces.add(new Piece(name, true));
        at = end + 1;
    }

    /** Whether that is the name of a variable. */
    static boolean isName(String name) {
        boolean good = !name.isEmpty() && !Character.isDigit(name.charAt(0));
        for (int i = 0; good && i < name.length(); i++) {
            char c = name.charAt(i);
            good = c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        }
        return good;
    }

    private void flush() {
        if (text.length() > 0) {
            pieces.add(new Piece(text.toString(), false));
            text.setLength(0);
        }
    }
}
