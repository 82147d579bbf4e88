package io.metaxy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every error of a store (rule F1): a stable code, what happened, what to do, and in which feature,
 * backend and operation. {@link UnsupportedOperationException} is the one exception to this: it
 * says that a backend lacks a capability.
 */
public final class MetaxyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String problem;
  private final String remedy;
  private final @Nullable String feature;
  private final @Nullable String backend;
  private final @Nullable String operation;

  /**
   * An error whose place is not yet known; a store adds it with {@link #in}.
   *
   * @param problem what happened, one sentence with the value that failed
   * @param remedy what to do, one sentence
   */
  public MetaxyException(ErrorCode code, String problem, String remedy) {
    this(code, problem, remedy, null, null, null, null);
  }

  /** The same with its cause. */
  public MetaxyException(ErrorCode code, String problem, String remedy, @Nullable Throwable cause) {
    this(code, problem, remedy, null, null, null, cause);
  }

  private MetaxyException(
      ErrorCode code,
      String problem,
      String remedy,
      @Nullable String feature,
      @Nullable String backend,
      @Nullable String operation,
      @Nullable Throwable cause) {
    super(problem + " " + remedy, cause);
    this.code = requireNonNull(code, "code");
    this.problem = problem;
    this.remedy = remedy;
    this.feature = feature;
    this.backend = backend;
    this.operation = operation;
  }

  /** This error with its place; what it already knows of its place stays. */
  public MetaxyException in(
      @Nullable String feature, @Nullable String backend, @Nullable String operation) {
    MetaxyException placed =
        new MetaxyException(
            code,
            problem,
            remedy,
            this.feature != null ? this.feature : feature,
            this.backend != null ? this.backend : backend,
            this.operation != null ? this.operation : operation,
            getCause());
    placed.setStackTrace(getStackTrace());
    for (Throwable suppressed : getSuppressed()) {
      placed.addSuppressed(suppressed);
    }
    return placed;
  }

  /** The stable code. */
  public ErrorCode code() {
    return code;
  }

  /** What happened, without the place. */
  public String problem() {
    return problem;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }

  /** The key of the feature that was worked on. */
  public Optional<String> feature() {
    return Optional.ofNullable(feature);
  }

  /** The name of the backend. */
  public Optional<String> backend() {
    return Optional.ofNullable(backend);
  }

  /** The operation, such as {@code write} or {@code soft delete}. */
  public Optional<String> operation() {
    return Optional.ofNullable(operation);
  }

  /** Problem, remedy, code and place on one line (a filter error's text has several). */
  @Override
  public String getMessage() {
    List<String> place = new ArrayList<>();
    place.add(code.name());
    if (feature != null) {
      place.add("feature " + feature);
    }
    if (backend != null) {
      place.add("backend " + backend);
    }
    if (operation != null) {
      place.add("operation " + operation);
    }
    return problem + " " + remedy + " [" + String.join(", ", place) + "]";
  }
}
