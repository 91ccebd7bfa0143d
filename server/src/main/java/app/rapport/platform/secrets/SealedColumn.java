package app.rapport.platform.secrets;

/**
 * A column of sealed texts. A module contributes one as a bean, so that rotation finds every secret there is. The table has
 * the columns {@code id uuid} and {@code organization_id}, and admits system scope or is walked organisation by organisation.
 *
 * @param table with its schema: {@code connections.connection}
 * @param column of type text, null or sealed
 */
public record SealedColumn(String table, String column) {
    public SealedColumn {
        if (!table.matches("[a-z_]+\\.[a-z_]+") || !column.matches("[a-z_]+")) {
            throw new IllegalArgumentException("a table with its schema, and a column");
        }
    }

    /** Part of what a sealed text is bound to; stays when the table is renamed only if this does. */
    String purpose() {
        return table + "." + column;
    }
}
