package app.rapport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SalesforceQueriesTest {
    private static final String DATA = "/services/data/v66.0";

    private final Sandbox sandbox = Sandbox.start(0);
    private final Caller control = new Caller(sandbox.baseUrl() + "/control", null);
    private Caller api = control;

    @BeforeAll
    void connect() throws Exception {
        var token = control.post("/salesforce/tokens", "{}").json();
        api = new Caller(sandbox.salesforce().baseUrl(), Json.text(token, "accessToken"));
    }

    @BeforeEach
    void reset() {
        sandbox.reset();
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void findsAContactWithItsAccount() throws Exception {
        var found = query(
                "SELECT Id, FirstName, LastName, Title, Email, AccountId, Account.Name, OwnerId,"
                        + " LastActivityDate FROM Contact WHERE Email='JOHN@acmecorp.com' ORDER BY LastModifiedDate DESC LIMIT 5");

        assertThat(found.path("totalSize").asInt()).isEqualTo(1);
        assertThat(found.path("done").asBoolean()).isTrue();
        var record = found.path("records").path(0);
        assertThat(Json.text(record.path("Account"), "Name")).isEqualTo("Acme Corp");
        assertThat(Json.text(record.path("attributes"), "type")).isEqualTo("Contact");
        assertThat(record.path("LastActivityDate").isNull()).isTrue();
    }

    @Test
    void findsOpenOpportunitiesOfAContactByAccountOrRole() throws Exception {
        var john = sandbox.salesforce().records("Contact").getFirst();
        var soql = "SELECT Id, Name, StageName, Amount FROM Opportunity WHERE IsClosed=false AND (AccountId='"
                + Json.text(john, "AccountId")
                + "' OR Id IN (SELECT OpportunityId FROM OpportunityContactRole WHERE ContactId='"
                + Json.text(john, "Id") + "')) ORDER BY CloseDate LIMIT 20";
        assertThat(names(soql)).containsExactly("Acme rollout 2027");

        control.post("/salesforce/settings", "{\"refuseSemiJoinInOr\":true}");
        var refused = api.get(DATA + "/query", "q", soql);
        assertThat(refused.code()).isEqualTo("MALFORMED_QUERY");
        assertThat(names("SELECT Name FROM Opportunity WHERE IsClosed=false AND Id IN (SELECT OpportunityId FROM"
                        + " OpportunityContactRole WHERE ContactId='" + Json.text(john, "Id") + "')"))
                .containsExactly("Acme rollout 2027");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT Id, Name, Website FROM Account WHERE Website LIKE '%acmecorp.com%' LIMIT 20          | Acme Corp
            SELECT Name FROM Account WHERE Name LIKE '_cme%'                                           | Acme Corp
            SELECT Name FROM Account WHERE Name LIKE '\\%cme%'                                         |
            SELECT Name FROM Account WHERE Name = 'O\\'Hara'                                           |
            SELECT Name FROM Lead WHERE Email='lena@initech.example' AND IsConverted=false             | Lena Vogel
            SELECT Name FROM Contact WHERE Account.Name = 'Globex'                                     | Hank Scorpio
            SELECT Name FROM Contact WHERE Email IN ('mia@acmecorp.com', 'x') OR LastName = 'Scorpio' ORDER BY Name DESC | Mia Wong,Hank Scorpio
            SELECT Name FROM Contact WHERE NOT (Email LIKE '%@acmecorp.com')                           | Hank Scorpio
            SELECT Name FROM Opportunity WHERE Amount > 12000 AND CloseDate > TODAY                    | Acme rollout 2027
            SELECT Name FROM Opportunity WHERE CreatedDate >= 2020-01-01T00:00:00Z AND IsWon = true    | Acme pilot
            SELECT Name FROM Account WHERE Phone = null ORDER BY Name LIMIT 1 OFFSET 1                 | Globex
            """)
    void understandsTheQueriesRapportAsks(String soql, String names) throws Exception {
        assertThat(names(soql)).isEqualTo(names == null ? List.of() : List.of(names.split(",", -1)));
    }

    @Test
    void countsAndSums() throws Exception {
        var account = Json.text(sandbox.salesforce().records("Account").getFirst(), "Id");

        assertThat(query("SELECT COUNT() FROM Case WHERE AccountId='" + account + "' AND IsClosed=false")
                        .path("totalSize")
                        .asInt())
                .isEqualTo(1);
        var sum = query("SELECT SUM(Amount) s FROM Opportunity WHERE AccountId='" + account + "' AND IsWon=true");
        assertThat(sum.path("records").path(0).path("s").asDouble()).isEqualTo(12_000);
        assertThat(names("SELECT MasterLabel, IsClosed, IsDefault FROM TaskStatus", "MasterLabel"))
                .contains("Not Started", "Completed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT Id FROM Contact WHERE                                       | MALFORMED_QUERY
            SELECT Id FROM Contact WHERE Email = 'x                            | MALFORMED_QUERY
            SELECT Id FROM Contact WHERE Email = 'a' AND Email = 'b' OR Email = 'c' | MALFORMED_QUERY
            SELECT * FROM Contact                                              | MALFORMED_QUERY
            SELECT Id FROM Contact GROUP BY Id                                 | MALFORMED_QUERY
            DELETE FROM Contact                                                | MALFORMED_QUERY
            SELECT Id FROM Contact LIMIT many                                  | MALFORMED_QUERY
            SELECT Id, CurrencyIsoCode FROM Opportunity                        | INVALID_FIELD
            SELECT Id FROM Contact WHERE Mail = 'x'                            | INVALID_FIELD
            SELECT Id FROM Contact WHERE SystemModstamp > '2026-01-01T00:00:00Z' | INVALID_FIELD
            SELECT Id FROM Contact WHERE Email = 5                             | INVALID_FIELD
            SELECT Id FROM Event WHERE Description = 'x'                       | INVALID_FIELD
            SELECT Id FROM Banana                                              | INVALID_TYPE
            """)
    void refusesWhatItCannotRead(String soql, String code) throws Exception {
        var answer = api.get(DATA + "/query", "q", soql);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void pagesLongResultsAndShowsTheDeletedOnlyToQueryAll() throws Exception {
        for (var i = 0; i < 450; i++) {
            sandbox.salesforce().add("Task", Json.object().put("Subject", "t" + i));
        }
        var paged = api.with("Sforce-Query-Options", "batchSize=200");
        var first = paged.get(DATA + "/query", "q", "SELECT Id FROM Task").json();
        assertThat(first.path("totalSize").asInt()).isEqualTo(450);
        assertThat(first.path("done").asBoolean()).isFalse();
        var second = api.get(Json.text(first, "nextRecordsUrl", "")).json();
        var third = api.get(Json.text(second, "nextRecordsUrl", "")).json();
        assertThat(second.path("records")).hasSize(200);
        assertThat(third.path("records")).hasSize(50);
        assertThat(third.path("done").asBoolean()).isTrue();

        api.delete(DATA + "/sobjects/Task/" + Json.text(first.path("records").path(0), "Id"));
        assertThat(query("SELECT COUNT() FROM Task").path("totalSize").asInt()).isEqualTo(449);
        assertThat(api.get(DATA + "/queryAll", "q", "SELECT Id FROM Task WHERE IsDeleted=true")
                        .json()
                        .path("totalSize")
                        .asInt())
                .isEqualTo(1);
    }

    private JsonNode query(String soql) throws Exception {
        var answer = api.get(DATA + "/query", "q", soql);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return answer.json();
    }

    private List<String> names(String soql) throws Exception {
        return names(soql, "Name");
    }

    private List<String> names(String soql, String column) throws Exception {
        return StreamSupport.stream(query(soql).path("records").spliterator(), false)
                .map(record -> Json.text(record, column, ""))
                .toList();
    }
}
