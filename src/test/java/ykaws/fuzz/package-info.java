/** Fuzzed entry points: what reads bytes and text that others wrote. */
@org.jspecify.annotations.NullMarked
package ykaws.fuzz;
