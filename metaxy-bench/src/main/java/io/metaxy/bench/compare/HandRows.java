package io.metaxy.bench.compare;

import java.nio.charset.StandardCharsets;

/** What is written by hand, as it goes into Arrow. */
final class HandRows {
  private HandRows() {}

  /** Samples of {@code bench/root}: audio and frames. */
  static HandBatches.Source of(Samples samples) {
    return new HandBatches.Source() {
      @Override
      public boolean next() {
        return samples.next();
      }

      @Override
      public long id() {
        return samples.id();
      }

      @Override
      public double score() {
        return samples.score();
      }

      @Override
      public byte[] first() {
        return samples.audio().getBytes(StandardCharsets.UTF_8);
      }

      @Override
      public byte[] second() {
        return samples.frames().getBytes(StandardCharsets.UTF_8);
      }
    };
  }

  /** Samples of {@code bench/leaf}: prediction and provenance. */
  static HandBatches.Source of(HeldSamples.Cursor samples) {
    return new HandBatches.Source() {
      @Override
      public boolean next() {
        return samples.next();
      }

      @Override
      public long id() {
        return samples.id();
      }

      @Override
      public double score() {
        return samples.score();
      }

      @Override
      public byte[] first() {
        return samples.prediction();
      }

      @Override
      public byte[] second() {
        return samples.provenance();
      }
    };
  }
}
