/** What a profile asks of AWS, the cache of answers, one flight per request, and the ledger of spent codes. */
@NullMarked
package ykaws.aws.session;

import org.jspecify.annotations.NullMarked;
