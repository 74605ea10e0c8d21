package ykaws.aws.sdk;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import ykaws.aws.Partition;
import ykaws.aws.ServerDates;

/**
 * Reads AWS's time off its answers. Only off answers that came by verified TLS, and that AWS marks as its own: whoever
 * can set our time can have codes calculated in advance.
 *
 * @param plainHttpToo for the sandbox, which has no TLS, and only its own time to lose
 */
record DateWatch(ServerDates dates, Partition partition, boolean plainHttpToo) implements ExecutionInterceptor {
    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        boolean trusted = plainHttpToo || context.httpRequest().protocol().equalsIgnoreCase("https");
        boolean marked =
                context.httpResponse().firstMatchingHeader("x-amzn-RequestId").isPresent();
        Instant date = trusted && marked ? date(context.httpResponse()) : null;
        if (date != null) {
            dates.heard(partition, date);
        }
    }

    /** The Date header, or null where there is none that can be read. */
    static @Nullable Instant date(SdkHttpResponse response) {
        String header = response.firstMatchingHeader("Date").orElse(null);
        try {
            return header == null ? null : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header));
        } catch (DateTimeException notADate) {
            // Without it the clock is not measured by this answer.
            return null;
        }
    }
}
