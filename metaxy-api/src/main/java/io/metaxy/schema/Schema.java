package io.metaxy.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of a table or of a result, in order; names are unique. Immutable. */
public final class Schema {
  private final List<Column> columns;
  private final Map<String, Integer> positions;

  private Schema(List<Column> columns) {
    this.columns = List.copyOf(columns);
    Map<String, Integer> byName = new LinkedHashMap<>();
    for (Column column : this.columns) {
      if (byName.put(column.name(), byName.size()) != null) {
        throw new IllegalArgumentException("two columns are named " + column.name());
      }
    }
    this.positions = Collections.unmodifiableMap(byName);
  }

  /**
   * A schema of {@code columns}.
   *
   * @throws IllegalArgumentException if two share a name
   */
  public static Schema of(List<Column> columns) {
    return new Schema(columns);
  }

  /** A schema of {@code columns}. */
  public static Schema of(Column... columns) {
    return new Schema(List.of(columns));
  }

  /** The columns in order. */
  public List<Column> columns() {
    return columns;
  }

  /** The names in order. */
  public List<String> names() {
    return List.copyOf(positions.keySet());
  }

  /** How many columns there are. */
  public int size() {
    return columns.size();
  }

  /** The position of the column {@code name}, from 0, or -1. */
  public int indexOf(String name) {
    return positions.getOrDefault(name, -1);
  }

  /** Whether there is a column {@code name}. */
  public boolean has(String name) {
    return positions.containsKey(name);
  }

  /** The column {@code name}. */
  public Optional<Column> find(String name) {
    int i = indexOf(name);
    return i < 0 ? Optional.empty() : Optional.of(columns.get(i));
  }

  /** The column at {@code index}, from 0. */
  public Column column(int index) {
    return columns.get(index);
  }

  /** This schema with {@code more} behind its columns. */
  public Schema with(List<Column> more) {
    List<Column> all = new ArrayList<>(columns);
    all.addAll(more);
    return new Schema(all);
  }

  /**
   * The columns {@code names}, in their order.
   *
   * @throws java.util.NoSuchElementException if there is no such column
   */
  public Schema select(List<String> names) {
    return new Schema(names.stream().map(name -> find(name).orElseThrow()).toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schema that && columns.equals(that.columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  @Override
  public String toString() {
    return columns.toString();
  }
}
