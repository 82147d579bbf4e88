package io.metaxy;

/**
 * What went wrong, stable over releases: the name of a constant never changes its meaning (rule
 * F1).
 */
public enum ErrorCode {
  /** A feature or field key breaks rule K1. */
  INVALID_KEY(Kind.USER),
  /** A feature spec or graph contradicts itself. */
  INVALID_FEATURE(Kind.USER),
  /** Two features would share a table (rule K2). */
  TABLE_NAME_CLASH(Kind.USER),
  /** No feature of that key is known. */
  UNKNOWN_FEATURE(Kind.USER),
  /** The feature is known and was never written to this store (rule R7). */
  FEATURE_NOT_WRITTEN(Kind.USER),
  /** No column of that name exists (rule R7). */
  UNKNOWN_COLUMN(Kind.USER),
  /** A user column takes a name that belongs to the system (rule K3). */
  RESERVED_COLUMN(Kind.USER),
  /** No store of that name is configured. */
  UNKNOWN_STORE(Kind.USER),
  /** No backend of that name is on the class path, or two are. */
  UNKNOWN_BACKEND(Kind.USER),
  /** A configuration file or option is wrong. */
  INVALID_CONFIG(Kind.USER),
  /** A filter text does not parse (rule E4). */
  FILTER_SYNTAX(Kind.USER),
  /** An expression does not fit the types of its operands. */
  TYPE_MISMATCH(Kind.USER),
  /** The backend cannot express an expression (rule E3). */
  UNSUPPORTED_EXPRESSION(Kind.USER),
  /**
   * Rows that cannot be stored: a null id, a missing field, a value of the wrong type (rule W3).
   */
  INVALID_ROWS(Kind.USER),
  /** Two rows of a batch are of the same sample (rule W3). */
  DUPLICATE_SAMPLES(Kind.USER),
  /** A column's type would change and lose information (rule W5). */
  INCOMPATIBLE_SCHEMA(Kind.USER),
  /** An input file does not exist or cannot be read as what it should be. */
  INVALID_INPUT(Kind.USER),
  /** A request contradicts itself or lacks what it must say (rules S5, H4). */
  INVALID_REQUEST(Kind.USER),
  /** The store was closed, or a cursor is used after its store. */
  CLOSED(Kind.USER),
  /** The store exists and is not ours, corrupt, or from a newer version (rule F2). */
  UNREADABLE_STORE(Kind.RESOURCE),
  /** The store cannot be written: read-only file, folder, user. */
  READ_ONLY(Kind.RESOURCE),
  /** Others hold the store for too long; nothing was changed, try again (rule T2). */
  BUSY(Kind.RESOURCE),
  /** The store cannot be reached: missing file, server down. */
  UNREACHABLE(Kind.RESOURCE),
  /** No space or memory is left. */
  OUT_OF_RESOURCES(Kind.RESOURCE),
  /** Whether the operation took effect is not known; look before trying again. */
  STATE_UNKNOWN(Kind.ENGINE),
  /** The engine failed for a reason of its own. */
  ENGINE_FAILURE(Kind.ENGINE);

  private final Kind kind;

  ErrorCode(Kind kind) {
    this.kind = kind;
  }

  /** Who can mend it. */
  public Kind kind() {
    return kind;
  }

  /** Who can mend an error. */
  public enum Kind {
    /** The caller, by calling otherwise. */
    USER,
    /** Who runs the machine or the store. */
    RESOURCE,
    /** The engine's or our own defect. */
    ENGINE
  }
}
