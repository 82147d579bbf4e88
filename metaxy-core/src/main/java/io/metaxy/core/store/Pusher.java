package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureKey;
import io.metaxy.MetaxyException;
import io.metaxy.core.feature.StoredDefinitions;
import io.metaxy.core.json.PythonJson;
import io.metaxy.schema.RowCursor;
import io.metaxy.spi.Transaction;
import io.metaxy.store.FeatureVersions;
import io.metaxy.store.PushReceipt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records the features of a project, as the Python library's push does. */
final class Pusher {
  /** What the Python library says of itself. */
  static final String SYSTEM_TAG = "metaxy";

  private final StoreContext context;
  private final Map<String, String> tags;

  Pusher(StoreContext context, Map<String, String> tags) {
    this.context = context;
    this.tags = tags;
  }

  PushReceipt push() {
    if (tags.containsKey(SYSTEM_TAG)) {
      throw new MetaxyException(
          ErrorCode.INVALID_REQUEST,
          "The tag " + SYSTEM_TAG + " is the Python library's own.",
          "Choose another name for the tag.");
    }
    String project = OwnProject.of(context);
    List<FeatureDefinition> own = own(project);
    String version = context.versions().projectVersion(project);
    try (Transaction transaction = context.begin(PushedFeatures.TABLE)) {
      if (transaction.schema().isEmpty()) {
        transaction.create(PushedFeatures.SCHEMA, List.of());
      }
      List<PushedFeatures.Pushed> ofProject =
          PushedFeatures.all(transaction::scan).stream()
              .filter(row -> row.project().equals(project))
              .toList();
      List<PushedFeatures.Pushed> latest = PushedFeatures.latest(ofProject);
      boolean alreadyPushed = latest.stream().anyMatch(row -> row.projectVersion().equals(version));
      List<FeatureDefinition> changed =
          alreadyPushed ? own.stream().filter(d -> !isAmong(d, latest)).toList() : own;
      if (!changed.isEmpty()) {
        transaction.append(
            RowCursor.of(PushedFeatures.SCHEMA, rows(changed, project, version, ofProject)));
      }
      transaction.commit();
      return new PushReceipt(
          project,
          version,
          alreadyPushed,
          alreadyPushed ? changed.stream().map(d -> d.key().toString()).toList() : List.of());
    }
  }

  private boolean isAmong(FeatureDefinition definition, List<PushedFeatures.Pushed> pushed) {
    String version = context.versions().definitionVersion(definition);
    return pushed.stream()
        .anyMatch(
            row ->
                row.key().equals(definition.key().toString())
                    && row.definitionVersion().equals(version));
  }

  private List<@Nullable Object[]> rows(
      List<FeatureDefinition> definitions,
      String project,
      String projectVersion,
      List<PushedFeatures.Pushed> before) {
    Instant now = context.now();
    // The latest push is told by its time, so a slow clock must not put this one before another.
    Instant at =
        before.stream()
            .map(row -> row.recordedAt().plus(1, ChronoUnit.MICROS))
            .max(Comparator.naturalOrder())
            .filter(next -> next.isAfter(now))
            .orElse(now);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (FeatureDefinition definition : definitions) {
      FeatureVersions versions = context.versions().of(definition.key());
      rows.add(
          new @Nullable Object[] {
            project,
            definition.key().toString(),
            versions.featureVersion(),
            versions.definitionVersion(),
            at,
            StoredDefinitions.spec(definition),
            StoredDefinitions.schema(definition),
            StoredDefinitions.classPath(definition),
            projectVersion,
            PythonJson.ordered(tags),
            null
          });
    }
    return rows;
  }

  private List<FeatureDefinition> own(String project) {
    List<FeatureDefinition> own = new ArrayList<>();
    for (FeatureKey key : context.features().topologicalOrder()) {
      FeatureDefinition definition = context.features().definition(key);
      if (!definition.isExternal() && project.equals(projectOf(definition))) {
        own.add(definition);
      }
    }
    if (own.isEmpty()) {
      throw new MetaxyException(
          ErrorCode.INVALID_REQUEST,
          "Project " + project + " has no features to push.",
          "Add features to a feature file, or name the project that has them.");
    }
    return own;
  }

  private @Nullable String projectOf(FeatureDefinition definition) {
    return definition.project() != null ? definition.project() : context.project();
  }
}
