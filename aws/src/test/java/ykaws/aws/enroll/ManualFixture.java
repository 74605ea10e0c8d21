package ykaws.aws.enroll;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import ykaws.aws.Endpoints;
import ykaws.aws.fake.MemoryAws;
import ykaws.aws.session.AwsClock;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.MfaArn;
import ykaws.oath.Secret;
import ykaws.oath.Totp;
import ykaws.oath.TouchNotice;

/** AWS's form in the browser, played by a call to EnableMFADevice with what is typed. */
abstract class ManualFixture extends EnrollFixture {
    static final byte[] SEED = "the seed that the form shows.".getBytes(StandardCharsets.UTF_8);

    final List<FormCodes> shown = new ArrayList<>();
    final Deque<Person> people = new ArrayDeque<>();

    /** What somebody in front of the form does with two codes. */
    interface Person {
        ConsoleForm.Answer type(FormCodes codes) throws IOException;
    }

    final ConsoleForm form = new ConsoleForm() {
        @Override
        public Answer typed(FormCodes codes) throws IOException {
            shown.add(codes);
            return people.pop().type(codes);
        }

        @Override
        public Answer unlisted(String serial, String user) throws IOException {
            progress.add("unlisted " + user);
            return people.pop().type(shown.get(shown.size() - 1));
        }

        @Override
        public void waiting(Duration left) {
            progress.add("waiting " + left.toSeconds());
        }
    };

    static Person says(ConsoleForm.Answer answer) {
        return codes -> answer;
    }

    ConsoleForm.Answer typesThem(FormCodes codes) throws IOException {
        aws.iam(keys, Endpoints.of("eu-central-1"))
                .enableMfaDevice(MemoryAws.USER, MemoryAws.SERIAL, codes.first(), codes.second());
        return ConsoleForm.Answer.TAKEN;
    }

    ManualWish wishByHand(boolean mayAsk, boolean force) {
        EnrollWish wish = wish();
        return new ManualWish(
                MfaArn.parse(MemoryAws.SERIAL).orElseThrow(),
                mayAsk ? new ManualWish.Access(wish.login(), MemoryAws.USER) : null,
                true,
                force,
                wish.target());
    }

    ManualEnrollment manual() {
        return new ManualEnrollment(
                new Enrollment.Parts(
                        aws, ledger, AwsClock.forgetful(clock), clock, new Journal(temp.resolve("state/enrollments"))),
                new EnrollProgress() {
                    @Override
                    public void started(EnrollStep step) {
                        progress.add(step.toString());
                    }

                    @Override
                    public void undoing(EnrollStep step) {
                        progress.add("undo " + step);
                    }

                    @Override
                    public void skipped(String check, IOException why) {
                        progress.add("skipped " + check);
                    }
                });
    }

    ManualPlan planByHand(ManualWish wish) throws IOException {
        return manual().plan(wish, EnrollKeys.of(new EnrollKey(open(), OptionalInt.of(12345678), TouchNotice.NONE)));
    }

    ManualResult run(ManualWish wish, Person... inFrontOfTheForm) throws IOException {
        people.addAll(List.of(inFrontOfTheForm));
        try (Secret seed = Secret.copyOf(SEED)) {
            return manual().run(planByHand(wish), seed, form);
        } finally {
            people.clear();
        }
    }

    static String code(long step) {
        try (Secret seed = Secret.copyOf(SEED)) {
            return Totp.code(seed, HashAlgorithm.SHA1, 6, step);
        }
    }

    void theFormMadeADevice() {
        aws.unassignedDevice(MemoryAws.SERIAL, SEED);
    }
}
