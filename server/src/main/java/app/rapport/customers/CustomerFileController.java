package app.rapport.customers;

import static app.rapport.identity.Permission.CUSTOMERS_READ;
import static app.rapport.identity.Permission.CUSTOMERS_WRITE;

import app.rapport.identity.Requires;
import app.rapport.platform.csv.CsvOut;
import app.rapport.platform.csv.SheetText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Customers as CSV over HTTP. */
@RestController
class CustomerFileController {
    private final CustomerFiles files;

    CustomerFileController(CustomerFiles files) {
        this.files = files;
    }

    /** @param dryRun says what would happen and changes nothing */
    @Requires(CUSTOMERS_WRITE)
    @PostMapping(path = "/api/customers/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    CustomerFiles.Imported upload(
            @RequestPart("file") MultipartFile file, @RequestParam(defaultValue = "false") boolean dryRun)
            throws IOException {
        return files.take(file.getBytes(), dryRun);
    }

    @Requires(CUSTOMERS_WRITE)
    @PostMapping(path = "/api/customers/import", consumes = "text/csv")
    CustomerFiles.Imported post(HttpServletRequest request, @RequestParam(defaultValue = "false") boolean dryRun)
            throws IOException {
        return files.take(request.getInputStream().readNBytes(SheetText.MOST_BYTES + 1), dryRun);
    }

    @Requires(CUSTOMERS_READ)
    @GetMapping(path = "/api/customers/export")
    void export(
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String segment,
            @RequestParam(required = false) @Nullable String lifecycle,
            HttpServletResponse answer)
            throws IOException {
        files.write(
                new CustomerReads.Filter(query, owner, segment, lifecycle, false),
                CsvOut.download(answer, "customers.csv"));
    }
}
