package io.ripcord.system;

import java.util.Map;

/** The loggers whose level the document set; safe for use by many threads. */
interface LogLevels {
    Map<String, LogLevel> set();

    /** Makes exactly these set; all others say again what the board's own configuration lets them say. */
    void set(Map<String, LogLevel> levels);
}
