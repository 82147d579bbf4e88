package io.metaxy.tck.vectors;

import static io.metaxy.tck.vectors.VectorFiles.list;
import static io.metaxy.tck.vectors.VectorFiles.object;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the rules want something else than the Python library does, whatever the case is. */
final class Differences {
  private static final Pattern QUOTED = Pattern.compile("'([^']|'')*'|\"([^\"]|\"\")*\"");
  private static final Pattern REFUSED =
      Pattern.compile("--|/\\*|;|\\bIN\\s*\\(\\s*(\\)|SELECT\\b)", Pattern.CASE_INSENSITIVE);
  private static final Pattern OURS =
      Pattern.compile("\\bBETWEEN\\b|\\bLIKE\\b|`", Pattern.CASE_INSENSITIVE);
  private static final Pattern NOT_IN_NULL =
      Pattern.compile("\\bNOT\\b.*\\bIN\\s*\\([^)]*\\bNULL\\b", Pattern.CASE_INSENSITIVE);

  private Differences() {}

  /** Whether a filter that Python takes must be refused: the recipe says so. */
  static boolean isRefused(String filter) {
    return REFUSED.matcher(unquoted(filter)).find();
  }

  /** Whether a filter that Python refuses may be one of ours (rule E4). */
  static boolean isOurs(String filter) {
    return OURS.matcher(unquoted(filter)).find();
  }

  /** Whether a null in a list counts for nothing, as in Polars and other than in DuckDB (E4). */
  static boolean isAsInPolars(String filter) {
    return NOT_IN_NULL.matcher(unquoted(filter)).find();
  }

  private static String unquoted(String filter) {
    return QUOTED.matcher(filter).replaceAll("''");
  }

  /** Why a story cannot end as it does in Python. */
  static Optional<String> ofStory(Map<String, @Nullable Object> story) {
    long time = Long.MIN_VALUE;
    for (Object each : list(story.get("steps"))) {
      Map<String, @Nullable Object> step = object(each);
      String op = String.valueOf(step.get("op"));
      if (step.get("clock") instanceof Number clock) {
        if (clock.longValue() < time) {
          return Optional.of("T1: the clock of a table never goes back");
        }
        time = clock.longValue();
      }
      if (op.equals("soft_delete") && Boolean.TRUE.equals(step.get("with_sample_history"))) {
        return Optional.of("S2: the filter of a soft delete looks at latest rows only");
      }
      if (op.equals("write") && list(step.get("rows")).stream().anyMatch(Differences::noTime)) {
        return Optional.of("W4: a time that is null is filled in");
      }
      if (fails(step, "Column name/value mismatch")) {
        return Optional.of("W5: a new user column is added");
      }
      if (op.equals("read") && fails(step, "with_feature_history=False")) {
        return Optional.of("R4: a version can be named by itself");
      }
    }
    return Optional.empty();
  }

  /** Why a step cannot go on as it does in Python. */
  static Optional<String> ofFailure(
      Map<String, @Nullable Object> step, boolean fallsBack, MetaxyException failure) {
    String op = String.valueOf(step.get("op"));
    if (fallsBack && op.equals("soft_delete") && failure.code() == ErrorCode.FEATURE_NOT_WRITTEN) {
      return Optional.of(
          "S3: a deletion is of the store's own rows, not of those it falls back to");
    }
    if (!op.startsWith("write")) {
      return Optional.empty();
    }
    return switch (failure.code()) {
      case DUPLICATE_SAMPLES, INVALID_ROWS ->
          Optional.of("W3: ids are not null, and a batch has one row of a sample");
      case INCOMPATIBLE_SCHEMA -> Optional.of("W5: no column loses what its type cannot hold");
      default -> Optional.empty();
    };
  }

  private static boolean noTime(@Nullable Object row) {
    Map<String, @Nullable Object> values = object(row);
    return values.containsKey("created_step") && values.get("created_step") == null;
  }

  /** Whether Python fails at a step, saying this. */
  private static boolean fails(Map<String, @Nullable Object> step, String message) {
    return step.get("expect") instanceof Map<?, ?> expected
        && expected.get("error") != null
        && expected.get("error").toString().contains(message);
  }
}
