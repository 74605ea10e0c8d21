package ykaws.aws.enroll;

import java.util.OptionalInt;
import ykaws.oath.OathSession;
import ykaws.oath.TouchNotice;

/**
 * A key to be enrolled; it stays open until the enrolment is over, its undo included.
 *
 * @param session selected and unlocked; its opener closes the connection
 * @param serial as commands name the key, empty where it has none
 * @param notice told when the key waits for its touch
 */
public record EnrollKey(OathSession session, OptionalInt serial, TouchNotice notice) {}
