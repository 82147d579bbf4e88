package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureKey;
import io.metaxy.MetaxyException;
import io.metaxy.schema.RowCursor;
import io.metaxy.store.CopyReceipt;
import io.metaxy.store.CopyRequest;
import io.metaxy.store.Filter;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.VersionScope;
import io.metaxy.store.WriteRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Appends rows of another store. */
final class Copier {
  private final StoreContext context;
  private final Writer writer;

  Copier(StoreContext context, Writer writer) {
    this.context = context;
    this.writer = writer;
  }

  CopyReceipt copy(MetadataStore source, CopyRequest request) {
    context.requireWritable();
    Set<FeatureKey> named = new HashSet<>(request.features());
    named.addAll(request.filters().keySet());
    named.forEach(context.features()::definition);
    List<CopyReceipt.Copied> copied = new ArrayList<>();
    for (FeatureKey feature : context.features().topologicalOrder()) {
      if (request.features().isEmpty() ? isOwn(feature) : request.features().contains(feature)) {
        long rows = context.run(feature, "copy", () -> copy(source, request, feature));
        if (rows > 0) {
          copied.add(new CopyReceipt.Copied(feature, rows));
        }
      }
    }
    return new CopyReceipt(copied);
  }

  /** Whether a feature is one of the project's own, as its definition says. */
  private boolean isOwn(FeatureKey feature) {
    FeatureDefinition definition = context.features().definition(feature);
    String project = context.project();
    return !definition.isExternal()
        && (project == null
            || definition.project() == null
            || Objects.equals(definition.project(), project));
  }

  private long copy(MetadataStore source, CopyRequest request, FeatureKey feature) {
    ReadRequest read = read(request, feature);
    Optional<RowCursor> rows = rows(source, read);
    if (rows.isEmpty()) {
      return 0;
    }
    try (RowCursor all = rows.get()) {
      HistoryTimes history = request.sampleHistory() ? times(source, read) : null;
      // A feature without rows to copy gets no table.
      return all.next() ? write(feature, new StartedRows(all), history) : 0;
    }
  }

  private long write(FeatureKey feature, RowCursor rows, @Nullable HistoryTimes history) {
    return writer.write(WriteRequest.of(feature, rows).keepingVersions(), history).rows();
  }

  private ReadRequest read(CopyRequest request, FeatureKey feature) {
    ReadRequest read = ReadRequest.of(feature).withoutFallback().versions(request.versions());
    if (request.versions() == VersionScope.CURRENT) {
      read = read.featureVersion(context.versions().of(feature).featureVersion());
    }
    List<Filter> filters = new ArrayList<>(request.globalFilters());
    filters.addAll(request.filters().getOrDefault(feature, List.of()));
    for (Filter filter : filters) {
      read = read.where(filter);
    }
    return request.sampleHistory() ? read.withSampleHistory() : read;
  }

  /** The rows of a feature; empty if the source was never written any. */
  private static Optional<RowCursor> rows(MetadataStore source, ReadRequest read) {
    try {
      return Optional.of(source.read(read).cursor());
    } catch (MetaxyException e) {
      if (e.code() == ErrorCode.FEATURE_NOT_WRITTEN || e.code() == ErrorCode.UNKNOWN_FEATURE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static HistoryTimes times(MetadataStore source, ReadRequest read) {
    return HistoryTimes.of(source.read(read.columns(HistoryTimes.COLUMNS)).cursor());
  }
}
