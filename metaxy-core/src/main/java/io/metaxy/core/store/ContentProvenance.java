package io.metaxy.core.store;

import io.metaxy.core.json.PythonJson;
import io.metaxy.core.provenance.SampleHash;
import io.metaxy.schema.Column;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The provenance of rows whose writer gives none: the hash of what is in them. */
final class ContentProvenance {
  private final List<Column> user;
  private final List<String> ids;
  private final SampleHash hashes;

  /** Of rows that begin with the columns {@code user}. */
  ContentProvenance(List<Column> user, List<String> ids, SampleHash hashes) {
    this.user = user;
    this.ids = ids;
    this.hashes = hashes;
  }

  /** The same hash for each field. */
  Map<String, @Nullable String> provenance(@Nullable Object[] row) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    for (int i = 0; i < user.size(); i++) {
      String name = user.get(i).name();
      Object value = row[i];
      if (value != null && !ids.contains(name)) {
        content.put(name, plain(value));
      }
    }
    String hash = hashes.ofText(PythonJson.sorted(content));
    Map<String, @Nullable String> byField = new LinkedHashMap<>();
    hashes.structKeys().forEach(key -> byField.put(key, hash));
    return byField;
  }

  /** A value as JSON has it. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Instant || value instanceof LocalDate) {
      return value.toString();
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return number.toString();
    }
    if (value instanceof Collection<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(plain(item)));
      return items;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> entries = new LinkedHashMap<>();
      map.forEach((key, item) -> entries.put(String.valueOf(plain(key)), plain(item)));
      return entries;
    }
    return value;
  }
}
