package ykaws.sandbox.aws;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request's {@code Authorization} header says. Presigned URLs are not known here.
 *
 * @param time of the signature, from {@code X-Amz-Date} or {@code Date}
 */
record Credential(String accessKeyId, Scope scope, Proof proof, Instant time) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /** What a signature is good for. */
    record Scope(String date, String region, String service) {
        String text() {
            return date + "/" + region + "/" + service + "/aws4_request";
        }
    }

    /** The signature and the headers that it covers. */
    record Proof(List<String> signedHeaders, String signature) {}

    List<String> signedHeaders() {
        return proof.signedHeaders;
    }

    String signature() {
        return proof.signature;
    }

    static Credential of(HttpCall call) throws AwsRefusal {
        String header = call.header("authorization");
        if (header == null) {
            throw new AwsRefusal(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        if (!header.startsWith(ALGORITHM + " ")) {
            throw incomplete("Unsupported AWS 'algorithm': '" + header.replaceAll(" .*", "") + "'.");
        }
        Map<String, String> fields = fields(header.substring(ALGORITHM.length()));
        StringBuilder missing = new StringBuilder();
        for (String field : List.of("Credential", "Signature", "SignedHeaders")) {
            if (!fields.containsKey(field)) {
                missing.append("Authorization header requires '").append(field).append("' parameter. ");
            }
        }
        if (!missing.isEmpty()) {
            throw incomplete(missing.toString().strip());
        }
        String[] parts = fields.getOrDefault("Credential", "").split("/", -1);
        if (parts.length != 5 || !parts[4].equals("aws4_request")) {
            throw incomplete(
                    "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '"
                            + fields.get("Credential") + "'");
        }
        List<String> signed = List.of(fields.getOrDefault("SignedHeaders", "").split(";", -1));
        Proof proof = new Proof(signed, fields.getOrDefault("Signature", ""));
        return new Credential(parts[0], new Scope(parts[1], parts[2], parts[3]), proof, time(call));
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split(",", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(
                        field.substring(0, equals).strip(),
                        field.substring(equals + 1).strip());
            }
        }
        return fields;
    }

    private static Instant time(HttpCall call) throws AwsRefusal {
        @Nullable String amzDate = call.header("x-amz-date");
        @Nullable String date = call.header("date");
        if (amzDate == null && date == null) {
            throw incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        try {
            return amzDate != null
                    ? SignatureV4.TIME.parse(amzDate, Instant::from)
                    : DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        } catch (DateTimeParseException e) {
            throw incomplete("Date must be in ISO-8601 'basic format'. Got '" + (amzDate != null ? amzDate : date)
                    + "'. See http://en.wikipedia.org/wiki/ISO_8601");
        }
    }

    private static AwsRefusal incomplete(String message) {
        return new AwsRefusal(400, "IncompleteSignature", message);
    }
}
