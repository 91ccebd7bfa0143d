package app.rapport.customers;

import static app.rapport.identity.Permission.CUSTOMERS_READ;
import static app.rapport.identity.Permission.CUSTOMERS_WRITE;

import app.rapport.identity.Requires;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Customers and their people over HTTP. */
@RestController
class CustomerController {
    private final CustomerDesk desk;
    private final CustomerReads reads;
    private final StakeholderDesk people;

    CustomerController(CustomerDesk desk, CustomerReads reads, StakeholderDesk people) {
        this.desk = desk;
        this.reads = reads;
        this.people = people;
    }

    @Requires(CUSTOMERS_READ)
    @GetMapping("/api/customers")
    Page<CustomerView> list(
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String segment,
            @RequestParam(required = false) @Nullable String lifecycle,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var filter = new CustomerReads.Filter(query, owner, segment, lifecycle, archived);
        return reads.list(filter, sort, cursor, Cursor.limit(limit));
    }

    @Requires(CUSTOMERS_WRITE)
    @PostMapping("/api/customers")
    ResponseEntity<CustomerView> add(@RequestBody CustomerDesk.Form form) {
        var added = desk.add(form);
        return ResponseEntity.created(URI.create("/api/customers/" + added.id()))
                .body(added);
    }

    @Requires(CUSTOMERS_READ)
    @GetMapping("/api/customers/{id}")
    CustomerView.Whole one(@PathVariable UUID id) {
        return new CustomerView.Whole(reads.one(id), people.of(id));
    }

    @Requires(CUSTOMERS_WRITE)
    @PatchMapping("/api/customers/{id}")
    CustomerView edit(@PathVariable UUID id, @RequestBody CustomerDesk.Form form) {
        return desk.edit(id, form);
    }

    /** Archives; {@code /restore} undoes it. */
    @Requires(CUSTOMERS_WRITE)
    @DeleteMapping("/api/customers/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archive(@PathVariable UUID id) {
        desk.archive(id, true);
    }

    @Requires(CUSTOMERS_WRITE)
    @PostMapping("/api/customers/{id}/restore")
    CustomerView restore(@PathVariable UUID id) {
        return desk.archive(id, false);
    }

    @Requires(CUSTOMERS_READ)
    @GetMapping("/api/customers/{id}/stakeholders")
    Page<CustomerView.StakeholderView> stakeholders(@PathVariable UUID id) {
        reads.one(id);
        return Page.of(people.of(id));
    }

    @Requires(CUSTOMERS_WRITE)
    @PostMapping("/api/customers/{id}/stakeholders")
    @ResponseStatus(HttpStatus.CREATED)
    CustomerView.StakeholderView addStakeholder(@PathVariable UUID id, @RequestBody StakeholderDesk.Form form) {
        return people.add(id, form);
    }

    @Requires(CUSTOMERS_READ)
    @GetMapping("/api/people")
    Page<CustomerView.StakeholderView> everybody(
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return people.list(query, cursor, Cursor.limit(limit));
    }

    @Requires(CUSTOMERS_WRITE)
    @PatchMapping("/api/stakeholders/{id}")
    CustomerView.StakeholderView editStakeholder(@PathVariable UUID id, @RequestBody StakeholderDesk.Form form) {
        return people.edit(id, form);
    }

    /** Archives; {@code /restore} undoes it. */
    @Requires(CUSTOMERS_WRITE)
    @DeleteMapping("/api/stakeholders/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archiveStakeholder(@PathVariable UUID id) {
        people.archive(id, true);
    }

    @Requires(CUSTOMERS_WRITE)
    @PostMapping("/api/stakeholders/{id}/restore")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void restoreStakeholder(@PathVariable UUID id) {
        people.archive(id, false);
    }
}
