package app.rapport.platform.secrets;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Envelope encryption with Tink's AES-256-GCM. */
@Component
class TinkSecrets implements Secrets {
    private static final String VERSION = "rs1";
    private static final int KEY_BYTES = 32;
    private final JdbcClient db;
    private final Aead wrapping;
    private final Map<UUID, Aead> opened = new ConcurrentHashMap<>();

    TinkSecrets(JdbcClient db, MasterKey masterKey) throws GeneralSecurityException {
        this.db = db;
        this.wrapping = new AesGcmJce(masterKey.derive("data keys"));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public String seal(SealedColumn place, UUID row, String secret) {
        return seal(activeKey(Tenancy.current()), place, row, secret);
    }

    /** With a key that is known to be the newest, without asking for it each time. */
    @Transactional(propagation = Propagation.MANDATORY)
    String seal(UUID key, SealedColumn place, UUID row, String secret) {
        var organization = Tenancy.current();
        try {
            var sealed = aead(organization, key)
                    .encrypt(secret.getBytes(StandardCharsets.UTF_8), bound(organization, place, row));
            return VERSION + "." + key + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not seal a secret of " + place.purpose(), e);
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public String open(SealedColumn place, UUID row, String sealed) {
        var organization = Tenancy.current();
        var parts = List.of(sealed.split("\\.", -1));
        if (parts.size() != 3 || !parts.getFirst().equals(VERSION)) {
            throw new IllegalStateException("not a sealed text in " + place.purpose());
        }
        try {
            var key = aead(organization, UUID.fromString(parts.get(1)));
            var plain = key.decrypt(Base64.getUrlDecoder().decode(parts.get(2)), bound(organization, place, row));
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "A secret in " + place.purpose()
                            + " does not open. Was the master key replaced, or the row copied?",
                    e);
        }
    }

    /** Makes a new data key for the organisation in scope; what is sealed from now on uses it. */
    @Transactional(propagation = Propagation.MANDATORY)
    UUID renewKey() {
        var organization = Tenancy.current();
        db.sql("update platform.data_key set active = false where active").update();
        return makeKey(organization);
    }

    /**
     * Forgets keys that nothing is sealed with any more. The one retired last stays: a transaction that began under it may
     * still be under way. How many went.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    int dropRetiredKeys() {
        return db.sql("""
                delete from platform.data_key where not active
                  and id <> (select id from platform.data_key where not active order by created_at desc, id desc limit 1)
                """).update();
    }

    /** What every text sealed with this key begins with. */
    static String prefix(UUID key) {
        return VERSION + "." + key + ".";
    }

    private UUID activeKey(OrganizationId organization) {
        return db.sql("select id from platform.data_key where active")
                .query(UUID.class)
                .optional()
                .orElseGet(() -> makeKey(organization));
    }

    private UUID makeKey(OrganizationId organization) {
        var fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        var id = UUID.randomUUID();
        try {
            // Two first secrets at once: the partial unique index lets one key win, both transactions then use it.
            db.sql("""
                    insert into platform.data_key (id, organization_id, wrapped) values (:id, :organization, :wrapped)
                    on conflict (organization_id) where active do nothing
                    """)
                    .param("id", id)
                    .param("organization", organization.value())
                    .param("wrapped", wrapping.encrypt(fresh, boundKey(organization, id)))
                    .update();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not wrap a data key", e);
        }
        return db.sql("select id from platform.data_key where active")
                .query(UUID.class)
                .single();
    }

    private Aead aead(OrganizationId organization, UUID key) throws GeneralSecurityException {
        var known = opened.get(key);
        if (known != null) {
            return known;
        }
        var wrapped = db.sql("select wrapped from platform.data_key where id = :id")
                .param("id", key)
                .query(byte[].class)
                .optional()
                .orElseThrow(() -> new GeneralSecurityException("unknown data key"));
        var aead = new AesGcmJce(wrapping.decrypt(Objects.requireNonNull(wrapped), boundKey(organization, key)));
        opened.put(key, aead);
        return aead;
    }

    private static byte[] boundKey(OrganizationId organization, UUID key) {
        return ByteBuffer.allocate(32)
                .put(bytes(organization.value()))
                .put(bytes(key))
                .array();
    }

    private static byte[] bound(OrganizationId organization, SealedColumn place, UUID row) {
        var purpose = place.purpose().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(32 + purpose.length)
                .put(bytes(organization.value()))
                .put(bytes(row))
                .put(purpose)
                .array();
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
