package ykaws.aws.source;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.IdentityCenter;
import ykaws.aws.files.DurableFile;
import ykaws.aws.session.SignOn;
import ykaws.oath.Secret;

/**
 * The tokens of IAM Identity Center that the AWS CLI and the SDKs share: {@code ~/.aws/sso/cache}, one JSON file for each
 * sign-in, named after the SHA-1 of its session, or of its start URL. A person who signed in for one is signed in for
 * all.
 *
 * <p>Source: AWS SDKs and Tools Reference Guide, "IAM Identity Center credential provider"; botocore, SSOTokenProvider.
 */
final class TokenCache {
    private final Path folder;

    TokenCache(Path home) {
        this.folder = home.resolve(".aws").resolve("sso").resolve("cache");
    }

    /**
     * What a file holds.
     *
     * @param client to get the next token with, or null
     */
    record Entry(IdentityCenter.Token token, IdentityCenter.@Nullable Client client) implements AutoCloseable {
        @Override
        public void close() {
            token.close();
            if (client != null) {
                client.close();
            }
        }
    }

    private Path file(SignOn.Portal portal) {
        try {
            byte[] name = portal.tokenName().getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(name);
            return folder.resolve(HexFormat.of().formatHex(hash) + ".json");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** Empty if nobody signed in, or the file is not readable as what it should be: then one signs in again. */
    Optional<Entry> read(SignOn.Portal portal) throws IOException {
        byte[] json;
        try {
            json = Files.readAllBytes(file(portal));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try (JsonFields fields = JsonFields.read(json)) {
            Optional<Instant> expires = time(fields, "expiresAt");
            Optional<Secret> access = fields.secret("accessToken");
            if (expires.isEmpty() || access.isEmpty()) {
                access.ifPresent(Secret::close);
                return Optional.empty();
            }
            IdentityCenter.Token token = new IdentityCenter.Token(
                    access.get(), fields.secret("refreshToken").orElse(null), expires.get());
            return Optional.of(new Entry(token, client(fields)));
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            Arrays.fill(json, (byte) 0);
        }
    }

    private static IdentityCenter.@Nullable Client client(JsonFields fields) {
        Optional<String> id = fields.text("clientId");
        Optional<Instant> expires = time(fields, "registrationExpiresAt");
        if (id.isEmpty() || expires.isEmpty()) {
            return null;
        }
        return fields.secret("clientSecret")
                .map(secret -> new IdentityCenter.Client(id.get(), secret, expires.get()))
                .orElse(null);
    }

    /** Older versions of the AWS CLI write UTC for Z. */
    private static Optional<Instant> time(JsonFields fields, String name) {
        try {
            return fields.text(name).map(it -> Instant.parse(it.replaceFirst("UTC$", "Z")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    void write(SignOn.Portal portal, Entry entry) throws IOException {
        Files.createDirectories(folder, DurableFile.ownerOnly("rwx------"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("startUrl", portal.startUrl());
            json.writeStringField("region", portal.region());
            secret(json, "accessToken", entry.token().access());
            json.writeStringField("expiresAt", seconds(entry.token().expiration()));
            IdentityCenter.Client client = entry.client();
            if (client != null) {
                json.writeStringField("clientId", client.id());
                secret(json, "clientSecret", client.secret());
                json.writeStringField("registrationExpiresAt", seconds(client.expiration()));
            }
            Secret refresh = entry.token().refresh();
            if (refresh != null) {
                secret(json, "refreshToken", refresh);
            }
            json.writeEndObject();
        }
        byte[] content = out.toByteArray();
        try {
            DurableFile.replace(file(portal), content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }

    private static void secret(JsonGenerator json, String name, Secret value) throws IOException {
        byte[] bytes = value.expose(byte[]::clone);
        try {
            json.writeFieldName(name);
            json.writeUTF8String(bytes, 0, bytes.length);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
