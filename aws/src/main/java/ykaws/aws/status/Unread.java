package ykaws.aws.status;

/**
 * Something that could not be seen, so that nothing is concluded from it.
 *
 * @param what in words
 * @param why as AWS, or the key, says it; foreign text
 */
public record Unread(String what, String why) {}
