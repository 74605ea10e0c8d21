package ykaws;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsClients;
import ykaws.aws.ServerDates;
import ykaws.aws.keystore.Keystore;
import ykaws.aws.keystore.OsKeystore;
import ykaws.aws.sdk.SdkClients;
import ykaws.aws.vault.Unlocker;
import ykaws.pcsc.CardReaders;
import ykaws.pcsc.Pause;
import ykaws.pcsc.smartcardio.PcscReaders;
import ykaws.shell.Folders;
import ykaws.shell.World;

/** Real readers and real AWS. */
record HardwareWorld(Map<String, String> environment, Path home, Folders folders) implements World {
    @Override
    public boolean isSandbox() {
        return false;
    }

    @Override
    public String touchAction() {
        return "touch your YubiKey";
    }

    @Override
    public boolean touchNeedsPerson() {
        return true;
    }

    @Override
    public void abandonTouch() {
        // No command takes a touch back: the key waits until its time is up.
    }

    @Override
    public CardReaders readers() {
        return new PcscReaders(Pause.SYSTEM);
    }

    @Override
    public @Nullable String name() {
        return null;
    }

    @Override
    public AwsClients awsClients(ServerDates dates) {
        return new SdkClients(dates);
    }

    @Override
    public @Nullable URI signIn() {
        return null;
    }

    @Override
    public void awaitSignIn() {
        // AWS stays up.
    }

    @Override
    public void prepareAws() {
        // AWS is there already.
    }

    /** Nothing opens a real vault without being asked. */
    @Override
    public Optional<Unlocker> unlocker() {
        return Optional.empty();
    }

    @Override
    public Keystore keystore() {
        return new OsKeystore();
    }

    @Override
    public void requireOwnKeys(AccessKeys keys) {
        // Any account's keys are welcome.
    }

    @Override
    public Map<String, String> childEnvironment(ProcessHandle lifetime) {
        return Map.of();
    }
}
