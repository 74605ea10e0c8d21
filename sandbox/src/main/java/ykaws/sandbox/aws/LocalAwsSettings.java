package ykaws.sandbox.aws;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a local AWS is started with.
 *
 * @param templateYaml the text of the CloudFormation template whose users, policies and roles exist here
 * @param port the TCP port on the loopback interface; 0 takes any free one
 * @param clock the time of the local AWS: signatures, sessions, codes and the {@code Date} header follow it
 * @param behaviour what real AWS does differently from day to day, and faults for tests
 * @param region where the stack is deployed; it decides on the partition, which all ARNs name
 */
public record LocalAwsSettings(String templateYaml, int port, InstantSource clock, Behaviour behaviour, String region) {
    /** Where the sandbox is unless it is told otherwise. */
    public static final String USUAL_REGION = "us-east-1";

    /**
     * How AWS behaves on this day.
     *
     * @param window how many time steps of 30 s before and after the current one a code may belong to
     * @param enableDelay how long after EnableMFADevice STS still says that it cannot validate the device's codes; at
     *     AWS this is its eventual consistency
     * @param keyDelay how long after CreateAccessKey the new key is still refused, for the same reason
     * @param faults failures ordered by a test; {@link Faults#NONE} elsewhere
     */
    public record Behaviour(int window, Duration enableDelay, Duration keyDelay, Faults faults) {
        public static final Behaviour USUAL = new Behaviour(1, Duration.ZERO, Duration.ZERO, Faults.NONE);

        public Behaviour {
            if (window < 0 || window > 10) {
                throw new IllegalArgumentException("window of " + window + " time steps, not between 0 and 10");
            }
            if (enableDelay.isNegative() || keyDelay.isNegative()) {
                throw new IllegalArgumentException("a negative delay");
            }
        }
    }

    public static LocalAwsSettings of(String templateYaml, InstantSource clock) {
        return new LocalAwsSettings(templateYaml, 0, clock, Behaviour.USUAL, USUAL_REGION);
    }

    public LocalAwsSettings withPort(int fixed) {
        return new LocalAwsSettings(templateYaml, fixed, clock, behaviour, region);
    }

    public LocalAwsSettings withWindow(int steps) {
        return with(new Behaviour(steps, behaviour.enableDelay, behaviour.keyDelay, behaviour.faults));
    }

    public LocalAwsSettings withEnableDelay(Duration delay) {
        return with(new Behaviour(behaviour.window, delay, behaviour.keyDelay, behaviour.faults));
    }

    public LocalAwsSettings withKeyDelay(Duration delay) {
        return with(new Behaviour(behaviour.window, behaviour.enableDelay, delay, behaviour.faults));
    }

    public LocalAwsSettings withFaults(Faults faults) {
        return with(new Behaviour(behaviour.window, behaviour.enableDelay, behaviour.keyDelay, faults));
    }

    /** With a clock that is ahead of the present one, or behind where {@code ahead} is negative. */
    public LocalAwsSettings withSkew(Duration ahead) {
        InstantSource right = clock;
        return new LocalAwsSettings(templateYaml, port, () -> right.instant().plus(ahead), behaviour, region);
    }

    public LocalAwsSettings withRegion(String other) {
        return new LocalAwsSettings(templateYaml, port, clock, behaviour, other);
    }

    /**
     * These settings, changed by {@code YKAWS_SANDBOX_WINDOW} (time steps), {@code YKAWS_SANDBOX_ENABLE_DELAY} and
     * {@code YKAWS_SANDBOX_KEY_DELAY} (seconds) and {@code YKAWS_SANDBOX_SKEW} (seconds that the local AWS is ahead of
     * this computer) where they are set; {@code YKAWS_SANDBOX_REGION} puts it into another partition.
     *
     * @throws IllegalArgumentException if one of them is no number or out of range
     */
    public LocalAwsSettings withEnvironment(Map<String, String> env) {
        LocalAwsSettings result = this;
        String window = env.get("YKAWS_SANDBOX_WINDOW");
        if (window != null) {
            result = result.withWindow(number("YKAWS_SANDBOX_WINDOW", window));
        }
        String delay = env.get("YKAWS_SANDBOX_ENABLE_DELAY");
        if (delay != null) {
            result = result.withEnableDelay(Duration.ofSeconds(number("YKAWS_SANDBOX_ENABLE_DELAY", delay)));
        }
        String keyDelay = env.get("YKAWS_SANDBOX_KEY_DELAY");
        if (keyDelay != null) {
            result = result.withKeyDelay(Duration.ofSeconds(number("YKAWS_SANDBOX_KEY_DELAY", keyDelay)));
        }
        String skew = env.get("YKAWS_SANDBOX_SKEW");
        if (skew != null) {
            result = result.withSkew(Duration.ofSeconds(number("YKAWS_SANDBOX_SKEW", skew)));
        }
        String region = env.getOrDefault("YKAWS_SANDBOX_REGION", "");
        if (!region.isEmpty()) {
            result = result.withRegion(region);
        }
        return result;
    }

    private LocalAwsSettings with(Behaviour changed) {
        return new LocalAwsSettings(templateYaml, port, clock, changed, region);
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is not a whole number: " + text, e);
        }
    }
}
