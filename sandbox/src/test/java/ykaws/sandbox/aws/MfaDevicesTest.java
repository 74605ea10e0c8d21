package ykaws.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IAM's virtual MFA devices, from creation to deletion. */
class MfaDevicesTest extends AwsTest {
    @Test
    void aNewDeviceComesWithItsSeedAsBase64OfBase32() throws IOException {
        Requests.Reply made = dev().iam("CreateVirtualMFADevice", "VirtualMFADeviceName", "dev", "Path", "/team/");
        assertThat(made.value("SerialNumber")).isEqualTo("arn:aws:iam::123456789012:mfa/team/dev");
        byte[] seed = Base64.getDecoder().decode(made.value("Base32StringSeed"));
        assertThat(new String(seed, StandardCharsets.US_ASCII)).matches("[A-Z2-7]{64}");
        byte[] png = Base64.getDecoder().decode(made.value("QRCodePNG"));
        assertThat(javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(png)))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0, OK",
        "0, 1, OK",
        "1, 2, InvalidAuthenticationCode",
        "-2, -1, InvalidAuthenticationCode",
        "0, 0, InvalidAuthenticationCode",
        "-1, 1, InvalidAuthenticationCode",
        "0, -1, InvalidAuthenticationCode"
    })
    void enableTakesTwoCodesInARowAroundNow(int first, int second, String code) throws IOException {
        Codes codes = create("dev");
        Requests.Reply reply = enable("dev", codes.at(START, first), codes.at(START, second));
        assertThat(reply.code()).isEqualTo(code);
        if (!code.equals("OK")) {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.message()).isEqualTo("Authentication code for device is not valid.");
            assertThat(dev().iam("ListMFADevices").body()).doesNotContain("SerialNumber");
        }
    }

    @Test
    void withoutAWindowEnableStillTakesTheLastAndTheCurrentCode() throws IOException {
        restart(settings().withWindow(0));
        Codes codes = create("dev");
        assertThat(enable("dev", codes.at(START, -2), codes.at(START, -1)).code())
                .isEqualTo("InvalidAuthenticationCode");
        assertThat(enable("dev", codes.at(START, -1), codes.at(START, 0)).code())
                .isEqualTo("OK");
    }

    @Test
    void lists() throws IOException {
        enrolled();
        create("spare");
        String mine = dev().iam("ListMFADevices").body();
        assertThat(mine)
                .contains("<MFADevices><member><UserName>dev</UserName><SerialNumber>" + DEVICE
                        + "</SerialNumber><EnableDate>2026-09-21T14:13:30Z</EnableDate></member></MFADevices>")
                .contains("<IsTruncated>false</IsTruncated>");
        assertThat(serials(dev().iam("ListVirtualMFADevices"))).hasSize(2);
        assertThat(serials(dev().iam("ListVirtualMFADevices", "AssignmentStatus", "Any")))
                .hasSize(2);
        assertThat(serials(dev().iam("ListVirtualMFADevices", "AssignmentStatus", "Assigned")))
                .containsExactly(DEVICE);
        assertThat(serials(dev().iam("ListVirtualMFADevices", "AssignmentStatus", "Unassigned")))
                .containsExactly("arn:aws:iam::123456789012:mfa/spare");
        assertThat(dev().iam("ListVirtualMFADevices", "AssignmentStatus", "Lost")
                        .code())
                .isEqualTo("ValidationError");
        assertThat(dev().iam("ListVirtualMFADevices").body())
                .contains("<User><Path>/</Path><UserName>dev</UserName>")
                .doesNotContain("Seed");
        assertThat(dev().iam("GetMFADevice", "SerialNumber", DEVICE).value("UserName"))
                .isEqualTo("dev");
    }

    @Test
    void pages() throws IOException {
        for (int i = 0; i < 5; i++) {
            create("d" + i);
        }
        List<String> seen = new ArrayList<>();
        Requests.Reply page = dev().iam("ListVirtualMFADevices", "MaxItems", "2");
        while (page.value("IsTruncated").equals("true")) {
            assertThat(serials(page)).hasSize(2);
            seen.addAll(serials(page));
            page = dev().iam("ListVirtualMFADevices", "MaxItems", "2", "Marker", page.value("Marker"));
        }
        seen.addAll(serials(page));
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        assertThat(dev().iam("ListVirtualMFADevices", "MaxItems", "0").message())
                .isEqualTo(
                        "1 validation error detected: Value '0' at 'maxItems' failed to satisfy constraint: Member must"
                                + " have value greater than or equal to 1");
        assertThat(dev().iam("ListVirtualMFADevices", "MaxItems", "1001").code())
                .isEqualTo("ValidationError");
        assertThat(dev().iam("ListVirtualMFADevices", "Marker", "nonsense").code())
                .isEqualTo("ValidationError");
    }

    @Test
    void aNameOrADeviceIsUsedOnce() throws IOException {
        Codes codes = create("dev");
        Requests.Reply again = dev().iam("CreateVirtualMFADevice", "VirtualMFADeviceName", "dev");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("EntityAlreadyExists");
        assertThat(again.message()).isEqualTo("MFADevice entity at the same path and name already exists.");
        enable("dev", codes.at(START, -1), codes.at(START, 0));
        pass(Duration.ofSeconds(60));
        Requests.Reply twice = enable("dev", codes.at(now.get(), -1), codes.at(now.get(), 0));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.code()).isEqualTo("EntityAlreadyExists");
    }

    @Test
    void aUserHasEightDevicesAtMost() throws IOException {
        for (int i = 1; i <= 9; i++) {
            Codes codes = create("d" + i);
            Requests.Reply reply = enable("d" + i, codes.at(START, -1), codes.at(START, 0));
            assertThat(reply.code()).isEqualTo(i <= 8 ? "OK" : "LimitExceeded");
            assertThat(reply.status()).isEqualTo(i <= 8 ? 200 : 409);
        }
    }

    @Test
    void whatIsNotThereIsSaidSo() throws IOException {
        Requests.Reply device = enable("nobody", "123456", "654321");
        assertThat(device.status()).isEqualTo(404);
        assertThat(device.code()).isEqualTo("NoSuchEntity");
        assertThat(device.message())
                .isEqualTo("VirtualMFADevice with serial number arn:aws:iam::123456789012:mfa/nobody doesn't exist.");
        Requests.Reply user = admin().iam("GetUser", "UserName", "ghost");
        assertThat(user.status()).isEqualTo(404);
        assertThat(user.message()).isEqualTo("The user with name ghost cannot be found.");
        create("dev");
        Requests.Reply free = admin().iam("DeactivateMFADevice", "UserName", "dev", "SerialNumber", DEVICE);
        assertThat(free.code()).isEqualTo("NoSuchEntity");
    }

    @Test
    void deactivationTakesMfaAndDeletionTakesDeactivation() throws IOException {
        Codes codes = enrolled();
        Requests.Reply conflict = dev().iam("DeleteVirtualMFADevice", "SerialNumber", DEVICE);
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.code()).isEqualTo("DeleteConflict");
        assertThat(conflict.message()).isEqualTo("MFA VirtualDevice in use. Must deactivate first.");
        Requests.Reply bare = dev().iam("DeactivateMFADevice", "UserName", "dev", "SerialNumber", DEVICE);
        assertThat(bare.status()).isEqualTo(403);
        assertThat(bare.code()).isEqualTo("AccessDenied");
        assertThat(bare.message())
                .isEqualTo("User: arn:aws:iam::123456789012:user/dev is not authorized to perform:"
                        + " iam:DeactivateMFADevice on resource: user dev because no identity-based policy allows the"
                        + " iam:DeactivateMFADevice action");
        Requests.Keys session = sessionToken(codes.at(now.get(), 0)).session();
        assertThat(with(session)
                        .iam("DeactivateMFADevice", "SerialNumber", DEVICE)
                        .code())
                .isEqualTo("OK");
        assertThat(dev().iam("DeleteVirtualMFADevice", "SerialNumber", DEVICE).code())
                .isEqualTo("OK");
        assertThat(serials(dev().iam("ListVirtualMFADevices"))).isEmpty();
    }

    @Test
    void resyncTakesTwoFreshCodes() throws IOException {
        Codes codes = enrolled();
        String[] parameters = {
            "UserName",
            "dev",
            "SerialNumber",
            DEVICE,
            "AuthenticationCode1",
            codes.at(now.get(), -1),
            "AuthenticationCode2",
            codes.at(now.get(), 0)
        };
        assertThat(dev().iam("ResyncMFADevice", parameters).code()).isEqualTo("OK");
        assertThat(dev().iam("ResyncMFADevice", parameters).code()).isEqualTo("InvalidAuthenticationCode");
    }

    @Test
    void tags() throws IOException {
        dev().iam(
                        "CreateVirtualMFADevice",
                        "VirtualMFADeviceName",
                        "dev",
                        "Tags.member.1.Key",
                        "a",
                        "Tags.member.1.Value",
                        "1 < 2");
        assertThat(dev().iam(
                                "TagMFADevice",
                                "SerialNumber",
                                DEVICE,
                                "Tags.member.1.Key",
                                "yubikey",
                                "Tags.member.1.Value",
                                "12345678")
                        .code())
                .isEqualTo("OK");
        assertThat(dev().iam("ListMFADeviceTags", "SerialNumber", DEVICE).body())
                .contains("<Key>a</Key><Value>1 &lt; 2</Value>")
                .contains("<Key>yubikey</Key><Value>12345678</Value>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b | The specified value for virtualMFADeviceName is invalid. It must contain only alphanumeric"
                        + " characters and/or the following: +=,.@_-",
                "'' | 1 validation error detected: Value '' at 'virtualMFADeviceName' failed to satisfy constraint: Member"
                        + " must have length greater than or equal to 1"
            },
            quoteCharacter = '"')
    void namesAreChecked(String name, String message) throws IOException {
        String given = name.equals("''") ? "" : name;
        Requests.Reply reply = dev().iam("CreateVirtualMFADevice", "VirtualMFADeviceName", given);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("ValidationError");
        assertThat(reply.message()).isEqualTo(message);
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertThat(dev().iam("EnableMFADevice", "SerialNumber", DEVICE).message())
                .isEqualTo("1 validation error detected: Value null at 'userName' failed to satisfy constraint: Member"
                        + " must not be null");
        assertThat(enable("dev", "12345", "123456").message())
                .contains("Value '12345' at 'authenticationCode1'", "length greater than or equal to 6");
    }

    static List<String> serials(Requests.Reply reply) {
        List<String> serials = new ArrayList<>();
        Matcher matcher = Pattern.compile("<SerialNumber>([^<]*)<").matcher(reply.body());
        while (matcher.find()) {
            serials.add(matcher.group(1));
        }
        return serials;
    }
}
