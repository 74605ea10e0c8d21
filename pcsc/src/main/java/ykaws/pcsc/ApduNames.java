package ykaws.pcsc;

import com.yubico.yubikit.core.smartcard.AppId;
import java.util.Arrays;

/** Names of instructions, which depend on the application that is selected. */
enum ApduNames {
    NONE_SELECTED(""),
    OTHER("another application"),
    OATH("OATH"),
    MANAGEMENT("Management"),
    OTP("OTP");

    private static final int INS_SELECT = 0xA4;
    private static final int P1_BY_NAME = 0x04;
    private static final int HEADER_BYTES = 4;

    private final String text;

    ApduNames(String text) {
        this.text = text;
    }

    /** The names that hold for a command and those that follow it. */
    ApduNames after(byte[] command) {
        if (!isSelect(command)) {
            return this;
        }
        if (holds(command, AppId.OATH)) {
            return OATH;
        }
        if (holds(command, AppId.MANAGEMENT)) {
            return MANAGEMENT;
        }
        return holds(command, AppId.OTP) ? OTP : OTHER;
    }

    /** Instruction, parameters and length; for SELECT also the application, which is no secret. */
    String describe(byte[] command) {
        if (command.length < HEADER_BYTES) {
            return command.length + " bytes, not a command";
        }
        String name = isSelect(command) ? "SELECT " + text : name(command);
        int data = dataLength(command);
        return String.format("%02X %s %02X %02X, %d bytes", command[1], name, command[2], command[3], data);
    }

    private String name(byte[] command) {
        int ins = command[1] & 0xFF;
        return switch (this) {
            case OATH -> oath(ins);
            case MANAGEMENT -> management(ins);
            case OTP -> ins == 0x01 ? "REQUEST" : common(ins);
            case NONE_SELECTED, OTHER -> common(ins);
        };
    }

    private static String oath(int ins) {
        return switch (ins) {
            case 0x01 -> "PUT";
            case 0x02 -> "DELETE";
            case 0x03 -> "SET CODE";
            case 0x04 -> "RESET";
            case 0x05 -> "RENAME";
            case 0xA1 -> "LIST";
            case 0xA2 -> "CALCULATE";
            case 0xA3 -> "VALIDATE";
            case 0xA4 -> "CALCULATE ALL";
            case 0xA5 -> "SEND REMAINING";
            default -> common(ins);
        };
    }

    private static String management(int ins) {
        return switch (ins) {
            case 0x16 -> "SET MODE";
            case 0x1C -> "WRITE CONFIG";
            case 0x1D -> "READ CONFIG";
            default -> common(ins);
        };
    }

    private static String common(int ins) {
        return ins == 0xC0 ? "GET RESPONSE" : "?";
    }

    /** OATH's CALCULATE ALL has the same instruction, with P1 00. */
    private static boolean isSelect(byte[] command) {
        return command.length >= HEADER_BYTES && (command[1] & 0xFF) == INS_SELECT && command[2] == P1_BY_NAME;
    }

    /** By the first seven bytes, which is what the AIDs of Yubico's applications have in common in both forms. */
    private static boolean holds(byte[] command, byte[] aid) {
        int from = bodyOffset(command);
        int length = 7;
        return command.length >= from + length && Arrays.equals(command, from, from + length, aid, 0, length);
    }

    private static int bodyOffset(byte[] command) {
        return isExtended(command) ? HEADER_BYTES + 3 : HEADER_BYTES + 1;
    }

    private static boolean isExtended(byte[] command) {
        return command.length > HEADER_BYTES + 3 && command[HEADER_BYTES] == 0;
    }

    private static int dataLength(byte[] command) {
        if (command.length <= HEADER_BYTES + 1) {
            return 0;
        }
        if (!isExtended(command)) {
            return command[HEADER_BYTES] & 0xFF;
        }
        return ((command[HEADER_BYTES + 1] & 0xFF) << Byte.SIZE) | (command[HEADER_BYTES + 2] & 0xFF);
    }
}
