package ykaws.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The AWS CLI and boto3, every one that PATH has, against the local AWS. They sign by the computer's time, so the local
 * AWS stands still at the time of the test's start, which also keeps codes from growing old while Python starts.
 */
class RealClientsTest extends AwsTest {
    private static final boolean REQUIRED = "true".equals(System.getenv("YKAWS_TEST_AWSCLI_REQUIRED"));

    private Path home;

    @Override
    LocalAwsSettings settings() throws IOException {
        now.set(Instant.ofEpochMilli(Files.getLastModifiedTime(temp).toMillis()));
        return super.settings();
    }

    @BeforeEach
    void home() throws IOException {
        home = Files.createDirectory(temp.resolve("home"));
    }

    @Test
    void theAwsCliEnrollsAndTakesTheRole() throws Exception {
        List<Path> programs = ForeignProgram.named("aws");
        require(!programs.isEmpty(), "no aws on PATH");
        // The whole journey with the one that a user gets; of the others, that they are understood: each call of such a
        // program takes seconds.
        journey(new ForeignProgram(programs.get(0), home, Map.of()));
        Requests.Keys dev = Requests.Keys.of(aws.devKey());
        for (Path other : programs.subList(1, programs.size())) {
            ForeignProgram program = new ForeignProgram(other, home, Map.of());
            assertThat(ok(program, dev, "iam", "list-virtual-mfa-devices")).containsKey("VirtualMFADevices");
            withoutFlag(program, dev);
        }
    }

    private void journey(ForeignProgram aws) throws IOException, InterruptedException {
        Requests.Keys dev = Requests.Keys.of(this.aws.devKey());
        assertThat(ok(aws, dev, "sts", "get-caller-identity"))
                .containsEntry("Arn", "arn:aws:iam::123456789012:user/dev")
                .containsEntry("Account", "123456789012");
        assertThat(Tree.list(ok(aws, dev, "iam", "list-mfa-devices").get("MFADevices")))
                .isEmpty();
        String name = "device-" + CallLog.read(folder).size();
        Path seed = home.resolve(name);
        Map<String, Object> made = ok(
                aws,
                dev,
                "iam",
                "create-virtual-mfa-device",
                "--virtual-mfa-device-name",
                name,
                "--outfile",
                seed.toString(),
                "--bootstrap-method",
                "Base32StringSeed");
        String serial =
                String.valueOf(Tree.map(made.get("VirtualMFADevice"), "device").get("SerialNumber"));
        Codes codes = Codes.ofSeed(Files.readString(seed));
        String[] enable = {
            "iam",
            "enable-mfa-device",
            "--user-name",
            "dev",
            "--serial-number",
            serial,
            "--authentication-code1",
            codes.at(now.get(), -1),
            "--authentication-code2",
            codes.at(now.get(), 0)
        };
        assertThat(run(aws, dev, enable).code()).isZero();
        assertThat(run(aws, dev, enable).err()).contains("(EntityAlreadyExists)", "EnableMFADevice");
        assertThat(Tree.list(ok(aws, dev, "iam", "list-mfa-devices").get("MFADevices")))
                .hasSize(1);
        String[] session = {
            "sts", "get-session-token", "--serial-number", serial, "--token-code", codes.at(now.get(), 1)
        };
        Requests.Keys mfa = keys(ok(aws, dev, session));
        assertThat(run(aws, dev, session).err())
                .contains("(AccessDenied)", "MultiFactorAuthentication failed with invalid MFA one time pass code.");
        String[] role = {"sts", "assume-role", "--role-arn", ROLE, "--role-session-name", "cli"};
        Requests.Keys inRole = keys(ok(aws, mfa, role));
        assertThat(run(aws, dev, role).err())
                .contains("(AccessDenied)", "is not authorized to perform: sts:AssumeRole on resource: " + ROLE);
        assertThat(ok(aws, inRole, "sts", "get-caller-identity"))
                .containsEntry("Arn", "arn:aws:sts::123456789012:assumed-role/DevRole/cli");
        withoutFlag(aws, inRole);
        assertThat(run(aws, mfa, "iam", "deactivate-mfa-device", "--user-name", "dev", "--serial-number", serial)
                        .code())
                .isZero();
        assertThat(run(aws, dev, "iam", "delete-virtual-mfa-device", "--serial-number", serial)
                        .code())
                .isZero();
    }

    /** Versions since the middle of 2023 take the endpoint from the environment. */
    private void withoutFlag(ForeignProgram aws, Requests.Keys keys) throws IOException, InterruptedException {
        ForeignProgram.Ended version = aws.run("--version");
        Matcher number = Pattern.compile("aws-cli/(\\d+)\\.(\\d+)").matcher(version.out() + version.err());
        assertThat(number.find()).isTrue();
        int major = Integer.parseInt(number.group(1));
        int minor = Integer.parseInt(number.group(2));
        if (minor >= (major == 1 ? 29 : 13)) {
            int before = CallLog.read(folder).size();
            ForeignProgram.Ended ended = aws.with(keys, this.aws.endpoint().toString())
                    .run("sts", "get-caller-identity", "--output", "json");
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(CallLog.read(folder)).hasSize(before + 1);
        }
    }

    @Test
    void boto3WorksToo() throws Exception {
        Path script = Files.writeString(home.resolve("client.py"), """
                import sys
                try:
                    import boto3, botocore.exceptions
                except ImportError:
                    sys.exit(42)
                url = sys.argv[1]
                sts = boto3.client('sts', endpoint_url=url)
                print(sts.get_caller_identity()['Arn'])
                iam = boto3.client('iam', endpoint_url=url)
                for i in range(3):
                    iam.create_virtual_mfa_device(VirtualMFADeviceName='boto-%d' % i, Tags=[{'Key': 'a b', 'Value': 'c+d/e'}])
                pages = iam.get_paginator('list_virtual_mfa_devices').paginate(
                    AssignmentStatus='Unassigned', PaginationConfig={'PageSize': 2})
                serials = [device['SerialNumber'] for page in pages for device in page['VirtualMFADevices']]
                print(len(serials))
                print(iam.list_mfa_device_tags(SerialNumber=serials[0])['Tags'])
                for serial in serials:
                    iam.delete_virtual_mfa_device(SerialNumber=serial)
                try:
                    iam.get_user(UserName='admin')
                except botocore.exceptions.ClientError as e:
                    print(e.response['Error']['Code'], e.response['ResponseMetadata']['HTTPStatusCode'])
                try:
                    iam.enable_mfa_device(UserName='dev', SerialNumber=serials[0],
                                          AuthenticationCode1='123456', AuthenticationCode2='654321')
                except iam.exceptions.NoSuchEntityException as e:
                    print(e.response['Error']['Code'])
                """);
        int withBoto = 0;
        for (Path python : ForeignProgram.named("python3")) {
            ForeignProgram program = new ForeignProgram(python, home, Map.of());
            ForeignProgram.Ended ended = program.with(Requests.Keys.of(aws.devKey()), null)
                    .run(script.toString(), aws.endpoint().toString());
            if (ended.code() == 42) {
                continue;
            }
            withBoto++;
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out().lines())
                    .containsExactly(
                            "arn:aws:iam::123456789012:user/dev",
                            "3",
                            "[{'Key': 'a b', 'Value': 'c+d/e'}]",
                            "AccessDenied 403",
                            "NoSuchEntity");
        }
        require(withBoto > 0, "no python3 with boto3 on PATH");
        assertThat(CallLog.read(folder))
                .filteredOn(call -> call.is("iam:ListVirtualMFADevices"))
                .hasSize(2 * withBoto)
                .allSatisfy(call -> assertThat(call.userAgent()).containsIgnoringCase("boto3/"));
    }

    private Map<String, Object> ok(ForeignProgram aws, Requests.Keys keys, String... arguments)
            throws IOException, InterruptedException {
        ForeignProgram.Ended ended = run(aws, keys, arguments);
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended.json();
    }

    private ForeignProgram.Ended run(ForeignProgram aws, Requests.Keys keys, String... arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--endpoint-url", this.aws.endpoint().toString(), "--output", "json"));
        int before = CallLog.read(folder).size();
        ForeignProgram.Ended ended = aws.with(keys, null).run(all.toArray(new String[0]));
        // It came here, and not to the real AWS.
        assertThat(CallLog.read(folder)).as(ended.err()).hasSizeGreaterThan(before);
        return ended;
    }

    private static Requests.Keys keys(Map<String, Object> answer) throws IOException {
        Map<String, Object> credentials = Tree.map(answer.get("Credentials"), "Credentials");
        return new Requests.Keys(
                String.valueOf(credentials.get("AccessKeyId")),
                String.valueOf(credentials.get("SecretAccessKey")),
                String.valueOf(credentials.get("SessionToken")));
    }

    private static void require(boolean found, String message) {
        if (!found && REQUIRED) {
            throw new AssertionError(message + ", and YKAWS_TEST_AWSCLI_REQUIRED=true");
        }
        if (!found) {
            abort("skipped: " + message);
        }
    }
}
