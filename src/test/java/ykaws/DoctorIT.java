package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.AttachedKey;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Requirement;

/** A diagnosis over the real PC/SC library: with a key, without one, without a service. */
class DoctorIT {
    private static final String READER = "Virtual PCD 00 00";

    private final Place place = Place.create();

    @AfterEach
    void clean() {
        place.close();
    }

    private Outcome doctor() {
        return Program.ykaws(place).run("--reader", READER, "doctor", "--offline");
    }

    @Test
    void aKeyComesAndGoes() {
        String vpcd = Requirement.virtualReader();
        try (AttachedKey key = AttachedKey.into(place, vpcd).found(place, READER)) {
            Outcome with = doctor();
            assertThat(key).isNotNull();
            assertThat(with.code()).as(with.toString()).isZero();
            assertThat(with.out())
                    .contains("ok      pcsc          the service answers")
                    .contains("serial 12345678, OATH enabled over USB")
                    .contains("ok      oath          key 12345678: OATH 5.7.1")
                    .contains("skipped clock");
        }
        Outcome without = doctor();
        assertThat(without.code()).as(without.toString()).isEqualTo(3);
        assertThat(without.out()).contains("failed  keys          no key is plugged in");
    }

    @Test
    void aServiceThatIsNotThere() {
        Requirement.virtualReader();
        Outcome outcome = Program.ykaws(place)
                .env("PCSCLITE_CSOCK_NAME", place.root().resolve("nowhere").toString())
                .run("doctor", "--offline", "-o", "json");
        assertThat(outcome.code()).as(outcome.toString()).isEqualTo(3);
        assertThat(outcome.out())
                .contains("{\"check\":\"pcsc\",\"state\":\"failed\",\"message\":\"the PC/SC service does not run\"")
                .contains("{\"check\":\"keys\",\"state\":\"skipped\"")
                .contains("{\"check\":\"config\",\"state\":\"ok\"");
    }
}
