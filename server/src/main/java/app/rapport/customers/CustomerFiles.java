package app.rapport.customers;

import app.rapport.customers.CustomerDesk.Form;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.Patch;
import app.rapport.platform.Problem;
import app.rapport.platform.Wording;
import app.rapport.platform.csv.CsvOut;
import app.rapport.platform.csv.SheetText;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Customers from and into spreadsheets. A row that cannot be taken is reported with its place and spoils no other. */
@Service
class CustomerFiles {
    private static final int MOST_ROWS = 5_000;
    private static final List<String> COLUMNS =
            List.of("name", "domains", "segment", "lifecycle", "region", "owner", "renewal_date");

    /** What people call the columns. Compared without case, spaces and punctuation. */
    private static final Map<String, String> MEANING = Map.ofEntries(
            Map.entry("name", "name"),
            Map.entry("customer", "name"),
            Map.entry("company", "name"),
            Map.entry("account", "name"),
            Map.entry("accountname", "name"),
            Map.entry("الاسم", "name"),
            Map.entry("العميل", "name"),
            Map.entry("الشركة", "name"),
            Map.entry("domain", "domains"),
            Map.entry("domains", "domains"),
            Map.entry("website", "domains"),
            Map.entry("النطاق", "domains"),
            Map.entry("segment", "segment"),
            Map.entry("الشريحة", "segment"),
            Map.entry("lifecycle", "lifecycle"),
            Map.entry("stage", "lifecycle"),
            Map.entry("region", "region"),
            Map.entry("المنطقة", "region"),
            Map.entry("owner", "owner"),
            Map.entry("owneremail", "owner"),
            Map.entry("المسؤول", "owner"),
            Map.entry("renewaldate", "renewal_date"),
            Map.entry("renewal", "renewal_date"),
            Map.entry("تاريخالتجديد", "renewal_date"));

    private final JdbcClient db;
    private final CustomerDesk desk;
    private final CustomerReads reads;
    private final Users users;
    private final TransactionTemplate transaction;

    CustomerFiles(JdbcClient db, CustomerDesk desk, CustomerReads reads, Users users, TransactionTemplate transaction) {
        this.db = db;
        this.desk = desk;
        this.reads = reads;
        this.users = users;
        this.transaction = transaction;
    }

    /** @param ignoredColumns headers that mean nothing here */
    record Imported(
            boolean dryRun, int rows, int created, int updated, List<Rejected> rejected, List<String> ignoredColumns) {}

    /** @param row as the spreadsheet counts, the header being 1; {@code values} as given, for a file of what was left out */
    record Rejected(long row, @Nullable String column, String message, Wording words, Map<String, String> values) {}

    /** A customer with one of the domains, else with the same name, is updated; any other is created. */
    Imported take(byte[] file, boolean dryRun) {
        var text = SheetText.of(file);
        var rejected = new ArrayList<Rejected>();
        var ignored = new ArrayList<String>();
        var tally = new int[3];
        var seen = new HashSet<String>();
        try (var rows = CsvReader.builder()
                .fieldSeparator(SheetText.separator(text))
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofNamedCsvRecord(text)) {
            for (var row : rows) {
                if (++tally[0] > MOST_ROWS) {
                    throw Problem.unprocessable(
                                    "too_many_rows", "One file takes at most " + MOST_ROWS + " customers. Split it.")
                            .with("limit", MOST_ROWS);
                }
                if (tally[0] == 1) {
                    ignored.addAll(unknown(row));
                }
                take(row, dryRun, tally, rejected, seen);
            }
        } catch (CsvParseException e) {
            throw Problem.unprocessable(
                    "unreadable_csv", "This is not a CSV file that can be read: a cell or line in it is far too long.");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        if (tally[0] == 0) {
            throw Problem.unprocessable("empty_file", "There are no rows below the header.");
        }
        return new Imported(dryRun, tally[0], tally[1], tally[2], rejected, ignored);
    }

    private void take(NamedCsvRecord row, boolean dryRun, int[] tally, List<Rejected> rejected, Set<String> seen) {
        var values = new HashMap<String, String>();
        row.getFieldsAsMap().forEach((header, value) -> {
            var column = MEANING.get(plain(header));
            if (column != null) {
                values.put(column, value.strip());
            }
        });
        // The header is line 1 of what a spreadsheet shows, whatever lines its quoted cells span.
        var place = tally[0] + 1;
        try {
            var form = form(values);
            var name = values.getOrDefault("name", "");
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw Problem.invalid("duplicate", "This customer is in the file twice.")
                        .with("field", "name");
            }
            transaction.executeWithoutResult(status -> {
                var known = known(form, name);
                if (known.isPresent()) {
                    desk.edit(known.get(), form);
                    tally[2]++;
                } else {
                    desk.add(form);
                    tally[1]++;
                }
                if (dryRun) {
                    status.setRollbackOnly();
                }
            });
        } catch (Problem problem) {
            rejected.add(new Rejected(
                    place,
                    (String) problem.more().get("field"),
                    problem.sentence(),
                    words(problem),
                    row.getFieldsAsMap()));
        }
    }

    private static Wording words(Problem problem) {
        var words = Wording.of(problem.code());
        for (var part : problem.more().entrySet()) {
            if (part.getValue() != null) {
                words = words.with(part.getKey(), part.getValue());
            }
        }
        return words;
    }

    private Form form(Map<String, String> values) {
        return new Form(
                said(values.get("name")),
                said(values.get("domains"))
                        .map(domains -> Arrays.stream(domains.split("[;,\\s]+", -1))
                                .filter(one -> !one.isBlank())
                                .toList()),
                said(values.get("segment")),
                said(values.get("lifecycle")),
                said(values.get("region")),
                said(values.get("owner")).map(this::owner),
                said(values.get("renewal_date")).map(CustomerFiles::date),
                Patch.absent());
    }

    /** An empty cell says nothing; it does not clear what is there. */
    private static Patch<String> said(@Nullable String cell) {
        return cell == null || cell.isBlank() ? Patch.absent() : Patch.to(cell);
    }

    private UUID owner(String cell) {
        return users.byEmail(cell)
                .map(user -> user.id().value())
                .orElseThrow(() -> Problem.invalid("unknown_owner", "No user has this e-mail address.")
                        .with("field", "owner"));
    }

    private static LocalDate date(String cell) {
        try {
            return LocalDate.parse(cell);
        } catch (DateTimeParseException e) {
            throw Problem.invalid("invalid_date", "A date looks like 2027-03-31.")
                    .with("field", "renewal_date");
        }
    }

    private Optional<UUID> known(Form form, String name) {
        var domains = Objects.requireNonNullElse(form.domains().value(), List.<String>of()).stream()
                .flatMap(domain -> CompanyDomain.of(domain).stream())
                .map(CompanyDomain::value)
                .toArray(String[]::new);
        return db.sql("""
                select id from (
                  select customer_id as id, 0 as rank from customers.customer_domain where domain = any(:domains)
                  union all select id, 1 from customers.customers where lower(name) = lower(:name) and archived_at is null) found
                order by rank limit 1
                """)
                .param("domains", domains)
                .param("name", name)
                .query(UUID.class)
                .optional();
    }

    /** All customers, by name, as a file {@link #take} reads again. */
    void write(CustomerReads.Filter filter, Writer to) throws IOException {
        var out = new CsvOut(to);
        out.row(COLUMNS);
        String cursor = null;
        do {
            var page = reads.list(filter, "name", cursor, 200);
            var emails = users.find(page.items().stream()
                    .filter(customer -> customer.owner() != null)
                    .map(customer -> new UserId(
                            java.util.Objects.requireNonNull(customer.owner()).id()))
                    .distinct()
                    .toList());
            for (var customer : page.items()) {
                var owner = customer.owner() == null
                        ? null
                        : emails.get(new UserId(customer.owner().id()));
                out.row(Arrays.asList(
                        customer.name(),
                        String.join(";", customer.domains()),
                        customer.segment(),
                        customer.lifecycle(),
                        customer.region(),
                        owner == null ? null : owner.email(),
                        customer.renewalDate() == null
                                ? null
                                : customer.renewalDate().toString()));
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        out.flush();
    }

    private static List<String> unknown(NamedCsvRecord row) {
        var headers = row.getHeader();
        if (headers.stream().noneMatch(header -> "name".equals(MEANING.get(plain(header))))) {
            throw Problem.unprocessable(
                    "no_name_column", "The file has no column for the customer's name. Call it \"name\".");
        }
        return headers.stream()
                .filter(header -> !MEANING.containsKey(plain(header)))
                .toList();
    }

    private static String plain(String header) {
        return header.toLowerCase(Locale.ROOT).replaceAll("[\\s_\\-.]+", "");
    }
}
