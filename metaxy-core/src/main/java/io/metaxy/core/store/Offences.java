package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.util.ArrayList;
import java.util.List;

/** The first few rows that break one rule, named together in one error (rule W3). */
final class Offences {
  private static final int MOST = 5;

  private final ErrorCode code;
  private final String problem;
  private final String remedy;
  private final List<String> samples = new ArrayList<>();

  /** {@code problem} is a sentence without its full stop; the samples come behind it. */
  Offences(ErrorCode code, String problem, String remedy) {
    this.code = code;
    this.problem = problem;
    this.remedy = remedy;
  }

  void add(String sample) {
    samples.add(sample);
  }

  boolean isFull() {
    return samples.size() >= MOST;
  }

  /** A value as an error shows it: short. */
  static String shown(Object value) {
    String text = value instanceof byte[] bytes ? bytes.length + " bytes" : value.toString();
    String cut = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return value instanceof CharSequence ? "'" + cut + "'" : cut;
  }

  MetaxyException exception() {
    String more = isFull() ? ", and maybe more" : "";
    return new MetaxyException(
        code, problem + ": " + String.join("; ", samples) + more + ".", remedy);
  }
}
