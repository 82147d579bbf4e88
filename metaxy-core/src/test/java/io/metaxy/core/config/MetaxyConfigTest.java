package io.metaxy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureKey;
import io.metaxy.HashAlgorithm;
import io.metaxy.MetaxyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaxyConfigTest {
  @TempDir Path folder;

  private Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MetaxyConfig find(Map<String, String> environment) {
    return MetaxyConfig.find(folder, environment);
  }

  private static final String PYTHONS =
      """
      project = "digits"
      store = "prod"
      entrypoints = ["app.features"]
      hash_truncation_length = 16
      enable_map_datatype = true
      theme = "dark"

      [ext.dagster]
      enable = true

      [stores.prod]
      type = "metaxy.ext.duckdb.DuckDBMetadataStore"

      [stores.prod.config]
      database = "store.duckdb"
      hash_algorithm = "md5"
      fallback_stores = ["dev"]
      """;

  @Test
  void fileOfThePythonLibraryIsUnderstood() {
    Path file = write("metaxy.toml", PYTHONS);

    MetaxyConfig config = MetaxyConfig.find(folder.resolve("deep/er"), Map.of());

    assertThat(config.file()).isEqualTo(file);
    assertThat(config.directory()).isEqualTo(folder);
    assertThat(config.project()).isEqualTo("digits");
    assertThat(config.defaultStore()).isEqualTo("prod");
    assertThat(config.hashTruncationLength()).isEqualTo(16);
    assertThat(config.enableMapDatatype()).isTrue();
    assertThat(config.store("prod"))
        .isEqualTo(
            new StoreConfig(
                "prod",
                "metaxy.ext.duckdb.DuckDBMetadataStore",
                HashAlgorithm.MD5,
                List.of("dev"),
                Map.of("database", "store.duckdb")));
  }

  @Test
  void fallbackStoresMustBeThereAndInNoCircle() {
    write(
        "metaxy.toml",
        """
        [stores.a]
        type = "sqlite"
        config = { database = "a.db", fallback_stores = ["b"] }

        [stores.b]
        type = "sqlite"
        config = { database = "b.db", fallback_stores = ["c", "a"] }

        [stores.c]
        type = "sqlite"
        config = { database = "c.db" }

        [stores.d]
        type = "sqlite"
        config = { database = "d.db", fallback_stores = ["cc"] }
        """);
    MetaxyConfig config = find(Map.of());

    config.checkFallbacks("c");
    assertThatThrownBy(() -> config.checkFallbacks("a")).hasMessageContaining("a -> b -> a");
    assertThatThrownBy(() -> config.checkFallbacks("d"))
        .hasMessageContaining("'cc'")
        .hasMessageContaining("Did you mean");
  }

  @Test
  void environmentGoesOverTheFile() {
    write("metaxy.toml", PYTHONS);

    MetaxyConfig config =
        find(
            Map.of(
                "METAXY_PROJECT", "other",
                "metaxy_hash_truncation_length", "32",
                "METAXY_STORES__PROD__CONFIG__DATABASE", "/elsewhere",
                "METAXY_STORES__LOCAL", "{\"type\": \"sqlite\"}",
                "METAXY_STORES__STRAY__CONFIG__X", "1",
                "METAXY_ENABLE_MAP_DATATYPE", "no",
                "METAXY_SOMETHING", "else"));

    assertThat(config.project()).isEqualTo("other");
    assertThat(config.hashTruncationLength()).isEqualTo(32);
    assertThat(config.enableMapDatatype()).isFalse();
    assertThat(config.stores()).containsOnlyKeys("prod", "local");
    assertThat(config.store("prod").options()).containsEntry("database", "/elsewhere");
    assertThat(config.store("prod").hashAlgorithm()).isEqualTo(HashAlgorithm.MD5);
  }

  @Test
  void variablesInTextsAreReplaced() {
    write(
        "metaxy.toml",
        """
        [stores.dev]
        type = "${KIND:-sqlite}"
        [stores.dev.config]
        database = "${FOLDER}/x${NOTHING}.db"
        """);

    StoreConfig store = find(Map.of("FOLDER", "$1\\data")).store("dev");

    assertThat(store.type()).isEqualTo("sqlite");
    assertThat(store.options()).containsEntry("database", "$1\\data/x.db");
  }

  @Test
  void pyprojectServesIfItSaysSo() throws IOException {
    write(
        "pyproject.toml",
        "[tool.metaxy]\nproject = \"outer\"\n[tool.metaxy.stores.a]\ntype = \"x\"");
    write("inner/pyproject.toml", "[tool.other]\nx = 1");

    MetaxyConfig config = MetaxyConfig.find(folder.resolve("inner"), Map.of());

    assertThat(config.project()).isEqualTo("outer");
    assertThat(config.defaultStore()).isEqualTo("a");
    assertThat(config.directory()).isEqualTo(folder);
  }

  @Test
  void fileExtendsAnother() {
    write(
        "base/metaxy.toml",
        "project = \"base\"\n"
            + "hash_truncation_length = 12\n"
            + "[stores.a]\n"
            + "type = \"x\"\n"
            + "[stores.b]\n"
            + "type = \"x\"");
    write(
        "app/metaxy.toml",
        "extend = \"../base/metaxy.toml\"\nproject = \"app\"\n[stores.b]\ntype = \"y\"");

    MetaxyConfig config = MetaxyConfig.find(folder.resolve("app"), Map.of());

    assertThat(config.project()).isEqualTo("app");
    assertThat(config.hashTruncationLength()).isEqualTo(12);
    assertThat(config.store("a").type()).isEqualTo("x");
    assertThat(config.store("b").type()).isEqualTo("y");
  }

  @Test
  void filesThatExtendEachOtherAreRefused() {
    write("a.toml", "extend = \"b.toml\"");
    write("b.toml", "extend = \"a.toml\"");

    assertThatThrownBy(() -> find(Map.of("METAXY_CONFIG", "a.toml")))
        .hasMessageContaining("b.toml (line 1, column 1): extend goes round in a circle.");
  }

  @Test
  void featureFilesBesideTheConfigurationAreFound() {
    write("metaxy.toml", "");
    assertThat(find(Map.of()).featureFiles()).isEmpty();

    write("features.toml", "");
    assertThat(find(Map.of()).lockFile()).isEqualTo(folder.resolve("metaxy.lock"));
    assertThat(find(Map.of()).featureFiles()).containsExactly(folder.resolve("features.toml"));

    write("more/x.toml", "");
    write("metaxy.toml", "[ext.java]\nfeatures = [\"more/x.toml\"]");
    assertThat(find(Map.of()).featureFiles()).containsExactly(folder.resolve("more/x.toml"));
  }

  @Test
  void featuresToLockAreSelectedAsInPython() {
    write(
        "metaxy.toml",
        """
        [[extra_features]]
        projects = ["upstream"]
        keys = ["a/b", ["c", "d"]]

        [[extra_features]]
        all = true
        """);

    assertThat(find(Map.of()).extraFeatures())
        .containsExactly(
            new FeatureSelection(
                false, Set.of("upstream"), Set.of(FeatureKey.of("a/b"), FeatureKey.of("c/d"))),
            new FeatureSelection(true, Set.of(), Set.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[extra_features]]                 | extra_features[0] selects nothing.",
        "projct = 'x'                       | projct is not known here. Did you mean project?",
        "features = ['f.toml']              | Put it below [ext.java]",
        "project = 'a b'                    | project is 'a b'.",
        "hash_truncation_length = 4         | at least 8",
        "hash_truncation_length = 'many'    | Write a whole number.",
        "auto_create_tables = 3             | Write true or false.",
        "[stores.dev]; tpye = 'x'           | stores.dev.tpye is not known here. Did you mean"
            + " type?",
        "[stores.dev]                       | stores.dev has no 'type'.",
        "[stores.dev]; type = 's'; config = { hash_algorithm = 'md4' } | 'md4'",
        "[ext.java]; feature = ['f.toml']   | Did you mean features?",
        "[ext.java]; features = ['f.toml']  | which does not exist",
        "project = x                        | is not TOML"
      })
  void mistakeIsShownWithItsLine(String lines, String message) {
    write("metaxy.toml", lines.replace(';', '\n').replace('\'', '"'));

    assertThatThrownBy(() -> find(Map.of()))
        .isInstanceOfSatisfying(
            MetaxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIG))
        .hasMessageContaining("metaxy.toml (line ")
        .hasMessageContaining(message);
  }

  @Test
  void mistakeInTheEnvironmentNamesTheVariable() {
    write("metaxy.toml", "");

    assertThatThrownBy(() -> find(Map.of("METAXY_HASH_TRUNCATION_LENGTH", "x")))
        .hasMessageContaining("environment variable METAXY_HASH_TRUNCATION_LENGTH");
    assertThatThrownBy(() -> find(Map.of("METAXY_STORES", "x"))).hasMessageContaining("not JSON");
    assertThatThrownBy(() -> find(Map.of("METAXY_CONFIG", "gone.toml")))
        .hasMessageContaining("METAXY_CONFIG names");
  }

  @Test
  void withoutAFileTheEnvironmentMustNameAStore() {
    assertThatThrownBy(() -> find(Map.of())).hasMessageContaining("No metaxy.toml");
    assertThat(find(Map.of("METAXY_STORES__DEV__TYPE", "sqlite")).store("dev").type())
        .isEqualTo("sqlite");
  }

  @Test
  void unknownStoreNamesTheNearMiss() {
    write("metaxy.toml", PYTHONS);

    assertThatThrownBy(() -> find(Map.of()).store("pord"))
        .isInstanceOfSatisfying(
            MetaxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_STORE))
        .hasMessageContaining("Did you mean prod?");
  }

  @Test
  void settingsHideWhatABackendDeclaresAsSecret() {
    write(
        "metaxy.toml",
        """
        [stores.dev]
        type = "vault"
        config = { door = "hush", floor = 3 }

        [stores.prod]
        type = "metaxy.ext.vault.VaultMetadataStore"
        config = { door = ["hush", "hush"], floor = 4 }

        [stores.other]
        type = "elsewhere"
        config = { door = "open" }
        """);

    MetaxyConfig config = find(Map.of());

    assertThat(config.settings())
        .extracting(Setting::name, Setting::value)
        .contains(
            tuple("stores.dev.config.door", "***"),
            tuple("stores.dev.config.floor", 3L),
            tuple("stores.prod.config.door", "***"),
            tuple("stores.prod.config.floor", 4L),
            tuple("stores.other.config.door", "open"));
    assertThat(config.toString()).doesNotContain("hush");
  }

  @Test
  void settingsHideSecretsInsideListsAndTables() {
    write(
        "metaxy.toml",
        """
        [ext.other]
        hosts = ["https://me:hush@one", "https://two", ["ftp://you:hush@three"]]
        users = [{ name = "me", password = "hush" }, { name = "you", password = "hush" }]
        credentials = { user = "me", key = "hush" }
        api_keys = ["hush"]
        """);

    MetaxyConfig config = find(Map.of());

    assertThat(config.settings())
        .extracting(Setting::name, Setting::value)
        .contains(
            tuple(
                "ext.other.hosts",
                List.of("https://me:***@one", "https://two", List.of("ftp://you:***@three"))),
            tuple(
                "ext.other.users",
                List.of(
                    Map.of("name", "me", "password", "***"),
                    Map.of("name", "you", "password", "***"))),
            tuple("ext.other.credentials", "***"),
            tuple("ext.other.api_keys", "***"));
    assertThat(config.toString()).doesNotContain("hush");
  }

  @Test
  void settingsSayWhereTheyComeFromAndHideSecrets() {
    write(
        "metaxy.toml",
        """
        [stores.dev]
        type = "x"
        [stores.dev.config]
        password = "hush"
        url = "clickhouse://me:hu/s@hush@host:9000/db"
        """);

    MetaxyConfig config = find(Map.of("METAXY_STORES__DEV__CONFIG__API_KEY", "hush"));

    String file = folder.resolve("metaxy.toml").toString();
    assertThat(config.settings())
        .contains(
            new Setting("stores.dev.type", "x", file + " (line 2, column 1)"),
            new Setting("stores.dev.config.password", "***", file + " (line 4, column 1)"),
            new Setting(
                "stores.dev.config.url",
                "clickhouse://me:***@host:9000/db",
                file + " (line 5, column 1)"),
            new Setting(
                "stores.dev.config.api_key",
                "***",
                "environment variable METAXY_STORES__DEV__CONFIG__API_KEY"),
            new Setting("hash_truncation_length", 8L, "default"));
    assertThat(config.toString()).doesNotContain("hush");
  }
}
