package io.metaxy.core.store;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What values tell about the type of their column. That need not be the whole of it: an empty list
 * does not say what it is a list of, nor a struct what a field is that is null. Where nothing at
 * all is told, as of nulls, null stands for the shape.
 */
sealed interface ValueShape {

  /** The type. */
  record Whole(DataType type) implements ValueShape {
    @Override
    public String toString() {
      return type.toString();
    }
  }

  /** A list. */
  record Items(@Nullable ValueShape element) implements ValueShape {
    @Override
    public String toString() {
      return "lists";
    }
  }

  /**
   * Values by name: a struct, or else a map.
   *
   * @param isRecord whether it is a struct for sure
   */
  record Fields(Map<String, @Nullable ValueShape> fields, boolean isRecord) implements ValueShape {
    @Override
    public String toString() {
      return "maps or structs";
    }
  }

  /** The shape that tells the whole of {@code type}. */
  static ValueShape of(DataType type) {
    if (type instanceof DataType.ListOf list) {
      return new Items(of(list.element()));
    }
    if (type instanceof DataType.Struct struct) {
      Map<String, @Nullable ValueShape> fields = new LinkedHashMap<>();
      struct.fields().forEach(field -> fields.put(field.name(), of(field.type())));
      return new Fields(fields, true);
    }
    return new Whole(type);
  }

  /**
   * What both tell. It takes the place of {@code a}, which may be changed.
   *
   * @throws NoOneType if no type holds the values of both
   */
  static @Nullable ValueShape merge(@Nullable ValueShape a, @Nullable ValueShape b) {
    if (a == null || b == null || a == b || a.equals(b)) {
      return a == null ? b : a;
    }
    if (a instanceof Whole x
        && b instanceof Whole y
        && x.type().isNumeric()
        && y.type().isNumeric()) {
      return new Whole(number(x.type(), y.type()));
    }
    if (a instanceof Items x && b instanceof Items y) {
      return new Items(merge(x.element(), y.element()));
    }
    if (a instanceof Fields x && b instanceof Fields y) {
      // What maps have told belongs to the first of them alone, and is not copied for each: every
      // row may bring another key. What records tell is their class's, and stays.
      Map<String, @Nullable ValueShape> fields =
          x.isRecord() ? new LinkedHashMap<>(x.fields()) : x.fields();
      y.fields().forEach((name, shape) -> fields.put(name, merge(fields.get(name), shape)));
      return new Fields(fields, x.isRecord() || y.isRecord());
    }
    throw new NoOneType("its values are " + a + " and " + b, "Give values of one type.");
  }

  private static DataType number(DataType a, DataType b) {
    if (a == DataType.FLOAT64 || b == DataType.FLOAT64) {
      return DataType.FLOAT64;
    }
    DataType.Decimal x = decimal(a);
    DataType.Decimal y = decimal(b);
    return decimal(
        Math.max(x.precision() - x.scale(), y.precision() - y.scale()),
        Math.max(x.scale(), y.scale()));
  }

  private static DataType.Decimal decimal(DataType type) {
    return type instanceof DataType.Decimal d ? d : new DataType.Decimal(19, 0);
  }

  /**
   * The decimal with so many digits before and behind the point.
   *
   * @throws NoOneType if there is none
   */
  static DataType decimal(int whole, int scale) {
    if (whole + scale > 38) {
      throw new NoOneType(
          "a decimal of more than 38 digits has no column type", "Give values of one type.");
    }
    return DataType.decimal(Math.max(whole + scale, 1), scale);
  }

  /**
   * The type of the values: texts by name are a map, other values by name a struct. What is but
   * null in every struct is no field of it, and reads as null just the same.
   *
   * @throws NoOneType if it is not told, and to leave the column out would lose values
   */
  default DataType type() {
    if (this instanceof Whole whole) {
      return whole.type();
    }
    if (this instanceof Items items) {
      if (items.element() == null) {
        throw NoOneType.untold("lists");
      }
      return DataType.list(items.element().type());
    }
    Fields of = (Fields) this;
    if (!of.isRecord() && of.fields().values().stream().allMatch(ValueShape::isTextOrNull)) {
      return DataType.STRING_MAP;
    }
    List<Column> columns = new ArrayList<>();
    of.fields()
        .forEach(
            (name, shape) -> {
              if (shape != null) {
                columns.add(field(name, shape));
              }
            });
    if (columns.isEmpty()) {
      throw NoOneType.untold("structs");
    }
    return new DataType.Struct(columns);
  }

  private static boolean isTextOrNull(@Nullable ValueShape shape) {
    return shape == null || shape instanceof Whole whole && whole.type() == DataType.STRING;
  }

  private static Column field(String name, ValueShape shape) {
    if (name.isEmpty()) {
      throw new NoOneType("a struct's field has an empty name", "Name it.");
    }
    return new Column(name, shape.type());
  }

  /** Whether values of the shape are worth trying as {@code type} (rule W5). */
  static boolean mayFit(@Nullable ValueShape shape, DataType type) {
    if (shape == null) {
      return true;
    }
    if (shape instanceof Whole whole) {
      return Coercion.mayFit(whole.type(), type);
    }
    if (shape instanceof Items items) {
      return type instanceof DataType.ListOf list && mayFit(items.element(), list.element());
    }
    Map<String, @Nullable ValueShape> fields = ((Fields) shape).fields();
    if (type instanceof DataType.MapOf map) {
      return fields.values().stream().allMatch(field -> mayFit(field, map.value()));
    }
    if (!(type instanceof DataType.Struct struct)) {
      return false;
    }
    Map<String, DataType> types = new LinkedHashMap<>();
    struct.fields().forEach(field -> types.put(field.name(), field.type()));
    return fields.entrySet().stream()
        .allMatch(
            field ->
                field.getValue() == null
                    || types.containsKey(field.getKey())
                        && mayFit(field.getValue(), types.get(field.getKey())));
  }

  /** Says why values have no one type, and what to do. */
  final class NoOneType extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    NoOneType(String why, String remedy) {
      super(why, null, false, false);
      this.remedy = remedy;
    }

    static NoOneType untold(String what) {
      return new NoOneType(
          "its " + what + " have no values that would tell one",
          "Declare the column's type in the feature's spec.");
    }

    String why() {
      return String.valueOf(getMessage());
    }

    String remedy() {
      return remedy;
    }
  }
}
