package app.rapport.webhooks;

import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Public keys of endpoints that get Ed25519 signatures, for whoever receives them. */
@RestController
class KeysController {
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    KeysController(JdbcClient db, TransactionTemplate transaction) {
        this.db = db;
        this.transaction = transaction;
    }

    /** A JSON Web Key (RFC 8037). */
    record Key(String kty, String crv, String x, String kid, String alg, String use) {}

    record Keys(List<Key> keys) {}

    @GetMapping("/.well-known/webhooks/{id}/jwks.json")
    ResponseEntity<Keys> keys(@PathVariable UUID id) {
        var key = Tenancy.system(() -> transaction.execute(status -> db.sql(
                        "select public_key from webhooks.webhook_configs where id = :id and public_key is not null")
                .param("id", id)
                .query((row, number) -> row.getString(1))
                .optional()));
        if (key == null || key.isEmpty()) {
            throw Problem.notFound("key");
        }
        var x = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Base64.getDecoder().decode(key.get()));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(new Keys(List.of(new Key("OKP", "Ed25519", x, id.toString(), "EdDSA", "sig"))));
    }
}
