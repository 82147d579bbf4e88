package io.metaxy.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Processes that want the same lock. One that never gets it fails and does not stop the build. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TurnLockTest {
  private static final long LONG = TimeUnit.MINUTES.toNanos(2);
  private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(50);

  @TempDir Path folder;

  /** Takes the lock, says so, and keeps it until the end of the input. */
  static final class Other {
    private Other() {}

    public static void main(String[] args) throws IOException {
      Path folder = Path.of(args[0]);
      try (TurnLock lock = TurnLock.take(folder, "t", LONG).orElseThrow()) {
        Files.createFile(folder.resolve("turn"));
        System.out.println("taken");
        while (System.in.read() >= 0) {
          // It ends when it is told to.
        }
      }
    }
  }

  private TestProcess other() throws IOException {
    return TestProcess.start(Other.class, List.of(), folder.toString());
  }

  private TurnLock take() throws IOException {
    return TurnLock.take(folder, "t", LONG).orElseThrow();
  }

  /** Until the other process waits for a lock of this one: it has the gate then. */
  private void untilItWaits(TestProcess other, String name) throws Exception {
    boolean free = true;
    while (free) {
      if (!other.isAlive()) {
        fail("it ended before it waited, with " + other.end());
      }
      try (FileChannel gate =
          FileChannel.open(folder.resolve(name + ".gate"), StandardOpenOption.WRITE)) {
        free = gate.tryLock() != null;
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void whoHadItComesAfterWhoWaits() throws Exception {
    TestProcess other;
    try (TurnLock mine = take()) {
      other = other();
      untilItWaits(other, "t");
      other.goOn();
    }
    try (TurnLock again = take()) {
      assertThat(folder.resolve("turn")).as("the other had its turn in between").exists();
    }
    assertThat(other.end()).isZero();
  }

  @Test
  void whoWaitsTooLongGoesAwayAndCanComeBack() throws Exception {
    TestProcess other = other();
    assertThat(other.line()).isEqualTo("taken");
    assertThat(TurnLock.take(folder, "t", SHORT)).isEmpty();
    assertThat(TurnLock.take(folder, "t", SHORT)).isEmpty();
    other.goOn();
    take().close();
    assertThat(other.end()).isZero();
  }

  @Test
  void aLockEndsWithItsProcess() throws Exception {
    TestProcess other = other();
    assertThat(other.line()).isEqualTo("taken");
    other.kill();
    take().close();
    assertThat(other.end()).isNotZero();
  }

  /** The system says that this is one, since it sees processes and not threads. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void processesThatWaitForEachOthersLocksInOtherThreadsAreNoDeadlock() throws Exception {
    TurnLock u = TurnLock.take(folder, "u", LONG).orElseThrow();
    TestProcess crossing = TestProcess.start(Crossing.class, List.of(), folder.toString());
    assertThat(crossing.line()).isEqualTo("taken");
    untilItWaits(crossing, "u");
    Thread waiting = new Thread(this::takeIt);
    waiting.start();
    // The system refuses the one that comes second, by microseconds.
    while (crossing.isAlive()
        && waiting.isAlive()
        && !isRefused(waiting)
        && !Files.exists(folder.resolve("refused"))) {
      Thread.onSpinWait();
    }
    u.close();
    waiting.join();
    assertThat(folder.resolve("mine")).exists();
    assertThat(crossing.end()).isZero();
  }

  private static boolean isRefused(Thread waiting) {
    return waiting.getState() == Thread.State.TIMED_WAITING;
  }

  private void takeIt() {
    try (TurnLock t = take()) {
      Files.createFile(folder.resolve("mine"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Holds t until it has had u; says if the system refused to let it wait. */
  static final class Crossing {
    private Crossing() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      Path folder = Path.of(args[0]);
      try (TurnLock t = TurnLock.take(folder, "t", LONG).orElseThrow()) {
        System.out.println("taken");
        Thread waiting = new Thread(() -> takeU(folder));
        waiting.start();
        while (waiting.isAlive() && !isRefused(waiting)) {
          Thread.onSpinWait();
        }
        if (waiting.isAlive()) {
          Files.createFile(folder.resolve("refused"));
        }
        waiting.join();
      }
      if (!Files.exists(folder.resolve("u.had"))) {
        throw new IOException("u was not had");
      }
    }

    private static void takeU(Path folder) {
      try (TurnLock u = TurnLock.take(folder, "u", LONG).orElseThrow()) {
        Files.createFile(folder.resolve("u.had"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
