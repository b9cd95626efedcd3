package io.ripcord.cli.remote;

import java.util.ArrayList;
import java.util.List;

/** Short lines in aligned columns. Not thread-safe. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heads) {
        rows.add(List.of(heads));
    }

    public Table row(Object... cells) {
        rows.add(List.of(cells).stream().map(Object::toString).toList());
        return this;
    }

    /** One line each, heads first. */
    public List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i));
            if (i < row.size() - 1) {
                line.repeat(' ', width(i) - row.get(i).length() + 2);
            }
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
