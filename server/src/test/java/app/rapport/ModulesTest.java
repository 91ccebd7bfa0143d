package app.rapport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Conditional;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows between modules point down, in code and in SQL. */
class ModulesTest {
    private static final Path SOURCES = Path.of("src/main/java/app/rapport");
    private static final Pattern TABLE = Pattern.compile(
            "(?i)\\b(?:from|join|into|update|table|delete from)\\s+(platform|identity|audit|messages|webhooks|connections|intake|media|customers|conversations|videos|training|crm|engagement)\\.[a-z_]+");

    private static final DescribedPredicate<JavaClass> GENERATED = JavaClass.Predicates.simpleNameContaining("__");
    private static final JavaClasses OURS = new ClassFileImporter().importPath(Path.of("target/classes/app/rapport"));

    @Test
    void aModuleUsesOnlyWhatItDeclares() {
        // The render library is a library, whose packages are all for use; what a build generated is nobody's to mend.
        ApplicationModules.of(
                        Rapport.class,
                        JavaClass.Predicates.resideInAPackage("app.rapport.render..")
                                .or(GENERATED))
                .verify();
    }

    /** The build decides which beans there are; a condition would ask the builder's settings, not the operator's. */
    @Test
    void noBeanExistsOnlyUnderACondition() {
        noClasses().should().beMetaAnnotatedWith(Conditional.class).check(OURS);
        noMethods().should().beMetaAnnotatedWith(Conditional.class).check(OURS);
    }

    @Test
    void aModulesSqlTouchesOnlyItsOwnSchema() throws IOException {
        var trespasses = new ArrayList<String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var module = SOURCES.relativize(file).getName(0).toString();
                var tables = TABLE.matcher(Files.readString(file));
                while (tables.find()) {
                    if (!tables.group(1).equals(module)) {
                        trespasses.add(file + " reads or writes " + tables.group());
                    }
                }
            }
        }
        assertThat(trespasses).isEqualTo(List.of());
    }
}
