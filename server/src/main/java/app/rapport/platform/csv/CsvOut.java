package app.rapport.platform.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows a spreadsheet opens as they are: with the mark by which it recognises UTF-8, and with no cell it would run as a
 * formula.
 */
public final class CsvOut {
    /** Also in the width of Chinese and Japanese text. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private final CsvWriter writer;

    public CsvOut(Writer to) throws IOException {
        to.write('\ufeff');
        this.writer = CsvWriter.builder().build(to);
    }

    /**
     * Where to write a file that a browser saves. Nothing leaves before a page of it is full, so that what fails at the start
     * is still answered as a problem.
     */
    public static Writer download(HttpServletResponse answer, String name) throws IOException {
        answer.setContentType("text/csv;charset=UTF-8");
        answer.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        return new OutputStreamWriter(answer.getOutputStream(), StandardCharsets.UTF_8);
    }

    /** Null is an empty cell. */
    public void row(List<? extends @Nullable String> cells) {
        writer.writeRecord(cells.stream().map(CsvOut::harmless).toArray(String[]::new));
    }

    /** Hands on what is still held back; call it after the last row. */
    public void flush() throws IOException {
        writer.flush();
    }

    private static String harmless(@Nullable String cell) {
        if (cell == null || cell.isEmpty()) {
            return "";
        }
        return FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
