package io.metaxy.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.Capability;
import io.metaxy.store.MetadataStore;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** The arrows between the modules. This module sees them all. */
@AnalyzeClasses(packages = "io.metaxy", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] API = {
    "io.metaxy",
    "io.metaxy.schema..",
    "io.metaxy.expr..",
    "io.metaxy.graph..",
    "io.metaxy.store..",
    "io.metaxy.spi.."
  };
  private static final String[] CORE = {"io.metaxy.core..", "io.metaxy.sql.."};
  private static final String[] BACKENDS = {
    "io.metaxy.sqlite..", "io.metaxy.duckdb..", "io.metaxy.clickhouse..", "io.metaxy.iceberg.."
  };

  @ArchTest
  static final ArchRule apiDependsOnTheJdkAlone =
      classes()
          .that(resideInAnyPackage(API))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(API).or(resideInAnyPackage("java..", "org.jspecify.annotations")));

  @ArchTest
  static final ArchRule coreKnowsNoBackend =
      noClasses()
          .that(resideInAnyPackage(CORE))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.metaxy..")
                  .and(resideOutsideOfPackages(API))
                  .and(resideOutsideOfPackages(CORE)));

  @ArchTest
  static final ArchRule backendsKnowTheApiAndCoreAlone =
      noClasses()
          .that(resideInAnyPackage(BACKENDS))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.metaxy..")
                  .and(resideOutsideOfPackages(API))
                  .and(resideOutsideOfPackages(CORE))
                  .and(resideOutsideOfPackages(BACKENDS)));

  @ArchTest
  static final ArchRule theKitKnowsNoBackend =
      noClasses()
          .that(resideInAnyPackage("io.metaxy.tck.."))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(BACKENDS).or(resideInAnyPackage("io.metaxy.cli..")))
          .allowEmptyShould(true);

  /** DuckDB as another backend uses it, and a class that Iceberg makes by its name. */
  private static final String USED_BY_OTHERS =
      "io\\.metaxy\\.(duckdb\\.(EmbeddedDuckDb|DuckDbSession)|iceberg\\.LocalFileIO)";

  @ArchTest
  static final ArchRule onlyTheProviderOfABackendIsPublic =
      classes()
          .that(resideInAnyPackage(BACKENDS))
          .and()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .should()
          .implement(BackendProvider.class)
          .orShould()
          .haveNameMatching(USED_BY_OTHERS);

  @ArchTest
  static final ArchRule partsDoNotDependOnEachOtherInCircles =
      slices()
          .matching("io.metaxy.(*)..")
          .should()
          .beFreeOfCycles()
          // A user asks a store for what its backend can do, in the backend's own words.
          .ignoreDependency(MetadataStore.class, Capability.class);

  @ArchTest
  static final ArchRule topicsOfCoreDoNotDependOnEachOtherInCircles =
      slices().matching("io.metaxy.core.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesSayWhatAClassIsFor =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveNameMatching(".*(Utils?|Helpers?|Managers?)(\\$.*)?");

  @ArchTest
  static void everyPackageSaysWhatItIsForAndIsNullMarked(JavaClasses all) {
    Predicate<JavaPackage> marked =
        aPackage ->
            aPackage
                .tryGetPackageInfo()
                .filter(info -> info.isAnnotatedWith(NullMarked.class))
                .isPresent();
    assertThat(all.getDefaultPackage().getSubpackagesInTree())
        .filteredOn(aPackage -> aPackage.getName().startsWith("io.metaxy"))
        .filteredOn(aPackage -> !aPackage.getClasses().isEmpty())
        .filteredOn(marked.negate())
        .extracting(JavaPackage::getName)
        .as("packages without a @NullMarked package-info")
        .isEmpty();
  }
}
