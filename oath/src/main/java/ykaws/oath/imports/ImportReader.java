package ykaws.oath.imports;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ykaws.oath.OathException;
import ykaws.oath.OathException.Kind;
import ykaws.oath.OtpauthUri;
import ykaws.oath.Secret;
import ykaws.oath.qr.QrReader;

/**
 * Collects the accounts of one import from all that it is made of: URIs, texts with a URI per line, pictures of QR
 * codes, and exports of other programs. It owns the accounts: closing it wipes their keys.
 */
public final class ImportReader implements AutoCloseable {
    /** What {@link #add} takes, for people. */
    public static final String UNDERSTOOD = "otpauth:// URIs, one a line; PNG or JPEG pictures with QR codes; Google"
            + " Authenticator's export (otpauth-migration://); unencrypted JSON exports of Aegis and 2FAS";

    private static final int MOST_ACCOUNTS = 1000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final List<ImportedAccount> accounts = new ArrayList<>();
    private final MigrationBatches batches = new MigrationBatches();
    private final List<String> notes = new ArrayList<>();

    /** Whether a word is a URI of accounts and no name of a file. */
    public static boolean isUri(CharSequence word) {
        return OtpauthUri.looksLike(word) || MigrationUri.looksLike(word);
    }

    /**
     * Adds what a file holds, or the words of a URI.
     *
     * @param origin how to call it in messages
     * @param content stays the caller's to wipe
     * @throws OathException INVALID_ARGUMENT, with the origin; what was read so far stays
     */
    public void add(String origin, byte[] content) throws OathException {
        try {
            if (QrReader.isPicture(content)) {
                picture(origin, content);
            } else {
                text(content);
            }
        } catch (OathException e) {
            throw OathException.of(e.kind(), origin, origin + ": " + e.getMessage());
        }
        if (accounts().size() > MOST_ACCOUNTS) {
            throw OathException.of(
                    Kind.INVALID_ARGUMENT, origin, origin + ": more than " + MOST_ACCOUNTS + " accounts");
        }
    }

    private void picture(String origin, byte[] content) throws OathException {
        int foreign = 0;
        List<Secret> codes = QrReader.read(content);
        try {
            for (int i = 0; i < codes.size(); i++) {
                char[] characters = codes.get(i).expose(ImportReader::characters);
                if (!uri("QR code " + (i + 1), characters, 0, characters.length)) {
                    foreign++;
                }
                Arrays.fill(characters, '\0');
            }
            if (foreign == codes.size()) {
                throw invalid(foreign == 1 ? "its QR code holds no account" : "none of its QR codes holds an account");
            }
        } finally {
            codes.forEach(Secret::close);
        }
        if (foreign > 0) {
            notes.add(origin + ": " + foreign + " of its QR codes hold no account");
        }
    }

    private void text(byte[] content) throws OathException {
        int start = startsJson(content);
        if (start >= 0) {
            byte[] json = Arrays.copyOfRange(content, start, content.length);
            try {
                accounts.addAll(JsonExport.read(json));
            } finally {
                Arrays.fill(json, (byte) 0);
            }
            return;
        }
        char[] characters = characters(content);
        try {
            if (characters.length == 0 && content.length > 0) {
                throw invalid("neither text nor a PNG or JPEG picture; understood are " + UNDERSTOOD);
            }
            if (lines(characters) == 0) {
                throw invalid("there is nothing in it");
            }
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    /** Where a JSON document begins, -1 if the content is something else. */
    private static int startsJson(byte[] content) {
        for (int i = 0; i < content.length; i++) {
            switch (content[i]) {
                case ' ', '\t', '\r', '\n', (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> {}
                case '{', '[' -> {
                    return i;
                }
                default -> {
                    return -1;
                }
            }
        }
        return -1;
    }

    /** Returns how many URIs there were; empty lines and those that begin with # count for nothing. */
    private int lines(char[] text) throws OathException {
        int uris = 0;
        int number = 0;
        int start = 0;
        while (start < text.length) {
            int end = start;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            number++;
            if (!isEmpty(text, start, end)) {
                if (!uri("line " + number, text, start, end)) {
                    throw invalid("line " + number + " is no otpauth URI; understood are " + UNDERSTOOD);
                }
                uris++;
            }
            start = end + 1;
        }
        return uris;
    }

    private static boolean isEmpty(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Character.isWhitespace(text[i]) && text[i] != BYTE_ORDER_MARK) {
                return text[i] == '#';
            }
        }
        return true;
    }

    /** Adds what a URI stands for; false if it is none. One that is faulty in itself becomes a refused account. */
    private boolean uri(String name, char[] text, int from, int to) throws OathException {
        int start = from;
        int end = to;
        while (start < end && (Character.isWhitespace(text[start]) || text[start] == BYTE_ORDER_MARK)) {
            start++;
        }
        while (start < end && Character.isWhitespace(text[end - 1])) {
            end--;
        }
        CharBuffer uri = CharBuffer.wrap(text, start, end - start);
        if (MigrationUri.looksLike(uri)) {
            if (!batches.add(MigrationUri.parse(uri))) {
                notes.add(name + " is a code of a Google Authenticator export that was seen before");
            }
            return true;
        }
        if (!OtpauthUri.looksLike(uri)) {
            return false;
        }
        try {
            accounts.add(ImportedAccount.of(OtpauthUri.parse(uri)));
        } catch (OathException e) {
            accounts.add(ImportedAccount.refused(name, e.getMessage()));
        }
        return true;
    }

    /** UTF-8 and nothing else, so that a picture or an archive of some kind is not taken for text. */
    private static char[] characters(byte[] content) {
        CharBuffer decoded;
        try {
            decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
        } catch (CharacterCodingException e) {
            return new char[0];
        }
        char[] characters = new char[decoded.remaining()];
        decoded.get(characters);
        Arrays.fill(decoded.array(), '\0');
        return characters;
    }

    /** All accounts, refused ones too; still owned by this reader. */
    public List<ImportedAccount> accounts() {
        List<ImportedAccount> all = new ArrayList<>(accounts);
        all.addAll(batches.accounts());
        return all;
    }

    /** What a person should know about the sources, a sentence each. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Which codes of an export of several are missing, a sentence for each such export. */
    public List<String> missing() {
        return batches.missing();
    }

    private static OathException invalid(String message) {
        return OathException.of(Kind.INVALID_ARGUMENT, "", message);
    }

    @Override
    public void close() {
        accounts.forEach(ImportedAccount::close);
        batches.close();
    }
}
