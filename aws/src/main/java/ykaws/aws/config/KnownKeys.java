package ykaws.aws.config;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a profile that the AWS CLI, the SDKs, aws-vault or ykaws read.
 *
 * <p>Source: AWS SDKs and Tools Reference Guide, "Settings reference"; AWS CLI User Guide, "Configuration and credential
 * file settings"; aws-vault's USAGE.
 */
final class KnownKeys {
    private static final Set<String> KEYS = Set.of(
            // Credentials.
            "aws_access_key_id",
            "aws_secret_access_key",
            "aws_session_token",
            "aws_security_token",
            "aws_account_id",
            "account_id",
            "account_id_endpoint_mode",
            "credential_process",
            "credential_source",
            "login_session",
            "aws_expiration",
            // Roles and MFA.
            "role_arn",
            "source_profile",
            "include_profile",
            "parent_profile",
            "role_session_name",
            "duration_seconds",
            "external_id",
            "mfa_serial",
            "mfa_process",
            "session_tags",
            "transitive_session_tags",
            "source_identity",
            "web_identity_token_file",
            "web_identity_token_process",
            "ykaws_oath_name",
            "ykaws_mfa",
            // IAM Identity Center.
            "sso_session",
            "sso_start_url",
            "sso_region",
            "sso_account_id",
            "sso_role_name",
            "sso_registration_scopes",
            // Places.
            "region",
            "endpoint_url",
            "ignore_configured_endpoint_urls",
            "services",
            "sts_regional_endpoints",
            "s3_us_east_1_regional_endpoint",
            "s3_use_arn_region",
            "s3_disable_multiregion_access_points",
            "s3_disable_express_session_auth",
            "use_dualstack_endpoint",
            "use_fips_endpoint",
            "endpoint_discovery_enabled",
            "ca_bundle",
            // The instance metadata service.
            "ec2_metadata_service_endpoint",
            "ec2_metadata_service_endpoint_mode",
            "ec2_metadata_v1_disabled",
            "metadata_service_timeout",
            "metadata_service_num_attempts",
            // How the AWS CLI and the SDKs behave.
            "output",
            "cli_timestamp_format",
            "cli_follow_urlparam",
            "cli_pager",
            "cli_auto_prompt",
            "cli_history",
            "cli_binary_format",
            "cli_help_output",
            "cli_error_format",
            "cli_read_timeout",
            "cli_connect_timeout",
            "parameter_validation",
            "tcp_keepalive",
            "max_attempts",
            "retry_mode",
            "api_versions",
            "defaults_mode",
            "sdk_ua_app_id",
            "csm_enabled",
            "csm_client_id",
            "csm_host",
            "csm_port",
            "disable_request_compression",
            "request_min_compression_size_bytes",
            "request_checksum_calculation",
            "response_checksum_validation",
            "sigv4a_signing_region_set",
            "auth_scheme_preference",
            "s3",
            "s3api",
            "dynamodb",
            "cloudwatch",
            "plugins");

    /** Keys that other programs write, by how they begin. */
    private static final List<String> FOREIGN =
            List.of("granted_", "saml", "azure_", "okta_", "vegas_", "x_", "x-", "aws_");

    private KnownKeys() {}

    static boolean contains(String key) {
        return KEYS.contains(key);
    }

    static boolean isForeign(String key) {
        return FOREIGN.stream().anyMatch(key::startsWith);
    }

    /** The known key that somebody may have meant: at most two slips away. */
    static @Nullable String near(String key) {
        String nearest = null;
        int least = 3;
        for (String known : KEYS) {
            int slips = known.length() < 5 ? 3 : slips(key, known);
            if (slips < least || (slips == least && nearest != null && known.compareTo(nearest) < 0)) {
                least = slips;
                nearest = slips < 3 ? known : nearest;
            }
        }
        return nearest;
    }

    /** Letters left out, added, changed, or swapped with their neighbour (optimal string alignment). */
    private static int slips(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
            }
        }
        return cost[a.length()][b.length()];
    }
}
