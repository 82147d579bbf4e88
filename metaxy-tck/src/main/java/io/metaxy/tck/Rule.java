package io.metaxy.tck;

import java.util.Arrays;
import java.util.Optional;

/**
 * The promises that the kit checks, by their numbers. Each has a test whose name begins with the
 * number, and a saboteur that this test catches.
 */
public enum Rule {
  /**
   * A key is parts of small letters, digits, _ and -; anything else is an error quoting the part.
   */
  K1(
      "a key is parts of small letters, digits, _ and -; anything else is an error quoting the part"),
  /** The table is the parts joined by __, and no two features share one. */
  K2("the table is the parts joined by __, and no two features share one"),
  /** Any user column name works, and names of the system are refused. */
  K3("any user column name works, and names of the system are refused"),
  /** Every row has the system columns, with maps as maps and times in UTC with microseconds. */
  C1("every row has the system columns, with maps as maps and times in UTC with microseconds"),
  /** A table has the columns and types that the Python library gives it. */
  C2("a table has the columns and types that the Python library gives it"),
  /** A write appends and leaves stored rows as they are. */
  W1("a write appends and leaves stored rows as they are"),
  /** All of a batch is stored or none of it. */
  W2("all of a batch is stored or none of it"),
  /** Ids, provenances and single samples of a batch are checked before anything is stored. */
  W3("ids, provenances and single samples of a batch are checked before anything is stored"),
  /** System columns that the caller leaves out are filled in, and those given stay. */
  W4("system columns that the caller leaves out are filled in, and those given stay"),
  /** New columns are added, missing ones are null, types that lose information are refused. */
  W5("new columns are added, missing ones are null, types that lose information are refused"),
  /** A write after a delete brings the sample back. */
  W6("a write after a delete brings the sample back"),
  /** Values come back as they were written. */
  W7("values come back as they were written"),
  /** A batch with a token is stored once, however often it is sent. */
  W8("a batch with a token is stored once, however often it is sent"),
  /** A read gives the latest row of each live sample of the current version. */
  R1("a read gives the latest row of each live sample of the current version"),
  /** Filters look at latest rows, never at older ones. */
  R2("filters look at latest rows, never at older ones"),
  /** Tombstones are read when they are asked for, and only of deleted samples. */
  R3("tombstones are read when they are asked for, and only of deleted samples"),
  /** Sample history gives every row, feature history every version. */
  R4("sample history gives every row, feature history every version"),
  /** Of rows of one time always the same one is returned. */
  R6("of rows of one time always the same one is returned"),
  /** Columns are checked, and a feature never written is an error. */
  R7("columns are checked, and a feature never written is an error"),
  /** Reads stream: a million rows pass through a heap of 256 MiB. */
  R8("reads stream: a million rows pass through a heap of 256 MiB"),
  /** A tombstone is a copy of the latest row with the time of deletion, and history stays. */
  S1("a tombstone is a copy of the latest row with the time of deletion, and history stays"),
  /** A soft delete looks at latest live rows, and deletes nothing twice. */
  S2("a soft delete looks at latest live rows, and deletes nothing twice"),
  /** A soft delete is one statement of the engine. */
  S3("a soft delete is one statement of the engine"),
  /** The receipt tells what was done, and a dry run changes nothing. */
  S4("the receipt tells what was done, and a dry run changes nothing"),
  /** To soft delete a whole feature one must say so. */
  S5("to soft delete a whole feature one must say so"),
  /** Hard delete is done or refused, as the capabilities say, before anything is changed. */
  H1("hard delete is done or refused, as the capabilities say, before anything is changed"),
  /** Every row of the chosen samples goes, or just the rows that match if so asked. */
  H2("every row of the chosen samples goes, or just the rows that match if so asked"),
  /** A hard delete stays in the current version unless all are meant. */
  H3("a hard delete stays in the current version unless all are meant"),
  /** The receipt counts what is gone, and the whole feature must be said. */
  H4("the receipt counts what is gone, and the whole feature must be said"),
  /** The clock of a table never goes back. */
  T1("the clock of a table never goes back"),
  /** Whole operations of many threads and processes take effect, each once. */
  T2("whole operations of many threads and processes take effect, each once"),
  /** A killed process leaves every finished operation and no half one. */
  T3("a killed process leaves every finished operation and no half one"),
  /** An expression means the same on every engine, nulls and NaN included. */
  E1("an expression means the same on every engine, nulls and NaN included"),
  /** A value never becomes a part of the engine's language. */
  E2("a value never becomes a part of the engine's language"),
  /** What cannot be expressed is an error, never something else. */
  E3("what cannot be expressed is an error, never something else"),
  /** Filter texts are SQL's conditions, and an error points at its place. */
  E4("filter texts are SQL's conditions, and an error points at its place"),
  /** Short names of times mean the system's columns unless the feature has its own. */
  E5("short names of times mean the system's columns unless the feature has its own"),
  /** An error has a code, its place, and what to do. */
  F1("an error has a code, its place, and what to do"),
  /** A foreign or broken store is refused and left as it is. */
  F2("a foreign or broken store is refused and left as it is");

  private final String summary;

  Rule(String summary) {
    this.summary = summary;
  }

  /** The promise in a line. */
  public String summary() {
    return summary;
  }

  /** The rule that a test of this name checks. */
  public static Optional<Rule> ofTest(String methodName) {
    return Arrays.stream(values()).filter(r -> methodName.startsWith(r.name() + "_")).findFirst();
  }
}
