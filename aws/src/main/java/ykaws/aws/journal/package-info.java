/** What this computer has begun and not finished, kept so that the run after a killed one knows it. */
@org.jspecify.annotations.NullMarked
package ykaws.aws.journal;
