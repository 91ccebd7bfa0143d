package app.rapport.crm;

import app.rapport.connections.ProviderHttp;
import app.rapport.connections.ProviderHttp.CallFailed.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The provider's client of the contract's tests: a bearer token, a time limit, nothing else. */
final class PlainHttp implements ProviderHttp {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String token;
    private final List<Call> calls = new ArrayList<>();

    PlainHttp(String base, String token) {
        this.base = base;
        this.token = token;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public Reply send(UUID connection, Call call) throws CallFailed {
        calls.add(call);
        var body = call.body();
        var request = HttpRequest.newBuilder(URI.create(base + call.path()))
                .timeout(Duration.ofMillis(1500))
                .header("Authorization", "Bearer " + token)
                .method(call.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        call.headers().forEach(request::header);
        try {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(
                    answer.statusCode(), answer.headers().map(), answer.body(), answer.uri(), Duration.ofMillis(1));
        } catch (HttpTimeoutException e) {
            throw new CallFailed(Reason.TIMEOUT, "no answer in time", null, e);
        } catch (ConnectException e) {
            throw new CallFailed(Reason.NOT_SENT, "refused", null, e);
        } catch (IOException e) {
            throw new CallFailed(Reason.BROKEN, "broke off", null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
