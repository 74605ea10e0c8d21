package ykaws.shell;

/** A command to which the words after {@code --} are given. */
public interface TakesTail {}
