package io.metaxy.core.config;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts variables of the environment into texts: {@code ${NAME}} and {@code ${NAME:-otherwise}}. */
final class Expansion {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}:]+)(?::-([^}]*))?}");

  private final Map<String, String> environment;

  Expansion(Map<String, String> environment) {
    this.environment = environment;
  }

  /** {@code text} with its variables; one that is missing and has no default is the empty text. */
  String expand(String text) {
    return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match)));
  }

  private String value(MatchResult match) {
    String otherwise = match.group(2);
    return environment.getOrDefault(match.group(1), otherwise == null ? "" : otherwise);
  }
}
