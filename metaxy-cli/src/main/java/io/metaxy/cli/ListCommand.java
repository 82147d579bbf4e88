package io.metaxy.cli;

import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureKey;
import io.metaxy.HashAlgorithm;
import io.metaxy.core.config.MetaxyConfig;
import io.metaxy.core.store.Backends;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.ConfigOption;
import io.metaxy.store.MetadataStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    description = "List features, stores or backends.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {
  private static final List<@Nullable Object[]> OF_EVERY_BACKEND =
      List.of(
          new @Nullable Object[] {
            "every",
            "hash_algorithm",
            "text",
            null,
            "How provenance is hashed: "
                + Arrays.stream(HashAlgorithm.values())
                    .map(HashAlgorithm::toString)
                    .collect(Collectors.joining(", "))
                + "; without it, "
                + HashAlgorithm.XXHASH32
                + " on DuckDB, ClickHouse and Iceberg, else "
                + HashAlgorithm.MD5
                + "."
          },
          new @Nullable Object[] {
            "every",
            "fallback_stores",
            "list",
            null,
            "The stores that a feature is read from while this one has no rows of it."
          });

  private final Session session;

  @Spec CommandSpec spec;

  ListCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name what to list.");
  }

  @Command(
      name = "features",
      description = "The features of the project and those pushed to the store.",
      mixinStandardHelpOptions = true)
  int features(@Mixin StoreOption store, @Mixin FormatOption format) {
    List<@Nullable Object[]> lines = new ArrayList<>();
    try (MetadataStore opened = session.read(store.name)) {
      for (FeatureKey key : opened.list()) {
        FeatureDefinition definition = opened.features().definition(key);
        lines.add(
            new @Nullable Object[] {
              key.toString(),
              opened.versions(key).featureVersion(),
              format.list(definition.spec().idColumns()),
              format.list(definition.spec().fieldKeys().stream().map(Object::toString).toList()),
              format.list(
                  definition.spec().deps().stream().map(d -> d.feature().toString()).toList())
            });
      }
    }
    return print(format, lines, "feature", "version", "ids", "fields", "parents");
  }

  @Command(
      name = "stores",
      description = "The stores of the project.",
      mixinStandardHelpOptions = true)
  int stores(@Mixin FormatOption format) {
    MetaxyConfig config = MetaxyConfig.find(session.console().directory());
    List<@Nullable Object[]> lines = new ArrayList<>();
    config
        .stores()
        .values()
        .forEach(
            store ->
                lines.add(
                    new @Nullable Object[] {
                      store.name(),
                      store.type(),
                      store.name().equals(config.defaultStore()) ? "yes" : ""
                    }));
    return print(format, lines, "store", "type", "default");
  }

  @Command(
      name = "backends",
      description = "The backends on the class path, with the options of a store's config.",
      mixinStandardHelpOptions = true)
  int backends(@Mixin FormatOption format) {
    List<@Nullable Object[]> lines = new ArrayList<>(OF_EVERY_BACKEND);
    for (BackendProvider provider : Backends.all()) {
      for (ConfigOption option : provider.options()) {
        lines.add(
            new @Nullable Object[] {
              provider.name(),
              option.name(),
              option.type().name().toLowerCase(Locale.ROOT),
              option.defaultValue(),
              option.documentation()
            });
      }
    }
    return print(format, lines, "backend", "option", "type", "default", "meaning");
  }

  private int print(FormatOption format, List<@Nullable Object[]> lines, String... columns) {
    List<Column> all = new ArrayList<>();
    for (String column : columns) {
      all.add(new Column(column, DataType.STRING));
    }
    new Output(session.console(), format.format).print(RowCursor.of(Schema.of(all), lines));
    return 0;
  }
}
