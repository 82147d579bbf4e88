package io.metaxy.duckdb;

import java.nio.ByteBuffer;
import org.apache.arrow.c.jni.JniLoader;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Arrow's memory, if this JVM lets Arrow at it. */
final class ArrowMemory {
  private static final String OPEN = "--add-opens=java.base/java.nio=ALL-UNNAMED";

  private ArrowMemory() {}

  /** Loads Arrow when it is first asked for. */
  private static final class Holder {
    static final @Nullable BufferAllocator ROOT = root();

    private static @Nullable BufferAllocator root() {
      try {
        // Both fail where Arrow cannot work; the allocator alone would not.
        MemoryUtil.getByteBufferAddress(ByteBuffer.allocateDirect(1));
        JniLoader.get().ensureLoaded();
        return new RootAllocator();
      } catch (LinkageError | RuntimeException e) {
        LoggerFactory.getLogger("io.metaxy.duckdb")
            .warn(
                "Apache Arrow cannot be used, so large reads and writes are several times slower."
                    + " Start Java with {} to mend it.",
                OPEN);
        return null;
      }
    }
  }

  /** Whether Arrow can be used; says once in the log how to change that. */
  static boolean isThere() {
    return Holder.ROOT != null;
  }

  /** Memory for one read or write. */
  static BufferAllocator allocator(String name) {
    BufferAllocator root = Holder.ROOT;
    if (root == null) {
      throw new IllegalStateException("no Arrow");
    }
    return root.newChildAllocator(name, 0, Long.MAX_VALUE);
  }
}
