package org.example.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.metaxy.schema.*;
import io.metaxy.spi.*;
import java.io.*;
import java.nio.channels.FileLock;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;

/** Each change copies the table to a new file; a commit puts the last one in the old one's place. */
final class CsvTransaction implements Transaction {
  /** A locked file keeps other processes waiting; threads wait here. */
  private static final Map<Path, Semaphore> THREADS = new ConcurrentHashMap<>();

  private final Path file;
  private final Semaphore thread;
  private final FileLock lock;
  private final List<Path> copies = new ArrayList<>();
  private Path present;

  CsvTransaction(Path file) {
    this.file = file;
    present = file;
    thread = THREADS.computeIfAbsent(file, f -> new Semaphore(1));
    thread.acquireUninterruptibly();
    try {
      Files.createDirectories(file.getParent());
      lock = new RandomAccessFile(file + ".lock", "rw").getChannel().lock();
    } catch (IOException e) {
      thread.release();
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Schema> schema() {
    return CsvRows.schema(present);
  }

  @Override
  public void create(Schema columns, List<String> keys) {
    copy(columns, RowCursor.empty(columns));
  }

  @Override
  public void addColumns(List<Column> columns) {
    Schema wider = schema().orElseThrow().with(columns);
    copy(wider, RowCursor.empty(wider));
  }

  @Override
  public RowCursor scan(Scan scan) {
    CsvRows rows = new CsvRows(present);
    return rows.as(rows.schema().select(scan.columns()));
  }

  @Override
  public long append(RowCursor rows) {
    return copy(schema().orElseThrow(), rows);
  }

  private long copy(Schema schema, RowCursor more) {
    Path copy = Path.of(file + "." + copies.size());
    copies.add(copy);
    try (more;
        FileOutputStream bytes = new FileOutputStream(copy.toFile());
        CsvWriter writer = CsvWriter.builder().build(bytes)) {
      writer.writeRecord(schema.names().stream().map(n -> CsvRows.cell(DataType.STRING, n)).toList());
      writer.writeRecord(schema.columns().stream().map(c -> c.type().toString()).toList());
      if (Files.exists(present)) {
        try (CsvRows old = new CsvRows(present)) {
          write(old.as(schema), writer);
        }
      }
      long count = write(more.as(schema), writer);
      writer.flush();
      bytes.getFD().sync();
      present = copy;
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long write(RowCursor rows, CsvWriter writer) {
    String[] cells = new String[rows.schema().size()];
    long count = 0;
    for (; rows.next(); count++) {
      Arrays.setAll(cells, i -> CsvRows.cell(rows.schema().column(i).type(), rows.value(i)));
      writer.writeRecord(cells);
    }
    return count;
  }

  @Override
  public void commit() {
    try {
      if (present != file) {
        Files.move(present, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (var channel = lock.acquiredBy()) {
      for (Path copy : copies) {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      thread.release();
    }
  }
}
