package io.metaxy.clickhouse;

import java.util.List;
import java.util.Map;

/** How lists, maps and structs are written; where the engine has no null of them, by a mark. */
final class NestedEncoders {
  private NestedEncoders() {}

  static final class OfArray extends Encoder {
    private final Encoder element;
    private final EngineType.ArrayOf type;

    OfArray(EngineType.ArrayOf type, Encoder element) {
      super(type);
      this.type = type;
      this.element = element;
    }

    @Override
    void put(RowBinary out, Object value) {
      List<?> items = (List<?>) value;
      if (NullMarks.isNull(items)) {
        throw Encoder.refused("a list of " + items.size() + " nulls, which stands for null", type);
      }
      out.length(items.size());
      for (Object item : items) {
        element.write(out, item);
      }
    }

    @Override
    void putNull(RowBinary out) {
      out.length(NullMarks.NULLS);
      for (int i = 0; i < NullMarks.NULLS; i++) {
        element.write(out, null);
      }
    }
  }

  static final class OfMap extends Encoder {
    private final EngineType.MapOf type;
    private final Encoder key;
    private final Encoder value;

    OfMap(EngineType.MapOf type, Encoder key, Encoder value) {
      super(type);
      this.type = type;
      this.key = key;
      this.value = value;
    }

    @Override
    void put(RowBinary out, Object map) {
      Map<?, ?> entries = (Map<?, ?>) map;
      out.length(entries.size());
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        key.write(out, entry.getKey());
        value.write(out, entry.getValue());
      }
    }

    @Override
    void putNull(RowBinary out) {
      out.length(2);
      Object any = Samples.of(type.key());
      for (int i = 0; i < 2; i++) {
        key.write(out, any);
        value.write(out, type.value().nullable() ? null : Samples.of(type.value()));
      }
    }
  }

  static final class OfTuple extends Encoder {
    private final EngineType.TupleOf type;
    private final List<Encoder> fields;

    OfTuple(EngineType.TupleOf type, List<Encoder> fields) {
      super(type);
      this.type = type;
      this.fields = fields;
    }

    @Override
    void put(RowBinary out, Object value) {
      Map<?, ?> struct = (Map<?, ?>) value;
      for (int i = 0; i < fields.size(); i++) {
        fields.get(i).write(out, struct.get(type.fields().get(i).name()));
      }
    }
  }
}
