package ykaws.aws.batch;

import java.util.Optional;

/** How the lines of a file of users are written. */
interface RowFormat {
    /**
     * Reads a line that is not blank.
     *
     * @return empty for a line that names no user, as CSV's first
     */
    Optional<RowFields> read(String line) throws RowFault;

    /** JSON Lines if the first line that is not blank opens an object, else CSV. */
    static RowFormat of(String firstLine) throws RowFault {
        String text = firstLine.strip();
        if (text.startsWith("[")) {
            throw new RowFault("a JSON array; wanted is one object a line, as from: jq -c '.[]'");
        }
        return text.startsWith("{") ? new JsonRows() : new CsvRows();
    }
}
