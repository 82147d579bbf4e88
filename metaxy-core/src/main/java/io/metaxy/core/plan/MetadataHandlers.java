package io.metaxy.core.plan;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.MetadataHandlerProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataProvider;

/**
 * Answers what Calcite asks about plans by reflection; what it does by itself is to compile Java at
 * run time. Plans as small as ours are asked about next to never, yet Calcite wants all handlers at
 * once: one object passes for them and makes a real one when it is asked for.
 */
final class MetadataHandlers implements MetadataHandlerProvider {
  private static final Class<?>[] HANDLERS =
      Arrays.stream(BuiltInMetadata.class.getDeclaredClasses())
          .flatMap(kind -> Arrays.stream(kind.getDeclaredClasses()))
          .filter(MetadataHandler.class::isAssignableFrom)
          .toArray(Class<?>[]::new);

  private final MetadataHandlerProvider provider;
  private final Map<Class<?>, Object> made = new HashMap<>();
  private final Object all =
      Proxy.newProxyInstance(
          MetadataHandlers.class.getClassLoader(),
          HANDLERS,
          (proxy, method, arguments) -> answer(method, arguments));

  MetadataHandlers(RelMetadataProvider provider) {
    this.provider = new ProxyingMetadataHandlerProvider(provider);
  }

  @Override
  public <H extends MetadataHandler<?>> H handler(Class<H> type) {
    return type.isInstance(all) ? type.cast(all) : provider.handler(type);
  }

  private Object answer(Method method, Object[] arguments) throws Throwable {
    Object handler = made.computeIfAbsent(method.getDeclaringClass(), this::make);
    try {
      return method.invoke(handler, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object make(Class<?> type) {
    return provider.handler(type.asSubclass(MetadataHandler.class));
  }
}
