package ykaws.sandbox.aws;

/** The partition of a region (AWS General Reference, "Amazon Resource Names"). */
final class Partitions {
    private Partitions() {}

    static String ofRegion(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        if (region.startsWith("us-gov-")) {
            return "aws-us-gov";
        }
        return region.startsWith("eusc-") ? "aws-eusc" : "aws";
    }
}
