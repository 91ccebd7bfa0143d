package app.rapport.crm.connector;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one kind of CRM can do for us. A bean; knows nothing of our tables.
 *
 * <p>Writing has two halves so that a preview is the truth: {@link #plan} says the exact requests, {@link #carryOut} sends
 * them unchanged. Nothing here runs inside a transaction.
 */
public interface CrmConnector {
    /** The word of the API and the tables, and the provider's id among the connections: {@code salesforce}. */
    String crmType();

    /** The CRM's name for people. */
    String name();

    /** The persons known there by these addresses, at most one for each, in the order of the addresses. */
    List<RemotePerson> findPeople(CrmAccount account, List<String> emails) throws CrmFailure;

    /** The company of the person there, else the one with this id there, else the one that owns one of the domains. */
    Optional<RemoteCompany> findCompany(CrmAccount account, CompanyHint hint) throws CrmFailure;

    /** The open deal a talk with this person or company belongs to: theirs before the company's, the earliest to close first. */
    Optional<RemoteDeal> findOpenDeal(CrmAccount account, DealHint hint) throws CrmFailure;

    /** The id there of the user with this address. */
    Optional<String> findOwner(CrmAccount account, String email) throws CrmFailure;

    /** The values these fields of a record have now, for the record of what changed. Absent fields are left out. */
    java.util.Map<String, String> read(CrmAccount account, RemoteRef record, List<String> fields) throws CrmFailure;

    /** The exact requests that write the drafts, in the order they have to be sent. Reads the schema, sends no write. */
    Plan plan(CrmAccount account, List<Draft> drafts) throws CrmFailure;

    /** Sends one request of a plan. */
    List<Written> carryOut(CrmAccount account, Plan.Request request) throws CrmFailure;

    /**
     * Records made since then that carry the draft's mark, oldest first. Asked when an earlier write may have gone through
     * without our hearing of it.
     */
    List<RemoteRef> lookFor(CrmAccount account, Draft draft, Instant since) throws CrmFailure;

    /** The fields of a kind of record, as an admin of the CRM set them up. Cached; {@code fresh} asks again. */
    Schema schema(CrmAccount account, CrmObject object, boolean fresh) throws CrmFailure;

    /** What must be right there before anything can flow. */
    List<Check> checks(CrmAccount account) throws CrmFailure;

    /** Field mappings a new connection begins with. */
    List<Mapping> defaultMappings();
}
