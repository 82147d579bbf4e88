package io.metaxy.iceberg;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/** A file of this machine to be read. */
record LocalInput(String location, Path path) implements InputFile {
  @Override
  public long getLength() {
    try {
      return Files.size(path);
    } catch (NoSuchFileException e) {
      throw new NotFoundException(e, "No file %s", location);
    } catch (IOException e) {
      throw new UnreadableFileException(location, e);
    }
  }

  @Override
  public SeekableInputStream newStream() {
    MetadataCheck.check(location, path);
    try {
      return new Stream(new RandomAccessFile(path.toFile(), "r"));
    } catch (FileNotFoundException e) {
      throw unreadable(e);
    }
  }

  /** Any file that cannot be opened is "not found"; the newer way to open one tells them apart. */
  private NotFoundException unreadable(FileNotFoundException notOpened) {
    try (InputStream again = Files.newInputStream(path)) {
      return new UnreadableFileException(location, notOpened);
    } catch (NoSuchFileException e) {
      return new NotFoundException(e, "No file %s", location);
    } catch (IOException e) {
      return new UnreadableFileException(location, e);
    }
  }

  @Override
  public boolean exists() {
    return Files.exists(path);
  }

  private static final class Stream extends SeekableInputStream {
    private final RandomAccessFile file;

    Stream(RandomAccessFile file) {
      this.file = file;
    }

    @Override
    public long getPos() throws IOException {
      return file.getFilePointer();
    }

    @Override
    public void seek(long position) throws IOException {
      file.seek(position);
    }

    @Override
    public int read() throws IOException {
      return file.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return file.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
