package io.metaxy.graph;

import java.time.Instant;
import java.util.Map;

/**
 * A version of a project that was pushed.
 *
 * @param project the project
 * @param version its version
 * @param recordedAt when it was pushed first
 * @param pushedAt when it was pushed last: a project may go back to an older version
 * @param featureCount how many features it has
 * @param tags what the last push said of it
 */
public record ProjectVersion(
    String project,
    String version,
    Instant recordedAt,
    Instant pushedAt,
    int featureCount,
    Map<String, String> tags) {
  public ProjectVersion {
    tags = Map.copyOf(tags);
  }
}
