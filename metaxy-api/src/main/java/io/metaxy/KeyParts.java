package io.metaxy;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Rule K1, for feature keys and field keys alike. */
final class KeyParts {
  private static final Pattern FIRST = Pattern.compile("[a-z_][a-z0-9_-]*");
  private static final Pattern LATER = Pattern.compile("[a-z0-9_][a-z0-9_-]*");
  private static final String RULE =
      "A part has only a-z, 0-9, _ and -, no __, and does not begin with -; the first one does not"
          + " begin with a digit either.";

  private KeyParts() {}

  static List<String> split(String text) {
    return Arrays.asList(text.split("/", -1));
  }

  static List<String> checked(String kind, List<String> parts) {
    if (parts.isEmpty()) {
      throw new MetaxyException(
          ErrorCode.INVALID_KEY, "A " + kind + " key has no parts.", "Give at least one. " + RULE);
    }
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      Pattern pattern = i == 0 ? FIRST : LATER;
      if (part == null || part.contains("__") || !pattern.matcher(part).matches()) {
        throw new MetaxyException(
            ErrorCode.INVALID_KEY,
            "Part '" + part + "' of the " + kind + " key '" + joined(parts, "/") + "' is invalid.",
            RULE);
      }
    }
    return List.copyOf(parts);
  }

  static String joined(List<String> parts, String separator) {
    return String.join(separator, parts);
  }

  static int compare(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
