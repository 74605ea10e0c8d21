package ykaws.shell;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsClients;
import ykaws.aws.ServerDates;
import ykaws.aws.keystore.Keystore;
import ykaws.aws.vault.Unlocker;
import ykaws.pcsc.CardReaders;

/**
 * What commands act on: real card readers and AWS, or a sandbox. {@code Main} makes it; nothing of AWS is built before
 * it is asked for.
 */
public interface World {
    /** Whether everything here is software and local, so that nobody takes it for the real thing. */
    boolean isSandbox();

    /** What a person does when a key waits for a touch, for example {@code touch your YubiKey}. */
    String touchAction();

    /** Whether a touch takes a person at all; a software key may be touched by itself. */
    boolean touchNeedsPerson();

    /** Says that nobody waits for a touch any more, where that can be said. */
    void abandonTouch();

    Folders folders();

    CardReaders readers();

    /** The environment as the AWS settings see it. */
    Map<String, String> environment();

    /** The home folder, in which {@code .aws} is looked for. */
    Path home();

    /** What session requests and cached sessions call this world; null for AWS itself. */
    @Nullable
    String name();

    /**
     * AWS, real or local. Built when the first call is made, not before.
     *
     * @param dates told what AWS's clock says
     */
    AwsClients awsClients(ServerDates dates);

    /** The console's sign-in service, where this world has one of its own; null: that of the credentials' partition. */
    @Nullable
    URI signIn() throws IOException;

    /** Waits until a browser that was sent to {@link #signIn} has been there, where this process keeps that up. */
    void awaitSignIn() throws IOException;

    /** Makes what a world of its own needs before its profiles and keys are read. */
    void prepareAws() throws IOException;

    /** What opens the vault without asking anybody: the sandbox's key file. */
    Optional<Unlocker> unlocker();

    /** Where passwords are remembered: the operating system's keystore, or a sandbox's own. Opened when it is asked. */
    Keystore keystore();

    /**
     * Refuses keys that have no place here: a sandbox must not be handed the keys of a real account.
     *
     * @throws Failure if they belong elsewhere
     */
    void requireOwnKeys(AccessKeys keys) throws IOException;

    /**
     * Variables that a command run by {@code exec} needs to live in this world.
     *
     * @param lifetime the process during whose life they must hold
     */
    Map<String, String> childEnvironment(ProcessHandle lifetime) throws IOException;
}
