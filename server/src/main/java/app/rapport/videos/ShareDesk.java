package app.rapport.videos;

import app.rapport.audit.AuditTrail;
import app.rapport.customers.CustomerMatching;
import app.rapport.customers.Match;
import app.rapport.customers.Sighting;
import app.rapport.identity.CurrentUser;
import app.rapport.identity.LinkPasswords;
import app.rapport.platform.Cursor;
import app.rapport.platform.EmailAddress;
import app.rapport.platform.Ids;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.RapportSettings;
import app.rapport.platform.Tenancy;
import app.rapport.videos.Share.CallToAction;
import app.rapport.videos.Share.Recipient;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives out links to a video, and takes them back. */
@Service
class ShareDesk {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 18;

    private final VideoStore videos;
    private final ShareStore shares;
    private final ObjectProvider<Playback> playback;
    private final CustomerMatching matching;
    private final LinkPasswords passwords;
    private final ShareCache cache;
    private final AuditTrail audit;
    private final RapportSettings settings;
    private final Clock clock;

    ShareDesk(
            VideoStore videos,
            ShareStore shares,
            ObjectProvider<Playback> playback,
            CustomerMatching matching,
            LinkPasswords passwords,
            ShareCache cache,
            AuditTrail audit,
            RapportSettings settings,
            Clock clock) {
        this.videos = videos;
        this.shares = shares;
        this.playback = playback;
        this.matching = matching;
        this.passwords = passwords;
        this.cache = cache;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** All of it may be left out: a link for whoever has it, without an end. */
    record Form(
            @Nullable @Valid Person recipient,
            @Nullable @Size(max = 72) String password,
            @Nullable Instant expiresAt,
            @Nullable @Valid Call cta,
            @Nullable UUID personalId) {}

    record Person(
            @Nullable @Size(max = 254) String email,
            @Nullable @Size(max = 200) String name) {}

    record Call(
            @Nullable @Size(max = 80) String label,
            @Nullable @Size(max = 2000) String url) {}

    /** @param locked whether it asks for a password */
    record View(
            UUID id,
            String url,
            String embedUrl,
            String token,
            @Nullable Recipient recipient,
            boolean locked,
            @Nullable CallToAction cta,
            @Nullable UUID personalId,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            Instant createdAt) {}

    @Transactional
    public View add(UUID videoId, Form form, CurrentUser by) {
        var video = videos.require(videoId);
        if (form.personalId() != null
                && playback.stream().noneMatch(one -> one.hasPersonal(videoId, form.personalId()))) {
            throw Problem.notFound("personal video");
        }
        var now = clock.instant();
        if (form.expiresAt() != null && !form.expiresAt().isAfter(now)) {
            throw Problem.invalid("expiry_in_the_past", "A link can only end in the future.")
                    .with("field", "expiresAt");
        }
        var known = known(form.recipient());
        var share = new Share(
                Ids.next(),
                Tenancy.current(),
                videoId,
                token(),
                recipient(form.recipient(), known, video.customerId()),
                viewerId(form.recipient()),
                known instanceof Match.Internal,
                form.personalId(),
                form.password() == null || form.password().isEmpty() ? null : passwords.hash(form.password()),
                cta(form.cta()),
                form.expiresAt(),
                null,
                now);
        shares.add(share, by.id().value(), known instanceof Match.Unmatched(var unmatched) ? unmatched : null);
        audit.record("video.shared", "video", videoId.toString(), Map.of("share", share.id()));
        return view(share);
    }

    @Transactional(readOnly = true)
    public Page<View> of(UUID videoId, @Nullable String after, int limit) {
        videos.require(videoId);
        var cursor = Cursor.read(after, 2);
        var found = shares.of(
                videoId,
                cursor == null ? null : cursor.part(0, Instant::parse),
                cursor == null ? null : cursor.part(1, UUID::fromString),
                limit + 1);
        return Page.of(found, limit, share -> Cursor.of(share.createdAt(), share.id()))
                .map(this::view);
    }

    /** From now on the link opens nothing. What was watched by it stays on record. */
    @Transactional
    public void revoke(UUID videoId, UUID id) {
        videos.require(videoId);
        var share = shares.find(videoId, id).orElseThrow(() -> Problem.notFound("share"));
        shares.revoke(id, clock.instant());
        cache.forget(share.token());
        audit.record("video.share_revoked", "video", videoId.toString(), Map.of("share", id));
    }

    private View view(Share share) {
        var base = settings.appUrl().toString();
        return new View(
                share.id(),
                base + "/v/" + share.token(),
                base + "/embed/" + share.token(),
                share.token(),
                share.recipient(),
                share.passwordHash() != null,
                share.cta(),
                share.personalId(),
                share.expiresAt(),
                share.revokedAt(),
                share.createdAt());
    }

    private static String token() {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private @Nullable Match known(@Nullable Person person) {
        if (person == null) {
            return null;
        }
        var email = text(person.email());
        if (email != null && EmailAddress.of(email).isEmpty()) {
            throw Problem.invalid("invalid_email", "The recipient's e-mail address is not one.")
                    .with("field", "recipient.email");
        }
        return email == null ? null : matching.resolve(new Sighting("video", null, email(person), text(person.name())));
    }

    /** Where the recipient is nobody we know, the link is for the customer the video is for. */
    private static @Nullable Recipient recipient(
            @Nullable Person person, @Nullable Match known, @Nullable UUID videosCustomer) {
        if (person == null || (text(person.name()) == null && email(person) == null)) {
            return null;
        }
        return switch (known) {
            case Match.Known(var customer, var stakeholder) ->
                new Recipient(text(person.name()), email(person), customer, stakeholder);
            case Match.Company(var customer) -> new Recipient(text(person.name()), email(person), customer, null);
            case Match.Internal internal -> new Recipient(text(person.name()), email(person), null, null);
            case Match.Unmatched unmatched -> new Recipient(text(person.name()), email(person), videosCustomer, null);
            case null -> new Recipient(text(person.name()), null, videosCustomer, null);
        };
    }

    /** The same for all links to one address; a name alone is somebody of their own each time. */
    private static @Nullable UUID viewerId(@Nullable Person person) {
        if (person == null) {
            return null;
        }
        var email = email(person);
        return email != null
                ? UUID.nameUUIDFromBytes(("person " + email).getBytes(StandardCharsets.UTF_8))
                : text(person.name()) == null ? null : Ids.next();
    }

    private static @Nullable CallToAction cta(@Nullable Call call) {
        var label = call == null ? null : text(call.label());
        var url = call == null ? null : text(call.url());
        if (label == null && url == null) {
            return null;
        }
        if (label == null || url == null) {
            throw Problem.invalid("incomplete_cta", "A button needs words and an address.")
                    .with("field", label == null ? "cta.label" : "cta.url");
        }
        if (!leadsOutSafely(url)) {
            throw Problem.invalid("invalid_cta_url", "The button's address must begin with https://.")
                    .with("field", "cta.url");
        }
        return new CallToAction(label, url);
    }

    private static boolean leadsOutSafely(String url) {
        try {
            var address = URI.create(url);
            return "https".equalsIgnoreCase(address.getScheme())
                    && address.getHost() != null
                    && address.getUserInfo() == null;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static @Nullable String email(Person person) {
        return EmailAddress.of(person.email()).map(EmailAddress::value).orElse(null);
    }

    private static @Nullable String text(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        var text = given.strip();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("invalid_field", "This must be one line of text.");
        }
        return text;
    }
}
