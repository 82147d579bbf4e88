package io.metaxy.core.tree;

import java.util.regex.Pattern;

/** Paths of values as TOML writes them: {@code features."a/b".fields[0]}. */
final class Paths {
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

  private Paths() {}

  static String key(String path, String key) {
    String written = BARE.matcher(key).matches() ? key : "\"" + key + "\"";
    return path.isEmpty() ? written : path + "." + written;
  }

  static String index(String path, int index) {
    return path + "[" + index + "]";
  }
}
