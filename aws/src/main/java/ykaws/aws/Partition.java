package ykaws.aws;

/**
 * A part of AWS with accounts, names and endpoints of its own.
 *
 * <p>Source: AWS General Reference, "Amazon Resource Names", and the endpoints of IAM.
 */
public enum Partition {
    AWS("aws", "us-east-1"),
    CHINA("aws-cn", "cn-north-1"),
    GOV("aws-us-gov", "us-gov-west-1"),
    EUROPEAN_SOVEREIGN("aws-eusc", "eusc-de-east-1"),
    ISO("aws-iso", "us-iso-east-1"),
    ISO_B("aws-iso-b", "us-isob-east-1"),
    ISO_E("aws-iso-e", "eu-isoe-west-1"),
    ISO_F("aws-iso-f", "us-isof-south-1");

    private final String id;
    private final String homeRegion;

    Partition(String id, String homeRegion) {
        this.id = id;
        this.homeRegion = homeRegion;
    }

    /** The name in ARNs, such as {@code aws-cn}. */
    public String id() {
        return id;
    }

    /** Where IAM, which has no regions, signs; also the region of a profile that names none. */
    public String homeRegion() {
        return homeRegion;
    }

    /** The partition of a region; unknown regions belong to {@link #AWS}, where new ones appear. */
    public static Partition ofRegion(String region) {
        if (region.startsWith("cn-")) {
            return CHINA;
        }
        if (region.startsWith("us-gov-")) {
            return GOV;
        }
        if (region.startsWith("eusc-")) {
            return EUROPEAN_SOVEREIGN;
        }
        if (region.startsWith("us-iso-")) {
            return ISO;
        }
        if (region.startsWith("us-isob-")) {
            return ISO_B;
        }
        if (region.startsWith("eu-isoe-")) {
            return ISO_E;
        }
        return region.startsWith("us-isof-") ? ISO_F : AWS;
    }

    /** The partition that an ARN names; {@link #AWS} where it names an unknown one or is no ARN. */
    public static Partition ofArn(String arn) {
        int end = arn.startsWith("arn:") ? arn.indexOf(':', 4) : -1;
        if (end > 0) {
            String named = arn.substring(4, end);
            for (Partition partition : values()) {
                if (partition.id.equals(named)) {
                    return partition;
                }
            }
        }
        return AWS;
    }
}
