package ykaws.oath;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Which accounts a query means: the first of four ways that finds any counts. */
final class AccountMatch {
    private static final String AWSU_ISSUER = "aws/iam/";
    private static final int MAX_NEAREST = 3;

    private final String query;
    private final String lowerCase;
    private final Collection<Credential> accounts;
    private final boolean withHidden;

    AccountMatch(String query, Collection<Credential> accounts, boolean withHidden) {
        this.query = query;
        this.lowerCase = query.toLowerCase(Locale.ROOT);
        this.accounts = accounts;
        this.withHidden = withHidden;
    }

    List<Credential> find() {
        List<Credential> found = exact();
        if (found.isEmpty()) {
            found = device();
        }
        if (found.isEmpty()) {
            found = deviceName();
        }
        return found.isEmpty() ? part() : found;
    }

    /** The id itself: also of hidden accounts. */
    private List<Credential> exact() {
        List<Credential> found = new ArrayList<>();
        for (Credential account : accounts) {
            if (account.id().text().equals(query)) {
                found.add(account);
            }
        }
        return found;
    }

    /** All spellings of an MFA device's ARN. */
    private List<Credential> device() {
        List<Credential> found = new ArrayList<>();
        Optional<MfaArn> arn = MfaArn.parse(query);
        if (arn.isPresent()) {
            for (Credential account : accounts) {
                if (visible(account) && arn.get().names(account.id())) {
                    found.add(account);
                }
            }
        }
        return found;
    }

    /** The name of an MFA device: the last part of its ARN. */
    private List<Credential> deviceName() {
        List<Credential> found = new ArrayList<>();
        for (Credential account : accounts) {
            if (visible(account) && query.equals(deviceName(account.id()))) {
                found.add(account);
            }
        }
        return found;
    }

    /** A part of the id, in either case. */
    private List<Credential> part() {
        List<Credential> found = new ArrayList<>();
        for (Credential account : accounts) {
            if (visible(account) && account.id().text().toLowerCase(Locale.ROOT).contains(lowerCase)) {
                found.add(account);
            }
        }
        return found;
    }

    private boolean visible(Credential account) {
        return withHidden || !account.hidden();
    }

    /** The device's name if the account is an MFA device's, else the id's own name. */
    private static String deviceName(CredentialId id) {
        String issuer = id.issuer();
        if (issuer != null && issuer.startsWith(AWSU_ISSUER)) {
            return id.name();
        }
        Optional<MfaArn> arn = MfaArn.parse(id.text());
        if (arn.isEmpty()) {
            arn = MfaArn.parse(id.name());
        }
        return arn.isPresent() ? arn.get().name() : "";
    }

    /** Up to three ids of which the whole, or the name, differs from the query by few letters; the nearest first. */
    List<String> nearest() {
        int limit = Math.max(1, query.length() / 3);
        TreeMap<Integer, List<String>> byDistance = new TreeMap<>();
        for (Credential account : accounts) {
            if (visible(account)) {
                int distance = distanceTo(account.id());
                if (distance <= limit) {
                    byDistance
                            .computeIfAbsent(distance, d -> new ArrayList<>())
                            .add(account.id().text());
                }
            }
        }
        List<String> nearest = new ArrayList<>();
        byDistance.values().forEach(nearest::addAll);
        return nearest.size() > MAX_NEAREST ? nearest.subList(0, MAX_NEAREST) : nearest;
    }

    private int distanceTo(CredentialId id) {
        int whole = EditDistance.between(lowerCase, id.text().toLowerCase(Locale.ROOT));
        int name = EditDistance.between(lowerCase, id.name().toLowerCase(Locale.ROOT));
        String device = deviceName(id);
        int last = device.isEmpty() ? name : EditDistance.between(lowerCase, device.toLowerCase(Locale.ROOT));
        return Math.min(whole, Math.min(name, last));
    }
}
