package app.rapport.crm;

import app.rapport.conversations.Conversations.ActionItem;
import app.rapport.conversations.Conversations.Participant;
import app.rapport.crm.connector.Choice;
import app.rapport.crm.connector.CompanyHint;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.DealHint;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.Draft.Place;
import app.rapport.crm.connector.ErrorClass;
import app.rapport.crm.connector.LinkKey;
import app.rapport.crm.connector.RemoteCompany;
import app.rapport.crm.connector.RemotePerson;
import app.rapport.crm.connector.Warning;
import app.rapport.platform.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds where in a CRM a talk belongs: whose it was, which company, which deal, which of their users. */
final class Whereabouts {
    private static final int MOST_PEOPLE = 10;

    private final Talk talk;
    private final List<Warning> warnings;
    private final Map<UUID, Optional<String>> owners = new HashMap<>();

    Whereabouts(Talk talk, List<Warning> warnings) {
        this.talk = talk;
        this.warnings = warnings;
    }

    /** @param missing the contact that has to be made first, null when there is one or none is wanted */
    record Found(Place place, Draft.@Nullable Person missing) {}

    Found find() throws CrmFailure {
        var emails = talk.snapshot().participants().stream()
                .filter(one -> !one.internal() && one.email() != null)
                .map(one -> String.valueOf(one.email()).toLowerCase(Locale.ROOT))
                .distinct()
                .limit(MOST_PEOPLE)
                .toList();
        var people = talk.connector().lookups().people(talk.account(), emails);
        var person = people.isEmpty() ? null : people.getFirst();
        var company = company(person);
        var missing = person == null ? contactToMake(company, emails) : null;
        if (person == null && missing == null) {
            warnings.add(onNobody(emails.isEmpty()));
        }
        var deal = optional(
                "open deal", () -> talk.connector().lookups().openDeal(talk.account(), new DealHint(person, company)));
        var owner = owner(talk.snapshot().ownerUserId());
        return new Found(new Place(person, company, deal.orElse(null), owner.orElse(null)), missing);
    }

    private Warning onNobody(boolean noAddress) {
        var crm = talk.connector().name();
        return noAddress
                ? new Warning(
                        "No participant has an e-mail address: the activity hangs on no contact.",
                        Wording.of("no_address"))
                : new Warning(
                        crm + " knows none of the participants by e-mail: the activity hangs on no contact.",
                        Wording.of("participants_unknown").with("provider", crm));
    }

    /** A task hangs where the talk hangs, but belongs to whoever promised. */
    Place of(ActionItem item, Place talk) throws CrmFailure {
        return new Place(
                talk.person(),
                talk.company(),
                talk.deal(),
                owner(item.ownerUserId()).orElse(null));
    }

    private @Nullable RemoteCompany company(@Nullable RemotePerson person) throws CrmFailure {
        var customer = talk.customer();
        var hint = new CompanyHint(
                person,
                customer == null
                        ? null
                        : customer.externalIds().get(talk.integration().crmType()),
                customer == null ? List.of() : customer.domains());
        return talk.connector().lookups().company(talk.account(), hint).orElse(null);
    }

    /** Only people somebody entered as stakeholders are made contacts there, and only where the connection allows it. */
    private Draft.@Nullable Person contactToMake(@Nullable RemoteCompany company, List<String> emails) {
        if (talk.account().option(Choice.CREATE_CONTACTS).equals("never")) {
            return null;
        }
        for (var participant : talk.snapshot().participants()) {
            var draft = draft(participant, company, emails);
            if (draft != null) {
                return draft;
            }
        }
        return null;
    }

    private Draft.@Nullable Person draft(
            Participant participant, @Nullable RemoteCompany company, List<String> emails) {
        var id = participant.stakeholderId();
        var stakeholder = id == null ? null : talk.stakeholders().get(id);
        if (participant.internal() || stakeholder == null || emails.isEmpty()) {
            return null;
        }
        var email = participant.email() != null
                ? participant.email()
                : stakeholder.emails().isEmpty() ? null : stakeholder.emails().getFirst();
        return email == null
                ? null
                : new Draft.Person(
                        new LinkKey(LinkKey.Kind.STAKEHOLDER, stakeholder.id()),
                        null,
                        email.toLowerCase(Locale.ROOT),
                        stakeholder.name(),
                        stakeholder.title(),
                        company);
    }

    private Optional<String> owner(@Nullable UUID user) throws CrmFailure {
        var email = user == null ? null : talk.addresses().get(user);
        if (user == null || email == null) {
            return Optional.empty();
        }
        var known = owners.get(user);
        if (known == null) {
            known = optional("user", () -> talk.connector().lookups().owner(talk.account(), email));
            owners.put(user, known);
        }
        return known;
    }

    private interface Lookup<T> {
        Optional<T> find() throws CrmFailure;
    }

    /** What is good to have must not stop the rest: a missing right becomes a warning. */
    private <T> Optional<T> optional(String what, Lookup<T> lookup) throws CrmFailure {
        try {
            return lookup.find();
        } catch (CrmFailure e) {
            if (e.fault().errorClass() != ErrorClass.CONFIGURATION
                    && e.fault().errorClass() != ErrorClass.VALIDATION
                    && e.fault().errorClass() != ErrorClass.NOT_FOUND) {
                throw e;
            }
            warnings.add(new Warning(
                    "The " + what + " could not be looked up: " + e.fault().message(),
                    Wording.of("lookup_failed")
                            .with("what", what)
                            .with("cause", e.fault().words())));
            return Optional.empty();
        }
    }
}
