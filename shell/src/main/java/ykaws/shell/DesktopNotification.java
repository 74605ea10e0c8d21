package ykaws.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A notification of the desktop, by the program that the platform has for it: notify-send, osascript, PowerShell.
 *
 * <p>Texts may hold names that somebody else chose. They are arguments or the input of a script that is always the same,
 * never a part of one, and markup in them is escaped where it would be read.
 */
public final class DesktopNotification {
    /** As long as a key waits for a touch. */
    private static final Duration SHOWN = Duration.ofSeconds(15);
    /** A notification service that does not answer is none. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String TITLE = "ykaws";

    /** The text comes by standard input; XML nodes are made from it, so that it needs no escaping. */
    private static final String TOAST = "$text = [Console]::In.ReadToEnd();"
            + "[Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications,"
            + " ContentType = WindowsRuntime] | Out-Null;"
            + "$xml = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent("
            + "[Windows.UI.Notifications.ToastTemplateType]::ToastText02);"
            + "$nodes = $xml.GetElementsByTagName('text');"
            + "$nodes.Item(0).AppendChild($xml.CreateTextNode('" + TITLE + "')) | Out-Null;"
            + "$nodes.Item(1).AppendChild($xml.CreateTextNode($text)) | Out-Null;"
            + "[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier('" + TITLE + "')"
            + ".Show([Windows.UI.Notifications.ToastNotification]::new($xml))";

    private final Map<String, String> environment;
    private final String os;

    /** A program with its arguments, and what it reads. */
    record Call(List<String> command, String input) {}

    public DesktopNotification(Map<String, String> environment, String osName) {
        this.environment = environment;
        this.os = osName.toLowerCase(Locale.ROOT);
    }

    /** Shows it; false where there is no desktop, or none that answers. */
    public boolean show(String text) {
        if (!hasDesktop()) {
            return false;
        }
        Call call = call(Printable.of(text));
        try {
            Process process = new ProcessBuilder(call.command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(call.input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It did not want to read; its exit code says the rest.
                return ended(process);
            }
            return ended(process);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean ended(Process process) {
        try {
            if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue() == 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroy();
        return false;
    }

    /** Without a session bus, notify-send would try to start one. */
    private boolean hasDesktop() {
        if (os.startsWith("windows") || os.startsWith("mac")) {
            return true;
        }
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        return !environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").isEmpty()
                || (!runtime.isEmpty() && Files.exists(Path.of(runtime, "bus")));
    }

    Call call(String text) {
        if (os.startsWith("windows")) {
            return new Call(List.of("powershell.exe", "-NoProfile", "-NonInteractive", "-Command", TOAST), text);
        }
        if (os.startsWith("mac")) {
            return new Call(
                    List.of(
                            "osascript",
                            "-e",
                            "on run argv",
                            "-e",
                            "display notification (item 1 of argv) with title \"" + TITLE + "\" sound name \"Ping\"",
                            "-e",
                            "end run",
                            "--",
                            text),
                    "");
        }
        return new Call(
                List.of(
                        "notify-send",
                        "--app-name=" + TITLE,
                        "--urgency=critical",
                        "--expire-time=" + SHOWN.toMillis(),
                        "--",
                        TITLE,
                        markup(text)),
                "");
    }

    /** The body of a notification is a small HTML (Desktop Notifications Specification, "Markup"). */
    private static String markup(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
