package io.metaxy.iceberg;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.jspecify.annotations.Nullable;

/** Lets another program come first: right before a commit writes its metadata. */
public final class RacingFileIO implements FileIO {
  private static final long serialVersionUID = 1L;

  private static final AtomicReference<@Nullable Runnable> OTHER = new AtomicReference<>();

  private final LocalFileIO files = new LocalFileIO();

  /** What the other program does, once, before the next commit. */
  static void next(Runnable other) {
    OTHER.set(other);
  }

  /** Whether the other program has come. */
  static boolean isOver() {
    return OTHER.get() == null;
  }

  @Override
  public InputFile newInputFile(String location) {
    return files.newInputFile(location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    Runnable other = location.endsWith(".metadata.json") ? OTHER.getAndSet(null) : null;
    if (other != null) {
      other.run();
    }
    return files.newOutputFile(location);
  }

  @Override
  public void deleteFile(String location) {
    files.deleteFile(location);
  }
}
