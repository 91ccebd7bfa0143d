package app.rapport.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application and simulated CRMs of its own, all as they are at first, with Acme known. */
@RapportTest
abstract class CrmOverHttp {
    static final Sandbox SANDBOX = Sandbox.start(0);

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry properties) {
        CrmTestBed.pointAt(SANDBOX, properties);
    }

    @Autowired
    TestOrganizations organizations;

    TestOrganization organization;
    CrmTestBed rapport;

    @BeforeEach
    void begin() {
        SANDBOX.reset();
        organization = organizations.create("Acorn Works");
        rapport = new CrmTestBed(organizations, organization);
        rapport.acme();
        connect();
    }

    void connect() {
        rapport.connectSalesforce();
        rapport.connectHubspot(SANDBOX);
    }

    @AfterEach
    void everythingSentWasRight() {
        assertThat(SANDBOX.salesforce().requests())
                .allMatch(request -> request.problems().isEmpty());
        assertThat(SANDBOX.hubspot().requests())
                .allMatch(request -> request.problems().isEmpty());
        SANDBOX.reset();
    }
}
