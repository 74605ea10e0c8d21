package ykaws.shell;

/** Where the person probably looks while a key waits for a touch. */
public enum Attention {
    /** At the command that was typed. */
    AT_THE_TERMINAL,
    /** Nobody knows: another program may have started this one, and shows nothing of what it says. */
    PERHAPS_NOWHERE,
    /** Elsewhere: this process has been running in its terminal for long. */
    ELSEWHERE,
    /** At another program, which has the terminal. */
    AT_ANOTHER_PROGRAM
}
