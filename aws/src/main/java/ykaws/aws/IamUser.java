package ykaws.aws;

/** An IAM user: the name that calls take, and the ARN, which also has the path. */
public record IamUser(String name, String arn) {}
