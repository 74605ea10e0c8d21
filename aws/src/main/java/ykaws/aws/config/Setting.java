package ykaws.aws.config;

import java.nio.file.Path;

/**
 * A value and where it stands.
 *
 * @param line counted from 1
 */
public record Setting(String value, Path file, int line) {}
