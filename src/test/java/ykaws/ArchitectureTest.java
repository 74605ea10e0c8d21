package ykaws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house as ARCHITECTURE.md describes it: who may know whom, and the few places that touch the outside. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ykaws");

    /**
     * What only some may use.
     *
     * @param places packages, with two dots at their end, or outermost classes; that they do use it proves that the
     *     rule sees its use at all
     */
    private record Confined(String what, String reference, List<String> places) {
        boolean allows(JavaClass user) {
            return places.stream()
                    .anyMatch(place -> place.endsWith("..")
                            ? (user.getPackageName() + ".").startsWith(place.substring(0, place.length() - 1))
                            : outermost(user).getName().equals(place));
        }
    }

    /** Regular expressions on the names of classes. */
    private static final List<Confined> CONFINED_PACKAGES = List.of(
            new Confined(
                    "PC/SC and JNA",
                    "javax\\.smartcardio\\..*|com\\.sun\\.jna\\..*|jnasmartcardio\\..*",
                    List.of("ykaws.pcsc.smartcardio..")),
            new Confined("the AWS SDK", "software\\.amazon\\..*", List.of("ykaws.aws.sdk..")),
            new Confined(
                    "the system's keystore",
                    "com\\.github\\.javakeyring\\..*|org\\.freedesktop\\..*",
                    List.of("ykaws.aws.keystore..")),
            new Confined("JLine", "org\\.jline\\..*", List.of("ykaws.shell.jline..")),
            new Confined("Bouncy Castle", "org\\.bouncycastle\\..*", List.of("ykaws.aws.vault..", "ykaws.pcsc.scp..")),
            new Confined(
                    "Jackson",
                    "com\\.fasterxml\\.jackson\\..*",
                    List.of(
                            "ykaws.sandbox..",
                            "ykaws.oath.imports..",
                            "ykaws.aws.batch..",
                            "ykaws.aws.awsvault..",
                            "ykaws.aws.source..")),
            new Confined(
                    "ZXing and pictures",
                    "com\\.google\\.zxing\\..*|java\\.awt\\..*|javax\\.imageio\\..*",
                    List.of("ykaws.oath.qr..", "ykaws.sandbox.aws.QrPicture")));

    /** Regular expressions on "class.member". Time and sleep are passed in; Main ends the process and has its streams. */
    private static final List<Confined> CONFINED_MEMBERS = List.of(
            new Confined(
                    "the end of the process",
                    "java\\.lang\\.(System\\.exit|Runtime\\.(exit|halt))",
                    List.of("ykaws.Main")),
            new Confined("the standard streams", "java\\.lang\\.System\\.(in|out|err)", List.of("ykaws.Main")),
            new Confined("their descriptors", "java\\.io\\.FileDescriptor\\.(in|out|err)", List.of("ykaws.Main")),
            new Confined(
                    "the clock",
                    "java\\.time\\.(\\w+\\.now|Clock\\.system\\w*|InstantSource\\.system)"
                            + "|java\\.lang\\.System\\.currentTimeMillis",
                    List.of("ykaws.Main", "ykaws.SandboxAws")),
            new Confined(
                    "sleep",
                    "java\\.lang\\.Thread\\.sleep|java\\.util\\.concurrent\\.TimeUnit\\.sleep"
                            + "|java\\.util\\.concurrent\\.locks\\.LockSupport\\.park\\w+",
                    List.of("ykaws.pcsc.Pause", "ykaws.sandbox.Pause")));

    @Test
    void everyLayerIsThere() {
        for (String layer : List.of("shell", "aws", "oath", "pcsc", "sandbox")) {
            assertThat(CLASSES.stream().filter(c -> c.getPackageName().startsWith("ykaws." + layer)))
                    .as(layer)
                    .hasSizeGreaterThan(5);
        }
        assertThat(CLASSES.contain("ykaws.Main")).isTrue();
        assertThat(CLASSES.stream().map(JavaClass::getName)).noneMatch(name -> name.endsWith("Test"));
    }

    @Test
    void arrowsPointDownOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("src")
                .definedBy("ykaws")
                .layer("shell")
                .definedBy("ykaws.shell..")
                .layer("aws")
                .definedBy("ykaws.aws..")
                .layer("oath")
                .definedBy("ykaws.oath..")
                .layer("pcsc")
                .definedBy("ykaws.pcsc..")
                .layer("sandbox")
                .definedBy("ykaws.sandbox..")
                .whereLayer("src")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("shell")
                .mayOnlyBeAccessedByLayers("src")
                .whereLayer("aws")
                .mayOnlyBeAccessedByLayers("src", "shell")
                .whereLayer("oath")
                .mayOnlyBeAccessedByLayers("src", "shell", "aws")
                .whereLayer("pcsc")
                .mayOnlyBeAccessedByLayers("src", "shell", "aws", "oath")
                .whereLayer("sandbox")
                .mayOnlyBeAccessedByLayers("src")
                .whereLayer("sandbox")
                .mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    @TestFactory
    Stream<DynamicTest> onePackageKnowsEachOfThese() {
        return CONFINED_PACKAGES.stream()
                .map(confined -> DynamicTest.dynamicTest(confined.what(), () -> {
                    DescribedPredicate<JavaClass> used = HasName.Predicates.nameMatching(confined.reference())
                            .forSubtype();
                    assertThat(CLASSES.stream()
                                    .filter(confined::allows)
                                    .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                                    .filter(dependency -> used.test(dependency.getTargetClass())))
                            .as("control: uses of " + confined.what() + " in " + confined.places())
                            .isNotEmpty();
                    noClasses()
                            .that(elsewhereThan(confined))
                            .should()
                            .dependOnClassesThat(used)
                            .check(CLASSES);
                }));
    }

    @TestFactory
    Stream<DynamicTest> onePlaceUsesEachOfThese() {
        return CONFINED_MEMBERS.stream()
                .map(confined -> DynamicTest.dynamicTest(confined.what(), () -> {
                    Pattern member = Pattern.compile(confined.reference());
                    DescribedPredicate<JavaAccess<?>> used = DescribedPredicate.describe(
                            confined.what(),
                            access -> member.matcher(name(access.getTarget())).matches());
                    assertThat(CLASSES.stream()
                                    .filter(confined::allows)
                                    .flatMap(c -> Stream.concat(
                                            c.getAccessesFromSelf().stream(), c.getMethodReferencesFromSelf().stream()))
                                    .filter(used))
                            .as("control: uses of " + confined.what() + " in " + confined.places())
                            .isNotEmpty();
                    assertThat(CLASSES.stream()
                                    .filter(c -> !confined.allows(c))
                                    .flatMap(c -> Stream.concat(
                                            c.getAccessesFromSelf().stream(), c.getMethodReferencesFromSelf().stream()))
                                    .filter(used)
                                    .map(JavaAccess::getDescription))
                            .as(confined.what() + " is for " + confined.places())
                            .isEmpty();
                }));
    }

    private static DescribedPredicate<JavaClass> elsewhereThan(Confined confined) {
        return DescribedPredicate.describe("are not in " + confined.places(), c -> !confined.allows(c));
    }

    private static String name(AccessTarget target) {
        return target.getOwner().getName() + "." + target.getName();
    }

    private static JavaClass outermost(JavaClass c) {
        JavaClass outer = c;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }
}
