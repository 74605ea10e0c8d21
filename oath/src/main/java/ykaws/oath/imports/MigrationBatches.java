package ykaws.oath.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ykaws.oath.OathException;
import ykaws.oath.OathException.Kind;

/** Brings the codes of Google Authenticator exports together, in whatever order they are seen. */
final class MigrationBatches implements AutoCloseable {
    private final Map<Integer, TreeMap<Integer, MigrationPart>> batches = new LinkedHashMap<>();

    /**
     * Takes a part over.
     *
     * @return false if it has been seen before
     * @throws OathException INVALID_ARGUMENT if another one claims its place
     */
    boolean add(MigrationPart part) throws OathException {
        TreeMap<Integer, MigrationPart> batch = batches.computeIfAbsent(part.batch(), id -> new TreeMap<>());
        boolean contradicts = !batch.isEmpty() && batch.firstEntry().getValue().size() != part.size();
        MigrationPart other = batch.get(part.index());
        if (other != null && other.digest().equals(part.digest())) {
            part.close();
            return false;
        }
        if (contradicts || other != null) {
            part.close();
            throw OathException.of(
                    Kind.INVALID_ARGUMENT,
                    "",
                    "two different codes both claim to be number " + (part.index() + 1)
                            + " of one Google Authenticator export: import one export at a time");
        }
        batch.put(part.index(), part);
        return true;
    }

    /** The accounts, in the order in which the codes were first seen, and by their numbers within an export. */
    List<ImportedAccount> accounts() {
        List<ImportedAccount> accounts = new ArrayList<>();
        batches.values().forEach(batch -> batch.values().forEach(part -> accounts.addAll(part.accounts())));
        return accounts;
    }

    /** What is missing, a sentence for each incomplete export. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (TreeMap<Integer, MigrationPart> batch : batches.values()) {
            int size = batch.firstEntry().getValue().size();
            if (batch.size() < size) {
                String numbers = IntStream.range(0, size)
                        .filter(index -> !batch.containsKey(index))
                        .mapToObj(index -> String.valueOf(index + 1))
                        .collect(Collectors.joining(", "));
                missing.add(batch.size() + " of " + size
                        + " codes of a Google Authenticator export seen; missing: number " + numbers);
            }
        }
        return missing;
    }

    @Override
    public void close() {
        batches.values().forEach(batch -> batch.values().forEach(MigrationPart::close));
    }
}
