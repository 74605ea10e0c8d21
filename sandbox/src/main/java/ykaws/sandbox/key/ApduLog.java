package ykaws.sandbox.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import ykaws.sandbox.StateFolder;

/**
 * Which commands a key answered: INS, P1 (it tells SELECT from CALCULATE ALL, which share an INS), status word and CLA
 * (it tells whether secure messaging was used) of each, never a byte of data.
 *
 * <p>One short line appended per command, without waiting for the disk. The log starts anew with a reset, and at the
 * first connection that finds it longer than 1 MiB.
 */
public final class ApduLog implements Closeable {
    private static final int LINE = "A4 04 9000 00\n".length();
    private static final long LONGEST = 1 << 20;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final OutputStream out;

    private ApduLog(OutputStream out) {
        this.out = out;
    }

    /** One answered command. */
    public record Entry(int ins, int p1, int sw, int cla) {
        /** Whether it came encrypted and with a MAC. */
        public boolean secured() {
            return (cla & 0x04) != 0;
        }

        /** The name of the OATH command (SELECT is common to all applets), or the INS in hexadecimal. */
        public String command() {
            return switch (ins) {
                case 0x01 -> "PUT";
                case 0x02 -> "DELETE";
                case 0x03 -> "SET CODE";
                case 0x04 -> "RESET";
                case 0x05 -> "RENAME";
                case 0x1D -> "READ CONFIG";
                case 0x88 -> "INTERNAL AUTHENTICATE";
                case 0xA1 -> "LIST";
                case 0xA2 -> "CALCULATE";
                case 0xA3 -> "VALIDATE";
                case 0xA4 -> p1 == 0x04 ? "SELECT" : "CALCULATE ALL";
                case 0xA5 -> "SEND REMAINING";
                case 0xCA -> "GET DATA";
                default -> HEX.toHexDigits((byte) ins);
            };
        }
    }

    static Path file(StateFolder folder, int serial) {
        return folder.path().resolve("key-".concat(Integer.toString(serial)).concat(".apdus"));
    }

    static ApduLog open(StateFolder folder, int serial) throws IOException {
        Path file = file(folder, serial);
        if (!Files.exists(file)) {
            folder.open(file.getFileName().toString()).close();
        }
        // Not a channel: an interrupt of the thread that writes would close it for good.
        return new ApduLog(new FileOutputStream(file.toFile(), Files.size(file) <= LONGEST));
    }

    static long count(StateFolder folder, int serial) throws IOException {
        Path file = file(folder, serial);
        return Files.exists(file) ? Files.size(file) / LINE : 0;
    }

    static List<Entry> read(StateFolder folder, int serial) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Path file = file(folder, serial);
        if (Files.exists(file)) {
            String text = Files.readString(file, US_ASCII);
            for (int start = 0; start + LINE <= text.length(); start += LINE) {
                entries.add(new Entry(
                        hex(text, start, 2),
                        hex(text, start + 3, 2),
                        hex(text, start + 6, 4),
                        hex(text, start + 11, 2)));
            }
        }
        return entries;
    }

    private static int hex(String text, int start, int digits) {
        return HexFormat.fromHexDigits(text, start, start + digits);
    }

    void add(byte[] command, int sw) throws IOException {
        StringBuilder line = new StringBuilder(LINE);
        HEX.toHexDigits(line, command.length > 1 ? command[1] : 0).append(' ');
        HEX.toHexDigits(line, command.length > 2 ? command[2] : 0).append(' ');
        line.append(HEX.toHexDigits((short) sw)).append(' ');
        HEX.toHexDigits(line, command.length > 0 ? command[0] : 0).append('\n');
        out.write(line.toString().getBytes(US_ASCII));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
