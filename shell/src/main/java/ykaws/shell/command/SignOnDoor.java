package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import ykaws.aws.IdentityCenter;
import ykaws.aws.SessionCredentials;
import ykaws.aws.session.Step;
import ykaws.aws.source.IdentityCenterSignIn;
import ykaws.oath.Secret;
import ykaws.shell.Invocation;
import ykaws.shell.endpoint.BrowserReturn;

/** Signing in by IAM Identity Center, as the person at the terminal sees it. */
final class SignOnDoor implements IdentityCenterSignIn.Person {
    private final Invocation invocation;

    private SignOnDoor(Invocation invocation) {
        this.invocation = invocation;
    }

    static SessionCredentials get(Invocation invocation, AwsAccess aws, Step.SingleSignOn step) throws IOException {
        IdentityCenterSignIn signIn = new IdentityCenterSignIn(
                invocation.world().home(),
                invocation.app().clock(),
                invocation.app().pause(),
                new SignOnDoor(invocation));
        IdentityCenter center = aws.clients()
                .identityCenter(
                        step.role().portal().region(),
                        step.endpoints(),
                        invocation.app().clock());
        return signIn.get(step, center);
    }

    @Override
    public boolean isThere() {
        return invocation.canAsk();
    }

    /** A browser opens where the person sits: not behind ssh. */
    @Override
    public Optional<IdentityCenterSignIn.Return> browser(String state) throws IOException {
        return invocation.app().environment().containsKey("SSH_CONNECTION")
                ? Optional.empty()
                : Optional.of(new Visit(invocation, new BrowserReturn(state)));
    }

    /** The browser's way out and back. */
    private record Visit(Invocation invocation, BrowserReturn back) implements IdentityCenterSignIn.Return {
        @Override
        public String address() {
            return back.address();
        }

        @Override
        public boolean show(String page) {
            Browser browser = new Browser(invocation.app().environment(), System.getProperty("os.name"));
            boolean opened = browser.open(page);
            if (opened) {
                invocation.console().say("ykaws: sign in, in the browser; if none has opened: " + page);
            }
            return opened;
        }

        @Override
        public Optional<Secret> code(Duration time) throws InterruptedException {
            return back.code(time);
        }

        @Override
        public void close() throws IOException {
            back.close();
        }
    }

    @Override
    public void agree(String page, String userCode) {
        invocation.console().say("ykaws: sign in, in a browser: " + page);
        invocation.console().say("ykaws: agree there if it shows the code " + userCode);
    }
}
