package io.metaxy.cli;

import io.metaxy.FeatureDep;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.schema.Column;
import io.metaxy.store.FeatureStatus;
import io.metaxy.store.FeatureVersions;
import io.metaxy.store.MetadataStore;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "describe",
    description = "Show a feature: its versions, fields, parents and columns.",
    mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private FeatureOption feature;

  @Mixin private StoreOption store;

  DescribeCommand(Session session) {
    this.session = session;
    this.feature = new FeatureOption();
    this.store = new StoreOption();
  }

  @Override
  public Integer call() {
    PrintStream out = session.console().out();
    try (MetadataStore opened = session.read(store.name)) {
      FeatureKey key = feature.key();
      FeatureSpec spec = opened.features().spec(key);
      FeatureVersions versions = opened.versions(key);
      FeatureStatus status = opened.status(key);
      out.println("feature             " + key);
      if (spec.description() != null) {
        out.println("description         " + spec.description());
      }
      out.println("id columns          " + String.join(", ", spec.idColumns()));
      out.println("table               " + status.table());
      out.println("feature version     " + versions.featureVersion());
      out.println("code version        " + versions.codeVersion());
      out.println("spec version        " + versions.specVersion());
      out.println("definition version  " + versions.definitionVersion());
      out.println("project version     " + versions.projectVersion());
      out.println("fields");
      spec.fields()
          .forEach(
              field ->
                  out.println(
                      "  "
                          + field.key()
                          + "  version "
                          + versions.fieldVersions().get(field.key().toString())
                          + ", code "
                          + field.codeVersion()));
      if (!spec.deps().isEmpty()) {
        out.println("parents");
        for (FeatureDep dep : spec.deps()) {
          out.println("  " + dep.feature() + (dep.isOptional() ? "  optional" : ""));
        }
      }
      columns(out, spec, status);
    }
    return 0;
  }

  private static void columns(PrintStream out, FeatureSpec spec, FeatureStatus status) {
    List<Column> columns = status.schema() != null ? status.schema().columns() : spec.columns();
    out.println(
        status.isWritten() ? "columns" : "columns (declared; the feature was never written here)");
    columns.forEach(column -> out.println("  " + column.name() + "  " + column.type()));
  }
}
