package io.metaxy.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.RowCursor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FolderBackendTest {
  @TempDir Path folder;

  /** Tables without rows: only who may change them matters here. */
  private static final class Lockable extends FolderBackend {
    Lockable(Path folder, Duration patience) {
      super(folder, ".rows", patience);
    }

    @Override
    public String name() {
      return "lockable";
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    protected RowCursor read(Path file) {
      throw new UnsupportedOperationException("nothing is read");
    }

    @Override
    protected void write(RowCursor rows, Path file) {
      throw new UnsupportedOperationException("nothing is written");
    }
  }

  /** Another process, which holds the lock of a table until its input ends. */
  static final class Holder {
    public static void main(String[] file) throws IOException {
      try (FileChannel channel =
          FileChannel.open(Path.of(file[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        System.out.println("locked");
        while (System.in.read() >= 0) {
          // Goes on holding it.
        }
      }
    }
  }

  private Process holder() throws IOException {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Holder.class.getName(),
                folder.resolve("t.rows.lock").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = holder.inputReader();
    assertThat(output.readLine()).isEqualTo("locked");
    return holder;
  }

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aProcessThatHoldsATableForTooLongMakesItBusy() throws Exception {
    Process holder = holder();
    try (Lockable backend = new Lockable(folder, Duration.ofMillis(200))) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> backend.begin("t"))
            .isInstanceOfSatisfying(
                MetaxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUSY))
            .hasMessageContaining("Another process holds table t");
      }
      backend.begin("other").close();

      holder.getOutputStream().close();
      assertThat(holder.waitFor()).isZero();
      backend.begin("t").close();
    } finally {
      holder.destroyForcibly();
    }
  }

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whoWaitsGetsTheTableWhenTheOtherProcessEnds() throws Exception {
    Process holder = holder();
    try (Lockable backend = new Lockable(folder, Duration.ofSeconds(100))) {
      holder.toHandle().destroyForcibly();
      backend.begin("t").close();
    } finally {
      holder.destroyForcibly();
    }
  }
}
