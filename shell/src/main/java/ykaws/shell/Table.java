package ykaws.shell;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, as wide as their widest cell, two blanks apart. */
public final class Table {
    private final List<String[]> rows = new ArrayList<>();

    /** Adds a row; rows may differ in length. */
    public Table row(String... cells) {
        String[] shown = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            // Escaped before it is measured, so that columns stay straight.
            shown[i] = Printable.of(cells[i]);
        }
        rows.add(shown);
        return this;
    }

    public void print(Console console) {
        lines().forEach(console::print);
    }

    /** The rows as they are printed, already escaped. */
    public List<String> lines() {
        List<Integer> widths = widths();
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]);
                if (i < row.length - 1) {
                    line.append(" ".repeat(widths.get(i) - DisplayWidth.of(row[i]) + 2));
                }
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                if (i == widths.size()) {
                    widths.add(0);
                }
                widths.set(i, Math.max(widths.get(i), DisplayWidth.of(row[i])));
            }
        }
        return widths;
    }
}
