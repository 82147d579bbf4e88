package io.metaxy.tck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that tests set; each look at it takes a microsecond, so that no two times are equal. */
public final class SettableClock extends Clock {
  private Instant now;

  /** A clock that starts at {@code start}. */
  public SettableClock(Instant start) {
    now = start;
  }

  /** Sets it. */
  public synchronized void set(Instant instant) {
    now = instant;
  }

  /** Moves it; backwards, too. */
  public synchronized void move(Duration by) {
    now = now.plus(by);
  }

  @Override
  public synchronized Instant instant() {
    now = now.plusNanos(1000);
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
