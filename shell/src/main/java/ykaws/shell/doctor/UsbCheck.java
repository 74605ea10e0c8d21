package ykaws.shell.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ykaws.shell.ExitCode;

/**
 * Which YubiKeys Linux sees on USB (sysfs, {@code /sys/bus/usb/devices}), for those that no reader stands for: a driver
 * is missing, its interface is switched off, or the virtual machine was not given it.
 */
public final class UsbCheck implements Check {
    private static final String NAME = "usb";
    private static final String YUBICO = "1050";

    private final Path devices;
    private final boolean wsl;
    private final boolean anyReader;

    /**
     * The check.
     *
     * @param devices sysfs's folder; none on other systems
     * @param wsl whether this is Windows' Linux, which gets USB devices only when they are attached
     * @param anyReader whether PC/SC shows a YubiKey
     */
    public UsbCheck(Path devices, boolean wsl, boolean anyReader) {
        this.devices = devices;
        this.wsl = wsl;
        this.anyReader = anyReader;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Result> run() throws IOException {
        List<String> products = products();
        if (products.isEmpty()) {
            return List.of(none());
        }
        List<Result> results = new ArrayList<>();
        for (String each : products) {
            results.add(anyReader ? Result.ok(NAME, "the system sees " + each) : withoutReader(each));
        }
        return results;
    }

    private Result none() {
        if (wsl && !anyReader) {
            return Result.warning(
                    NAME,
                    "WSL sees no YubiKey on USB",
                    "attach the key to WSL from Windows: usbipd attach --wsl --busid BUSID",
                    "or use ykaws for Windows");
        }
        return Result.skipped(NAME, "the system tells of no YubiKey on USB");
    }

    private static Result withoutReader(String product) {
        boolean ccid = product.contains("CCID");
        return Result.failed(
                NAME,
                ExitCode.NO_KEY,
                "the system sees " + product + ", and PC/SC has no reader for it",
                ccid
                        ? "install the driver: sudo apt-get install libccid (Debian, Ubuntu) or sudo dnf install"
                                + " pcsc-lite-ccid (Fedora)"
                        : "its CCID interface is switched off: ykman config usb --enable OATH",
                ccid ? "then plug the key in again" : "or, for a YubiKey NEO or 4: ykman config mode OTP+FIDO+CCID");
    }

    private List<String> products() throws IOException {
        List<String> products = new ArrayList<>();
        if (!Files.isDirectory(devices)) {
            return products;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(devices)) {
            for (Path each : all) {
                if (text(each.resolve("idVendor")).equals(YUBICO)) {
                    String product = text(each.resolve("product"));
                    products.add(product.isEmpty() ? "a YubiKey" : product);
                }
            }
        }
        products.sort(null);
        return products;
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Files.readString(file, StandardCharsets.UTF_8).strip()
                    : "";
        } catch (IOException e) {
            // A device that is leaving.
            return "";
        }
    }
}
