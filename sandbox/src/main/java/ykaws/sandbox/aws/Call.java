package ykaws.sandbox.aws;

import java.time.Instant;
import java.util.Optional;

/** One call whose caller is known: what an action works with. */
record Call(Caller caller, Parameters parameters, World world, Scene scene) {
    /** What is the same for all that happens within one call. */
    record Scene(Instant now, Stack stack, LocalAwsSettings.Behaviour behaviour) {}

    /** An action of a service: checks, changes the world, writes its result. */
    interface Action {
        void run(Call call, Xml result) throws AwsRefusal;
    }

    Instant now() {
        return scene.now;
    }

    Stack stack() {
        return scene.stack;
    }

    /** The user of that name, of the stack or made since. */
    Optional<Stack.User> user(String name) {
        return world.user(stack(), name);
    }

    MfaCodes codes() {
        return new MfaCodes(scene.behaviour.window());
    }

    Authorizer authorizer() {
        return new Authorizer(caller, scene.now);
    }
}
