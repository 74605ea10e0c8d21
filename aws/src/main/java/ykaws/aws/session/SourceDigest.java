package ykaws.aws.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a source makes its credentials others. */
final class SourceDigest {
    private final RequestDigest digest;

    SourceDigest(RequestDigest digest) {
        this.digest = digest;
    }

    void source(Step.Source source) {
        if (source instanceof Step.Program program) {
            digest.text("Program");
            words(program.program());
        } else if (source instanceof Step.WebIdentity web) {
            digest.text("AssumeRoleWithWebIdentity");
            digest.role(web.call());
            digest.text(web.token().file() == null ? null : web.token().file().toString());
            words(web.token().program());
        } else if (source instanceof Step.SingleSignOn signOn) {
            digest.text("GetRoleCredentials");
            digest.text(signOn.role().portal().startUrl());
            digest.text(signOn.role().portal().region());
            digest.text(signOn.role().accountId());
            digest.text(signOn.role().roleName());
        } else if (source instanceof Step.Environment given) {
            digest.text("Environment");
            digest.text(given.accessKeyId());
        } else if (source instanceof Step.Machine machine) {
            digest.text(machine.service().kind().name());
            digest.text(machine.service().address().toString());
        }
    }

    private void words(@Nullable ProgramSetting program) {
        List<String> words = program == null ? List.of() : program.words();
        digest.number(words.size());
        for (String each : words) {
            digest.text(each);
        }
    }
}
