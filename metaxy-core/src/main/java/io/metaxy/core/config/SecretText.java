package io.metaxy.core.config;

import java.util.regex.Pattern;

/** Passwords and tokens inside addresses: of the user, and in the query. */
public final class SecretText {
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)([^/@:\\s]*):\\S*@");

  private static final Pattern QUERY =
      Pattern.compile(
          "([?&;][^\\s=&;]*(?:password|passwd|pwd|token|secret|credential|api_?key|private_?key"
              + "|signature)[^\\s=&;]*=)[^\\s&;#)]*",
          Pattern.CASE_INSENSITIVE);

  private SecretText() {}

  /** {@code text} with {@value Setting#HIDDEN} in place of each. */
  public static String hidden(String text) {
    String withoutUser = USER_INFO.matcher(text).replaceAll("$1:" + Setting.HIDDEN + "@");
    return QUERY.matcher(withoutUser).replaceAll("$1" + Setting.HIDDEN);
  }
}
