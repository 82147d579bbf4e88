package io.metaxy.bench.compare;

/** The data of the benchmark, which Python makes by the same numbers; made anew for each use. */
final class SampleData {
  private final long rows;
  private final PythonRandom fields;

  SampleData(long rows) {
    this.rows = rows;
    this.fields = start();
    // Python makes all scores before the first field.
    for (long i = 0; i < rows; i++) {
      fields.random();
    }
  }

  private static PythonRandom start() {
    return new PythonRandom(42);
  }

  /** All samples. */
  Samples all() {
    return new Samples(rows, 0, start(), new PythonRandom(fields));
  }

  /** A tenth of them that no step deletes softly, with another audio. */
  Samples changed() {
    return new Samples(rows, rows / 10, start(), new PythonRandom(fields));
  }
}
