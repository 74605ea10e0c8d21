package ykaws.sandbox.aws;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ykaws.sandbox.StateFolder;

/** Answers one request: who is it, may he, do it, write it down. */
final class Dispatcher {
    private final StateFolder folder;
    private final Stack stack;
    private final LocalAwsSettings settings;
    /** As it was after the last call; looked at under the folder's lock. */
    private @Nullable World last;

    /** An answer ready to be sent, and how the call log names its outcome. */
    record Answer(int status, String requestId, String xml, String outcome) {}

    Dispatcher(StateFolder folder, Stack stack, LocalAwsSettings settings) {
        this.folder = folder;
        this.stack = stack;
        this.settings = settings;
    }

    Answer answer(HttpCall http) throws IOException {
        return folder.locked(() -> {
            Instant now = settings.clock().instant();
            World before = last;
            World world = before == null ? World.load(folder, now) : before.current(folder, now);
            last = null;
            Attempt attempt = new Attempt(http, world, now);
            Answer answer = attempt.answer();
            // Also after a refusal: a code that came along is spent all the same.
            if (world.isNew() || !attempt.onlyReads()) {
                world.save(folder, now);
            }
            last = world;
            CallLog.append(folder, attempt.logged(answer.outcome));
            return answer;
        });
    }

    /** One request on its way; keeps what is known of it for the log. */
    private final class Attempt {
        private final HttpCall http;
        private final World world;
        private final Instant now;
        private final Parameters parameters;
        private Service service = Service.IAM;
        private String principal = "-";

        Attempt(HttpCall http, World world, Instant now) {
            this.http = http;
            this.world = world;
            this.now = now;
            this.parameters = http.parameters();
        }

        Answer answer() {
            String requestId = UUID.randomUUID().toString();
            Xml result = new Xml();
            try {
                run(result);
            } catch (AwsRefusal e) {
                return new Answer(e.status(), requestId, error(e, requestId), e.code());
            }
            return new Answer(200, requestId, success(result, requestId), "OK");
        }

        private void run(Xml result) throws AwsRefusal {
            service = Service.of(null, parameters);
            if (WebIdentity.isAskedBy(parameters)) {
                settings.behaviour().faults().refuseIfOrdered(actionName());
                WebIdentity.run(parameters, world, now, result);
                return;
            }
            Credential credential = Credential.of(http);
            principal = credential.accessKeyId();
            service = Service.of(credential, parameters);
            Call.Action action = service.action(parameters);
            Caller caller = new Authenticator(stack).callerOf(http, credential, world, now);
            principal = caller.identity().arn();
            // Documented for GetSessionToken without MFA, and for GetFederationToken: they cannot call IAM.
            boolean bare = caller.kind() == Caller.Kind.USER_SESSION && caller.mfaAt() == null;
            if (service == Service.IAM && (bare || caller.kind() == Caller.Kind.FEDERATED)) {
                throw Authenticator.unknown();
            }
            settings.behaviour().faults().refuseIfOrdered(actionName());
            action.run(new Call(caller, parameters, world, new Call.Scene(now, stack, settings.behaviour())), result);
        }

        private String actionName() {
            @Nullable String name = parameters.raw("Action");
            return name == null ? "-" : name;
        }

        private String success(Xml result, String requestId) {
            Xml xml = new Xml();
            xml.open(actionName() + "Response", service.namespace());
            if (!result.isEmpty()) {
                xml.open(actionName() + "Result").append(result).close();
            }
            xml.open("ResponseMetadata").text("RequestId", requestId).close();
            return xml.close().toString();
        }

        private String error(AwsRefusal refusal, String requestId) {
            Xml xml = new Xml();
            xml.open("ErrorResponse", service.namespace())
                    .open("Error")
                    .text("Type", refusal.status() < 500 ? "Sender" : "Receiver")
                    .text("Code", refusal.code())
                    .text("Message", refusal.text())
                    .close()
                    .text("RequestId", requestId);
            return xml.close().toString();
        }

        /** An account of many users takes its time to be written. */
        boolean onlyReads() {
            String action = actionName();
            return service == Service.IAM
                    ? action.startsWith("List") || action.startsWith("Get")
                    : action.equals("GetCallerIdentity");
        }

        CallLog logged(String outcome) {
            String agent = http.header("user-agent");
            return new CallLog(now, service.id(), actionName(), principal, outcome, agent == null ? "-" : agent);
        }
    }
}
