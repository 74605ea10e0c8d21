package ykaws.aws.sdk;

import java.util.Locale;

/**
 * NO_PROXY as curl and the AWS CLI read it: names, each with all that lies below it; a leading dot or {@code *.} changes
 * nothing; {@code *} is everything. (The SDK takes the entries for regular expressions.)
 */
final class NoProxy {
    private NoProxy() {}

    static boolean covers(String list, String host) {
        String name = host.toLowerCase(Locale.ROOT);
        for (String each : list.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
            String entry = bare(each);
            if (entry.equals("*") || (!entry.isEmpty() && (name.equals(entry) || name.endsWith("." + entry)))) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String entry) {
        String name = entry.startsWith("*.") ? entry.substring(1) : entry;
        name = name.startsWith(".") ? name.substring(1) : name;
        int port = name.lastIndexOf(':');
        return port > 0 && name.indexOf(':') == port ? name.substring(0, port) : name;
    }
}
