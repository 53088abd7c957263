package dev.mxcp.plugin.lang.jinja;

import com.hubspot.jinjava.el.ext.AbstractCallableMethod;
import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.util.ForLoop;
import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import jinjava.de.odysseus.el.ExpressionFactoryImpl;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELException;
import jinjava.javax.el.ELResolver;
import jinjava.javax.el.ExpressionFactory;
import org.jspecify.annotations.Nullable;

/**
 * What {@code a.b}, {@code a[b]} and {@code a.b()} mean. Knows text, lists, maps and {@code loop}; no property and no
 * method of any Java object can be reached, whatever the object is.
 */
final class ValueResolver extends ELResolver {

    /** Filters and tests are called through the resolver too; they are never values of a template. */
    private final ELResolver machinery = new JinjavaBeanELResolver(true);

    /** Left alone, the machinery looks for one through the thread's class loader, which is not the plugin's. */
    private final ExpressionFactory factory = new ExpressionFactoryImpl();

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
        context.setPropertyResolved(true);
        return switch (base) {
            case Map<?, ?> map -> map.get(property instanceof String ? property : String.valueOf(property));
            case List<?> list -> item(list, property);
            case String text -> letter(text, property);
            case ForLoop loop -> loop(loop, String.valueOf(property));
            case Map.Entry<?, ?> entry -> position(property) == 0 ? entry.getKey() : entry.getValue();
            case null, default -> null;
        };
    }

    @Override
    public @Nullable Object invoke(
            ELContext context,
            @Nullable Object base,
            Object method,
            Class<?> @Nullable [] types,
            @Nullable Object @Nullable [] arguments) {
        if (base instanceof Filter || base instanceof ExpTest || base instanceof AbstractCallableMethod) {
            context.putContext(ExpressionFactory.class, factory);
            return machinery.invoke(context, base, method, types, arguments);
        }
        context.setPropertyResolved(true);
        return PythonMethods.call(base, String.valueOf(method), arguments == null ? new Object[0] : arguments);
    }

    private static @Nullable Object item(List<?> list, @Nullable Object property) {
        int index = position(property);
        int place = index < 0 ? list.size() + index : index;
        return place >= 0 && place < list.size() ? list.get(place) : null;
    }

    private static @Nullable Object letter(String text, @Nullable Object property) {
        int index = position(property);
        int place = index < 0 ? text.length() + index : index;
        return place >= 0 && place < text.length() ? text.substring(place, place + 1) : null;
    }

    /** Jinjava passes indexes as text. Out of any range for what is no whole number. */
    private static int position(@Nullable Object property) {
        try {
            return Integer.parseInt(String.valueOf(property));
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    private static @Nullable Object loop(ForLoop loop, String property) {
        return switch (property) {
            case "index" -> (long) loop.getIndex();
            case "index0" -> (long) loop.getIndex0();
            case "revindex" -> (long) loop.getRevindex();
            case "revindex0" -> (long) loop.getRevindex0();
            case "length" -> (long) loop.getLength();
            case "depth" -> (long) loop.getDepth();
            case "depth0" -> (long) loop.getDepth0();
            case "first" -> loop.isFirst();
            case "last" -> loop.isLast();
            default -> throw new ELException("'loop' has no '%s'".formatted(property));
        };
    }

    @Override
    public Class<?> getType(ELContext context, @Nullable Object base, @Nullable Object property) {
        return Object.class;
    }

    @Override
    public void setValue(ELContext context, @Nullable Object base, @Nullable Object property, @Nullable Object value) {
        throw new ELException("values cannot be changed");
    }

    @Override
    public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
        return true;
    }

    @Override
    public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
        return null;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
        return Object.class;
    }
}
