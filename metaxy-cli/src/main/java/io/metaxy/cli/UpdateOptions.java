package io.metaxy.cli;

import io.metaxy.FeatureKey;
import io.metaxy.store.UpdateRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What is looked at to tell what must be computed anew. */
final class UpdateOptions {
  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description =
          "Only stored samples for which this is true, so those left out count as missing;"
              + " --global-filter looks at some samples only. Repeatable.")
  private List<String> filters = new ArrayList<>();

  @Option(
      names = "--global-filter",
      paramLabel = "FILTER",
      description =
          "Only samples of the feature and its parents for which this is true; repeatable.")
  private List<String> globalFilters = new ArrayList<>();

  @Option(
      names = "--stale-if",
      paramLabel = "FILTER",
      description = "Samples for which this is true are stale whatever they were made from.")
  private List<String> predicates = new ArrayList<>();

  /** Refuses filters that do not parse. */
  void check() {
    Filters.check(filters);
    Filters.check(globalFilters);
    Filters.check(predicates);
  }

  UpdateRequest request(FeatureKey feature) {
    UpdateRequest request = UpdateRequest.of(feature);
    for (String filter : filters) {
      request = request.targetFilter(filter);
    }
    for (String filter : globalFilters) {
      request = request.globalFilter(filter);
    }
    for (String predicate : predicates) {
      request = request.stalenessPredicate(predicate);
    }
    return request;
  }

  /** The filters that hold for the feature's own rows. */
  List<String> ofTarget() {
    List<String> all = new ArrayList<>(globalFilters);
    all.addAll(filters);
    return all;
  }
}
