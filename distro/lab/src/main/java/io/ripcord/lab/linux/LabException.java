package io.ripcord.lab.linux;

import org.jspecify.annotations.Nullable;

/** Something of the lab could not be done; the message says what was tried, on what, why not, and what to do. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LabException(String message) {
        super(message);
    }

    public LabException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
