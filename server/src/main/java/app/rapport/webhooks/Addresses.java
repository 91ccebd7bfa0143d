package app.rapport.webhooks;

import app.rapport.platform.Problem;
import app.rapport.platform.outside.OutsideAddresses;
import app.rapport.platform.outside.OutsideAddresses.Unfit;
import java.net.URI;
import org.springframework.stereotype.Component;

/** Which addresses an endpoint may have. */
@Component
class Addresses {
    static final String REFUSED = "webhook_address_refused";

    private final OutsideAddresses outside;

    Addresses(WebhookSettings settings) {
        this.outside = new OutsideAddresses(settings.allow(), "RAPPORT_WEBHOOKS_ALLOW");
    }

    /** For whoever opens the connections. */
    OutsideAddresses outside() {
        return outside;
    }

    /** An address as a person entered it, checked. */
    URI check(String entered) {
        try {
            return outside.check(entered);
        } catch (Unfit unfit) {
            var problem = unfit.refused()
                    ? Problem.invalid(REFUSED, unfit.sentence())
                    : Problem.invalid("webhook_url_invalid", unfit.sentence());
            throw problem.with("field", "url");
        }
    }
}
