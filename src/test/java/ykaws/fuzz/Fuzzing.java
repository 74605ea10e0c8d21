package ykaws.fuzz;

import ykaws.oath.OathException;
import ykaws.pcsc.PcscException;

/** What is asked of every reader of foreign bytes: a result, or an error of its own layer that says something. */
final class Fuzzing {
    private Fuzzing() {}

    /** Something that may fail, but in one way only. */
    @FunctionalInterface
    interface Reading {
        void run() throws Exception;
    }

    static void typed(Reading reading) {
        try {
            reading.run();
        } catch (OathException | PcscException e) {
            require(e.getMessage() != null && !e.getMessage().isEmpty());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("not an error of ours", e);
        }
    }

    static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError("does not hold");
        }
    }
}
