package io.ripcord.launcher;

import java.text.MessageFormat;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.LoggerFactory;

/**
 * Knows which bundle called {@code System.exit}: the JDK logs each call, with the caller still on the stack, before it
 * obeys. Found by the JDK through {@code META-INF/services}; what else the JDK logs goes to the device's log.
 */
public final class ExitCalls extends System.LoggerFinder {
    private static final String RUNTIME = "java.lang.Runtime";
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static volatile @Nullable String last;

    /** Made by the JDK. */
    public ExitCalls() {}

    /** Who ended this JVM, as a sentence without its full stop; empty when it was no bundle. */
    static Optional<String> byBundle() {
        return Optional.ofNullable(last);
    }

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Forward(name);
    }

    private static void note(String words) {
        STACK.walk(frames -> frames.filter(frame -> bundle(frame) != null).findFirst())
                .ifPresent(frame -> last = sentence(frame, words));
    }

    private static String sentence(StackWalker.StackFrame frame, String words) {
        var bundle = bundle(frame);
        var name = bundle == null ? "a bundle" : "bundle " + bundle.getSymbolicName() + " " + bundle.getVersion();
        return name + " ended the process in " + frame.getClassName() + "." + frame.getMethodName() + " (" + words
                + ")";
    }

    private static @Nullable Bundle bundle(StackWalker.StackFrame frame) {
        return FrameworkUtil.getBundle(frame.getDeclaringClass());
    }

    private record Forward(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return name.equals(RUNTIME) || level.getSeverity() >= Level.WARNING.getSeverity();
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle texts, @Nullable String text, @Nullable Throwable thrown) {
            if (name.equals(RUNTIME)) {
                note(String.valueOf(text));
            } else if (isLoggable(level)) {
                LoggerFactory.getLogger(name).warn("{}", text, thrown);
            }
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle texts,
                @Nullable String format,
                @Nullable Object @Nullable ... values) {
            if (isLoggable(level)) {
                boolean plain = format == null || values == null || values.length == 0;
                log(level, texts, plain ? format : MessageFormat.format(format, values), (Throwable) null);
            }
        }
    }
}
